"""Price the offer of a debt optimiser against what it promises; it says nothing of whether the promise can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from fairdue.kernel.money import Fen, whole


@dataclass(frozen=True, slots=True)
class OptimiserOffer:
    """What is asked and promised, in fen: the debt, the fee, the reduction promised, one instalment of one's own plan."""

    debt: Fen
    fee: Fen
    promised: Fen
    instalment: Fen | None = None


@dataclass(frozen=True, slots=True)
class PricedOffer:
    """What the offer comes to.

    `kept`: what is left of the promised reduction after the fee; below zero it costs more than it promises. `broken`: what
    is lost where the promise is not kept. `needed`: the chance of success, in percent, from which the fee is not lost on
    average; None where no chance is enough. `instalments`: how many of one's own instalments the fee would pay.
    """

    offer: OptimiserOffer
    kept: Fen
    broken: Fen
    needed: int | None
    instalments: int | None


def priced(offer: OptimiserOffer) -> PricedOffer:
    """Price an offer; sums are above zero, a promised reduction beyond the debt counts as the whole debt.

    >>> found = priced(OptimiserOffer(debt=5_000_000, fee=500_000, promised=2_000_000, instalment=80_000))
    >>> found.kept, found.broken, found.needed, found.instalments
    (1500000, 500000, 25, 6)
    """
    promised = min(offer.promised, offer.debt)
    enough = promised >= offer.fee and promised > 0
    return PricedOffer(
        offer=offer,
        kept=promised - offer.fee,
        broken=offer.fee,
        needed=whole(Fraction(100 * offer.fee, promised), "up") if enough else None,
        instalments=offer.fee // offer.instalment if offer.instalment else None,
    )
