"""What the message states, as rows: words, remarks, and nothing to click."""

from __future__ import annotations

from datetime import date

from fairdue.app.reading.tables import fact_rows
from fairdue.records.assessment import Amount, Deadline, LenderNamed, Message, MessageFacts, Phone, Quoted, Url
from fairdue.web.words import translations
from tests.web.asking import answer_of, echo, reader

ZH, EN = translations("zh").gettext, translations("en").gettext
FACTS = MessageFacts(
    amounts=(Amount("5820.5元", 0, 7, "5820.50", "overdue"), Amount("5820.5元", 9, 16, "5820.50", "overdue")),
    days_overdue=35,
    deadline=Deadline("今日18点前", 0, 6, date(2026, 11, 21)),
    lender=LenderNamed("某花", "x", "某某消费金融", "consumer-finance"),
    phones=(Phone("17000000000", 0, 11, "17000000000", "mobile-virtual"), Phone("106900", 0, 6, "106900", "port-1069")),
    urls=(Url("http://a.example/x", 0, 18, "hxxp://a[.]example/x", "a.example", "look-alike"),),
    accounts=(Quoted("王某", 0, 2),),
)


def test_rows_in_order_with_remarks() -> None:
    """Each fact stands under its name with what can be said of it; repeated ones once."""
    rows = [(row.name, [(value.words, value.remark) for value in row.values]) for row in fact_rows(FACTS, ZH)]
    assert rows == [
        ("机构", [("某花", "某某消费金融，消费金融公司")]),
        ("金额", [("5,820.50 元", "逾期")]),
        ("说你逾期", [("35 天", "")]),
        ("给的期限", [("今日18点前", "即 2026-11-21")]),
        ("电话", [("17000000000", "虚拟运营商的手机号"), ("106900", "短信端口号")]),
        ("链接", [("hxxp://a[.]example/x", "像在模仿官方域名")]),
        ("收款账户", [("王某", "")]),
    ]


def test_english_names_the_same_rows() -> None:
    """The names and remarks have English twins; the message's own words stay."""
    rows = fact_rows(FACTS, EN)
    assert [row.name for row in rows[:2]] == ["Lender", "Amount"]
    assert rows[1].values[0].words == "5,820.50 yuan"


def test_nothing_stated_gives_no_rows() -> None:
    """An empty table is left out rather than shown empty."""
    assert fact_rows(MessageFacts(), ZH) == ()


def test_an_unknown_lender_is_said_to_be_unknown() -> None:
    """A name the registry lacks is neither confirmed nor denied."""
    (row,) = fact_rows(MessageFacts(lender=LenderNamed("某某优贷", None, None, None)), ZH)
    assert row.values[0].remark == "名单里没有这个名字，要另外核实"


def test_no_fact_can_be_clicked() -> None:
    """Whatever a message says, the answer links to nothing but the page itself and dials nobody."""
    import re

    hostile = "https://evil.example/a tel:110 mailto:a@b.example"
    page = reader(echo(hostile)).open().post("/answer", {"text": hostile}).text
    assert all(link.startswith(("/", "#", "?")) for link in re.findall(r'(?:href|action)="([^"]*)"', page))
    assert answer_of(Message("x")).assessment.facts == MessageFacts()
