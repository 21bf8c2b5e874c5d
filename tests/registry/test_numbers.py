"""What the shape of a number says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.registry.numbers import classify, normalise, read_number
from tests.registry.real import real_registry

RULES = real_registry().number_rules

KINDS = [
    ("95588", "short-95-enterprise"),
    ("955881", "short-95-enterprise"),
    ("9558812", "unknown"),
    ("95188", "short-95-callcentre"),
    ("95212234", "short-95-callcentre"),
    ("10690123456789", "port-1069"),
    ("+86 10690000", "port-1069"),
    ("106575581234", "port-1065"),
    ("10648991234", "port-1064"),
    ("10681234", "port-1068"),
    ("13800138000", "mobile"),
    ("+86 138-0013-8000", "mobile"),
    ("008613800138000", "mobile"),
    ("138****8000", "mobile"),
    ("170 1234 5678", "mobile-virtual"),
    ("０７５５－８８８８６６６６", "landline"),
    ("+86 755 8888 6666", "landline"),
    ("400-681-6666", "toll-400"),
    ("8008888888", "toll-800"),
    ("12368", "gov-12xxx"),
    ("12110755", "gov-12xxx"),
    ("110", "police-110"),
    ("96110", "local-96"),
    ("0755110", "spoofed-like"),
    ("023110", "spoofed-like"),
    ("+1 (213) 555-0100", "foreign"),
    ("00 852 2345 6789", "foreign"),
    ("+886 2 1234 5678", "foreign"),
    ("FaceTime", "im-account"),
    ("someone@icloud.com", "im-account"),
    ("wxid_a1b2c3", "im-account"),
    ("企业微信 张经理", "im-account"),
    ("某某法务（微信）", "im-account"),
    ("@fayuan_tz", "im-account"),
    ("某银行", "unknown"),
    ("", "unknown"),
    ("+", "unknown"),
]


@pytest.mark.parametrize(("number", "kind"), KINDS)
def test_kind_follows_from_the_shape(number: str, kind: str) -> None:
    """Each written form of a number is told by its shape, however it is decorated."""
    assert classify(number, RULES)[0] == kind


SIGNS = [
    ("12381", "sms-12381", "hard", ("link",)),
    ("12110755", "sms-12110", "hard", ("none",)),
    ("+12135550100", "foreign", "hard", ("office", "lender")),
    ("13800138000", "personal-mobile", "strong", ("office", "lender")),
    ("95588", "short-95-enterprise", "against", ("none",)),
    ("0755110", "local-110-lookalike", "hard", ("none",)),
    ("10690123", "sms-1069", None, ("none",)),
]


@pytest.mark.parametrize(("number", "rule", "strength", "beside"), SIGNS)
def test_rule_says_how_much_and_beside_what(
    number: str, rule: str, strength: str | None, beside: tuple[str, ...]
) -> None:
    """A number rule carries its strength and what the message must also hold for it to count."""
    fired = {one.id: one for one in classify(number, RULES)[1]}
    assert (fired[rule].strength, fired[rule].paired_with) == (strength, beside)


def test_no_number_alone_speaks_for_its_holder_strongly() -> None:
    """No rule lets a number prove anyone genuine: the most it does is lower suspicion by `against`."""
    assert {rule.strength for rule in RULES} <= {"hard", "strong", "weak", "against", None}
    assert all(rule.because and len(rule.because) <= 60 for rule in RULES)


def test_foreign_number_tells_its_country() -> None:
    """A number from abroad keeps its + and names its country code."""
    reading = read_number("００８５２ 2345 6789", RULES)
    assert (reading.number, reading.country) == ("+85223456789", "852")


@given(st.text(max_size=80))
def test_any_text_can_be_asked(number: str) -> None:
    """Any text at all gives a kind, and normalising twice changes nothing more."""
    kind, _ = classify(number, RULES)
    assert kind
    assert normalise(normalise(number)) == normalise(number) or not normalise(number).isascii()


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "+86", "0086", "86", "+86 ", "(+86)"]))
def test_home_code_changes_nothing(number: str, code: str) -> None:
    """The home country code before a mobile number is decoration."""
    assert normalise(code + number) == number
