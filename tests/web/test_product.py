"""The page on the installed pack: it answers, and each source it cites can be unfolded."""

from __future__ import annotations

from fairdue.records.assessment import Message
from fairdue.web.design import EXAMPLE
from fairdue.web.product import product_services


def test_the_example_is_answered_from_the_pack() -> None:
    """The demonstration shows a scam, suspected conduct, steps, and sources that resolve."""
    services = product_services()
    answer = services.check(Message(EXAMPLE.text, channel="sms", sender=EXAMPLE.sender))
    told = answer.assessment
    assert told.genuineness.verdict == "likely-scam"
    assert any(finding.standing == "suspected-unlawful" for finding in told.findings)
    assert answer.next and answer.verify_at
    cited = {citation.provision for finding in told.findings for citation in finding.citations}
    assert cited <= set(services.provisions)


def test_a_file_is_read_by_the_app() -> None:
    """Old phones' encoding is recognised by the same reading as on the command line."""
    assert product_services().decode("你的借款已经逾期，请尽快还款。".encode("gbk"), "a.txt").encoding == "gb18030"
