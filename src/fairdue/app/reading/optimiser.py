"""What an optimiser's offer comes to, in sentences; it advises nobody to take it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.guidance.optimiser import PricedOffer
from fairdue.kernel.money import to_yuan

_FEE: Final = _("他收 {fee} 元。")
_KEPT: Final = _("他说的都办成，你一共省 {kept} 元。")
_WORSE: Final = _("就算他说的都办成，你还要倒贴 {more} 元。")
_EVEN: Final = _("就算他说的都办成，你也没有省。")
_NOTHING: Final = _("他没说能减多少，这笔钱买了什么，说不清。")
_BROKEN: Final = _("办不成，你少 {fee} 元，债一分不少。")
_NEEDED: Final = _("十次里要办成 {tenths} 次以上，才不亏。")
_INSTALMENTS: Final = _("同样的钱，够你按自己的计划还 {count} 期。")
_YOURSELF: Final = _("减免、延期、分期，可以自己免费找放款机构谈。减不减，机构说了算。")


def priced_words(found: PricedOffer, say: Say) -> Iterator[str]:
    """Yield the sentences, the sum asked first."""
    yield say(_FEE).format(fee=_yuan(found.offer.fee))
    if not found.offer.promised:
        yield say(_NOTHING)
    elif found.kept > 0:
        yield say(_KEPT).format(kept=_yuan(found.kept))
    elif found.kept < 0:
        yield say(_WORSE).format(more=_yuan(-found.kept))
    else:
        yield say(_EVEN)
    yield say(_BROKEN).format(fee=_yuan(found.broken))
    if found.needed is not None and found.kept > 0:
        yield say(_NEEDED).format(tenths=-(-found.needed // 10))
    if found.instalments:
        yield say(_INSTALMENTS).format(count=found.instalments)
    yield say(_YOURSELF)


def _yuan(fen: int) -> str:
    """Write an amount, without places where it is whole yuan."""
    return f"{to_yuan(fen):,}".removesuffix(".00")
