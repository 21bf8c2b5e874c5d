"""How the host of a link relates to official ones: the same, an imitation, a short link, unknown; fetches nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fairdue.records.registry import DomainReading, Registry, Relation
from fairdue.registry.likeness import is_near, skeleton

if TYPE_CHECKING:
    from tldextract import TLDExtract

_LONGEST = 2048
_SCHEME = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]{0,20}|hxxps?)\s*:\s*/{1,3}", re.IGNORECASE)
_DOTS = re.compile(r"\s*[.\u3002\uff0e\uff61]\s*")
_DIGIT_NAME = re.compile(r"(?:95|96|12|10)[0-9]{3,6}")
# What imitators put around a short official name; a longer name needs no such company to stand out.
_COMPANY = frozenset(
    ["app", "bank", "card", "cc", "china", "cn", "com", "credit", "e", "ebank", "gov", "help", "jf", "jr", "kefu"]
    + ["loan", "login", "m", "member", "mobile", "net", "online", "pay", "safe", "secure", "security", "service"]
    + ["shop", "sz", "user", "vip", "wap", "web", "weixin", "www", "wx", "xyk", "zh"]
)
# Parts that many banks share: what is left tells one from another.
_STOCK = re.compile(r"^bankof|(?:-?bank|cfc|cf|rcb|ccb)$")
# Endings under which holders of a name usually keep it themselves: the same name there is unknown, not an imitation.
_DEFENDED = frozenset({"com", "cn", "com.cn", "net", "hk", "com.hk"})


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
        domain = self._registrable(host)
        relation, resembles = self._relation(host, domain)
        posing = host_of(authority_of(url).rpartition("@")[0])
        if posing and relation == "unknown" and _under(posing, self._official):
            relation, resembles = "look-alike", posing
        return DomainReading(host, domain or host, relation, resembles, defang(url))

    def _relation(self, host: str, domain: str) -> tuple[Relation, str]:
        if _under(host, self.registry.official_suffixes):
            return "official", ""
        if not domain:
            return "unknown", ""
        if _under(host, self.registry.short_links):
            return "short-link", ""
        if _under(host, self._official):
            return "official", ""
        resembled = self._resembled(host, domain)
        return ("look-alike", resembled) if resembled else ("unknown", "")

    def _resembled(self, host: str, domain: str) -> str:
        """Name the official domain or number that a foreign host imitates, or nothing."""
        inside = "." + host.removesuffix(domain)
        for official in (*self._official, *self.registry.official_suffixes):
            if len(official) >= 6 and (f".{official}." in inside or official.replace(".", "-") in host):
                return official
        label, _, suffix = domain.partition(".")
        tokens = [token for token in label.split("-") if token]
        if "gov" in tokens or (tokens and tokens[-1] == "govcn"):
            return next(iter(self.registry.official_suffixes), "")
        if domain in self._owned or (suffix in _DEFENDED and label in self._hotlines | self._labels):
            return ""
        if numbered := self._number_in(label):
            return numbered
        ranked = sorted(self._names, key=lambda entry: entry[0] != label)
        return next((known for name, known in ranked if _imitates(label, tokens, name)), "")

    def _number_in(self, label: str) -> str:
        return next((number for number in _DIGIT_NAME.findall(label) if number in self._hotlines), "")

    @cached_property
    def _official(self) -> tuple[str, ...]:
        """Hosts that may be called official: shown domains of lenders and shown addresses among the hotlines."""
        contacts = (contact for lender in self.registry.lenders for contact in lender.domains)
        addresses = (line.number for line in self.registry.hotlines if line.shown and "." in line.number)
        return tuple(sorted({*(contact.value for contact in contacts if contact.shown), *addresses}))

    @cached_property
    def _owned(self) -> frozenset[str]:
        """Registrable domains of official hosts: not imitations, even where the host itself is not the official one."""
        return frozenset(self._registrable(host) for host in self._official)

    @cached_property
    def _names(self) -> tuple[tuple[str, str], ...]:
        """The telling label of each official domain, longest first, with the domain."""
        names = {self._registrable(host).partition(".")[0]: host for host in self._official}
        return tuple(sorted(((name, host) for name, host in names.items() if len(name) > 1), key=_longest_first))

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(name for name, _ in self._names)

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
        found = self._extract(host)
        return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else ""

    @cached_property
    def _extract(self) -> TLDExtract:
        """The suffix list bundled with tldextract; nothing is fetched and nothing is cached on disk."""
        from tldextract import TLDExtract

        return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _under(host: str, domains: Iterable[str]) -> bool:
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def _longest_first(entry: tuple[str, str]) -> tuple[int, str]:
    return -len(entry[0]), entry[0]


def _imitates(label: str, tokens: list[str], name: str) -> bool:
    """Tell whether a registrable label imitates an official name; names that tell little need suspicious company."""
    if label == name or (len(name) >= 4 and skeleton(label) == skeleton(name)):
        return True
    stem, told = _STOCK.sub("", name), _STOCK.sub("", label)
    if is_near(told, stem):
        return True
    if len(stem) >= 5 or (len(name) == len(stem) == 4 and not re.search("[aeiou]", name[1:])):
        return name in label
    if name in tokens:
        return len(name) >= 5 or not _COMPANY.isdisjoint(tokens) or any(token.isdigit() for token in tokens)
    rest = label.removeprefix(name) if label.startswith(name) else label.removesuffix(name)
    return len(name) >= 3 and rest != label and (rest in _COMPANY or rest.isdigit())
