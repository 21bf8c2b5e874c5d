"""Read what an optimiser asks and promises as people write it, and price it; a share is taken of the debt."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from fairdue.guidance.optimiser import OptimiserOffer, PricedOffer, priced
from fairdue.intake.figures import read_amount
from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.money import Fen, to_fen

FIELDS: Final = ("debt", "fee", "promised", "instalment")


def price_optimiser(typed: Mapping[str, str], where: Mapping[str, str]) -> PricedOffer:
    """Price an offer from typed figures; raises UnusableFigure, whose `where` is the name `where` gives the field.

    `fee` and `promised` may be a share of the debt, written 8%; `promised` and `instalment` may be left out.
    """
    debt = to_fen(read_amount(typed.get("debt", ""), where["debt"]))
    fee = _sum_or_share(typed.get("fee", ""), debt, where["fee"])
    promised = typed.get("promised", "").strip()
    instalment = typed.get("instalment", "").strip()
    return priced(
        OptimiserOffer(
            debt=debt,
            fee=fee,
            promised=_sum_or_share(promised, debt, where["promised"]) if promised else 0,
            instalment=to_fen(read_amount(instalment, where["instalment"])) if instalment else None,
        )
    )


def _sum_or_share(text: str, debt: Fen, where: str) -> Fen:
    """Read a sum in yuan, or a percentage of the debt; raises UnusableFigure."""
    flat = text.strip().replace("％", "%")
    if not flat.endswith("%"):
        return to_fen(read_amount(text, where))
    try:
        share = Decimal(flat.removesuffix("%").strip())
    except InvalidOperation as error:
        raise UnusableFigure(where=where, given=text, why="not-an-amount", limit=None) from error
    if not share.is_finite() or share <= 0:
        raise UnusableFigure(where=where, given=text, why="zero" if not share else "negative", limit=None)
    if share > 100:
        raise UnusableFigure(where=where, given=text, why="too-large", limit="100%")
    return to_fen(Decimal(debt) / 100 * share / 100)
