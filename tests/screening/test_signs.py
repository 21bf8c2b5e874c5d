"""Signs beyond the words: who sent it, which link it carries, what the reader's own check of the account said."""

from __future__ import annotations

import pytest

from fairdue.app.wiring import the_pack, the_screener
from fairdue.records.assessment import Confirmed, Message, Reason, Verdict
from fairdue.records.rules import Kind
from fairdue.screening.signs import FAR, reason_of_kind
from fairdue.screening.weigh import genuineness_of

PLAIN = "您的借款已逾期3天，请尽快还款，有疑问请联系客服。"
SIGNED = f"【招商银行】{PLAIN}"
COURT = "朝阳区人民法院通知：您的借款合同纠纷案件已立案，请尽快联系书记员。"
POLICE = "【白杨市公安局】您的案件需要配合调查，请尽快回电。"
WARNING = "【反诈中心】您可能正在遭遇诈骗，请不要转账，如有疑问请拨打96110。"
FRIEND = "周末回来吃饭吗，妈包饺子。"
# Who sent what, the sign that follows, and the verdict.
SENDERS = [
    ("+85251234567", SIGNED, "foreign-sender", "likely-scam"),
    ("0012135550100", COURT, "foreign-sender", "likely-scam"),
    ("+85251234567", POLICE, "foreign-sender", "likely-scam"),
    ("+85251234567", PLAIN, "foreign-sender-collecting", "cannot-tell"),
    ("+85251234567", FRIEND, "", "cannot-tell"),
    ("13800138000", COURT, "mobile-sender-office", "cannot-tell"),
    ("13800138000", SIGNED, "mobile-sender", "cannot-tell"),
    ("13800138000", PLAIN, "mobile-sender", "cannot-tell"),
    ("wxid_abc123", COURT, "im-sender-office", "cannot-tell"),
    ("wxid_abc123", PLAIN, "", "cannot-tell"),
    ("95555", SIGNED, "", "cannot-tell"),
    ("12381", f"{PLAIN} kd-hk.top/a", "sms-12381", "likely-scam"),
    ("12381", f"{WARNING} fz-yujing.top", "sms-12381", "likely-scam"),
    ("12381", PLAIN, "", "cannot-tell"),
    ("12381", WARNING, "", "cannot-tell"),
    ("", SIGNED, "", "cannot-tell"),
]


@pytest.mark.parametrize(("sender", "text", "sign", "verdict"), SENDERS)
def test_the_sender_speaks_beside_the_words(sender: str, text: str, sign: str, verdict: Verdict) -> None:
    """A number from abroad is no domestic lender's or office's; a private number vouches for nobody; a short code may be forged."""
    told = the_screener().assess(Message(text, sender=sender or None), the_pack().checked_on).genuineness
    signals = {reason.signal for reason in told.reasons if reason.source == "sender" and reason.weight != "against"}
    assert signals == ({sign} if sign else set())
    assert told.verdict == verdict


@pytest.mark.parametrize(
    ("link", "sign"),
    [
        ("www.cmbchina.com", "official-domain"),
        ("www.cmbchlna.com", "look-alike-domain"),
        ("t.cn/A6bcdef", "short-link"),
        ("www.huankuan-zx.top", "unknown-domain-with-bank"),
    ],
)
def test_a_link_is_held_against_the_registry(link: str, sign: str) -> None:
    """The bank's own domain, one that imitates it, one that hides where it leads, and one nobody knows."""
    told = the_screener().assess(Message(f"{SIGNED} {link}"), the_pack().checked_on)
    assert sign in {reason.signal for reason in told.genuineness.reasons if reason.source == "registry"}


# A bank's own domain, one too well known to be suspected, one that nobody knows.
OWN, FAMILIAR, STRANGE = "www.cmbchina.com", "www.10086.cn", "zs-yh.top"
EXPIRY = "【招商银行】您的U盾证书今日过期，请登录 {} 更新"
# What the links are, the signs that follow, and the verdict.
BESIDE = [
    (EXPIRY.format(OWN), {"official-domain"}, "cannot-tell"),
    (EXPIRY.format(f"{OWN}/a 或 pbsz.cmbchina.com"), {"official-domain"}, "cannot-tell"),
    (EXPIRY.format(FAMILIAR), {"unknown-domain-with-bank"}, "cannot-tell"),
    (EXPIRY.format(STRANGE), {"account-scare-with-a-link", "unknown-domain-with-bank"}, "likely-scam"),
    (f"{EXPIRY.format(STRANGE)}，官网 {OWN}", {"account-scare-with-a-link", "unknown-domain-with-bank"}, "likely-scam"),
    (
        f"{EXPIRY.format(OWN)}，客服网址 {STRANGE}",
        {"account-scare-with-a-link", "unknown-domain-with-bank"},
        "likely-scam",
    ),
    (
        EXPIRY.format(f"{STRANGE} 或 {STRANGE}/b"),
        {"account-scare-with-a-link", "unknown-domain-with-bank"},
        "likely-scam",
    ),
    (EXPIRY.format(f"www xxx top。官网 {OWN}"), {"link-to-mend-or-claim", "official-domain"}, "likely-scam"),
    (f"我是招商银行客服，把收到的短信验证码发给我，官网 {OWN}", {"official-domain"}, "likely-scam"),
    (f"请把卡里的钱转到安全账户，核查完退回，官网 {OWN}", {"official-domain"}, "likely-scam"),
]


@pytest.mark.parametrize(("text", "signs", "verdict"), BESIDE)
def test_an_official_domain_clears_the_link_and_nothing_else(text: str, signs: set[str], verdict: Verdict) -> None:
    """A hard sign that is the link falls only where every link is known; asking for the code or the money stays hard."""
    told = the_screener().assess(Message(text), the_pack().checked_on).genuineness
    assert signs <= {reason.signal for reason in told.reasons}
    assert told.verdict == verdict
    if verdict == "cannot-tell":
        assert {reason.signal for reason in told.reasons} == signs


def test_what_anybody_can_write_lowers_no_verdict() -> None:
    """Two strong signs of the words decide, with an official domain under them too; the score alone takes it in."""
    strong = [Reason(f"sign-{at}", "strong", "强", "rule") for at in (1, 2)]
    official = Reason("official-domain", "against", "登记在册", "registry")
    without, beside = genuineness_of(strong, "unknown"), genuineness_of([*strong, official], "unknown")
    assert (without.verdict, beside.verdict) == ("likely-scam", "likely-scam")
    assert beside.score < without.score


def test_a_sign_of_links_is_told_once() -> None:
    """Ten links of one kind are one sign, told of the first; they do not add up to a scam."""
    told = the_screener().assess(Message("看看这个 t.cn/A6bcdef 还有 t.cn/A6bcdeg"), the_pack().checked_on).genuineness
    assert [(one.signal, one.quote) for one in told.reasons if one.source == "registry"] == [
        ("short-link", "t.cn/A6bcdef")
    ]


@pytest.mark.parametrize(
    ("confirmed", "sign", "verdict"),
    [
        ("app", "confirmed-app", "likely-genuine"),
        ("hotline", "confirmed-hotline", "likely-genuine"),
        ("no", "not-in-app", "cannot-tell"),
        ("unknown", "", "cannot-tell"),
    ],
)
def test_only_the_readers_own_check_makes_it_genuine(confirmed: Confirmed, sign: str, verdict: Verdict) -> None:
    """No words and no number prove a debt; what the reader saw in the app, or heard at the hotline, may."""
    told = the_screener().assess(Message(SIGNED, confirmed=confirmed), the_pack().checked_on).genuineness
    assert {one.signal for one in told.reasons if one.source == "account-check"} == ({sign} if sign else set())
    assert told.verdict == verdict


def test_a_name_in_a_chat_is_an_account() -> None:
    """Where a message came by chat, whatever stands as its sender is a name that anybody can give himself."""
    for channel, signs in (("im", {"im-sender-office"}), ("sms", set[str]())):
        message = Message(COURT, sender="法院王法官", channel=channel)  # type: ignore[arg-type]
        told = the_screener().assess(message, the_pack().checked_on).genuineness
        assert {one.signal for one in told.reasons if one.source == "sender"} == signs


WHOLE: list[tuple[str, Kind, dict[Kind, int], str, Verdict]] = [
    (
        "far from every other kind",
        "scam",
        {"scam": FAR + 2, "other": 2, "collection": -4},
        "reads-much-as-scam",
        "likely-scam",
    ),
    ("another kind is near", "scam", {"scam": FAR + 1, "other": 2, "collection": -4}, "reads-as-scam", "cannot-tell"),
    ("too few characters to tell", "scam", {}, "reads-as-scam", "cannot-tell"),
]


@pytest.mark.parametrize(("why", "kind", "leaning", "sign", "verdict"), WHOLE, ids=[row[0] for row in WHOLE])
def test_how_much_the_whole_reads_as_a_scam(
    why: str, kind: Kind, leaning: dict[Kind, int], sign: str, verdict: Verdict
) -> None:
    """Worded much like a scam counts as a strong sign, which decides beside another strong one and never alone."""
    strong = Reason("paid-before-it-is-lent", "strong", "", "rule")
    whole = tuple(reason_of_kind(kind, (strong,), the_pack().phrases, leaning))
    assert [reason.signal for reason in whole] == [sign]
    assert genuineness_of((strong, *whole), "unknown", kind, leaning).verdict == verdict
    assert genuineness_of(whole, "unknown", kind, leaning).verdict == "cannot-tell"
