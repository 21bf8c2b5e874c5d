"""The word, sign and tone of a verdict on a claim, and the headings claims are listed under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.labels import Label

VERDICTS: Final[Mapping[str, Label]] = {
    "true": Label(_("对"), "✓", "fine"),
    "false": Label(_("不对"), "✕", "care"),
    "depends": Label(_("看情况"), "?", "know"),
}
TOPICS: Final[Mapping[str, str]] = {
    "message": _("短信和电话"),
    "call": _("打电话催"),
    "visit": _("上门"),
    "law": _("法律后果"),
    "court": _("法院"),
    "credit": _("征信"),
    "fees": _("利息和费用"),
    "limitation": _("诉讼时效"),
    "contacts": _("家人和单位"),
    "money": _("还钱"),
    "help": _("投诉和求助"),
}
CONFIDENCE: Final[Mapping[str, str]] = {
    "high": _("来源可靠"),
    "medium": _("来源一般"),
    "low": _("来源弱"),
}
