"""Find in composed text the numbers, accounts and links that could belong to somebody; it says nothing of wording."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Digits a writer may have spread out with blanks, dots or hyphens; a masked number holds `*` or `x` and is no run.
_RUN = re.compile(r"(?<![\d*x.,/年案])\d(?:[ .\-·]?\d){6,}(?![\d*x])", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[.\-]?(?:0?[1-9]|1[0-2])[.\-]?(?:0?[1-9]|[12]\d|3[01])(?!\d)")
_DECIMAL = re.compile(r"\d+\.\d{1,2}")
_IDENTITY = re.compile(
    r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx](?!\d)", re.IGNORECASE
)
_HANDLE = re.compile(r"(?:qq|扣扣|企鹅|微信|薇信|v信|vx|wx)[号:群\s]{0,4}([a-z][\w-]{5,19}|\d{5,11})", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_CARD_LENGTHS = range(16, 20)
_CARD_HEAD = "62220000"
_RESERVED = ("example", "invalid", "test")
# A true court or tax notice names its true address; these lead to public offices and to nobody's account.
_OFFICIAL = (".gov.cn", ".pbccrc.org.cn")


def owned(text: str, official: bool = False) -> Iterator[tuple[str, str]]:
    """Yield (what, words) for each identity number, card, phone number, account name or domain that is not inert.

    Inert are: numbers with four zeros in a row or masked with `*`, cards beginning 6222 0000, hosts under `.example`,
    `.invalid` or `.test`. `official` allows the hosts of public offices too.

    >>> list(owned("请加微信 lawyer_wang 或拨 138****0000，https://pay.qinghe.example/x"))
    [('handle', 'lawyer_wang')]
    """
    plain = unicodedata.normalize("NFKC", text)
    yield from (("identity", found[0]) for found in _IDENTITY.finditer(plain))
    for found in _RUN.finditer(_DATE.sub("日", plain)):
        digits = re.sub(r"\D", "", found[0])
        if not _DECIMAL.fullmatch(found[0]) and not _is_inert(digits):
            yield ("card" if len(digits) in _CARD_LENGTHS else "phone"), found[0]
    for found in _HANDLE.finditer(plain):
        if "0000" not in found[1]:
            yield "handle", found[1]
    for found in _HOST.finditer(plain):
        host = found[0].lower()
        if host.rsplit(".", 1)[-1] not in _RESERVED and not (official and f".{host}".endswith(_OFFICIAL)):
            yield "domain", found[0]


def _is_inert(digits: str) -> bool:
    return digits.startswith(_CARD_HEAD) if len(digits) in _CARD_LENGTHS else "0000" in digits
