"""The page wired to an installed pack and the app's own use cases; the only place of this door that knows both."""

from __future__ import annotations

from fairdue.app.check_message import check
from fairdue.app.read_text import decode
from fairdue.app.wiring import the_pack, the_screener, today
from fairdue.web.server import Services


def product_services(pack_name: str = "cn") -> Services:
    """Load the pack and make the screener ready; raises PackError."""
    pack, screener = the_pack(pack_name), the_screener(pack_name)
    return Services(
        check=lambda message: check(message, pack, screener, today()), decode=decode, provisions=pack.provisions
    )
