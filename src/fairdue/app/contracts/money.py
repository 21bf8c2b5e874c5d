"""Rates and schedules as JSON, and the words for what must be said of a rate; it reckons nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.catalogue import words
from fairdue.kernel.money import Fen, to_yuan
from fairdue.records.money import RateResult, RateWarning, Schedule, ScheduleRow

Json = dict[str, Any]

# code → sentence; its fields are the values of the warning.
WARNINGS: Final[Mapping[str, str]] = {
    "several-rates": _("这组现金流有几个利率都成立：{rates}（%）。不替你选，请核对有没有记反的一笔。"),
    "other-rates": _("还有别的利率也成立：{rates}（%）。这里给出与总付出相符的那一个，请核对现金流。"),
    "sign-changes": _("现金流的方向变了 {count} 次，只有一个利率成立。请核对中途的放款或退款。"),
    "short-term": _("期限只有 {days} 天，化成年利率会放得很大。先看这段时间的成本：{cost} 元，是到手的 {percent}%。"),
    "too-large": _("利率大得写不出来。请先看付出和到手的差额，并核对日期和金额。"),
    "negative": _("付出的比到手的少，利率是负的。请核对有没有漏记的还款。"),
    "units-differ": _("到手 {received} 元，付出 {paid} 元，相差很大。请核对“万元”和“元”有没有混写。"),
    "paid-first": _("第一笔还款 {paid} 早于第一笔放款 {lent}。请核对日期。"),
    "maybe-monthly": _("{given} 按年利率算。若是月利率，请写成 {given}%/月。"),
    "simple-only": _("这是单利：利息不再生利息，所以没有复利的实际年化。"),
    "open-items": _("有的费用算不算进成本有两种看法，两个结果都给出。"),
}


def rate_json(result: RateResult, extra: Sequence[RateWarning] = (), lang: str = "zh") -> Json:
    """Return a rate as `fairdue.rate/1`."""
    return {
        "schema": "fairdue.rate/1",
        "method": result.method,
        "percent": result.percent,
        "nominal_percent": result.nominal_percent,
        "effective_percent": result.effective_percent,
        "periodic_percent": result.periodic_percent,
        "warnings": [warning_json(warning, lang) for warning in (*result.warnings, *extra)],
    }


def warning_json(warning: RateWarning, lang: str = "zh") -> Json:
    """Return a warning as its code, its sentence and its values."""
    values = {name: _plain(value) for name, value in warning.values.items()}
    shown = {name: _shown(value) for name, value in warning.values.items()}
    return {"code": warning.code, "message": words(lang)(WARNINGS[warning.code]).format_map(shown), **values}


def schedule_json(schedule: Schedule, cost: RateResult, warnings: Sequence[RateWarning] = (), lang: str = "zh") -> Json:
    """Return a schedule as `fairdue.schedule/1`; amounts are yuan with two decimals, `cost` is what it costs a year."""
    return {
        "schema": "fairdue.schedule/1",
        "kind": schedule.kind,
        "principal": amount(schedule.principal),
        "annual_percent": round(float(schedule.annual_rate * 100), 10),
        "begins_on": schedule.begins_on.isoformat(),
        "rows": [row_json(row) for row in schedule.rows],
        "totals": {
            name: amount(sum(getattr(row, name) for row in schedule.rows))
            for name in ("payment", "principal", "interest", "fee")
        },
        "cost": {"nominal_percent": cost.nominal_percent, "effective_percent": cost.effective_percent},
        "warnings": [warning_json(warning, lang) for warning in warnings],
    }


def row_json(row: ScheduleRow) -> Json:
    """Return one instalment."""
    return {
        "number": row.number,
        "due": row.due.isoformat(),
        "payment": amount(row.payment),
        "principal": amount(row.principal),
        "interest": amount(row.interest),
        "fee": amount(row.fee),
        "balance": amount(row.balance),
    }


def amount(fen: Fen) -> float:
    """Return yuan as a JSON number; two decimals survive unchanged up to the amounts the readers accept."""
    return float(to_yuan(fen))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, (list, tuple)) else value


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(f"{one:g}" for one in value)
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)
