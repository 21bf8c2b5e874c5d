"""The quiet corpus: ordinary lawful messages, on which any finding, and any call of fraud, is a false alarm."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from fairdue.loader.folder import find_pack
from fairdue.loader.load import load
from fairdue.loader.sources import read_sources
from fairdue.records.assessment import Message
from fairdue.screening.assess import Screener

PACK = load("cn")
SCREENER = Screener(PACK)
QUIET = read_sources(find_pack("cn")).of("quiet")


@pytest.mark.parametrize("data", [pytest.param(item.data, id=item.id) for item in QUIET])
def test_quiet_message_stays_quiet(data: Mapping[str, str]) -> None:
    """An ordinary message yields no finding and is never called a likely scam."""
    said = SCREENER.assess(Message(data["text"], data.get("channel")), PACK.checked_on)  # type: ignore[arg-type]
    assert [(finding.rule, finding.quote) for finding in said.findings] == []
    assert said.genuineness.verdict != "likely-scam", said.genuineness.reasons


def test_corpus_is_big_and_varied() -> None:
    """There are at least 200 messages, of several kinds, and no two are the same."""
    texts = ["".join(str(item.data["text"]).split()) for item in QUIET]
    assert len(set(texts)) == len(texts) >= 200
    assert len({item.data["kind"] for item in QUIET}) >= 4


def test_no_reason_says_more_than_its_standing() -> None:
    """Only a rule that cites law may say 涉嫌 (suspected); the others break a rule or fall below a standard."""
    provisions = PACK.provisions
    loud = [
        rule.id
        for rule in PACK.rules
        if rule.finding
        and "涉嫌" in rule.finding.because
        and all(provisions[cited].standing != "suspected-unlawful" for cited in rule.finding.citations)
    ]
    assert loud == []
