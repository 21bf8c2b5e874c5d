"""The words around acts that touch limitation: what they do to it, when, and the frame they are told in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.labels import Label

RESTARTS: Final[Mapping[str, Label]] = {
    "running-yes": Label(_("会重新起算"), "!", "care"),
    "running-depends": Label(_("看具体的话"), "?", "know"),
    "running-no": Label(_("不会因此重新起算"), "–", "fine"),
    "passed-yes": Label(_("会让出抗辩"), "!", "care"),
    "passed-depends": Label(_("可能让出抗辩"), "?", "know"),
    "passed-no": Label(_("不会让出抗辩"), "–", "fine"),
}
STAGE_WORDS: Final[Mapping[str, str]] = {
    "running": _("还没过三年，或说不清"),
    "passed": _("可能已经过了三年"),
}
GROUP_WORDS: Final[Mapping[str, str]] = {
    "answer": _("一句话"),
    "payment": _("一笔钱"),
    "paper": _("一张纸"),
    "other": _("别的事"),
}
BY_WORDS: Final[Mapping[str, str]] = {
    "you": _("你做的"),
    "lender": _("对方做的"),
    "court": _("对方找法院"),
}
FRAME: Final = (
    _("诉讼时效一般是三年。过了，债还在，信用记录也还在。"),
    _("过了时效是一个抗辩：要你自己在一审提出，由法院认定。"),
    _("这不是叫你不还。是让你知道，哪句话、哪笔钱、哪张纸会改变它。"),
)


def restarts_label(when: str, restarts: str) -> Label:
    """Return the label of what an act does, by whether the period runs or has passed."""
    return RESTARTS[f"{when}-{restarts}"]
