"""Frozen records that rooms hand to each other; data only, no behaviour, and no room of the domain owns them."""
