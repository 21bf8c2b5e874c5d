"""How the host of a link relates to official ones: the same, an imitation, a short link, unknown; fetches nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fairdue.kernel.expression import Expression
from fairdue.records.registry import DomainReading, Registry, Relation
from fairdue.registry.imitation import Label, has_company, imitated, label_of

if TYPE_CHECKING:
    from tldextract import TLDExtract

_LONGEST = 2048
_DEEPEST = 8
_SCHEME = Expression(r"(?i)^\s*(?:[a-z][a-z0-9+.-]{0,20}|hxxps?)\s*:\s*/{1,3}")
_DOTS = Expression(r"\s*[.\u3002\uff0e\uff61]\s*")
_DIGIT_NAME = Expression(r"(?:95|96|12|10)[0-9]{3,6}")
# Endings with nothing below them in the suffix list, and the common ones below `.cn`.
_FLAT = frozenset(
    {"com", "net", "top", "xyz", "vip", "club", "site", "shop", "online", "info", "icu", "link", "cc", "wang"}
)
_UNDER_CN = frozenset({"com", "net", "org", "gov", "edu", "mil", "ac"})
# Endings under which holders of a name usually keep it themselves: the same name there is unknown, not an imitation.
_DEFENDED = frozenset({"com", "cn", "com.cn", "net", "hk", "com.hk", "mobi"})
# Endings given out only against a business licence: a firm that merely shares part of a name is no imitation there.
_VETTED = frozenset({"com.cn", "org.cn", "net.cn"})


def host_of(url: str) -> str:
    """Return the host of a link or bare domain: lower-case, half-width, without user, port, path; IDN decoded.

    >>> host_of("HTTPS://user@Ex。ample.com:8080/a?b")
    'ex.ample.com'
    """
    host = _DOTS.sub(".", authority_of(url).rsplit("@", 1)[-1]).strip().strip(".").lower()
    return ".".join(_decoded(label) for label in re.sub(r":\d*$", "", host).split("."))


def authority_of(url: str) -> str:
    """Return what stands between the scheme and the path: user, host and port, half-width."""
    rest = _SCHEME.sub("", unicodedata.normalize("NFKC", url[:_LONGEST]).replace("[.]", "."), count=1)
    return re.split(r"[/?#\\]", rest, maxsplit=1)[0]


def defang(url: str) -> str:
    """Write a link so that no program turns it into one.

    >>> defang("https://ex.ample/pay.html"), defang("t.cn/A1")
    ('hxxps://ex[.]ample/pay.html', 't[.]cn/A1')
    """
    found = re.match(r"(\s*[A-Za-z]{2,10}\s*[:\uff1a]\s*[/\uff0f]{1,3})?([^/\uff0f?#]*)(.*)", url, re.DOTALL)
    scheme, authority, rest = found.groups() if found else ("", url, "")
    inert = re.sub(r"(?i)^(\s*)ht?t?p", r"\1hxxp", scheme or "")
    return inert + re.sub(r"[.\u3002\uff0e\uff61]", "[.]", authority) + rest


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


@dataclass(frozen=True)
class Domains:
    """The official domains, short-link hosts and state suffixes of a registry, made ready to read links."""

    registry: Registry

    def read(self, url: str) -> DomainReading:
        """Say how a link or bare domain relates to official ones; a host without a known suffix is `unknown`."""
        host = host_of(url)
        known, relation = self._known(host)
        if known:
            return DomainReading(host, known, relation, "", defang(url))
        domain = self._registrable(host)
        posing = host_of(authority_of(url).rpartition("@")[0])
        resembles = posing if posing and _base(posing, self._official) else self._resembled(host, domain)
        return DomainReading(host, domain or host, "look-alike" if resembles else "unknown", resembles, defang(url))

    def _known(self, host: str) -> tuple[str, Relation]:
        """Return the listed domain a host is or lies under, which needs no list of suffixes, and its relation."""
        if state := _base(host, self._suffixes):
            below = host.removesuffix(state).rstrip(".").rpartition(".")[2]
            return (f"{below}.{state}" if below else state), "official"
        if short := _base(host, self._short_links):
            return short, "short-link"
        return _base(host, self._official), "official"

    def _resembled(self, host: str, domain: str) -> str:
        """Name the official domain or number that a foreign host imitates, or nothing."""
        if not domain:
            return ""
        inside = "." + host.removesuffix(domain)
        if len(inside) > 3 or "-" in host:
            for official in (*self._official, *self.registry.official_suffixes):
                if len(official) >= 6 and (f".{official}." in inside or official.replace(".", "-") in host):
                    return official
        label, _, suffix = domain.partition(".")
        tokens = [token for token in label.split("-") if token]
        if "gov" in tokens or (tokens and tokens[-1] == "govcn"):
            return next(iter(self.registry.official_suffixes), "")
        if domain in self._owned or (suffix in _DEFENDED and label in self._kept):
            return ""
        if suffix not in _VETTED and (numbered := self._number_in(label)):
            return numbered
        alike = imitated(label, self._labels.values(), suffix in _VETTED)
        return alike.official if alike else ""

    def _number_in(self, label: str) -> str:
        """Name the hotline a label is made of, alone or in telling company: 95588-vip, wap95588."""
        tokens = frozenset(label.split("-"))
        numbers = (number for number in _DIGIT_NAME.findall(label) if number in self._hotlines)
        return next((number for number in numbers if number == label or has_company(label, tokens, number)), "")

    @cached_property
    def _official(self) -> frozenset[str]:
        """Hosts that may be called official: shown domains of lenders and shown addresses among the hotlines."""
        contacts = (contact for lender in self.registry.lenders for contact in lender.domains)
        addresses = (line.number for line in self.registry.hotlines if line.shown and "." in line.number)
        return frozenset({*(contact.value for contact in contacts if contact.shown), *addresses})

    @cached_property
    def _short_links(self) -> frozenset[str]:
        return frozenset(self.registry.short_links)

    @cached_property
    def _suffixes(self) -> frozenset[str]:
        return frozenset(self.registry.official_suffixes)

    @cached_property
    def _owned(self) -> frozenset[str]:
        """Registrable domains of official hosts: not imitations, even where the host itself is not the official one."""
        return frozenset(self._registrable(host) for host in self._official)

    @cached_property
    def _labels(self) -> dict[str, Label]:
        """The telling label of each official domain, by name."""
        names = {self._registrable(host).partition(".")[0]: host for host in sorted(self._official)}
        return {name: label_of(name, host) for name, host in names.items() if len(name) > 1}

    @cached_property
    def _kept(self) -> frozenset[str]:
        """Names that their holders usually keep under the common endings: numbers, official labels, their telling parts."""
        return frozenset({*self._hotlines, *self._labels, *(label.stem for label in self._labels.values())})

    @cached_property
    def _hotlines(self) -> frozenset[str]:
        """Short numbers of lenders and offices that imitators like to put into a domain."""
        numbers = [contact.value for lender in self.registry.lenders for contact in lender.hotlines]
        return frozenset(
            number
            for number in (*numbers, *(line.number for line in self.registry.hotlines))
            if _DIGIT_NAME.fullmatch(number)
        )

    def _registrable(self, host: str) -> str:
        if plain := _plainly_registrable(host):
            return plain
        found = self._extract(host)
        return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else ""

    @cached_property
    def _extract(self) -> TLDExtract:
        """The suffix list bundled with tldextract; nothing is fetched and nothing is cached on disk."""
        from tldextract import TLDExtract

        return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _plainly_registrable(host: str) -> str:
    """Cut a host under the endings met most, which the suffix list treats alike, without loading that list.

    A test holds it to the list. Under `.cn` only names of three letters and more are cut here: shorter ones may be
    provinces, which are suffixes themselves.
    """
    labels = host.split(".")
    if not host.isascii() or "" in labels or len(labels) < 2:
        return ""
    if labels[-1] in _FLAT:
        return ".".join(labels[-2:])
    if labels[-1] != "cn":
        return ""
    if labels[-2] in _UNDER_CN:
        return ".".join(labels[-3:]) if len(labels) > 2 else ""
    return ".".join(labels[-2:]) if len(labels[-2]) > 2 and not labels[-2].startswith("xn--") else ""


def _base(host: str, domains: frozenset[str]) -> str:
    """Return the domain among these that a host is or lies under, or nothing."""
    parts = host.split(".")[-_DEEPEST:]
    return next((base for at in range(len(parts)) if (base := ".".join(parts[at:])) in domains), "")
