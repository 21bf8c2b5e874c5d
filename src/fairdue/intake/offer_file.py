"""The file of an offer (`fairdue offer`), every fault named by its line; the fields are those of offer.schema.json."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, Literal, cast, get_args

from fairdue.intake.debt_fields import Fields, is_unknown
from fairdue.intake.debt_file import FEE_NAMES, LENDER_NAMES, TAKEN_NAMES
from fairdue.intake.figures import read_rate
from fairdue.intake.marked import MarkedFile
from fairdue.kernel.errors import UnusableFigure
from fairdue.records.debt import LENDER_KINDS, FeeKind, LenderKind, LoanOffer, OfferFee, Taken

FIELDS: Final = (
    "id", "title", "note", "on", "lender", "lender_kind", "amount", "received", "starts_on", "instalment", "months",
    "first_due", "fees", "quoted", "pay_before", "to_private_account",
)  # fmt: skip
_FEE: Final = ("kind", "name", "amount", "taken", "each_instalment", "payee", "optional")
_QUOTED: Final = ("rate", "per")
_PER: Final = {"天": "day", "日": "day", "月": "month", "年": "year"}
PER_YEAR: Final = {"day": 365, "month": 12, "year": 1}


def read_offer_file(content: bytes, source: str, today: date) -> LoanOffer:
    """Read the file; the offer is of today where it names no day. Raises UnusableFigure naming line and field."""
    file = MarkedFile.read(content, source)
    whole = Fields.of(file, file.data, (), FIELDS)
    rate, per = _quoted(whole)
    offer = LoanOffer(
        id=whole.words("id") or source.rsplit("/", 1)[-1].rsplit(".", 1)[0],
        on=whole.day("on") or today,
        lender=whole.words("lender"),
        lender_kind=cast(LenderKind | None, whole.choice("lender_kind", LENDER_KINDS, LENDER_NAMES)),
        amount=whole.amount("amount"),
        received=whole.amount("received"),
        starts_on=whole.day("starts_on"),
        instalment=whole.amount("instalment"),
        months=whole.count("months", 1, 600),
        first_due=whole.day("first_due"),
        fees=tuple(_fees(whole)),
        quoted_rate=rate,
        quoted_per=per,
        pay_before=whole.amount("pay_before"),
        to_private_account=whole.flag("to_private_account"),
    )
    begins = offer.starts_on or offer.on
    if offer.first_due is not None and offer.first_due <= begins:
        raise UnusableFigure(where=whole.at("first_due"), given=offer.first_due, why="before-the-loan", limit=begins)
    if offer.received and offer.amount and offer.received > offer.amount:
        raise UnusableFigure(
            where=whole.at("received"),
            given=whole.values["received"],
            why="more-than-lent",
            limit=whole.values["amount"],
        )
    return offer


def _fees(whole: Fields) -> Iterator[OfferFee]:
    for entry, place in whole.rows("fees") or ():
        given = Fields.of(whole.file, entry, place, _FEE)
        yield OfferFee(
            kind=cast(FeeKind, given.choice("kind", get_args(FeeKind), FEE_NAMES) or "other"),
            name=given.words("name"),
            amount=given.amount("amount"),
            taken=cast(Taken, given.choice("taken", get_args(Taken), TAKEN_NAMES) or "paid"),
            each_instalment=bool(given.flag("each_instalment")),
            payee=given.words("payee"),
            optional=given.flag("optional"),
        )


def _quoted(whole: Fields) -> tuple[Decimal | None, Literal["day", "month", "year"] | None]:
    """Read the rate as advertised: the number, and what it is said to be per."""
    value = whole.values.get("quoted")
    if value is None:
        return None, None
    given = Fields.of(whole.file, value, (*whole.place, "quoted"), _QUOTED)
    rate = given.values.get("rate")
    if is_unknown(rate):
        return None, None
    said = given.choice("per", tuple(PER_YEAR), _PER) or _said_in(str(rate))
    is_bare = not re.search(r"[^0-9.\s]", str(rate))
    # A bare number of a year stays bare, so that 0.24 for 24 % is asked about.
    yearly = read_rate(f"{rate}%/{said}" if is_bare and said != "year" else rate, given.at("rate"))
    return yearly / PER_YEAR[said], cast(Literal["day", "month", "year"], said)


def _said_in(rate: str) -> str:
    """Tell what a rate is per from its own words: 日万分之五, 月息1.5%; a year where it says nothing."""
    return "day" if re.search("[日天]", rate) else "month" if "月" in rate else "year"
