"""Turn provisions into citations and say what standing they give; it looks at no message and words no sentence.

The standing follows from the kind of instrument alone:

    law, admin-regulation, judicial-interpretation    suspected-unlawful   whoever acts, if the provision covers them
    department-rule, normative-document               rule-breach          only the licensed lender it names
    national-standard-recommended, self-regulatory    below-standard       also where the lender is not known
    local-regulation, repealed, none                  no standing, never cited
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from fairdue.kernel.errors import LawError, NotCitable, NotInForce
from fairdue.law.lookup import in_force, provision
from fairdue.records.law import Binding, Citation, Provision, Standing

STANDINGS: Final[Mapping[Binding, Standing]] = {
    "law": "suspected-unlawful",
    "admin-regulation": "suspected-unlawful",
    "judicial-interpretation": "suspected-unlawful",
    "department-rule": "rule-breach",
    "normative-document": "rule-breach",
    "national-standard-recommended": "below-standard",
    "self-regulatory": "below-standard",
}
RANK: Final[Mapping[Standing, int]] = {"suspected-unlawful": 3, "rule-breach": 2, "below-standard": 1}
LENDER_KINDS: Final = frozenset(
    {
        *("bank", "consumer-finance", "microloan", "trust", "auto-finance", "platform", "guarantee", "insurer"),
        *("pawn", "leasing", "factoring", "local-amc", "unlicensed", "private", "assignee"),
    }
)
ARTICLE_NOT_VERIFIED: Final = "条号未核"


class Resolved(NamedTuple):
    """What may be said of one conduct: the citations, strongest first, their highest standing, what is missing."""

    citations: tuple[Citation, ...]
    standing: Standing | None
    missing: tuple[str, ...]


def cite(provision: Provision, on: date) -> Citation:
    """Return the citation of a provision on a day.

    `article` is None where only the instrument may be named; the note then says so, with the section where known.
    Raises NotCitable for background and for kinds without standing, NotInForce outside the provision's dates.
    """
    if provision.citable == "no":
        raise NotCitable(provision=provision.id, why="background")
    if provision.standing is None:
        raise NotCitable(provision=provision.id, why="no-standing")
    if not in_force(provision, on):
        raise NotInForce(
            provision=provision.id,
            on=on,
            since=provision.effective_from,
            until=provision.effective_to,
            successor=provision.successors,
        )
    is_article = provision.citable == "article"
    return Citation(
        provision=provision.id,
        instrument=provision.name,
        article=provision.article if is_article else None,
        standing=provision.standing,
        in_force_on=on,
        note="" if is_article else _section(provision.article),
    )


def cite_each(ids: Iterable[str], provisions: Mapping[str, Provision], on: date) -> tuple[Citation, ...]:
    """Return the citations a step or a letter rests on, leaving out what may not be cited that day.

    It asks nobody's kind: a step informs and accuses no one. Raises UnknownProvision.
    """
    found = []
    for id in ids:
        try:
            found.append(cite(provision(provisions, id), on))
        except (NotCitable, NotInForce):
            continue
    return tuple(found)


def standing_of(citations: Iterable[Citation]) -> Standing | None:
    """Return the highest standing among the citations; None for none."""
    return max((one.standing for one in citations), key=RANK.__getitem__, default=None)


def binds(provision: Provision, lender_kind: str | None) -> bool | None:
    """Tell whether the provision binds a lender of that kind, or None where the kind must be known to tell.

    Rules and notices bind the licensed lender they name and nobody else: `anyone` in them names no lender.
    Standards and guidelines without a named lender, and those asked about an unknown one, may still be named.
    """
    actors = frozenset(provision.applies_to)
    names_lenders = bool(actors & (LENDER_KINDS | {"lender"}))
    is_named = lender_kind is not None and (
        lender_kind in actors or ("lender" in actors and lender_kind in LENDER_KINDS)
    )
    standing = STANDINGS.get(provision.binding)
    if standing is None:
        return False
    if standing == "below-standard":
        return is_named or lender_kind is None or not names_lenders
    if standing == "suspected-unlawful" and actors & {"anyone", "lender"}:
        return True
    if lender_kind is None:
        return None if names_lenders else False
    return is_named


def resolve(
    provision_ids: Iterable[str], provisions: Mapping[str, Provision], on: date, lender_kind: str | None
) -> Resolved:
    """Return what may be cited against this actor on that day; raises UnknownProvision.

    Dropped without a word: what is not citable, not in force, or binds somebody else. Where only the lender's kind
    is wanting, the provision is dropped and `missing` holds `lender_kind`.
    """
    citations: list[Citation] = []
    missing: list[str] = []
    for id in provision_ids:
        found = provision(provisions, id)
        bound = binds(found, lender_kind)
        if bound is False:
            continue
        try:
            citation = cite(found, on)
        except LawError:
            continue
        if bound is None:
            missing.append("lender_kind")
        else:
            citations.append(citation)
    ranked = tuple(sorted(citations, key=lambda one: -RANK[one.standing]))
    return Resolved(ranked, standing_of(ranked), tuple(dict.fromkeys(missing)))


def _section(article: str) -> str:
    """Name the section beside the warning, unless it holds an article number, which nobody has verified."""
    return ARTICLE_NOT_VERIFIED if not article or "条" in article else f"{ARTICLE_NOT_VERIFIED}：{article}"
