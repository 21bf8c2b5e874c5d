"""Memory of `fairdue screen` is flat in the number of messages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.screen_memory import peak_of_screening

ALLOWED_MIB = 16


def test_ten_times_the_messages_need_no_more_memory(tmp_path: Path) -> None:
    """The peak of 2,000 messages is that of 200, give or take a few MiB."""
    small, _ = peak_of_screening(200, tmp_path)
    large, _ = peak_of_screening(2_000, tmp_path)
    assert large - small < ALLOWED_MIB


@pytest.mark.soak
def test_a_hundred_thousand_messages_need_no_more_memory(tmp_path: Path) -> None:
    """The same for a hundred thousand, or for as many as FAIRDUE_SOAK_MESSAGES says."""
    small, _ = peak_of_screening(200, tmp_path)
    large, _ = peak_of_screening(int(os.environ.get("FAIRDUE_SOAK_MESSAGES", "100000")), tmp_path)
    assert large - small < ALLOWED_MIB
