"""The arithmetic behind the calibration table and the fitted constants."""

from __future__ import annotations

import math
import random

import pytest

from benchmarks.ablation import STAGES, Forecast, binned, brier, calibration_error, measured
from benchmarks.fit_score import Case, fitted
from fairdue.screening.weigh import Logistic

SURE_AND_RIGHT = [Forecast(1.0, True)] * 4
COIN = [Forecast(0.5, True), Forecast(0.5, False)]
TOO_SURE = [Forecast(0.9, True), Forecast(0.9, False)]


def test_distance_and_error() -> None:
    """A forecast that always holds costs nothing; one that is too sure has its gap as error."""
    assert brier(SURE_AND_RIGHT) == calibration_error(SURE_AND_RIGHT) == 0
    assert (brier(COIN), calibration_error(COIN)) == (0.25, 0)
    assert calibration_error(TOO_SURE) == pytest.approx(0.4)


def test_bins_hold_every_forecast_once() -> None:
    """The chance 1 belongs to the last bin."""
    table = binned([Forecast(share / 10, True) for share in range(11)])
    assert [len(part) for part in table] == [2, 2, 2, 2, 3]


def test_a_fit_finds_the_curve_that_made_the_cases() -> None:
    """From two thousand cases drawn by a known curve the constants come back."""
    chance, made = random.Random(1), Logistic(3.0, 1.5)
    given = [Case("s", value, chance.random() < made.share(value)) for value in range(-4, 11) for _ in range(140)]
    found = fitted(given)
    assert found.middle == pytest.approx(made.middle, abs=0.3)
    assert found.width == pytest.approx(made.width, abs=0.3)


def test_a_fit_of_what_never_errs_stays_finite() -> None:
    """Where a value settles the outcome the curve is steep, and still a curve."""
    found = fitted([Case("s", value, value > 2) for value in range(6)] * 5)
    assert math.isfinite(found.middle) and 2 < found.middle < 3 and found.width > 0


def test_share_and_value_are_inverse() -> None:
    """The margin can be read back from the confidence that was printed."""
    curve = Logistic(1.5, 2.0)
    assert [round(curve.value_at(round(curve.share(value), 3))) for value in range(-3, 12)] == list(range(-3, 12))


def test_every_stage_can_be_taken_away() -> None:
    """Each way to screen answers, and leaves the next one untouched."""
    rows = [
        ("1", {"text": "转账到安全账户，把验证码告诉我，否则公安抓你", "kind": "scam"}),
        ("2", {"text": "您的借款已逾期3天，请在官方App还款", "kind": "collection"}),
    ]
    full = measured(STAGES[0], rows)
    for stage in STAGES[1:]:
        assert len(measured(stage, rows)) == 4
    assert measured(STAGES[0], rows) == full
