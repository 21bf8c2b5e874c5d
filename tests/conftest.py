"""What every test shares: how hard the property tests search, in an ordinary run and under `make soak`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("ordinary", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", parent=settings.get_profile("ordinary"), max_examples=5_000)
settings.load_profile("soak" if os.environ.get("FAIRDUE_SOAK") else "ordinary")
