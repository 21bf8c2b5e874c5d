"""The real registry, built straight from its files so that these tests need no compiled pack."""

from __future__ import annotations

import pytest
from tests.registry.real import real_registry


@pytest.fixture(scope="session")
def registry():
    """Give the registry of the Chinese pack."""
    return real_registry()
