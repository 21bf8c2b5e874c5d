"""The court-paper check for reading: misfits first, nothing green, quotes short."""

from __future__ import annotations

from datetime import date

from fairdue.app.reading.papers import FIT_LABELS, paper_view
from fairdue.records.court_paper import FITS, CourtPaper, LimitSeen, MarkSeen
from fairdue.web.words import translations

SAY = translations("zh").gettext
PAPER = CourtPaper(
    marks=(
        MarkSeen("case-number", "案号", "fits", "写法对得上。", "（2026）粤0399民初00012号", 0, 18),
        MarkSeen("parties", "当事人", "confirm", "没写清。"),
        MarkSeen("asks-money", "要你付钱", "does-not-fit", "不收钱。", "钱" * 60, 20, 80),
    ),
    limits=(LimitSeen("answer", 15, date(2026, 12, 1), "最晚 2026-12-01。", "answer-15"),),
    result="一律打 12368。",
)


def test_no_paper_no_view() -> None:
    """A message that names no court paper shows no check."""
    assert paper_view(None, SAY) is None


def test_misfits_come_first_and_quotes_are_short() -> None:
    """What does not fit is read first; a long quote is cut."""
    view = paper_view(PAPER, SAY)
    assert view is not None
    assert [row.label.word for row in view.rows] == ["对不上", "要问法院", "对得上"]
    assert view.rows[0].quote.endswith("…")
    assert view.limits == ("最晚 2026-12-01。",)


def test_every_outcome_has_a_label_and_none_is_green() -> None:
    """A mark that fits can be copied from any case; the page must not make it look safe."""
    assert set(FIT_LABELS) == set(FITS)
    assert "fine" not in {label.tone for label in FIT_LABELS.values()}


def test_english_speaks_english() -> None:
    """Title and outcomes are said in the reader's language; the pack's own words stay as they are."""
    say = translations("en").gettext
    view = paper_view(PAPER, say)
    assert view is not None
    assert view.title.isascii()
    assert all(say(row.label.word).isascii() for row in view.rows)
