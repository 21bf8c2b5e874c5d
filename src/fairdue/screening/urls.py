"""Links in a message, with or without a scheme, also spaced out or with full-width dots; none is ever opened."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from fairdue.kernel.expression import Expression
from fairdue.kernel.flat import without
from fairdue.kernel.places import found_at
from fairdue.kernel.spans import Span, apart
from fairdue.records.assessment import Url
from fairdue.records.registry import DomainReading
from fairdue.registry.domains import Domains

_LONGEST_HOST = 253
# Endings that make a run of letters and dots a domain; the list of suffixes itself is only asked after this.
_ENDINGS = frozenset(
    """app art asia at be bid biz cc center cloud club cn co com cool edu email fit fun fund gd gg gl gov group hk host
    icu im info ink io is jp kr la life link live loan ltd ly me mk mobi net nu nz online org press pro pub pw red ren
    ru shop site so space store tech to top tv tw uk us vip wang website win work xyz yt""".split()  # noqa: SIM905
)
_SCHEME = Expression(r"h(?:tt|xx)ps?\s?:\s?/{1,2}\s?", needs="/")
# What every link has in it: a slash, or a dot before a letter; the dot may be a Chinese full stop, with a blank after it.
_MAY_LINK = Expression(r"/|[.\u3002](?=\s?[a-z])")
_FOREIGN = Expression("[\uff0c\uff1b\uff01\uff1f\uff08\uff09\uff3b\uff3d\u3001]")
# What every domain has in it, and of what it is made.
_DOTTED = Expression(r"[.\u3002](?=[a-z])")
_RUN = Expression(r"[a-z0-9.\u3002-]+")
_REST = Expression(r"(?::[0-9]{2,5})?(?:[/?#][!-~]{0,400})?")
_AFTER_SCHEME = Expression(r"[!-~\u3002]{1,500}")
_IDN_HOST = Expression(r"[\w-]{1,30}(?:[.\u3002][\w-]{1,30}){0,3}[.\u3002][a-z]{2,18}")
_SPACED = Expression(
    r"(?:w(?<![a-z0-9].)(?:ww|ap)|m(?<![a-z0-9].))\s?[.\u3002]\s?[a-z0-9-]{1,40}"
    r"(?:\s?[.\u3002]\s?(?:com|cn|net|org|top|xyz|vip|cc|club|shop)){1,2}(?![a-z0-9])",
    needs=("www", "wap", "m"),
)
_MADE_OF = "abcdefghijklmnopqrstuvwxyz0123456789.-\u3002"
_TAIL = ".,;:!?)]}'\"\u3002"
# What is left of a link that was masked or broken: its scheme, a host without dots, a word that stands for it.
_UNREAD = Expression(
    r"h(?:tt|xx)ps?\s?:|(?<![a-z0-9])(?:url|www)(?![a-z])|(?<![a-z0-9])www[a-z0-9]{3}|[x*]{2}\.(?:c|top)"
)
_PLACEHOLDER = Expression(r"(?:^|\.)(?:x{2,}|url|domain|link)(?:\.|$)")


def find_urls(text: str, plain: str, domains: Domains) -> tuple[Url, ...]:
    """Find links and bare domains, left to right; `plain` is the text folded character by character."""
    spans: list[Span] = []
    if not _MAY_LINK.search(plain):
        return ()
    left = _cut_at_foreign_marks(text, plain)
    for find in (_with_scheme, _spaced, _bare):
        found = apart(find(left))
        left = without(left, found)
        spans += found
    read: dict[str, DomainReading] = {}
    return tuple(_url(text, span, domains, read) for span in sorted(spans))


def are_known(urls: Sequence[Url], familiar: Collection[str], plain: str) -> bool:
    """Tell whether there are links and each leads to an official domain or one of these familiar ones.

    One official domain among others tells nothing: whoever sends a link of his own can write it beside. So does one beside
    what stands in `plain`, the folded text, for a link nobody can read.
    """
    if not urls or not all(url.relation == "official" or url.domain in familiar for url in urls):
        return False
    return not _UNREAD.search(without(plain, [Span(url.start, url.end) for url in urls]))


def _url(text: str, span: Span, domains: Domains, read: dict[str, DomainReading]) -> Url:
    """Read the link at a span; one link written often in a text is read once."""
    quote = span.of(text)
    bare = re.sub(r"\s", "", quote)
    reading = read.get(bare) or read.setdefault(bare, domains.read(bare))
    return Url(quote, span.start, span.end, reading.defanged, reading.domain, reading.relation)


def _cut_at_foreign_marks(text: str, plain: str) -> str:
    """Turn full-width commas, brackets and the like into blanks: they end a link, their half-width twins may not."""
    at = 0
    parts: list[str] = []
    for mark in _FOREIGN.finditer(text):
        parts += plain[at : mark.start()], " "
        at = mark.end()
    return "".join((*parts, plain[at:]))


def _with_scheme(plain: str) -> Iterator[Span]:
    for scheme in _SCHEME.finditer(plain):
        host = _IDN_HOST.match(plain, scheme.end())
        run = host or _AFTER_SCHEME.match(plain, scheme.end())
        if not run:
            continue
        rest = _REST.match(plain, run.end()) if host else None
        end = _trimmed(plain, scheme.start(), rest.end() if rest else run.end())
        written = plain[scheme.end() : end]
        if "." in written.replace("\u3002", ".") and not _PLACEHOLDER.search(re.split(r"[/?#]", written)[0]):
            yield Span(scheme.start(), end)


def _spaced(plain: str) -> Iterator[Span]:
    for found in _SPACED.finditer(plain):
        if not _PLACEHOLDER.search(re.sub(r"\s", "", found[0])):
            yield Span(found.start(), found.end())


def _bare(plain: str) -> Iterator[Span]:
    """Yield domains written without a scheme, with the path behind them."""
    for run in found_at(_RUN, plain, _run_starts(plain)):
        host = _domain_in(run[0])
        if not host or plain[run.start() - 1 : run.start()] in ("@", "/"):
            continue
        start = run.start() + run[0].index(host)
        end = start + len(host)
        if end == run.end() and plain[end : end + 1] == "@":
            continue
        rest = _REST.match(plain, end) if end == run.end() else None
        yield Span(start, _trimmed(plain, start, rest.end() if rest else end))


def _run_starts(plain: str) -> Iterator[int]:
    """Yield where the runs begin that have a dot before a letter in them."""
    start = end = 0
    for dot in _DOTTED.finditer(plain):
        left = len(plain[end : dot.start()].rstrip(_MADE_OF))
        start = end + left if left or not end else start
        end = dot.end()
        yield start


def _domain_in(run: str) -> str:
    """Return the part of a run that is a domain: up to the full stop of a sentence, ending in a known ending."""
    if len(run) > _LONGEST_HOST or not re.search(r"[.\u3002]", run):
        return ""
    labels = re.split(r"([.\u3002])", run.strip(".-\u3002"))
    while len(labels) >= 3:
        host = "".join(labels)
        if labels[-1] in _ENDINGS and labels[-3] and not _PLACEHOLDER.search(host):
            return host
        labels = labels[:-2] if "\u3002" in labels or labels[-1].isdigit() else []
    return ""


def _trimmed(plain: str, start: int, end: int) -> int:
    while end > start and plain[end - 1] in _TAIL:
        end -= 1
    return end
