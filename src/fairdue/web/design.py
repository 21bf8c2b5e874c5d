"""What the specimen page and the example show: tokens by name, a composed message, an answer with every mark."""

from __future__ import annotations

from datetime import date
from typing import Final

from fairdue.app.reading.labels import STANDINGS, VERDICTS
from fairdue.app.reading.money_pictures import Shown
from fairdue.app.reading.sayings import Card
from fairdue.records.assessment import (
    Amount,
    Answer,
    Assessment,
    Deadline,
    Finding,
    Genuineness,
    Message,
    MessageFacts,
    Missing,
    PackInfo,
    Phone,
    Reason,
    Url,
)
from fairdue.records.guidance import Step, VerifyAt
from fairdue.records.law import Citation, Standing
from fairdue.render.charts import Bar, Point, bar_chart, step_chart
from fairdue.web.forms import Asked, Problem
from fairdue.web.money.questions import AUDIT

EXAMPLE: Final = Asked(
    text=(
        "【某某优贷】你的借款已逾期35天，今天18点前不还清5820.50元，我们将联系你通讯录里的所有人，"
        "并报警上门抓捕。请尽快转到王经理的个人账户处理，加微信办理减免。"
    ),
    channel="sms",
    sender="17000000000",
)

# The classes of the swatches in design.css and the tokens they show.
TOKENS: Final = (
    ("paper", "--paper"),
    ("sheet", "--sheet"),
    ("ink", "--ink"),
    ("soft-ink", "--soft"),
    ("line", "--line"),
    ("edge", "--edge"),
    ("pine", "--pine"),
    ("pine-ink", "--pine-ink"),
    ("alarm-ink", "--alarm"),
    ("alarm-bg", "--alarm-bg"),
    ("care-ink", "--care"),
    ("care-bg", "--care-bg"),
    ("fine-ink", "--fine"),
    ("fine-bg", "--fine-bg"),
    ("know-ink", "--know"),
    ("know-bg", "--know-bg"),
)

MONEY_FIELDS: Final = (AUDIT.topics[1].questions[0], AUDIT.topics[3].questions[0], AUDIT.topics[3].questions[1])

_DAY: Final = date(2026, 11, 21)
_TEXT: Final = (
    "限今天18点前还5820.50元，否则联系你单位并上门。先交押金到王某个人账户，电话17000000000，点 xx.example 办理。"
)


def problems() -> tuple[Problem, ...]:
    """Return a problem for the field that shows one."""
    return (Problem("text", "这里还空着。请粘贴信息原文，或选一个文件。"),)


def every_card() -> tuple[Card, ...]:
    """Return one card for each tone."""
    labels = (VERDICTS["likely-scam"], STANDINGS["rule-breach"], VERDICTS["likely-genuine"], VERDICTS["cannot-tell"])
    return tuple(
        Card("问题", label, label.word, ("第一处依据。",), ("折起来的一处。",), "一句补充。") for label in labels
    )


def pictures(prefix: str) -> tuple[Shown, ...]:
    """Return a picture of bars and one of steps; `prefix` keeps their ids apart where they stand several times."""
    bars = (Bar("对方要的", "5,820.50 元", 582_050), Bar("有依据的", "4,000.00 元", 400_000, tone="soft"))
    gap = Bar("没看到依据的", "1,820.50 元", 582_050, 400_000, "open")
    points = (Point(date(2026, 1, 5), 600_000), Point(date(2026, 6, 5), 400_000), Point(_DAY, 582_050))
    words = ("最高 6,000.00 元", "6,000.00 元", "5,820.50 元")
    saying = "对方要 5,820.50 元，有依据的是 4,000.00 元。"
    return (
        Shown("横条", saying, bar_chart(saying, (*bars, gap), f"{prefix}bars-"), (("对方要的", "5,820.50 元"),)),
        Shown(
            "折线",
            "欠款怎么变的。",
            step_chart("欠款怎么变的。", points, words, f"{prefix}steps-"),
            (("最后", words[2]),),
        ),
    )


def specimen() -> Answer:
    """Return an answer that shows every line, overlapping marks, a step never to take, a day, and every table."""
    return Answer(
        pack=PackInfo("specimen", "0", _DAY),
        message=Message(_TEXT, channel="sms", sender="17000000000"),
        assessment=Assessment(
            kind="collection",
            kind_confidence=0.9,
            stage="overdue",
            genuineness=Genuineness("likely-scam", 0.9, _reasons()),
            findings=_findings(),
            facts=_facts(),
            third_party=None,
            missing=(Missing("收到的日期。", "看信息上方的时间，填进来。"),),
        ),
        verify_at=(VerifyAt("机构自己的 App", "用手机里原来就装着的那个。", None, "high"),),
        next=(
            Step("first", "先做的一步。", "做它的原因。", None, False, None, ()),
            Step("never", "不要做的一步。", "不做的原因。", None, True, None, ()),
            Step("dated", "有日子的一步。", "过了这天会失去什么。", date(2026, 12, 6), False, None, ()),
        ),
    )


def _at(words: str) -> tuple[str, int, int]:
    start = _TEXT.index(words)
    return words, start, start + len(words)


def _findings() -> tuple[Finding, ...]:
    rows: tuple[tuple[str, Standing], ...] = (
        ("否则联系你单位并上门", "suspected-unlawful"),
        ("联系你单位", "rule-breach"),
        ("今天18点前", "below-standard"),
    )
    return tuple(
        Finding(
            rule=f"specimen-{standing}",
            topic="other",
            standing=standing,
            severity="serious",
            quote=_at(words)[0],
            start=_at(words)[1],
            end=_at(words)[2],
            because="说明为什么这样说不妥。",
            citations=(_citation(standing),),
        )
        for words, standing in rows
    )


def _citation(standing: Standing) -> Citation:
    """Give one source no article, so that the page shows how that looks."""
    is_known = standing != "below-standard"
    article, note = ("第五十条", "") if is_known else (None, "条号未核")
    return Citation(f"specimen-{standing}", "某部法规", article, standing, _DAY, note)


def _reasons() -> tuple[Reason, ...]:
    quote, start, end = _at("交押金到王某个人账户")
    return (
        Reason("specimen", "hard", "要钱进个人账户。", "rule", quote, start, end),
        Reason("specimen-number", "weak", "号码与机构对不上。", "sender"),
    )


def _facts() -> MessageFacts:
    return MessageFacts(
        amounts=(Amount(*_at("5820.50元"), "5820.50", "total"),),
        days_overdue=35,
        deadline=Deadline(*_at("今天18点前"), _DAY),
        phones=(Phone(*_at("17000000000"), "17000000000", "mobile-virtual"),),
        urls=(Url(*_at("xx.example"), "xx[.]example", "xx.example", "unknown"),),
    )
