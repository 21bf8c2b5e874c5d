"""The lookup pages: what is chosen is answered, what is missing is asked for, nothing typed is trusted or lost."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from fairdue.app.next_steps import Books
from fairdue.app.read_text import decode
from fairdue.app.reading.door_words import ISSUES
from fairdue.app.wiring import the_guide, the_handbook, the_pack
from fairdue.web.security import Launch, loopback_hosts
from fairdue.web.server import Services, create_app
from tests.web.asking import PORT, Reader, answer_of, visible

DAY = date(2026, 11, 21)
BOOKS = Books(the_pack(), the_guide(), the_handbook())
HOSTILE = "<script>window.hurt=1</script>'\"><img src=x onerror=hurt()>"
PAPER = {"event": "complaint-received", "on": "2026-11-10", "service": "post"}


def reader() -> Reader:
    """Return a reader of the page on the installed pack, who has opened it."""
    launch = Launch()
    services = Services(check=answer_of, decode=decode, books=lambda: BOOKS, today=lambda: DAY)
    return Reader(create_app(services, launch=launch, hosts=loopback_hosts(PORT)), launch).open()


READER = reader()


@pytest.mark.parametrize("path", ["/doors", "/days", "/claims", "/before"])
def test_every_page_opens_in_both_languages_with_a_neutral_title(path: str) -> None:
    """No title shown in a list of tabs speaks of debt; both languages have the page."""
    for language in ("zh", "en"):
        reply = READER.get(f"{path}?lang={language}")
        title = reply.text.partition("<title>")[2].partition("</title>")[0]
        assert reply.status == 200
        assert [word for word in ("债", "催", "法院", "时效", "debt", "court") if word in title.lower()] == []


def test_every_foot_leads_to_the_pages() -> None:
    """Whoever is on a page finds the others in its foot."""
    page = READER.get("/").text
    foot = page[page.index('<footer class="foot">') :]
    for path in ("/situations", "/days", "/doors", "/before", "/claims"):
        assert f'href="{path}"' in foot


@pytest.mark.parametrize("issue", sorted(ISSUES))
def test_every_matter_has_its_doors(issue: str) -> None:
    """Each matter gives at least one body, numbered, with why and what it takes."""
    reply = READER.post("/doors", {"issue": issue, "kind": "bank"})
    assert reply.status == 200
    assert "受理" in visible(reply.text) and 'class="step-number"' in reply.text


def test_doors_follow_kind_and_place() -> None:
    """A small loan company leads to the local authority; the form keeps what was chosen."""
    page = READER.post("/doors", {"issue": "fees", "kind": "microloan", "province": "广东省", "tried": "yes"}).text
    words = visible(page)
    assert words.index("地方金融管理机构") < words.index("改一改")
    assert '<option value="microloan" selected>' in page
    assert 'value="yes" checked' in page
    assert "放款公司注册在哪个省" in words


def test_a_former_body_typed_as_name_is_explained() -> None:
    """Whoever types the name of a body that is gone is told what took its place."""
    assert "银保监会已经没有了" in visible(READER.post("/doors", {"issue": "fees", "lender": "银保监局"}).text)


def test_last_days_are_shown_with_how_they_were_counted() -> None:
    """Fifteen days after the 10th end on Wednesday the 25th, four days from now."""
    words = visible(READER.post("/days", PAPER).text)
    for told in ("2026-11-25", "星期三", "还有 4 天", "提交答辩状", "2026-11-10 那天不算。", "第 15 天是 2026-11-25"):
        assert told in words.replace(" 那天", " 那天")


def test_a_day_on_the_paper_can_be_added() -> None:
    """The page asks for the days the paper states and shows them once given."""
    first = READER.post("/days", PAPER).text
    assert 'name="stated.hearing"' in first
    second = visible(READER.post("/days", {**PAPER, "stated.hearing": "2026-12-08"}).text)
    assert "2026-12-08" in second and "日子是你从文书上抄来的" in second


def test_the_calendar_is_handed_over() -> None:
    """The file is a calendar with neutral titles, kept by nobody on the way."""
    reply = READER.post("/days.ics", {**PAPER, "stated.hearing": "2026-12-08"})
    assert reply.header("content-type").startswith("text/calendar")
    assert reply.header("content-disposition") == 'attachment; filename="days.ics"'
    assert reply.header("cache-control") == "no-store"
    titles = [str(one["summary"]) for one in Calendar.from_ical(reply.body).walk("VEVENT")]
    assert titles == ["交材料的最后一天", "提意见的最后一天", "约好的日子"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "选一件收到的东西。"),
        ({"event": "complaint-received"}, "填上收到的日期。"),
        ({"event": "nonsense", "on": "2026-11-10"}, "选一件收到的东西。"),
        ({"event": "complaint-received", "on": "2026-11-31"}, "这个日期读不懂。"),
        ({"event": "complaint-received", "on": "2026-12-31"}, "请填真正收到的那天"),
        ({**PAPER, "stated.hearing": "soon"}, "这个日期读不懂。"),
    ],
)
def test_what_is_missing_is_asked_for(fields: dict[str, str], told: str) -> None:
    """Each fault is told beside its field, for the page and for the calendar, and what was typed is still there."""
    for path in ("/days", "/days.ics"):
        reply = READER.post(path, fields)
        assert reply.status == 422
        assert told in visible(reply.text)
        assert 'role="alert"' in reply.text


def test_a_day_long_past_is_called_past() -> None:
    """A right that has lapsed is said to have lapsed."""
    words = visible(READER.post("/days", {"event": "payment-order-received", "on": "2026-10-08"}).text)
    assert "已经过了" in words and "过了 29 天" in words


def test_a_claim_is_judged_and_every_claim_is_listed() -> None:
    """The nearest claim comes first with its verdict; below stand all of them by topic."""
    page = READER.post("/claims", {"q": "没有判决书他们凭什么上门"}).text
    words = visible(page)
    assert words.index("上门催收必须先有法院判决") < words.index("大家常听到的")
    assert page.count('class="claim-row"') == len(the_handbook().myths)
    assert "换几个字再问" in visible(READER.post("/claims", {"q": "红烧肉怎么做"}).text)
    assert READER.post("/claims", {"q": " "}).status == 422


def test_acts_are_framed_as_a_defence_before_they_are_listed() -> None:
    """The page first says that the debt remains and the court decides, then lists words, payments and papers."""
    words = visible(READER.get("/before").text)
    order = ["过了，债还在", "由法院认定", "这不是叫你不还", "一句话", "可能已经过了三年"]
    assert [words.index(part) for part in order] == sorted(words.index(part) for part in order)
    for act in the_pack().lending.acts:
        assert act.act in words


@pytest.mark.parametrize("path", ["/doors", "/days", "/claims"])
def test_hostile_words_stay_words(path: str) -> None:
    """Whatever is typed comes back as text only."""
    names = ("issue", "kind", "lender", "province", "lender_province", "channel", "event", "on", "service", "q")
    reply = READER.post(path, dict.fromkeys(names, HOSTILE))
    assert "<script>window" not in reply.text and "<img src=x" not in reply.text
    assert reply.status in (200, 422)
