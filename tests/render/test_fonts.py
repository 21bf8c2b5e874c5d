"""The typefaces of the papers: which characters they show."""

from __future__ import annotations

from collections.abc import Iterator

from fairdue.render.fonts import covered, spelled_out, unprintable


def gb2312() -> Iterator[str]:
    """List every Chinese character of GB 2312, which names and places are written with."""
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            yield bytes([high, low]).decode("gb2312", "ignore")


def test_every_character_of_the_national_set_prints() -> None:
    """All 6,763 characters of GB 2312, and rarer ones of names, have a glyph."""
    characters = [one for one in gb2312() if one]
    assert len(characters) == 6763
    assert [one for one in characters if ord(one) not in covered()] == []
    assert unprintable(["䶮𠮷㛃喆堃", "¥1,234.56 ①☐☑※“”—…", "ábc"]) == ()


def test_blanks_and_line_ends_need_no_glyph() -> None:
    """Spaces of every width, joiners, tabs and line ends are not called missing."""
    assert unprintable(["a b\u3000c\u00a0d\u200be\tf\r\ng\ufeff"]) == ()


def test_what_is_missing_is_listed_once_and_spelled_out() -> None:
    """Each missing character is named once, in the order met."""
    assert unprintable(["😀好😀🙏"]) == ("😀", "🙏")
    assert spelled_out("好🙏") == "好〔U+1F64F〕"
