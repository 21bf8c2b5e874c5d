"""The pages of guidance: every situation, card and script opens; answers change the steps; nothing typed is trusted or lost."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fairdue.app.check_message import check
from fairdue.app.next_steps import Books, handover
from fairdue.app.read_text import decode
from fairdue.app.wiring import the_guide, the_handbook, the_pack, the_screener
from fairdue.web.security import Launch, loopback_hosts
from fairdue.web.server import Services, create_app
from tests.web.asking import PORT, Reader, visible

DAY = date(2026, 11, 21)
PACK, GUIDE = the_pack(), the_guide()
BOOKS = Books(PACK, GUIDE, the_handbook())
SITUATIONS = sorted(one.id for one in PACK.playbooks if one.situation)
HOSTILE = "<script>window.hurt=1</script>'\"><img src=x onerror=hurt()>"


def reader() -> Reader:
    """Return a reader of the page on the installed pack, who has opened it."""
    launch = Launch()
    services = Services(
        check=lambda message: check(message, PACK, the_screener(), DAY),
        decode=decode,
        provisions=PACK.provisions,
        books=lambda: BOOKS,
        today=lambda: DAY,
        handover=lambda message, assessment: handover(message, assessment, PACK),
    )
    return Reader(create_app(services, launch=launch, hosts=loopback_hosts(PORT)), launch).open()


READER = reader()


@pytest.mark.parametrize("id", SITUATIONS)
def test_every_situation_opens_with_its_first_step(id: str) -> None:
    """The heading is the situation in the reader's words, then what to do now."""
    reply = READER.get(f"/situation/{id}")
    playbook = next(one for one in PACK.playbooks if one.id == id)
    assert playbook.situation
    words = visible(reply.text)
    assert reply.status == 200
    assert words.index(playbook.situation.lead[:6]) < words.index("现在做什么")


def test_the_list_leads_to_every_situation() -> None:
    """Danger stands first; every situation has its link."""
    page = READER.get("/situations").text
    linked = re.findall(r'href="/situation/([a-z-]+)"', page)
    assert sorted(linked) == SITUATIONS
    assert linked[0] == "danger-now"


def test_the_doorstep_card_is_one_action_from_the_first_page() -> None:
    """The front door names the card, the situations and the agreement check, and still shows the paste box first."""
    page = READER.get("/").text
    for path in ("/card/doorstep", "/situations", "/agreement"):
        assert f'href="{path}"' in page
        assert READER.get(path).status == 200
    assert page.index('href="/situations"') < page.index('id="text"') < page.index('id="upload"')


@pytest.mark.parametrize("path", [f"/card/{id}" for id in GUIDE.cards] + [f"/script/{id}" for id in GUIDE.scripts])
def test_cards_and_scripts_open(path: str) -> None:
    """Each names what it rests on or what not to say."""
    reply = READER.get(path)
    assert reply.status == 200
    assert ("依据" if path.startswith("/card") else "不说、不做") in visible(reply.text)


@pytest.mark.parametrize("path", ["/situation/nothing", "/card/nothing", "/script/nothing", "/situation/keep-it"])
def test_what_is_not_there_is_said(path: str) -> None:
    """An unknown id, or a playbook nobody chooses, is an ordinary page that says so."""
    assert READER.get(path).status == 404


def test_answers_change_the_steps() -> None:
    """Told that the visitor is inside, the page puts 110 first; the answer stays chosen."""
    page = READER.post("/situation/at-the-door", {"a.visitor.state": "inside"}).text
    assert page.index('id="step-call-110"') < page.index('id="step-door-stays-shut"')
    assert 'value="inside" checked' in page


def test_the_day_of_service_gives_the_last_day() -> None:
    """Counted on the page as at the command line, and said to be late where it has passed."""
    assert "最晚 2026-12-03" in visible(
        READER.post("/situation/payment-order", {"a.paper.received-on": "2026-11-18"}).text
    )
    late = visible(READER.post("/situation/payment-order", {"a.paper.received-on": "2026-10-08"}).text)
    assert "2026-10-23 已经过了" in late


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("a.paper.received-on", "2027-01-01"),
        ("a.paper.received-on", HOSTILE),
        ("a.reader.owes", HOSTILE),
        ("fact", f"message.kind={HOSTILE}"),
        ("fact", f"{HOSTILE}=1"),
    ],
)
def test_what_cannot_be_meant_is_said_and_the_steps_remain(field: str, value: str) -> None:
    """A day in the future, a value or key nobody declared: a sentence, 422, the plain steps, nothing run."""
    reply = READER.post("/situation/payment-order", {field: value})
    assert reply.status == 422
    assert "还差一点" in visible(reply.text) and 'id="step-object-in-writing"' in reply.text
    assert "paper.received-on" not in visible(reply.text)
    assert "<script>window" not in reply.text and "<img src=x" not in reply.text


def test_contradicting_facts_are_said_with_what_would_settle_it() -> None:
    """The page takes no side."""
    words = visible(READER.post("/situation/someone-else-is-chased", {"a.reader.signed": "yes"}).text)
    assert "又说签过担保" in words and "把有你签字的合同给你看" in words


def test_an_answer_hands_over_with_its_facts() -> None:
    """The button under an answer posts what the message showed; the page it leads to uses them."""
    page = READER.post("/answer", {"text": "再不还钱，今晚就叫人去你家打断你的腿，我们已经在你家门口了"}).text
    form = re.search(r'<form method="post" action="/situation/([a-z-]+)".*?</form>', page, flags=re.S)
    assert form
    facts = re.findall(r'name="fact" value="([^"]+)"', form.group(0))
    assert "message.kind=collection" in facts
    assert READER.post(f"/situation/{form.group(1)}", {"fact": facts[0]}).status == 200


AGREEMENT = "还款协议 甲方乙方 第一条 乙方确认尚欠58200元，没有异议。第二条 收款人：李强 签字"


def test_an_agreement_is_looked_over() -> None:
    """Traps with what to ask for, the payee, what is missing, the marked text, and the form filled again."""
    reply = READER.post("/agreement", {"text": AGREEMENT, "lender": "某某银行"})
    words = visible(reply.text)
    for part in ("先别签", "钱要打给个人", "收款户名和你说的放款机构对不上", "少了这些话", "还清后给结清证明", "原文"):
        assert part in words
    assert 'value="某某银行"' in reply.text and reply.text.count("<mark") >= 2


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": "——"}])
def test_an_empty_agreement_is_mended_beside_its_field(fields: dict[str, str]) -> None:
    """Nothing to read is said beside the box."""
    reply = READER.post("/agreement", fields)
    assert reply.status == 422 and 'id="text-problem"' in reply.text


def test_a_file_and_a_text_are_one_too_many() -> None:
    """Either is read, both are not; a picture is no text."""
    file = ("a.txt", AGREEMENT.encode())
    assert "钱要打给个人" in READER.post("/agreement", {"text": ""}, upload=file).text
    assert 'id="upload-problem"' in READER.post("/agreement", {"text": "协议"}, upload=file).text
    assert READER.post("/agreement", {"text": ""}, upload=("a.png", b"\x89PNG" + bytes(50))).status == 422


def test_hostile_words_of_an_agreement_stay_words() -> None:
    """They are quoted and marked, never run."""
    text = f"收款人：李强 转入个人账户{HOSTILE}"
    page = READER.post("/agreement", {"text": text, "lender": HOSTILE}).text
    assert "<script>window" not in page and "<img src=x" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "先算计划再填"),
        ({"monthly": "800", "first_on": "2026-12-05"}, "我每月能还800 元，从2026-12-05起"),
        ({"monthly": "800", "first_on": "2026-12-05", "offer": "900"}, "超出计划，这句先不说"),
        ({"monthly": "８００元", "first_on": "2026-12-05"}, "照计划填的"),
    ],
)
def test_a_promise_is_filled_only_from_the_plan(fields: dict[str, str], words: str) -> None:
    """Without a plan, within it, beyond it."""
    assert words in visible(READER.post("/script/call", fields).text)


def test_a_sum_that_is_none_is_said_beside_its_field() -> None:
    """The rest of the page stays."""
    reply = READER.post("/script/call", {"monthly": "一些"})
    assert reply.status == 422 and 'id="monthly-problem"' in reply.text


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"debt": "5万", "fee": "8%", "promised": "2万"}, 200, "办不成，你少 4,000 元"),
        ({"debt": "很多", "fee": "8%"}, 422, "不是金额"),
        ({"debt": "", "fee": ""}, 422, "缺少这一项"),
    ],
)
def test_an_optimiser_is_priced(fields: dict[str, str], status: int, words: str) -> None:
    """What he asks against what he promises; what cannot be read is said beside its field."""
    reply = READER.post("/optimiser", fields)
    assert reply.status == status and words in visible(reply.text)
    assert (status == 200) or 'id="debt-problem"' in reply.text


@pytest.mark.parametrize(
    "path", ["/optimiser", "/situations", "/situation/threat", "/card/doorstep", "/script/call", "/agreement"]
)
def test_titles_say_nothing_of_debts_and_english_is_spoken(path: str) -> None:
    """Somebody looking at the tabs learns nothing; the words around the pack's own are English when asked for."""
    page = READER.get(path).text
    title = re.search(r"<title>(.*?)</title>", page)
    assert title and not re.search("债|催|欠|贷|还款|debt|loan", title.group(1), re.I)
    english = visible(READER.get(f"{path}?lang=en").text)
    assert "Leave this page" in english
