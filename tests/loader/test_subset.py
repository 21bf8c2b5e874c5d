"""Which patterns both matchers run alike, and what is said of the rest."""

from __future__ import annotations

import pytest

from fairdue.loader.subset import faults

ALLOWED = [
    "坐牢",
    "(?:抓|拘留|带走).{0,12}你",
    r"[0-9]{1,4}(?:\.[0-9]{1,2})?\s?元",
    r"[^。\n]{0,20}还钱",
    r"[^\s，。]{3,80}\.com",
    "(?:[a-z0-9-]{1,20}\\.){1,3}cn",
    "^【[一-龥]{2,8}】|退订$",
    "x{2,6}元",
    "(?:哈哈){2,3}",
]

REFUSED = [
    ("(", "bad-regex"),
    ("a{2,1}", "bad-regex"),
    ("(?<=a)b", "lookaround"),
    ("(?=a)", "lookaround"),
    ("(?!a)b", "lookaround"),
    (r"(a)\1", "back-reference"),
    ("(?P<n>a)(?P=n)", "named-group"),
    ("(a)", "capturing-group"),
    (r"\b好", "word-boundary"),
    (r"好\Z", "word-boundary"),
    (r"(?:。|$)好", "anchor-inside"),
    (r"好(?:^坏)", "anchor-inside"),
    ("(?i)a", "inline-flags"),
    ("(?i:a)", "inline-flags"),
    ("a.*b", "unbounded"),
    ("a+", "unbounded"),
    ("a[0-9]{3,}", "unbounded"),
    ("a.{0,201}b", "too-many-repeats"),
    ("a.{1,5}?b", "lazy-or-possessive"),
    ("a.{1,5}+b", "lazy-or-possessive"),
    ("(?>ab)c", "lazy-or-possessive"),
    ("a[^b]", "newline-in-class"),
    (r"a\Wb", "newline-in-class"),
    (r"a[\D]b", "newline-in-class"),
    ("a?", "can-be-empty"),
    ("(?:a|b{0,3})", "can-be-empty"),
    ("(?:a{1,9}){1,30}b", "catastrophic"),
    ("(?:a{1,9}.{0,9}){1,5}b", "catastrophic"),
    ("(?:a|ab|b){1,50}c", "catastrophic"),
    ("(?:.{0,20},?){1,20}完", "catastrophic"),
    ("坐牢！", "not-folded"),
    ("App", "not-folded"),
]


@pytest.mark.parametrize("pattern", ALLOWED)
def test_common_language_is_allowed(pattern: str) -> None:
    """What both matchers run alike, with an end to every repeat, has no fault."""
    assert faults(pattern) == ()


@pytest.mark.parametrize(("pattern", "code"), REFUSED)
def test_rest_is_refused(pattern: str, code: str) -> None:
    """Each thing outside the common language is named."""
    assert code in {fault.code for fault in faults(pattern)}
