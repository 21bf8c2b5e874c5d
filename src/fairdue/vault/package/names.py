"""File names inside a package: short, visible and safe on every system, made from names people or senders chose."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 100  # bytes of UTF-8; the rest of a path has room for its folders
_RESERVED: Final = re.compile(r'[<>:"/\\|?*%]')
_BLANK: Final = re.compile(r"\s+")
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.I)


def safe_name(name: str, fallback: str = "文件") -> str:
    """Return a name without separators, controls, invisible or turning marks, not longer than LONGEST bytes.

    >>> safe_name("../../截图\\u202egpj.exe"), safe_name("CON"), safe_name(" . ")
    ('截图gpj.exe', '_CON', '文件')
    """
    told = unicodedata.normalize("NFC", name)
    told = "".join(" " if one in "\t\r\n" else one for one in told if _is_plain(one) or one in "\t\r\n")
    told = _BLANK.sub(" ", _RESERVED.sub("_", told)).strip(" ._")
    told = re.sub(r"(\.\._)+", "", told) or fallback
    if _DEVICE.match(told):
        told = f"_{told}"
    return shortened(told)


def shortened(name: str) -> str:
    """Cut a name to LONGEST bytes between characters, keeping its ending.

    >>> len(shortened("长" * 4096 + ".jpg").encode()), shortened("长" * 4096 + ".jpg")[-4:]
    (100, '.jpg')
    """
    found = _ENDING.search(name)
    ending = found.group() if found else ""
    room = LONGEST - len(ending.encode())
    stem = name[: len(name) - len(ending)].encode()[:room].decode("utf-8", "ignore")
    return f"{stem.rstrip()}{ending}"


def _is_plain(character: str) -> bool:
    """Tell whether a character shows: no control, no format or direction mark, no private or unassigned one."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
