"""How long audits take: one, ten thousand on two processes, and a spreadsheet of claims; prints medians and noise.

Every debt differs: 36 instalments and 20 payments each, kinds of lender, rates, fees and gaps drawn from a fixed seed.
Usage: python benchmarks/audits.py [audits] [claims]
"""

from __future__ import annotations

import csv
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from fairdue.app.audit_claims import audit_claims
from fairdue.app.wiring import the_pack
from fairdue.intake.claims_table import COLUMNS
from fairdue.kernel.months import add_months
from fairdue.lending.audit import audit
from fairdue.records.debt import ClaimItem, Debt, Disbursement, Fee, LenderKind, Payment, Terms

AUDITS, CLAIMS, PROCESSES, SINGLES, ROUNDS = 10_000, 5_000, 2, 200, 3
KINDS: tuple[LenderKind, ...] = ("bank", "consumer-finance", "microloan", "private", "unlicensed", "trust")
AS_OF = date(2026, 9, 30)


def debt_of(number: int) -> Debt:
    """Make up one debt; the same number gives the same debt."""
    draw = random.Random(number)
    begins = date(2021, 1, 1) + timedelta(days=draw.randrange(900))
    principal = draw.randrange(300_000, 9_000_000, 10_000)
    rate = Decimal(draw.randrange(60, 360)) / 1000
    fee = (Fee("guarantee", "担保费", principal // 50, "paid", begins, "某担保"),) if draw.random() < 0.25 else ()
    each = principal // 36 + principal // 100
    return Debt(
        id=str(number),
        as_of=AS_OF,
        lender="某机构",
        lender_kind=draw.choice(KINDS),
        contract_on=begins,
        terms=Terms(
            principal=principal,
            annual_rate=rate,
            late_markup=Decimal("0.5"),
            repayment=draw.choice(("equal-payment", "equal-principal", "flat-fee")),
            months=36,
            first_due=add_months(begins, 1),
        ),
        disbursements=(Disbursement(begins, principal - draw.choice((0, 0, principal // 20))),),
        payments=tuple(
            Payment(add_months(begins, at + 1) + timedelta(days=draw.randrange(-3, 20)), each) for at in range(20)
        ),
        fees=fee,
        claim=(
            ClaimItem("principal", principal * 2 // 3),
            ClaimItem("interest", principal // 10),
            ClaimItem("late-interest", principal // 4),
            ClaimItem("fees", principal // 50),
        ),
    )


def audit_some(numbers: range) -> int:
    """Audit the debts of these numbers; return how many fen were claimed without support, so that all is computed."""
    pack = the_pack()
    return sum(audit(debt_of(number), pack).difference.high for number in numbers)


def many(count: int) -> float:
    """Return the seconds that so many audits take on two processes, their start included."""
    size = max(count // 40, 1)
    chunks = [range(at, min(at + size, count)) for at in range(0, count, size)]
    begun = time.perf_counter()
    with ProcessPoolExecutor(PROCESSES) as pool:
        sum(pool.map(audit_some, chunks))
    return time.perf_counter() - begun


def singles() -> list[float]:
    """Return the milliseconds of single audits, the pack already loaded."""
    pack = the_pack()
    audit(debt_of(0), pack)
    found = []
    for number in range(SINGLES):
        debt = debt_of(number)
        begun = time.perf_counter()
        audit(debt, pack)
        found.append((time.perf_counter() - begun) * 1000)
    return found


def rows(count: int) -> Iterator[list[str]]:
    """Lay out claims as rows of the template."""
    yield list(COLUMNS)
    for number in range(count):
        one = debt_of(number)
        received, terms = (one.disbursements or ())[0], one.terms
        known = {
            "编号": one.id,
            "出借人": one.lender,
            "机构类型": one.lender_kind or "",
            "合同日": str(one.contract_on),
            "算到哪天": str(one.as_of),
            "到账日": str(received.on),
            "到账金额": f"{received.amount / 100:.2f}",
            "合同本金": f"{(terms.principal or 0) / 100:.2f}",
            "年利率": f"{(terms.annual_rate or 0) * 100}%",
            "逾期上浮": "50%",
            "还款方式": terms.repayment or "",
            "期数": "36",
            "首期日": str(terms.first_due),
            "还款记录": "；".join(f"{pay.on} {pay.amount / 100:.2f}" for pay in one.payments or ()),
            "主张总额": f"{sum(item.amount for item in one.claim) / 100:.2f}",
        }
        if number % 50 == 7:
            known["到账金额"] = "-1"
        yield [known.get(name, "") for name in COLUMNS]


def table(count: int, folder: Path) -> float:
    """Return the seconds that a spreadsheet of so many claims takes, read to written, on two processes."""
    source = folder / "in.csv"
    with source.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows(count))
    begun = time.perf_counter()
    done = audit_claims(source, folder / "out.xlsx", "cn", AS_OF, processes=PROCESSES)
    seconds = time.perf_counter() - begun
    print(f"  {done.rows} rows, {done.errors} with an error in their own column")
    return seconds


def main(arguments: list[str]) -> None:
    """Print the three figures, each beside its spread."""
    audits, claims = (int(given) for given in (arguments + [str(AUDITS), str(CLAIMS)][len(arguments) :])[:2])
    one = singles()
    print(f"one audit: median {statistics.median(one):.1f} ms ({min(one):.1f} to {max(one):.1f}, {SINGLES} debts)")
    times = [many(audits) for _ in range(ROUNDS)]
    middle = statistics.median(times)
    spread = f"{min(times):.1f} to {max(times):.1f}, {ROUNDS} rounds"
    print(
        f"{audits:,} audits on {PROCESSES} processes: median {middle:.1f} s ({spread}), {audits / middle:.0f} a second"
    )
    with tempfile.TemporaryDirectory() as folder:
        seconds = table(claims, Path(folder))
    print(f"{claims:,} claims in a spreadsheet (CSV in, XLSX out) on {PROCESSES} processes: {seconds:.1f} s, one round")


if __name__ == "__main__":
    main(sys.argv[1:])
