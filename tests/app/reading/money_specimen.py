"""An audit composed by hand on an account the book rebuilt: every kind of line, range, reading and missing record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from fairdue.lending.account import Account, Book, Inflow
from fairdue.lending.book import rebuild
from fairdue.records.assessment import Missing
from fairdue.records.audit import Ask, Audit, AuditLine, CapFigure, Input, Reading, ReadingFigure, Span, YearlyCost
from fairdue.records.law import Citation

DAY = date(2026, 3, 1)
CITED = Citation("specimen-one", "某部规定", "第五条", "rule-breach", DAY)
ALSO = Citation("specimen-two", "某部办法", None, "suspected-unlawful", DAY, "条号未核")
BOOK: Book = rebuild(
    Account(
        advances=((date(2025, 1, 15), 1_000_000),),
        inflows=(Inflow(date(2025, 3, 15), 150_000), Inflow(date(2025, 9, 1), 400_000), Inflow(date(2026, 1, 10), 5_000)),
        plan=(),
        annual_rate=Decimal("0.24"),
        late_rate=Decimal("0.24"),
        penalty_rate=Decimal(0),
        compound=False,
        basis=365,
        as_of=DAY,
        accelerated_on=date(2025, 12, 1),
    )
)  # fmt: skip
END = BOOK.rows[-1]
CAP = CapFigure(
    "four-lpr", "四倍 LPR", "civil", Decimal("0.124"), "4 × 3.1%", (Input("LPR", "3.1", "%"),), False, (CITED,)
)


def exact(fen: int) -> Span:
    """Make a range of one figure."""
    return Span(fen, fen)


def line_of(kind: str, title: str, claimed: int, low: int, high: int, **more: object) -> AuditLine:
    """Make a line whose difference follows."""
    given = {"because": f"{title}的理由。", "formula": "本金 × 年利率 × 天数 ÷ 365"} | more
    return AuditLine(kind, title, claimed, Span(low, high), Span(claimed - high, claimed - low), **given)  # type: ignore[arg-type]


LINES = (
    line_of(
        "principal", "本金", 700_000, END.principal, END.principal,
        inputs=(Input("借款", "10000.00", "元", "合同"),), citations=(CITED,), ask="请写明本金怎么算的。",
    ),
    line_of("interest", "利息", 50_000, END.interest_due, END.interest_due, citations=(ALSO,)),
    line_of("late-interest", "逾期利息", 90_000, END.late_interest_due, END.late_interest_due, readings=(
        ReadingFigure("a", "按四倍 LPR", exact(10_000)), ReadingFigure("b", "按 24%", exact(20_000)),
    )),
    line_of("fees", "费用", 60_000, 0, 60_000, missing=(Missing("收费的凭据。", "请对方给发票。"),)),
)  # fmt: skip
LOW, HIGH = sum(one.supported.low for one in LINES), sum(one.supported.high for one in LINES)
CLAIMED = sum(one.claimed for one in LINES)
AUDIT = Audit(
    debt="specimen",
    lender="某某小贷",
    lender_kind="microloan",
    as_of=DAY,
    lines=LINES,
    claimed=CLAIMED,
    supported=Span(LOW, HIGH),
    difference=Span(CLAIMED - HIGH, CLAIMED - LOW),
    rebuilt=Span(LOW, HIGH),
    readings=(
        Reading("b", "合计不超过 24%，要自己提", True, exact(LOW), "按这个读法算。", (CAP,), True, (CITED,), BOOK.rows),
        Reading("a", "按四倍 LPR", False, exact(LOW - 1000), "另一个读法。", (CAP,)),
    ),
    caps=(CAP,),
    costs=(
        YearlyCost("只算利息", False, Decimal("24.1"), Decimal("26.9"), 555_000, 1_000_000),
        YearlyCost("费用也算", True, None, None, 555_000, 1_000_000, ("算不出来。",)),
    ),
    where_money_went=(("本金", 400_000), ("利息", 155_000)),
    missing=(Missing("合同。", "在 App 里下载。"),),
    notes=("利率上限要自己提出来。",),
    asks=(Ask("请给出还款明细。", "某某小贷", (CITED,)),),
)
NO_CLAIM = replace(AUDIT, lines=(), claimed=0, supported=exact(0), difference=exact(0))
AGREED = replace(AUDIT, claimed=LOW, supported=exact(LOW), difference=exact(0), missing=())
EMPTY = replace(NO_CLAIM, readings=(), caps=(), costs=(), where_money_went=(), missing=(), notes=(), asks=())
