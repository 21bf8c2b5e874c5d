"""The money pages: one topic at a time, nothing lost on the way, every result a page that says who decides."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from fairdue.records.assessment import Amount, LenderNamed, MessageFacts
from fairdue.records.debt import ClaimItem, Disbursement, Fee, Instalment, Payment
from fairdue.web.money.examples import EXAMPLES
from fairdue.web.money.questions import FLOWS
from tests.web.asking import answer_of, reader, visible
from tests.web.money_asking import hidden, money_reader

AUDIT_ANSWERS = {
    "lender": {"lender": "某某小贷", "lender_kind": "microloan", "contract_on": "2025年1月15日"},
    "received": {"received": "9400", "received_on": "20250115", "principal": "1万", "received_more": "2025-02-01 600"},
    "terms": {"rate": "月息3%", "repayment": "equal-payment", "months": "12", "first_due": "2025-02-15"},
    "more": {"compound": "no", "penalty_rate": "年10%", "accelerated_on": "2025-09-01", "filed_on": ""},
    "paid": {"paid_known": "some", "paid": "2025-02-15 1004.62 x2\n2025-06-01，500元 转账"},
    "fees": {"fees_known": "some", "fees": "服务费600扣\n会员费 99 付\n律师费 300 没付"},
    "claim": {"claim_total": "１１８００", "claim_interest": "1300", "as_of": "2026-03-01"},
}


def test_the_whole_audit_becomes_one_debt() -> None:
    """Answers of seven topics, written as people write, reach the app as one record; each Next leads to the next topic."""
    asked = money_reader()
    draft = asked.begin("audit")
    for topic, answers in AUDIT_ANSWERS.items():
        reply = asked.fill(draft, topic, **answers)
        assert (reply.status, reply.header("location")) == (303, f"{draft}/{FLOWS['audit'].after(topic)}")
    assert asked.get(f"{draft}/result").status == 200
    debt = asked.debts[-1]
    assert (debt.lender, debt.lender_kind, debt.contract_on) == ("某某小贷", "microloan", date(2025, 1, 15))
    assert debt.disbursements == (Disbursement(date(2025, 1, 15), 940_000), Disbursement(date(2025, 2, 1), 60_000))
    assert (debt.terms.principal, debt.terms.annual_rate, debt.terms.months) == (1_000_000, Decimal("0.36"), 12)
    assert (debt.terms.compound, debt.terms.penalty_rate, debt.filed_on) == (False, Decimal("0.1"), None)
    assert debt.terms.accelerated_on == date(2025, 9, 1)
    assert debt.payments == (
        Payment(date(2025, 2, 15), 100_462),
        Payment(date(2025, 3, 15), 100_462),
        Payment(date(2025, 6, 1), 50_000, note="转账"),
    )
    assert debt.fees == (
        Fee("service", "服务费", 60_000, "deducted"),
        Fee("membership", "会员费", 9_900, "paid"),
        Fee("collection", "律师费", 30_000, "claimed"),
    )
    assert debt.claim == (ClaimItem("total", 1_180_000), ClaimItem("interest", 130_000))
    assert debt.as_of == date(2026, 3, 1)


def test_nothing_known_is_an_answer_too() -> None:
    """Every topic may be passed empty; what is not known reaches the app as not known, and today is the day."""
    asked = money_reader()
    draft = asked.begin("audit")
    for topic in FLOWS["audit"].topics:
        assert asked.fill(draft, topic.slug).status == 303
    assert asked.get(f"{draft}/result").status == 200
    debt = asked.debts[-1]
    assert (debt.lender_kind, debt.disbursements, debt.payments, debt.fees, debt.claim) == (None, None, None, None, ())
    assert (debt.terms.annual_rate, debt.terms.rate_agreed, debt.as_of) == (None, None, date(2026, 11, 21))


def test_none_is_not_unknown() -> None:
    """Saying that nothing was paid and no fee taken is told apart from not remembering; 0 % means no interest."""
    asked = money_reader()
    draft = asked.begin("audit")
    asked.fill(draft, "paid", paid_known="none")
    asked.fill(draft, "fees", fees_known="none")
    asked.fill(draft, "terms", rate="0", first_due="2025-12-31")
    asked.get(f"{draft}/result")
    debt = asked.debts[-1]
    assert (debt.payments, debt.fees, debt.terms.rate_agreed, debt.terms.due_on) == ((), (), False, date(2025, 12, 31))


@pytest.mark.parametrize(
    ("typed", "late_rate", "late_markup", "said"),
    [
        ("36%", Decimal("0.36"), None, "一年 36%"),
        ("上浮50%", None, Decimal("0.5"), "比约定的利率高 50%"),
        ("在合同利率基础上加收 30%", None, Decimal("0.3"), "比约定的利率高 30%"),
        ("日万分之五", Decimal("0.1825"), None, "一年 18.25%"),
        ("上浮一半", None, None, "上浮一半"),
    ],
)
def test_the_rate_after_the_due_day(
    typed: str, late_rate: Decimal | None, late_markup: Decimal | None, said: str
) -> None:
    """A late rate is given as a rate, or as so much on top of the agreed one; what is neither is named."""
    asked = money_reader()
    draft = asked.begin("audit")
    asked.fill(draft, "terms", late_rate=typed)
    words = visible(asked.get(f"{draft}/check").text)
    assert said in words
    assert ("不是利率" in words) == (late_rate is late_markup)
    asked.get(f"{draft}/result")
    assert (asked.debts[-1].terms.late_rate, asked.debts[-1].terms.late_markup) == (late_rate, late_markup)


def test_what_a_payment_was_for() -> None:
    """A payment whose line names a fee or the principal is understood so, shown so, and kept so."""
    asked = money_reader()
    draft = asked.begin("audit")
    asked.fill(draft, "paid", paid="2025-02-01 99 会员费\n2025-03-01 500 先还本金\n2025-04-01 600")
    words = visible(asked.get(f"{draft}/check").text)
    assert "99.00 元（当作：付另外的费用）" in words and "500.00 元（当作：约定好先还本金）" in words
    again = asked.post("/money/audit", {}, upload=("a.yaml", asked.get(f"{draft}/result.yaml").body))
    asked.get(again.header("location").removesuffix("/check") + "/result")
    assert [one.purpose for one in asked.debts[-1].payments or ()] == ["fees", "principal", "debt"]


PLANNED = [
    ("2025-02-15 本金 800 利息 200", [Instalment(date(2025, 2, 15), 80_000, 20_000)], "本金 800.00 元，利息 200.00 元"),
    ("第1期 20250215 本金800元 利息200元 服务费10.50元", [Instalment(date(2025, 2, 15), 80_000, 20_000, 1_050)], "费用 10.50 元"),
    ("2025-01-31 800 200 x2", [Instalment(date(2025, 1, 31), 80_000, 20_000), Instalment(date(2025, 2, 28), 80_000, 20_000)], "共 2 笔"),
    ("2025年2月15日 1000 本金 800 利息 200", [Instalment(date(2025, 2, 15), 80_000, 20_000)], "2025-02-15 本金"),
    ("2025-02-15 1000", [], "看不出本金是多少"),
    ("2025-02-15 利息 200", [], "看不出本金是多少"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "found", "said"), PLANNED)
def test_a_plan_is_read_line_by_line(typed: str, found: list[Instalment], said: str) -> None:
    """A plan copied from the contract becomes instalments; the check shows each part, or asks for the principal."""
    asked = money_reader()
    draft = asked.begin("audit")
    asked.fill(draft, "more", instalments=typed, anyway="yes")
    assert said in visible(asked.get(f"{draft}/check").text)
    asked.get(f"{draft}/result")
    assert list(asked.debts[-1].terms.instalments) == found


def test_back_and_reload_lose_nothing() -> None:
    """Each topic shows what was typed before, as it was typed; a page asked for again asks nothing again."""
    asked = money_reader()
    draft = asked.begin("audit")
    asked.fill(draft, "paid", paid_known="some", paid="2025-02-15 1004.62 x2\n  乱写 ")
    asked.fill(draft, "lender", lender='甲"<b>', lender_kind="bank")
    page = asked.get(f"{draft}/paid").text
    assert hidden(page, "paid") == "2025-02-15 1004.62 x2\n  乱写 "
    assert 'value="some" checked' in page
    page = asked.get(f"{draft}/lender").text
    assert hidden(page, "lender") == "甲&#34;&lt;b&gt;"
    assert '<option value="bank" selected>' in page


BAD = [
    ("received", "received", "24%", "不是金额"),
    ("received", "received_on", "2025-02-30", "没有「2025-02-30」这一天"),
    ("received", "principal", "-5", "负数"),
    ("received", "received_more", "2025-02-01", "第 1 行"),
    ("terms", "rate", "0.24", "像是小数"),
    ("terms", "months", "1000", "不是个数"),
    ("paid", "paid", "2025-01-01 100\n昨天 200", "第 2 行"),
    ("paid", "paid", "2025-01-01 100 x999", "不是个数"),
    ("fees", "fees", "服务费", "不是金额"),
    ("claim", "claim_total", "一大堆", "不是金额"),
]


@pytest.mark.parametrize(("topic", "name", "typed", "said"), BAD)
def test_what_cannot_be_read_is_named_beside_its_field(topic: str, name: str, typed: str, said: str) -> None:
    """The page comes back with a sentence at the field and what was typed; one may go on all the same."""
    asked = money_reader()
    draft = asked.begin("audit")
    reply = asked.fill(draft, topic, **{name: typed})
    assert (reply.status, reply.header("location")) == (303, f"{draft}/{topic}")
    page = asked.get(f"{draft}/{topic}").text
    problem = re.search(rf'id="{name}-problem">(.*?)</p>', page, re.S)
    assert problem and said in visible(problem[1])
    assert hidden(page, name).startswith(typed.splitlines()[0])
    assert 'aria-invalid="true"' in page and 'role="alert"' in page
    onward = asked.fill(draft, topic, **{name: typed, "anyway": "yes"})
    assert onward.header("location") != f"{draft}/{topic}"
    check = asked.get(f"{draft}/check").text
    assert said in visible(check) and f"{draft}/{topic}?then=check#{name}" in check


def test_payments_before_the_loan_are_named_and_left_out() -> None:
    """A payment older than the loan is a mistake worth a sentence; the rest is reckoned."""
    asked = money_reader()
    draft = asked.begin("audit")
    asked.fill(draft, "received", received="9400", received_on="2025-01-15")
    asked.fill(draft, "paid", paid="2024-12-31 100\n2025-02-15 200")
    assert "早于放款日" in visible(asked.get(f"{draft}/check").text)
    assert asked.get(f"{draft}/result").status == 200
    assert asked.debts[-1].payments == (Payment(date(2025, 2, 15), 20_000),)


@pytest.mark.parametrize(
    ("topic", "answers", "said"),
    [
        ("terms", {"rate": "1.5"}, "像是每月的"),
        ("received", {"received": "0.94", "principal": "10000"}, "“万”和“元”弄混"),
        ("paid", {"paid": "2026-12-01 100\n2027-01-01 100", "paid_known": "some"}, "有 2 行"),
    ],
)
def test_what_looks_odd_is_asked_about(topic: str, answers: dict[str, str], said: str) -> None:
    """A rate that looks monthly, amounts far apart and payments after the day are remarked on, not refused."""
    asked = money_reader()
    draft = asked.begin("audit")
    asked.fill(draft, topic, **answers)
    asked.fill(draft, "claim", as_of="2026-11-01")
    page = asked.get(f"{draft}/check").text
    assert said in visible(page) and 'role="alert"' not in page
    assert asked.get(f"{draft}/result").status == 200


def test_days_before_the_loan_are_named() -> None:
    """A due day or a day of the claim older than the loan is named and left open; the rest is reckoned."""
    asked = money_reader()
    draft = asked.begin("audit")
    asked.fill(draft, "received", received="9400", received_on="2025-01-15")
    asked.fill(draft, "terms", first_due="2024-02-15", months="12", repayment="equal-payment")
    words = visible(asked.get(f"{draft}/check").text)
    assert "第一期哪天还：2024-02-15 早于放款日 2025-01-15" in words
    assert asked.get(f"{draft}/result").status == 200
    assert asked.debts[-1].terms.first_due is None


def test_the_check_page_shows_how_answers_were_understood() -> None:
    """Each row has the reading of an answer and a link to change it, which comes back to the check."""
    asked = money_reader()
    draft = asked.begin("audit", example=True)
    page = asked.get(f"{draft}/check").text
    words = visible(page)
    for said in ("小额贷款公司", "9,400.00 元", "一年 36%", "共 4 笔", "服务费：600.00 元，放款时扣掉", "不清楚"):
        assert said in words, said
    rows = sum(len(topic.questions) for topic in FLOWS["audit"].topics)
    assert len(re.findall(r'class="change"', page)) == rows
    topic = asked.get(f"{draft}/lender?then=check").text
    assert 'name="then" value="check"' in topic
    reply = asked.post(f"{draft}/lender", {"lender": "乙", "then": "check"})
    assert reply.header("location") == f"{draft}/check"


@pytest.mark.parametrize("flow", sorted(FLOWS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_flow_from_example_to_result(flow: str, language: str) -> None:
    """Hub, opening, example, check, each topic and result are whole pages in both languages, with neutral titles."""
    asked = money_reader()
    draft = asked.begin(flow, example=True)
    places = ["/money", f"/money/{flow}", f"{draft}/check", f"{draft}/result"]
    places += [f"{draft}/{topic.slug}" for topic in FLOWS[flow].topics]
    for place in places:
        page = asked.get(f"{place}?lang={language}").text
        assert page.count("<h1") == 1, place
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script>|javascript:|https?:", page), place
        title = re.search(r"<title>(.*?)</title>", page)
        assert title and not re.search("债|催|欠|贷|还款|debt|loan|owe|FairDue", title[1], re.I), place
        assert page.index('href="/leave"') < page.index("<h1"), place
        if language == "en":
            untagged = re.sub(r'<(\w+)[^>]*lang="zh-Hans"[^>]*>.*?</\1>', "", page, flags=re.S)
            assert "下一步" not in visible(untagged) and "看看结果" not in visible(untagged), place


def test_the_result_of_an_audit_comes_in_the_order_a_reader_needs() -> None:
    """Sentence, what to ask, items, pictures, readings, account, what is missing, sources, files."""
    asked = money_reader()
    page = visible(asked.get(asked.begin("audit", example=True) + "/result").text)
    for part in ("对方要 9,000.00 元", "可以这样提", "一项一项看", "合计", "画出来看", "法律的不同读法", "重算的账",
                 "还缺什么", "还要知道", "依据", "带走"):  # fmt: skip
        assert part in page, part
        page = page.partition(part)[2]


def test_limitation_speaks_before_anything_is_done() -> None:
    """What would make the period begin anew stands on the very first page, before any question, and on the result."""
    asked = money_reader()
    opening = visible(asked.get("/money/limitation").text)
    assert opening.index("第1件事") < opening.index("开始填")
    assert "还有 2 件" in opening
    result = visible(asked.get(asked.begin("limitation", example=True) + "/result").text)
    assert result.index("第1件事") < result.index("时间怎么算的")
    assert "最晚到 2027-05-20" in result


def test_events_are_understood_by_their_words() -> None:
    """A line of what happened becomes an event; one whose words tell nothing is named."""
    asked = money_reader()
    draft = asked.begin("limitation")
    lines = "2022-06-10 没收到催收函\n2023年2月1日还了500\n2024-01-01 法院立案\n2024-02-01 天气好"
    asked.fill(draft, "events", events=lines)
    assert "第 4 行" in visible(asked.get(f"{draft}/check").text)
    asked.get(f"{draft}/result")
    events = asked.debts[-1].events
    assert [(one.kind, one.reached) for one in events] == [("demand", False), ("part-payment", None), ("lawsuit", None)]


def test_a_grave_sign_in_an_offer_comes_first() -> None:
    """Money wanted before the loan is the first thing said, before any figure."""
    asked = money_reader()
    draft = asked.begin("offer")
    asked.fill(
        draft, "offer-fees", pay_before="2000", private_account="yes", fees="会员费 99 每月", quoted_rate="日万分之三"
    )
    page = visible(asked.get(f"{draft}/result").text)
    assert page.index("先别交钱") < page.index("放款前要先交钱。") < page.index("先问清楚。")
    offer = asked.offers[-1]
    assert (offer.pay_before, offer.to_private_account, offer.quoted_rate) == (200_000, True, Decimal("0.1095"))
    assert offer.fees[0].each_instalment and offer.fees[0].name == "会员费"


def test_a_schedule_needs_its_four_figures() -> None:
    """Without one of them the reader is led to the check, which names it; with them each instalment is shown."""
    asked = money_reader()
    draft = asked.begin("schedule")
    asked.fill(draft, "loan", principal="10000", rate="24", months="", repayment="", anyway="yes")
    reply = asked.get(f"{draft}/result")
    assert (reply.status, reply.header("location")) == (303, f"{draft}/check")
    assert "缺少这一项" in visible(asked.get(f"{draft}/check").text)
    asked.fill(draft, "loan", principal="10000", rate="24", months="12", repayment="equal-payment")
    page = visible(asked.get(f"{draft}/result").text)
    assert "首期还 945.60 元，一共 12 期" in page and "2026-12-21" in page and "合计" in page


def test_a_value_the_law_does_not_give_is_said_above_the_answers() -> None:
    """An LPR month that is not confirmed leads to the answers with the sentence, not to an error page."""
    asked = money_reader()
    asked.fails = True
    reply = asked.get(asked.begin("audit", example=True) + "/result")
    assert reply.status == 422
    assert "没有确认过的值" in visible(reply.text) and "9,400.00 元" in visible(reply.text)


def test_answers_are_forgotten_when_asked() -> None:
    """After clearing, nothing of the draft can be reached; an address of another flow or none finds nothing."""
    asked = money_reader()
    draft = asked.begin("audit", example=True)
    assert asked.get("/money/audit").text.count(draft) == 1
    reply = asked.post(f"{draft}/forget", {})
    assert (reply.status, reply.header("location")) == (303, "/money")
    for page in ("check", "result", "lender", "result.pdf"):
        assert asked.get(f"{draft}/{page}").status == 404
    assert draft not in asked.get("/money/audit").text
    assert asked.post(f"{draft}/lender", {"lender": "甲"}).status == 404


@pytest.mark.parametrize("place", ["/money/nothing", "/money/audit/0000/check", "/money/audit/0000/nothing"])
def test_addresses_without_a_page(place: str) -> None:
    """An unknown flow or draft is answered like every unknown address."""
    assert money_reader().get(place).status == 404


def test_a_draft_of_one_flow_is_not_one_of_another() -> None:
    """The address must name the flow the answers belong to."""
    asked = money_reader()
    draft = asked.begin("offer", example=True)
    assert asked.get(draft.replace("/offer/", "/audit/") + "/check").status == 404


def test_the_switches_carry_what_was_typed() -> None:
    """Changing size or language on a topic keeps the answers and stays on the page."""
    asked = money_reader()
    draft = asked.begin("audit")
    page = asked.get(f"{draft}/lender").text
    assert f'formaction="{draft}/lender?size=large"' in page
    reply = asked.post(f"{draft}/lender?size=large", {"lender": "某某"})
    assert (reply.status, reply.header("location")) == (303, f"{draft}/lender?size=large")
    page = asked.get(f"{draft}/lender?size=large").text
    assert 'data-size="large"' in page and hidden(page, "lender") == "某某"


def test_examples_fit_the_questions() -> None:
    """Each composed answer belongs to a question of its flow, and none of them is unreadable."""
    for flow, answers in EXAMPLES.items():
        assert set(answers) <= {one.name for topic in FLOWS[flow].topics for one in topic.questions}
        asked = money_reader()
        assert 'role="alert"' not in asked.get(asked.begin(flow, example=True) + "/check").text


def test_too_much_is_refused_without_losing_the_rest() -> None:
    """A body over the limit brings the topic back with a sentence; what was kept before is still there."""
    asked = money_reader()
    draft = asked.begin("audit")
    asked.fill(draft, "paid", paid="2025-02-15 100")
    reply = asked.fill(draft, "paid", paid="2025-02-15 100\n" * 90_000)
    assert reply.status == 413 and "太长了" in visible(reply.text)
    assert hidden(asked.get(f"{draft}/paid").text, "paid") == "2025-02-15 100"


def test_an_answer_leads_on_with_what_the_message_said() -> None:
    """The sum and the lender a message names are carried into the questions; what it does not name stays open."""
    said = MessageFacts(
        amounts=(Amount("5820.50元", 0, 8, "5820.50", "total"), Amount("100元", 9, 13, "100", "fee")),
        lender=LenderNamed("某某消金", None, "某某消费金融有限公司", "consumer-finance"),
    )
    asked = reader(lambda message: answer_of(message, facts=said)).open()
    page = asked.post("/answer", {"text": "欠5820.50元"}).text
    form = page.partition('action="/money/audit"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert fields == {"lender": "某某消费金融有限公司", "claim_total": "5820.50"}
    filling = money_reader()
    draft = filling.post("/money/audit", fields).header("location").rpartition("/")[0]
    assert hidden(filling.get(f"{draft}/lender").text, "lender") == "某某消费金融有限公司"
    assert hidden(filling.get(f"{draft}/claim").text, "claim_total") == "5820.50"
    bare = reader().open().post("/answer", {"text": "还钱"}).text
    assert 'action="/money/audit"' in bare and 'name="claim_total"' not in bare
