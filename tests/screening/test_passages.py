"""How a long text is cut: into passages that are judged one by one, and a very long one into several readings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from fairdue.records.pack import Folding
from fairdue.screening.clean import Cleaner
from fairdue.screening.passages import LENGTH, LONGEST_WHOLE, MOST_TOGETHER, OPENING, SHARED, passages, readings

SENTENCE = "第{}句说的是还款的事。"


def test_a_short_text_is_read_whole() -> None:
    """One view, one passage, nothing before it."""
    (reading,) = readings(Cleaner(Folding({}, {})).clean("你好。还款。"))
    assert reading.passages == [(0, len(reading.view.text))] and not reading.is_cut


@given(some.integers(0, 400), some.text("字。，\n", max_size=900))
def test_passages_cover_a_text_and_overlap(count: int, tail: str) -> None:
    """From the first character to the last without a gap; none longer than it may be, the next begins before one ends."""
    text = "".join(map(SENTENCE.format, range(count))) + tail
    cut = passages(text)
    assert cut[0].start == 0 and cut[-1].end == len(text)
    if len(text) > LONGEST_WHOLE:
        assert all(one.end - one.start <= LENGTH for one in cut)
        assert all(one.end - SHARED <= other.start <= one.end for one, other in zip(cut, cut[1:], strict=False))


def test_a_very_long_text_is_read_in_several() -> None:
    """Each reading is short enough, later ones begin with the opening, and together they judge every sentence."""
    whole = "".join(map(SENTENCE.format, range(5000)))
    told = list(readings(Cleaner(Folding({}, {})).clean(whole)))
    assert len(told) > 3 and all(reading.is_cut for reading in told)
    opening = told[0].view.text[:OPENING]
    for reading in told[1:]:
        assert reading.view.text.startswith(opening + "\n") and reading.passages[0].start == OPENING + 1
    assert all(len(reading.view.text) <= MOST_TOGETHER + OPENING + LENGTH + 9 for reading in told)
    judged = {
        place
        for reading in told
        for passage in reading.passages
        for place in reading.view.starts[passage.start : passage.end]
    }
    assert judged >= set(range(len(whole)))


CLAUSES = ["我们不会，", "报警抓你", "还款的日子", "某某某某某某某某某某，"]
SENTENCES = some.lists(some.sampled_from(CLAUSES), min_size=1, max_size=4).map(lambda one: "".join(one) + "。")
HIDDEN = "请加微*信。"


@given(some.lists(SENTENCES, min_size=100, max_size=300), some.integers(0, 100))
def test_no_sentence_is_broken_off(sentences: list[str], place: int) -> None:
    """What is read again around a hidden word begins and ends with a sentence: a denial stays with what it denies."""
    text = "".join([*sentences[:place], HIDDEN, *sentences[place:]])
    stops = {0, *(at + 1 for at, one in enumerate(text) if one == "。")}
    cleaned = Cleaner(Folding({}, {})).clean(text)
    sections = [(reading, section) for reading in readings(cleaned) for section in reading.sections]
    assert len(cleaned.views) > 1 and len(sections) > 1
    for reading, (start, end) in sections:
        assert {reading.view.starts[start], reading.view.ends[end - 1]} <= stops
