"""Turn what was seen into findings with citations in force that day, and say what is missing; decides no verdict."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from fairdue.kernel.spans import Span
from fairdue.law.citations import Resolved, resolve
from fairdue.records.assessment import Finding, Message, Missing
from fairdue.records.law import Provision
from fairdue.records.pack import Phrase
from fairdue.records.rules import Kind, Rule, Severity, Topic
from fairdue.screening.quoting import quotation
from fairdue.screening.weigh import Seen

_GRAVITY: Mapping[Severity, int] = {"notice": 0, "serious": 1, "grave": 2}
# Messages of these kinds are no collector's contact about a debt; only grave conduct is worth a finding there.
_NOT_ABOUT_A_DEBT: tuple[Kind, ...] = ("other", "loan-ad", "intermediary-ad", "official-notice")


def findings_of(
    seen: Iterable[Seen],
    message: Message,
    kind: Kind,
    on: date,
    provisions: Mapping[str, Provision],
    is_long: bool = False,
) -> tuple[tuple[Finding, ...], frozenset[str]]:
    """Return the findings, and the names of what is missing to go further.

    A finding has the highest standing among its citations in force, binding this actor (contract/README.md). `is_long`: so
    much is said that in talk of other matters than a debt nothing counts.
    """
    findings: list[Finding] = []
    missing: set[str] = set()
    rests_on: dict[tuple[str, ...], Resolved] = {}
    for one in seen:
        effect = one.rule.finding
        if effect is None or one.aside or not _counts(one.rule, kind, is_long):
            continue
        resolved = rests_on.get(effect.citations)
        if resolved is None:
            resolved = rests_on[effect.citations] = resolve(effect.citations, provisions, on, message.lender_kind)
        citations, standing, lacking = resolved
        missing.update(lacking)
        if standing is None:
            if not lacking:
                missing.add("law_that_day")
            continue
        findings.append(
            Finding(
                rule=one.rule.id,
                topic=effect.topic,
                standing=standing,
                severity=effect.severity,
                quote=one.span.of(message.text),
                start=one.span.start,
                end=one.span.end,
                because=effect.because,
                citations=citations,
            )
        )
    return tuple(sorted((_quoted(one, message.text) for one in _once(findings)), key=_place)), frozenset(missing)


def _quoted(finding: Finding, text: str) -> Finding:
    """Quote the words of a finding as a reader would cut them."""
    span = quotation(text, Span(finding.start, finding.end))
    return replace(finding, quote=span.of(text), start=span.start, end=span.end)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Say one conduct once: of findings of a topic on the same words the gravest stays, then the shortest quote."""
    ranked = sorted(findings, key=lambda one: (-_GRAVITY[one.severity], one.end - one.start, one.start, one.rule))
    taken: defaultdict[Topic, list[Span]] = defaultdict(list)
    for one in ranked:
        span, others = Span(one.start, one.end), taken[one.topic]
        at = bisect_left(others, span)
        if not any(other.touches(span) for other in others[max(0, at - 1) : at + 1]):
            others.insert(at, span)
            yield one


def dangers_of(seen: Iterable[Seen], kind: Kind, is_long: bool = False) -> tuple[str, ...]:
    """Name the dangers at hand: what a writer reports as happening now always counts, a threat as its finding does."""
    return tuple(
        sorted(
            {
                one.rule.danger
                for one in seen
                if one.rule.danger
                and ("in-danger" in one.rule.flags or not one.aside and _counts(one.rule, kind, is_long))
            }
        )
    )


def _counts(rule: Rule, kind: Kind, is_long: bool) -> bool:
    """Tell whether conduct counts in a message of that kind: where no debt is spoken of only what is grave does.

    In a long talk of other matters not even that: among so many words people joke and tell of others.
    """
    is_grave = rule.finding is not None and rule.finding.severity == "grave"
    return kind not in _NOT_ABOUT_A_DEBT or (is_grave and not is_long)


def missing_of(names: Iterable[str], phrases: Mapping[str, Phrase]) -> tuple[Missing, ...]:
    """Word what is missing and what would settle it, in the pack's own words."""
    return tuple(
        Missing(phrases[f"missing.{name}"].words, phrases[f"missing.{name}.settle"].words)
        for name in sorted(set(names))
    )
