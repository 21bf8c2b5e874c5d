"""The court-paper check: which marks fit, which do not, which only the court can answer, and how long there is."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from fairdue.loader.load import load
from fairdue.records.assessment import Assessment, Message
from fairdue.records.court_paper import CourtPaper
from fairdue.screening.assess import Screener, facts_of

PACK = load("cn")
SCREENER = Screener(PACK)
TODAY = date(2026, 11, 21)
RECEIVED = datetime(2026, 11, 10, 9)
IN_FULL = (
    "【云州省临浦市青岚区人民法院】被告何某某：原告某某银行诉你金融借款合同纠纷一案，案号（2026）粤0399民初00012号，"
    "定于2026年12月15日9时在第三法庭开庭。应诉材料请登录 zxfw.court.gov.cn 查收。书记员赵某 0000-00001234。"
)


def told(text: str, sender: str | None = None, received: datetime | None = RECEIVED) -> Assessment:
    """Screen one message with the installed pack."""
    return SCREENER.assess(Message(text, "sms", sender, received), TODAY)


def paper_of(text: str, sender: str | None = None, received: datetime | None = RECEIVED) -> CourtPaper:
    """Return the check of a message that names a court paper."""
    paper = told(text, sender, received).court_paper
    assert paper is not None
    return paper


def fits(paper: CourtPaper) -> dict[str, str]:
    """Return how each mark turned out."""
    return {mark.mark: mark.fit for mark in paper.marks}


def test_a_full_paper_fits_and_is_still_for_the_court() -> None:
    """Every mark fits, and the sentence sends to 12368 all the same."""
    paper = paper_of(IN_FULL, "12368")
    assert fits(paper) == dict.fromkeys(
        ("case-number", "court-name", "parties", "contact", "hearing-day", "link", "sender"), "fits"
    )
    assert "对得上 7 处，对不上 0 处" in paper.result
    assert "12368" in paper.result


def test_a_message_without_a_court_paper_has_no_check() -> None:
    """A reminder that only says one may sue names no paper."""
    assert told("你的借款逾期三十天，请还款，我司可能依法向人民法院起诉。").court_paper is None


MARKS = [
    ("法院传票，案号（2026）粤0399民初00012号", "case-number", "fits"),
    ("法院传票，案号（2026）执字第00012号", "case-number", "does-not-fit"),
    ("法院传票，案号（2014）临民初字第12号", "case-number", "confirm"),
    ("法院传票，案号（2026）某0399民初00012号", "case-number", "confirm"),
    ("法院传票已寄出，请签收", "case-number", "confirm"),
    ("法院传票，案号（2029）粤0399民初00012号", "case-year", "does-not-fit"),
    ("法院传票，案号（2003）临民初字第12号", "case-year", "confirm"),
    ("智慧法院通知：您的案件已立案，请查收法院传票", "court-name", "does-not-fit"),
    ("司法执行中心：法院传票已签发", "court-name", "does-not-fit"),
    ("本院已立案，传票请查收", "court-name", "confirm"),
    ("青岚区人民法院传票，请查收", "court-name", "confirm"),
    ("云州省高级人民法院传票，请查收", "court-name", "fits"),
    ("法院传票，原告某某公司诉你借款合同纠纷一案", "parties", "fits"),
    ("法院传票，请查收", "parties", "confirm"),
    ("法院传票，承办法官何某，电话 0000-00001234", "contact", "fits"),
    ("法院传票，加法官微信 hefaguan 联系", "contact", "does-not-fit"),
    ("法院传票，定于2026年12月3日在第一法庭开庭", "hearing-day", "fits"),
    ("法院传票，定于2026年11月3日在第一法庭开庭", "hearing-day", "does-not-fit"),
    ("法院传票，定于2026年2月30日在第一法庭开庭", "hearing-day", "does-not-fit"),
    ("法院传票已签发，今天把调解费转入指定账户", "asks-money", "does-not-fit"),
    ("法院传票已签发，还清欠款即可撤案", "asks-money", "does-not-fit"),
    ("法院传票已签发，请下载会议软件参加庭审", "asks-software", "does-not-fit"),
    ("法院传票，请在人民法院在线服务小程序查收", "asks-software", "fits"),
    ("法院传票已签发，请填写银行卡号核对身份", "asks-secrets", "does-not-fit"),
    ("法院传票已签发，不还明天就抓你坐牢", "says-arrest", "does-not-fit"),
    ("法院传票已签发，请查收。拒收请回复R", "unsubscribe", "does-not-fit"),
    ("法院传票，点 http://court-cn.example/a 查看", "link", "does-not-fit"),
    ("法院传票，见 http://zxfw.court.gov.cn 和 t.cn/a1b2", "link", "does-not-fit"),
    ("法院传票，见 http://www.qinglan.gov.cn", "link", "confirm"),
]


@pytest.mark.parametrize(("text", "mark", "fit"), MARKS)
def test_a_mark(text: str, mark: str, fit: str) -> None:
    """Each mark turns out as the table says."""
    assert fits(paper_of(text)).get(mark) == fit


CAUTIONS = [
    ("法院传票请签收。本院不会以短信索要验证码，也不会让你转账到指定账户", "asks-secrets"),
    ("法院传票请签收。如有人以本院名义要求你提供密码，请勿理会", "asks-secrets"),
    ("法院传票请签收，切勿转账到个人账户", "asks-money"),
    ("法院传票请签收。凡让你下载会议软件的都是骗子", "asks-software"),
]


@pytest.mark.parametrize(("text", "mark"), CAUTIONS)
def test_a_caution_is_no_demand(text: str, mark: str) -> None:
    """A court that warns of demands does not make them."""
    assert mark not in fits(paper_of(text))


SENDERS = [
    ("12368", "fits"),
    ("0755-12368", "fits"),
    ("1069000012345", "confirm"),
    ("0000-00001234", "confirm"),
    ("17000000000", "does-not-fit"),
    ("+1 213 555 0100", "does-not-fit"),
]


@pytest.mark.parametrize(("sender", "fit"), SENDERS)
def test_the_sender(sender: str, fit: str) -> None:
    """12368 fits, private and foreign numbers do not, anything else is for the court to say."""
    assert fits(paper_of("法院传票，请查收", sender))["sender"] == fit


def test_a_day_gone_by_is_no_misfit_where_receipt_is_unknown() -> None:
    """The message may have come before that day."""
    paper = paper_of("法院传票，定于2026年11月3日在第一法庭开庭", received=None)
    assert fits(paper)["hearing-day"] == "confirm"


def test_limits_count_from_receipt() -> None:
    """A payment order leaves fifteen days, a summons to answer too; the day follows where receipt is known."""
    paper = paper_of("云州省临浦市青岚区人民法院支付令，请在收到之日起清偿或提出异议")
    assert [(one.limit, one.days, one.by, one.citation) for one in paper.limits] == [
        ("payment-order", 15, date(2026, 11, 25), "payment-order")
    ]
    assert "2026-11-25" in paper.limits[0].words
    (answer,) = paper_of("法院应诉通知书，请查收", received=None).limits
    assert (answer.limit, answer.by) == ("answer", None)
    assert "15 天" in answer.words


def test_quotes_are_cut_from_the_message() -> None:
    """Every quote stands where the check says, in the sender's own characters."""
    text = "【智慧法院】法院傳票：（２０２６）粤0399民初00012号，請轉賬到指定賬戶。回 T 退订"
    for mark in paper_of(text).marks:
        if mark.quote is not None and mark.start is not None and mark.end is not None:
            assert text[mark.start : mark.end] == mark.quote
    assert {"court-name", "asks-money", "unsubscribe"} <= {
        mark.mark for mark in paper_of(text).marks if mark.fit == "does-not-fit"
    }


def test_nothing_calls_a_paper_authentic() -> None:
    """No word of the guide says that a paper is real."""
    guide = PACK.court_papers
    words = [guide.result, *(w for m in guide.marks for w in (m.fits, m.unfit, m.confirm))]
    assert [text for text in words if "真" in text or "genuine" in text] == []


def test_the_check_changes_no_verdict() -> None:
    """A fitting paper is no reason to believe; only the reader's own check is."""
    assessment = told(IN_FULL, "12368")
    assert assessment.genuineness.verdict == "cannot-tell"
    assert any(fact.key == "message.names-case" and fact.value for fact in facts_of(assessment))
