"""Steps laid out for reading: by when, with which paper, whom to tell, what each rests on and why it was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.labels import BANDS, SOURCE_KINDS, STANDINGS
from fairdue.records.facts import FactKey
from fairdue.records.guidance import Advice, PaperKind
from fairdue.records.law import Citation
from fairdue.records.pack import Pack, Term

_HOW: Final = _("怎么做：{words}")
_TELL: Final = _("还要告诉：{words}")
_PAPER: Final = _("文书：{words}")
_LATER: Final = _("{title}（随文书功能一起提供）")
_CHOSE: Final = _("因为：{words}")
_LEFT: Final = _("有了这一步，这些先不做：{words}")
_PRACTICE: Final = _("通行的做法，这里没有引用条文")
_HOTLINE: Final = _("官方号码 {number}（{name}）")
_DUTY: Final = _("正规的做法：{words}")
_TRICK: Final = _("常见的骗法：{words}")
_PICKED: Final = _("你选了“{words}”")


@dataclass(frozen=True, slots=True)
class Basis:
    """One thing a step rests on: words, and the kind of rule where it is a provision; `gist` says it plainly."""

    words: str
    kind: str = ""
    gist: str = ""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as shown: its number, the advice itself, whether its day has passed, and everything that unfolds."""

    number: int
    advice: Advice
    band: str
    is_late: bool
    paper: PaperKind | None
    basis: tuple[Basis, ...]
    because: str


def step_views(
    advice: Iterable[Advice], papers: Mapping[str, PaperKind], pack: Pack, say: Say, on: date
) -> tuple[StepView, ...]:
    """Lay out the steps in their order."""
    return tuple(
        StepView(
            number=number,
            advice=one,
            band=say(BANDS[one.band]),
            is_late=one.step.by is not None and one.step.by < on,
            paper=papers.get(one.step.paper) if one.step.paper else None,
            basis=tuple(_basis(one, pack, say)),
            because=because(one, pack, say),
        )
        for number, one in enumerate(advice, start=1)
    )


def reasons(one: Advice, papers: Mapping[str, PaperKind], pack: Pack, say: Say) -> Iterator[str]:
    """Yield the lines that say how, whom to tell, with which paper, and why this step was chosen."""
    if one.how:
        yield say(_HOW).format(words=one.how)
    if one.tell:
        yield say(_TELL).format(words="、".join(one.tell))
    paper = papers.get(one.step.paper) if one.step.paper else None
    if paper:
        title = paper.title if paper.state == "exists" else say(_LATER).format(title=paper.title)
        yield say(_PAPER).format(words=title)
    why = because(one, pack, say)
    if why:
        yield say(_CHOSE).format(words=why)
    if one.left_out:
        yield say(_LEFT).format(words="、".join(step_words(pack, id) for id in one.left_out))


def basis_of(one: Advice, pack: Pack, say: Say) -> Iterator[str]:
    """Yield what a step rests on, a line each."""
    for basis in _basis(one, pack, say):
        yield f"{basis.words}（{basis.kind}）" if basis.kind else basis.words


def because(one: Advice, pack: Pack, say: Say) -> str:
    """Word the facts that led to a step."""
    return "；".join(dict.fromkeys(_fact_words(fact, pack, say) for fact in one.because))


def step_words(pack: Pack, id: str) -> str:
    """Return the words of a step by its id, the id itself where no playbook has it."""
    return next((step.step for playbook in pack.playbooks for step in playbook.steps if step.id == id), id)


def terms_in(texts: Iterable[str], hard_words: Iterable[str], glossary: Iterable[Term]) -> tuple[Term, ...]:
    """Return the glossary's entries for the hard words that these texts use, in the order of the list."""
    whole = "\n".join(texts)
    known = {term.zh: term for term in glossary}
    return tuple(known[word] for word in hard_words if word in whole and word in known)


def _basis(one: Advice, pack: Pack, say: Say) -> Iterator[Basis]:
    yield from (_provision(cited, pack, say) for cited in one.step.citations)
    registry = pack.registry
    hotlines = {row.id: row for row in registry.hotlines}
    duties = {row.id: row for row in registry.duties}
    tricks = {row.id: row for row in registry.scam_patterns}
    for id in one.registry:
        if id in hotlines and hotlines[id].shown:
            yield Basis(say(_HOTLINE).format(number=hotlines[id].number, name=hotlines[id].name))
        elif id in duties:
            yield Basis(say(_DUTY).format(words=duties[id].duty))
        elif id in tricks:
            yield Basis(say(_TRICK).format(words=tricks[id].name))
    if one.practice:
        yield Basis(say(_PRACTICE))


def _provision(cited: Citation, pack: Pack, say: Say) -> Basis:
    provision = pack.provisions.get(cited.provision)
    words = f"{cited.instrument} {cited.article or (f'（{cited.note}）' if cited.note else '')}".strip()
    return Basis(words, say(SOURCE_KINDS[STANDINGS[cited.standing].word]), provision.gist if provision else "")


def _fact_words(fact: str, pack: Pack, say: Say) -> str:
    key, _, value = fact.partition(" = ")
    if key.startswith("situation."):
        id = key.removeprefix("situation.")
        found = next((one for one in pack.playbooks if one.id == id and one.situation), None)
        return say(_PICKED).format(words=found.situation.says if found and found.situation else id)
    declared = pack.fact_keys.get(key)
    if declared:
        return f"{_asked(declared)}{declared.labels.get(value, value)}" if value else declared.title
    head, _, member = key.rpartition(".")
    family = pack.fact_keys.get(f"{head}.*")
    return f"{family.title}：{family.labels.get(member, member)}" if family else fact


def _asked(key: FactKey) -> str:
    return key.ask or f"{key.title}："
