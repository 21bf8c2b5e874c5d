"""Cheap signs that spare the work: wherever one is absent, there was nothing to find; places where none is are tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairdue.app.wiring import corpus, the_pack
from fairdue.kernel.characters import HAN
from fairdue.kernel.expression import Expression
from fairdue.kernel.flat import flat
from fairdue.kernel.places import before, found_at
from fairdue.kernel.spans import Span
from fairdue.screening import (
    amounts,
    case_numbers,
    clean,
    court_paper,
    deadlines,
    layout,
    numerals,
    offices,
    overdue,
    phones,
    urls,
)

Places = Callable[[str], Iterable[int]]


def _signs(sign: Expression) -> Places:
    return lambda text: (one.start() for one in sign.finditer(text))


def _near(sign: Expression, reach: int, begins: str | None = None) -> Places:
    return lambda text: before(text, list(sign.finditer(text)), reach, begins)


# An expression, and the places where alone it is tried.
TRIED: dict[str, tuple[Expression, Places]] = {
    **{
        f"deadlines {number}": (form.pattern, _near(form.mark, form.reach, form.begins))
        for number, form in enumerate(deadlines._FORMS)
    },
    "overdue": (overdue._OVERDUE, _near(overdue._COUNTED, 14, overdue._BEGINS)),
    "phones": (phones._NUMBER, _signs(phones._BEGINS)),
    "offices": (offices._OFFICE, lambda text: (at for at, _ in offices._BEGINS.places(text))),
    "case numbers": (case_numbers._MODERN, _near(case_numbers._A_YEAR, 3)),
    "older case numbers": (case_numbers._OLDER, _near(case_numbers._A_YEAR, 13)),
    "hearings": (court_paper._HEARING, _signs(court_paper._HEARING_BEGINS)),
    "courts": (court_paper._PART_OF_A_NAME, _near(court_paper._OF_A_PLACE, 8)),
    "repeated marks": (clean._REPEATED, lambda text: (one.end() for one in clean._AFTER_MARK.finditer(text))),
}
# Of these any text is made: words that the expressions know, near each other in any order.
WORDS = [
    *"内前年月日号/-.:,。()【】\n请您于为须应周五下本个天三十第字约¥元万了转,、;+*xa庭",
    *("今天", "明日", "18", "12", "2026", "之前", "之内", "点", "30分", "截止", "最晚", "到期日", "还款日", "必须"),
    *("星期", "工作日", "小时", "月底", "逾期", "已", "欠款", "百", "未还", "138", "0013", "8000", "95588", "400"),
    *("86", "0755", "粤", "民初", "仲", "之一", "公安局", "人民法院", "中国", "人民银行", "高级", "海淀", "区", "市"),
    *("派出所", "支队", "国家", "最高", "金融", "调解中心", "开庭时间", "定于", "订于", "本金"),
]
COMPOSED = st.lists(st.sampled_from(WORDS), max_size=24).map("".join)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The messages of the open corpus, folded."""
    return [flat(row["text"]) for row in corpus("cn", "train")]


def _spans(expression: Expression, places: Places, text: str) -> list[tuple[int, int]]:
    return [one.span() for one in found_at(expression, text, places(text))]


@pytest.mark.parametrize("name", TRIED)
def test_the_corpus_gives_the_same_at_fewer_places(name: str, texts: list[str]) -> None:
    """In every message of the open corpus the expression matches nowhere else."""
    expression, places = TRIED[name]
    bare = re.compile(expression.source)
    for text in texts:
        assert _spans(expression, places, text) == [one.span() for one in bare.finditer(text)], text


@pytest.mark.parametrize("name", TRIED)
@settings(max_examples=150)
@given(text=COMPOSED)
def test_words_in_any_order_give_the_same_at_fewer_places(name: str, text: str) -> None:
    """However the words an expression knows follow each other, it matches nowhere else."""
    expression, places = TRIED[name]
    assert _spans(expression, places, text) == [one.span() for one in re.finditer(expression.source, text)]


# An expression that begins with what it steps over, and the one that says the same from the left.
_MARKS = r"[^\w,。!?;:、【】()“”\"'‘’「」『』《》\n]"
_SEEN = r"[^\w\s,。!?;:、【】()“”\"'‘’「」『』《》]"
TURNED: dict[str, tuple[Expression, str]] = {
    "noise": (clean._NOISE, rf"(?<={HAN})(?:_|{_MARKS}){{1,3}}(?={HAN})"),
    "brackets": (clean._BRACKETED, rf"(?:(?<={HAN})|(?<=[,、]))[【\[〖]{HAN}{{1,6}}[】\]〗](?={HAN}|[,、])"),
    "digits": (
        Expression(r"[0-9](?<![0-9a-z.,*].)(?:[ -]?[0-9]){2,4}(?![0-9a-z*]|[ -]?[0-9])"),
        r"(?<![0-9a-z.,*])[0-9](?:[ -]?[0-9]){2,4}(?![0-9a-z*]|[ -]?[0-9])",
    ),
}
SPLIT = rf"(?<={HAN})(?:_|{_SEEN}){{1,3}}(?={HAN})|(?<!{HAN}){HAN} {{1,3}}(?={HAN})"


@pytest.mark.parametrize("name", TURNED)
@given(text=st.text(alphabet="还钱 _*·~,、【】[]〖〗\na1234-.", max_size=60))
def test_an_expression_turned_round_finds_the_same(name: str, text: str) -> None:
    """Looking back from what is stepped over is looking on to it."""
    turned, plain = TURNED[name]
    assert [one.span() for one in turned.finditer(text)] == [one.span() for one in re.finditer(plain, text)]


@given(st.text(alphabet="还钱 _*·,\na1", max_size=60))
def test_hidden_words_are_counted_alike(text: str) -> None:
    """A mark or blank that hides a word counts once, whichever side it is seen from."""
    assert len(list(clean._SPLIT.finditer(text))) == len(re.findall(SPLIT, text))


MONEY = [
    *"还款欠借转:为¥元圆块钱多万千百两三十.,-到wkx1 ",
    *("rmb", "人民币", "金额", "借了", "公里", "50", "1,200", "20"),
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(MONEY), max_size=8).map("".join))
def test_a_number_without_a_sign_of_money_is_no_sum(text: str) -> None:
    """Where neither what stands before a number nor what follows it can speak of money, nothing is read."""
    for found in re.finditer(f"[{amounts._FIGURES}点.,]+", text):
        for part in amounts._parts(text, Span(*found.span())):
            assert amounts._may_be_money(text, part) or amounts._sum_at(text, part) is None


@given(st.text(alphabet="www.m。 a1com/cn-，(@", max_size=40))
def test_a_text_without_a_sign_of_a_link_has_none(text: str) -> None:
    """Without a slash and without a dot before a letter no way of writing a link is met, and no run is passed over."""
    found = [span for find in (urls._with_scheme, urls._spaced, urls._bare) for span in find(text)]
    assert urls._MAY_LINK.search(text) or not found
    runs = [one.span() for one in re.finditer(urls._RUN.source, text) if urls._domain_in(one[0])]
    tried = {one.span() for one in found_at(urls._RUN, text, urls._run_starts(text))}
    assert tried.issuperset(runs)


@given(st.text(alphabet="您的欠款。,\n 1页第二/-", max_size=200))
def test_a_text_without_a_broken_line_has_no_layout(text: str) -> None:
    """Where no line can have been broken and no page be numbered, looking at every line finds no break either."""
    kept = layout._MAY_BE_PAGE
    quick = layout.layout_of(text)
    try:
        layout._MAY_BE_PAGE = Expression("")
        assert layout.layout_of(text) == quick
    finally:
        layout._MAY_BE_PAGE = kept


def test_plain_numerals_are_read_as_cn2an_reads_them() -> None:
    """A figure with its unit, and whatever has a ten in it, is worth the same by the table and by the library."""
    figures = "一二三四五六七八九"
    tens = [f"{ten}十{one}" for ten in ["", *figures] for one in ["", *figures]]
    plain = [f"{figure}{unit}" for figure in figures + "两" for unit in "百千万亿"] + tens
    assert [numerals.value_of(one) for one in plain if one != "十"] == [
        numerals._chinese(one) for one in plain if one != "十"
    ]


def test_patterns_for_court_papers_match_nowhere_else(texts: list[str]) -> None:
    """Each pattern of the guide, tried where its anchors let it begin, finds what it finds run through the text."""
    guide = the_pack().court_papers
    assert guide.anchors
    for pattern, anchors in guide.anchors.items():
        compiled = re.compile(pattern)
        for text in texts:
            found = found_at(compiled, text, court_paper._places(text, anchors))
            assert [one.span() for one in found] == [one.span() for one in compiled.finditer(text)], pattern
