"""Try rules on their own examples: each must see what it matches, with the quote pinned, and stay silent on the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from fairdue.kernel.flat import flat
from fairdue.loader.load import Examples
from fairdue.records.assessment import Message
from fairdue.records.pack import Pack
from fairdue.records.rules import Rule
from fairdue.registry.domains import Domains
from fairdue.screening.clean import Cleaner
from fairdue.screening.contexts import ContextReader
from fairdue.screening.match import ReferenceMatcher
from fairdue.screening.urls import are_known, find_urls
from fairdue.screening.weigh import Weigher


@dataclass(frozen=True, slots=True)
class Trial:
    """One example and whether the rule did as it should."""

    name: str
    text: str
    passed: bool
    expected: str
    got: str


def try_rules(rules: Iterable[Rule], examples: Mapping[str, Examples], pack: Pack, today: date) -> list[Trial]:
    """Try every example of these rules; a trial is named `rule-id › matches[0]`."""
    cleaner, contexts, domains = Cleaner(pack.folding), ContextReader(pack.contexts), Domains(pack.registry)
    trials: list[Trial] = []
    for rule in rules:
        weigher = Weigher((rule,), ReferenceMatcher((rule,)), contexts)

        moment = datetime.combine(today, time(rule.hours[0], 30)) if rule.hours else None

        def quotes(text: str, weigher: Weigher = weigher, moment: datetime | None = moment) -> list[str]:
            message = Message(text, received_at=moment)
            plain = flat(text)
            known_links = are_known(find_urls(text, plain, domains), pack.familiar_domains, plain)
            seen = weigher.seen(cleaner.clean(text), message, today, known_links=known_links)
            return [one.span.of(text) for one in seen]

        own = examples[rule.id]
        for at, match in enumerate(own.matches):
            got = quotes(match.text)
            passed = match.quote in got if match.quote else bool(got)
            trials.append(Trial(f"{rule.id} › matches[{at}]", match.text, passed, match.quote or "a match", str(got)))
        for at, ignore in enumerate(own.ignores):
            got = quotes(ignore.text)
            trials.append(Trial(f"{rule.id} › ignores[{at}]", ignore.text, not got, "silence", str(got)))
    return trials
