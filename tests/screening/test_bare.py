"""A message that is only a link or only a number is said to be that, and nothing is made up about it."""

from datetime import date

import pytest

from fairdue.app.wiring import the_pack, the_screener
from fairdue.records.assessment import Message

TODAY = date(2026, 11, 21)

BARE = [
    ("https://pay.example.top/abc", "only-a-link"),
    ("【】http://a.example.top ！", "only-a-link"),
    ("http://a.example.top\nhttp://b.example.top", "only-a-link"),
    ("😀 http://", "only-a-link"),
    ("www.", "only-a-link"),
    ("13800000000", "only-a-number"),
    ("（４００）000-0000", "only-a-number"),
    ("382 199", "only-a-number"),
    ("请点 http://a.example.top 还款", None),
    ("验证码 382199", None),
    ("http 8000", None),
    ("欠款3000", None),
]


@pytest.mark.parametrize(("text", "name"), BARE, ids=[text for text, _ in BARE])
def test_only_a_link_or_a_number_is_said_plainly(text: str, name: str | None) -> None:
    """The words come from the pack; there is no finding, no danger and no verdict in a link or a number."""
    result = the_screener().assess(Message(text), TODAY)
    words = {key: the_pack().phrases[f"missing.{key}"].words for key in ("only-a-link", "only-a-number")}
    assert [key for key, said in words.items() if said in {one.what for one in result.missing}] == (
        [name] if name else []
    )
    if name:
        assert result.genuineness.verdict == "cannot-tell" and result.kind == "other"
        assert not result.findings and not result.dangers and result.third_party is None
