"""The true yearly cost of a loan as agreed, with fees to others counted and not; it compares with no cap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from fairdue.kernel.errors import FairDueError
from fairdue.kernel.money import to_fen, to_yuan
from fairdue.lending.accruing import interest_of
from fairdue.lending.caps import formed_on
from fairdue.lending.plan import instalments
from fairdue.lending.unknown import belongs
from fairdue.lending.wording import say
from fairdue.reckoning.costs import counted, has_two_readings, totals
from fairdue.reckoning.rates import xirr
from fairdue.records.audit import YearlyCost
from fairdue.records.debt import Debt, Instalment
from fairdue.records.money import CashFlow
from fairdue.records.pack import Pack

_PLACES = Decimal("0.0001")
# A loan of a few days blown up to a year says nothing beyond this many percent; its cost in yuan does.
_LARGEST = 1e12


def yearly_costs(debt: Debt, pack: Pack, plan: tuple[Instalment, ...] | None = None) -> tuple[YearlyCost, ...]:
    """Return the yearly cost of the loan if paid as agreed; nothing where the instalments are not known.

    `plan` spares reckoning the instalments anew.
    """
    flows = agreed_flows(debt, plan)
    if not flows:
        return ()
    if not has_two_readings(flows):
        return (cost_of(flows, say(pack, "audit.cost.agreed"), pack, is_counted=True),)
    return (
        cost_of(counted(flows, with_open=False), say(pack, "audit.cost.plain"), pack, is_counted=False),
        cost_of(counted(flows), say(pack, "audit.cost.with-fees"), pack, is_counted=True),
    )


def agreed_flows(debt: Debt, plan: tuple[Instalment, ...] | None = None) -> tuple[CashFlow, ...]:
    """Return the loan as agreed seen by the lender: what arrives, the instalments, the fees by whom they go to."""
    begins = formed_on(debt)
    plan = instalments(debt, begins) if plan is None else plan
    if debt.disbursements:
        advances = [(one.on, one.amount) for one in debt.disbursements]
    elif begins and debt.terms.principal:
        advances = [(begins, debt.terms.principal)]
    else:
        return ()
    if len(plan) == 1 and plan[0].interest == 0 and not debt.terms.instalments:
        if debt.terms.annual_rate is None and debt.terms.rate_agreed is not False:
            return ()
        plan = (_with_interest(plan[0], debt, min(on for on, _ in advances)),)
    if not plan or (plan[-1].interest == 0 and debt.terms.annual_rate):
        return ()
    flows = [CashFlow(on, -to_yuan(amount), "advance") for on, amount in advances]
    flows += [CashFlow(one.due, to_yuan(one.principal + one.interest + one.fee)) for one in plan]
    first = min(on for on, _ in advances)
    for fee in debt.fees or ():
        is_sure = belongs(fee, debt, False) == belongs(fee, debt, True)
        if not fee.amount or (is_sure and not belongs(fee, debt, True)):
            continue
        status = "yes" if is_sure else "both"
        on: date = fee.on or first
        if fee.taken == "paid":
            flows.append(CashFlow(on, to_yuan(fee.amount), "fee", fee.payee, fee.name, status))  # type: ignore[arg-type]
        elif fee.taken == "deducted" and not is_sure and debt.disbursements:
            # What arrived is already less by this fee: where it does not count, the whole sum was lent.
            flows[0] = CashFlow(flows[0].on, flows[0].amount - to_yuan(fee.amount), "advance")
            flows.append(CashFlow(first, to_yuan(fee.amount), "fee", fee.payee, fee.name, "both"))
    return tuple(flows)


def _with_interest(one: Instalment, debt: Debt, since: date) -> Instalment:
    """Add to a sum due on one day the interest agreed by the day until then, on the principal of the contract."""
    rate = (debt.terms.annual_rate or Decimal(0)).as_integer_ratio()
    return replace(one, interest=interest_of(one.principal, rate, (one.due - since).days, debt.terms.day_basis))


def cost_of(flows: Sequence[CashFlow], title: str, pack: Pack, *, is_counted: bool) -> YearlyCost:
    """Solve for the yearly cost; None where no single rate solves the flows, with the reason among the warnings."""
    received, paid = (to_fen(sum_) for sum_ in totals(flows))
    try:
        found = xirr(flows)
    except FairDueError as error:
        return YearlyCost(title, is_counted, None, None, paid, received, (say(pack, f"audit.warning.{error.code}"),))
    nominal, effective = (_rounded(one) for one in (found.nominal_percent, found.effective_percent))
    codes = [one.code for one in found.warnings]
    if None in (nominal, effective) and found.effective_percent is not None:
        codes.append("too-large")
    warnings = tuple(say(pack, f"audit.warning.{code}") for code in dict.fromkeys(codes))
    return YearlyCost(title, is_counted, nominal, effective, paid, received, warnings)


def _rounded(percent: float | None) -> Decimal | None:
    if percent is None or abs(percent) > _LARGEST:
        return None
    return Decimal(repr(percent)).quantize(_PLACES)
