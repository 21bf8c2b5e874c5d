"""Signs beyond single words: the sender's number, the links, the reader's own account check, the text as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fairdue.records.assessment import Message, MessageFacts, Reason, Url
from fairdue.records.pack import Phrase
from fairdue.records.registry import NumberRule
from fairdue.records.rules import Kind, Weight

_OFFICE_KINDS = ("mobile", "mobile-virtual")
# Of honest messages that hold a strong sign, none leans so far to a scam: chosen on messages not learned from.
FAR = 5


def reasons_beyond(
    message: Message,
    facts: MessageFacts,
    sender_kind: str | None,
    sender_rules: tuple[NumberRule, ...],
    phrases: Mapping[str, Phrase],
    reads_as: Kind = "other",
) -> Iterator[Reason]:
    """Yield the signs of account check, sender and links, by what the message reads as; the words are the pack's."""
    yield from _from_check(message, phrases)
    yield from _from_sender(message, facts, sender_kind, sender_rules, phrases, reads_as)
    yield from _from_links(facts, phrases)


def reason_of_kind(
    kind: Kind, reasons: Sequence[Reason], phrases: Mapping[str, Phrase], leaning: Mapping[Kind, int]
) -> Iterator[Reason]:
    """Say what the words tell as a whole: that they read as a scam, or that nothing in them is suspicious.

    Where the characters alone tell a scam from every other kind by `FAR`, that is a strong sign, else a weak one.
    """
    if kind == "scam":
        if not any(reason.weight == "hard" for reason in reasons):
            others = [points for other, points in leaning.items() if other != "scam"]
            far = bool(others) and leaning["scam"] - max(others) >= FAR
            yield _reason(phrases, "reads-much-as-scam" if far else "reads-as-scam", "text")
    elif not reasons:
        yield _reason(phrases, "nothing-suspicious", "text")


def _from_check(message: Message, phrases: Mapping[str, Phrase]) -> Iterator[Reason]:
    name = {"app": "confirmed-app", "hotline": "confirmed-hotline", "no": "not-in-app"}.get(message.confirmed)
    if name:
        yield _reason(phrases, name, "account-check")


def _from_sender(
    message: Message,
    facts: MessageFacts,
    kind: str | None,
    fired: tuple[NumberRule, ...],
    phrases: Mapping[str, Phrase],
    reads_as: Kind,
) -> Iterator[Reason]:
    if not message.sender or kind is None:
        return
    if kind == "unknown" and message.channel == "im":
        kind = "im-account"
    names_office = bool(facts.claimed_offices)
    names_someone = names_office or facts.lender is not None
    if kind == "foreign" and names_someone:
        yield _reason(phrases, "foreign-sender", "sender")
    elif kind == "foreign" and reads_as == "collection":
        yield _reason(phrases, "foreign-sender-collecting", "sender")
    elif kind == "im-account" and names_office:
        yield _reason(phrases, "im-sender-office", "sender")
    elif kind in _OFFICE_KINDS and names_office:
        yield _reason(phrases, "mobile-sender-office", "sender")
    elif kind in _OFFICE_KINDS:
        yield _reason(phrases, "mobile-sender", "sender")
    said = {"foreign", "im-account", *_OFFICE_KINDS}
    for rule in fired:
        if rule.strength and rule.kind not in said and _holds_beside(rule, facts):
            yield Reason(rule.id, rule.strength, rule.because, "sender")


def _holds_beside(rule: NumberRule, facts: MessageFacts) -> bool:
    """Tell whether the message also holds what a number rule must stand beside to count."""
    beside = {
        "none": True,
        "link": bool(facts.urls),
        "office": bool(facts.claimed_offices),
        "lender": facts.lender is not None,
    }
    return any(beside[word] for word in rule.paired_with)


def _from_links(facts: MessageFacts, phrases: Mapping[str, Phrase]) -> Iterator[Reason]:
    """Yield each sign of the links once, with the first link that shows it; an official one tells only where all are."""
    told: set[str] = set()
    for url in facts.urls:
        name = _sign_of(url, facts)
        if name and name not in told:
            told.add(name)
            yield _reason(phrases, name, "registry", url.quote, url.start, url.end)


def _sign_of(url: Url, facts: MessageFacts) -> str:
    """Name what a link is a sign of, or nothing."""
    if url.relation == "official":
        return "official-domain" if all(one.relation == "official" for one in facts.urls) else ""
    if url.relation == "unknown":
        return "unknown-domain-with-bank" if facts.claimed_offices or _is_bank(facts) else ""
    return {"look-alike": "look-alike-domain", "short-link": "short-link"}[url.relation]


def _is_bank(facts: MessageFacts) -> bool:
    return facts.lender is not None and facts.lender.licence_kind == "bank"


def _reason(
    phrases: Mapping[str, Phrase],
    name: str,
    source: str,
    quote: str | None = None,
    start: int | None = None,
    end: int | None = None,
) -> Reason:
    phrase = phrases[name]
    weight: Weight = phrase.weight or "weak"
    return Reason(name, weight, phrase.words, source, quote, start, end)  # type: ignore[arg-type]
