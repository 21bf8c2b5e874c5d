"""The page wired to an installed pack and the app's own use cases; the only place of this door that knows both."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fairdue.app.audit_debt import audited
from fairdue.app.check_message import check
from fairdue.app.contracts.words import sentence
from fairdue.app.keep_evidence import Reading
from fairdue.app.next_steps import Books, handover
from fairdue.app.open_vault import vault_folder
from fairdue.app.read_text import decode
from fairdue.app.wiring import now, the_guide, the_handbook, the_pack, the_screener, today
from fairdue.intake.debt_file import DebtFile
from fairdue.kernel.months import MONTH, add_period, series
from fairdue.lending.limitation import limitation
from fairdue.lending.offer import read_offer
from fairdue.reckoning.schedules import make_schedule
from fairdue.records.money import LoanTerms, Schedule, ScheduleKind
from fairdue.records.pack import Pack
from fairdue.web.cases.desk import Desk
from fairdue.web.money.results import MoneyServices
from fairdue.web.server import Services


def product_services(pack_name: str = "cn") -> Services:
    """Load the pack and make the screener ready; raises PackError."""
    pack, screener = the_pack(pack_name), the_screener(pack_name)
    return Services(
        check=lambda message: check(message, pack, screener, today()),
        decode=decode,
        provisions=pack.provisions,
        books=lambda: Books(pack, the_guide(pack_name), the_handbook(pack_name)),
        today=today,
        handover=lambda message, assessment: handover(message, assessment, pack),
        money=money_services(pack),
        desk=Desk(
            vault_folder,
            lambda: Reading(_text, lambda message: screener.assess(message, today()), lambda: pack.version),
            now,
        ),
    )


def _text(data: bytes, name: str) -> str:
    """Read the bytes of one text; raises what `decode` raises."""
    return decode(data, name).text


def money_services(pack: Pack) -> MoneyServices:
    """Join the money pages to the pack and the clock."""
    return MoneyServices(
        audit=lambda debt: audited(DebtFile(debt), pack),
        limitation=lambda debt: limitation(debt, pack),
        offer=lambda offer: read_offer(offer, pack),
        schedule=schedule_of,
        today=today,
        sentence=sentence,
    )


def schedule_of(kind: ScheduleKind, principal: int, annual_rate: Decimal, months: int, first_due: date) -> Schedule:
    """Compute a monthly schedule that begins a month before its first instalment; raises UnusableFigure."""
    dues = tuple(series(first_due, MONTH, months))
    return make_schedule(LoanTerms(kind, principal, annual_rate, add_period(first_due, MONTH, -1), dues))
