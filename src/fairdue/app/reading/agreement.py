"""The check of an agreement laid out for reading: one sentence, traps by gravity, what is missing, the payee; it judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.labels import SOURCE_KINDS, STANDINGS, Label
from fairdue.app.reading.passages import Passage, Piece, cut, shown
from fairdue.app.reading.steps import Basis
from fairdue.kernel.spans import Span
from fairdue.records.agreement import AgreementCheck, Trap, Wanted
from fairdue.records.guide import TrapSeverity
from fairdue.records.law import Citation, Provision

SEVERITIES: Final[Mapping[TrapSeverity, Label]] = {
    "stop": Label(_("先别签"), "✕", "alarm", "solid"),
    "ask": Label(_("问清再签"), "!", "care", "double"),
    "know": Label(_("知道就行"), "–", "know", "dotted"),
}
PAYEES: Final[Mapping[str, tuple[str, str]]] = {
    "same": (_("收款户名和放款机构对得上。账号尾号，还是打官方电话核对一次。"), "fine"),
    "differs": (_("收款户名和你说的放款机构对不上。先不付，打放款机构的官方电话问。"), "alarm"),
    "not-named": (_("没看到收款户名。付钱之前，先要清楚打给谁。"), "care"),
    "lender-not-told": (_("收款户名要和放款机构一致。打官方电话核对户名和账号尾号。"), "know"),
}
_PRACTICE: Final = _("通行的做法，这里没有引用条文")
_HEADINGS: Final[Mapping[str, str]] = {
    "stop": _("先别签。有 {count} 处要紧的。"),
    "ask": _("先问清再签。有 {count} 处要留意。"),
    "know": _("有 {count} 处要知道。"),
    "none": _("没看出常见的坑。不等于没有，签之前再读一遍。"),
    "not-agreement": _("看着不像一份协议。贴上全文，才看得准。"),
}


@dataclass(frozen=True, slots=True)
class TrapView:
    """One numbered clause: its words, how grave, what it brings about, what to ask for, what it rests on."""

    number: int
    trap: Trap
    label: Label
    quote: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class WantedView:
    """Words that are missing, and what they rest on."""

    wanted: Wanted
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Everything the page of an agreement shows, in its order."""

    heading: str
    tone: str
    traps: tuple[TrapView, ...]
    wanted: tuple[WantedView, ...]
    payee: str
    payee_tone: str
    payees: tuple[str, ...]
    pieces: tuple[Piece, ...]


def lay_out_agreement(
    text: str, check: AgreementCheck, payee: str, provisions: Mapping[str, Provision], say: Say
) -> AgreementPage:
    """Lay out a check; numbers follow gravity first, then the order of the text."""
    views = tuple(
        TrapView(number, one, SEVERITIES[one.severity], shown(one.quote), _basis(one, provisions, say))
        for number, one in enumerate(check.traps, start=1)
    )
    words, tone = PAYEES[payee]
    return AgreementPage(
        heading=_heading(check, say),
        tone=SEVERITIES[check.traps[0].severity].tone if check.traps else "know",
        traps=views,
        wanted=tuple(WantedView(one, _basis(one, provisions, say)) for one in check.wanted),
        payee=say(words),
        payee_tone=tone,
        payees=tuple(shown(one.name) for one in check.payees),
        pieces=cut(text, tuple(Passage(Span(v.trap.start, v.trap.end), v.label.line, v.number) for v in views)),
    )


def _heading(check: AgreementCheck, say: Say) -> str:
    if not check.traps:
        key = "none" if check.is_agreement else "not-agreement"
        return say(_HEADINGS[key])
    worst = check.traps[0].severity
    count = sum(one.severity == worst for one in check.traps)
    return say(_HEADINGS[worst]).format(count=count)


def _basis(one: Trap | Wanted, provisions: Mapping[str, Provision], say: Say) -> tuple[Basis, ...]:
    cited = tuple(_provision(citation, provisions, say) for citation in one.citations)
    return (*cited, Basis(say(_PRACTICE))) if one.practice else cited


def _provision(cited: Citation, provisions: Mapping[str, Provision], say: Say) -> Basis:
    provision = provisions.get(cited.provision)
    words = f"{cited.instrument} {cited.article or (f'（{cited.note}）' if cited.note else '')}".strip()
    return Basis(words, say(SOURCE_KINDS[STANDINGS[cited.standing].word]), provision.gist if provision else "")
