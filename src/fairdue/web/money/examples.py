"""Composed answers for each flow, to look at before filling in one's own; nobody in them exists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "audit": {
        "lender": "某某小额贷款有限公司",
        "lender_kind": "microloan",
        "contract_on": "2025-01-15",
        "received": "9400",
        "received_on": "2025-01-15",
        "principal": "10000",
        "rate": "36%",
        "repayment": "equal-payment",
        "months": "12",
        "first_due": "2025-02-15",
        "paid_known": "some",
        "paid": "2025-02-15 1004.62 x4",
        "fees_known": "some",
        "fees": "服务费 600 扣",
        "claim_total": "11800",
        "claim_principal": "7200",
        "claim_interest": "1300",
        "claim_late": "2100",
        "claim_penalty": "1200",
        "as_of": "2026-03-01",
    },
    "offer": {
        "lender": "",
        "amount": "10000",
        "offer_received": "9300",
        "instalment": "1012",
        "months": "12",
        "quoted_rate": "日万分之三",
        "fees": "会员费 199 付\n服务费 700 扣",
        "private_account": "no",
    },
    "schedule": {
        "principal": "10000",
        "rate": "24%",
        "months": "12",
        "repayment": "equal-payment",
        "first_due": "2026-01-15",
    },
    "limitation": {
        "lender": "某某小额贷款有限公司",
        "lender_kind": "microloan",
        "contract_on": "2021-03-01",
        "first_due": "2022-03-01",
        "months": "1",
        "events": "2022-06-10 收到催收短信\n2023-02-01 还了 500\n2024-05-20 收到律师函",
    },
}
