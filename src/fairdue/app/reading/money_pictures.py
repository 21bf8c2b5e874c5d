"""Pictures of an audit: a sentence that says what to see, the picture, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.account_words import owed_after
from fairdue.app.reading.figures import amount, span
from fairdue.records.audit import Audit
from fairdue.render.charts import Bar, Point, bar_chart, step_chart


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture: the sentence above it, the SVG, and its twin as rows of name and figure."""

    title: str
    sentence: str
    svg: bytes
    rows: tuple[tuple[str, str], ...]


def pictures(audit: Audit, say: Say) -> tuple[Shown, ...]:
    """Draw what the audit has figures for: claimed against supported, where the money went, the balance over time."""
    return tuple([*_claim(audit, say), *_where(audit, say), *_balance(audit, say)])


def _claim(audit: Audit, say: Say) -> Iterator[Shown]:
    """Draw the claim over what is supported, where anything is known of it; what depends on records stands apart."""
    low, high = audit.supported.low, audit.supported.high
    if not audit.claimed or (not low and high >= audit.claimed):
        return
    bars = [
        Bar(say(_("对方要的")), amount(audit.claimed, say), audit.claimed),
        Bar(say(_("有依据的") if low == high else _("至少有依据的")), amount(low, say), low, tone="soft"),
    ]
    if high > low:
        bars.append(Bar(say(_("还要看记录的")), amount(high - low, say), high, low, "open"))
    if audit.claimed > high:
        name = say(_("没看到依据的"))
        bars.append(Bar(name, amount(audit.claimed - high, say), audit.claimed, high, "open"))
    sentence = say(_("对方要 %(claimed)s，有依据的是 %(supported)s。")) % {
        "claimed": amount(audit.claimed, say),
        "supported": span(audit.supported, say),
    }
    yield _bars(say(_("要的和有依据的")), sentence, bars, "claim-")


def _where(audit: Audit, say: Say) -> Iterator[Shown]:
    """Draw what the payments went to."""
    parts = [(name, fen) for name, fen in audit.where_money_went if fen > 0]
    total = sum(fen for _name, fen in parts)
    if not total:
        return
    most, most_fen = max(parts, key=lambda part: part[1])
    sentence = say(_("你一共还了 %(total)s，其中最多的一份是%(name)s，%(part)s。")) % {
        "total": amount(total, say),
        "name": most,
        "part": amount(most_fen, say),
    }
    bars = [Bar(name, amount(fen, say), fen, tone="soft" if name != most else "strong") for name, fen in parts]
    yield _bars(say(_("还的钱去了哪里")), sentence, bars, "where-")


def _balance(audit: Audit, say: Say) -> Iterator[Shown]:
    """Draw what was owed after each row of the account."""
    last_of_day = {row.on: owed_after(row) for row in audit.ledger}
    points = [Point(on, fen) for on, fen in last_of_day.items()]
    if len(points) < 2 or not any(point.value for point in points):
        return
    highest = max(points, key=lambda point: point.value)
    words = (
        say(_("最高 %(amount)s")) % {"amount": amount(highest.value, say)},
        amount(points[0].value, say),
        amount(points[-1].value, say),
    )
    sentence = say(_("到 %(day)s，按重算的账还欠 %(amount)s。")) % {
        "day": points[-1].on.isoformat(),
        "amount": amount(points[-1].value, say),
    }
    rows = tuple((point.on.isoformat(), amount(point.value, say)) for point in points)
    yield Shown(say(_("欠款怎么变的")), sentence, step_chart(sentence, points, words, "balance-"), rows)


def _bars(title: str, sentence: str, bars: Sequence[Bar], prefix: str) -> Shown:
    """Draw bars and repeat them as rows."""
    rows = tuple((bar.label, bar.words) for bar in bars)
    return Shown(title, sentence, bar_chart(sentence, bars, prefix), rows)
