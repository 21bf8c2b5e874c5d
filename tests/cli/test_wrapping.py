"""Lines of Chinese and Latin on a narrow terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.cells import cell_len
from rich.text import Text

from fairdue.cli.wrapping import wrapped

CASES = [
    ("打开官方 App 看一下。", 12, ["打开官方 App", "看一下。"]),
    ("一二三四，五", 8, ["一二三", "四，五"]),
    ("金额 12,345.00 元", 10, ["金额", "12,345.00", "元"]),
    ("（一）二三", 6, ["（一）", "二三"]),
    ("一\n二三", 20, ["一", "二三"]),
]


@pytest.mark.parametrize(("text", "width", "lines"), CASES)
def test_lines_break_where_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    """No number or word is split, no stop begins a line, no bracket ends one."""
    assert [line.rstrip() for line in wrapped(Text(text), width).plain.split("\n")] == lines


@given(some.text(alphabet="一二三，。 abc12", max_size=60), some.integers(8, 30), some.integers(0, 3))
def test_nothing_is_lost_and_later_lines_hang(text: str, width: int, hang: int) -> None:
    """Breaking only moves blanks; every later line begins with the hang."""
    lines = wrapped(Text(text), width, hang).plain.split("\n")
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line[:hang].strip() == "" for line in lines[1:])
    assert all(cell_len(line) <= width or len(line.split()) <= 1 or "，" in line or "。" in line for line in lines)
