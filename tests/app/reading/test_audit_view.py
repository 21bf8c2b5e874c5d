"""An audit in words: the answer first, figures with their unit, ranges as ranges, sources numbered in reading order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fairdue.app.reading.audit_view import audit_view
from fairdue.records.audit import Audit, Span
from tests.app.reading.money_specimen import AGREED, AUDIT, CITED, EMPTY, LINES, NO_CLAIM, exact


@pytest.mark.parametrize(
    ("audit", "heading"),
    [
        (
            replace(AUDIT, claimed=100, supported=exact(40), difference=exact(60)),
            "对方要 1.00 元，有依据的是 0.40 元。",
        ),
        (
            replace(AUDIT, claimed=100, supported=Span(40, 100), difference=Span(0, 60)),
            "对方要 1.00 元，有依据的是 0.40 至 1.00 元，还要看记录。",
        ),
        (
            replace(AUDIT, claimed=100, supported=Span(0, 100), difference=Span(0, 100)),
            "对方要 1.00 元。材料还不够，说不准有多少依据。",
        ),
        (replace(AGREED, claimed=100, supported=exact(100), difference=exact(0)), "对方要的 1.00 元，重算后都有依据。"),
        (replace(NO_CLAIM, rebuilt=Span(100, 200)), "按现有材料重算，还欠 1.00 至 2.00 元。"),
        (replace(NO_CLAIM, rebuilt=None), "材料还不够，算不出还欠多少。"),
    ],
    ids=["less", "depends", "nothing known", "agrees", "no-claim", "nothing at all"],
)
def test_the_answer_in_one_sentence(audit: Audit, heading: str) -> None:
    """Claimed and supported are told apart; a range is said as a range; agreement is said too."""
    assert audit_view(audit, str).heading == heading


def test_who_decides_is_always_said() -> None:
    """Exact or not, the lead says what the answer rests on and that a court decides."""
    for audit in (AUDIT, AGREED, EMPTY):
        assert "由法院认定" in audit_view(audit, str).lead
    assert "范围" in audit_view(AUDIT, str).lead


def test_lines_keep_the_audits_figures() -> None:
    """Each line has its own figures, reason and working; the sum stands last."""
    view = audit_view(AUDIT, str)
    assert [one.title for one in view.lines] == [one.title for one in LINES]
    assert view.lines[0].claimed == "7,000.00 元"
    assert view.lines[2].readings == (("按四倍 LPR", "100.00 元"), ("按 24%", "200.00 元"))
    assert view.lines[3].supported == "0.00 至 600.00 元"
    assert (view.total.title, view.total.claimed) == ("合计", "9,000.00 元")


def test_sources_are_numbered_as_they_are_met() -> None:
    """The same article on the same day has one number wherever it is cited."""
    view = audit_view(AUDIT, str)
    assert [one.provision for one in view.sources] == ["specimen-one", "specimen-two"]
    assert view.lines[0].sources == (1,) and view.lines[1].sources == (2,)
    assert view.readings[0].sources == (1,)
    again = replace(AUDIT, asks=(replace(AUDIT.asks[0], citations=(replace(CITED, note="另一处"),)),))
    assert len(audit_view(again, str).sources) == 2


def test_every_missing_record_and_question_once() -> None:
    """What is missing for the whole and for a line is listed together, and no sentence to use stands twice."""
    view = audit_view(replace(AUDIT, missing=(*AUDIT.missing, *LINES[3].missing)), str)
    assert sorted(one.what for one in view.missing) == ["合同。", "收费的凭据。"]
    assert [one.words for one in view.asks] == ["请给出还款明细。", "请写明本金怎么算的。"]


def test_pictures_say_what_to_see_and_repeat_it_as_rows() -> None:
    """Claim, payments and balance are drawn, each under a sentence and above the same figures."""
    shown = audit_view(AUDIT, str).pictures
    assert [one.title for one in shown] == ["要的和有依据的", "还的钱去了哪里", "欠款怎么变的"]
    for one in shown:
        assert one.sentence.endswith("。") and one.rows and one.svg.startswith(b"<svg")
    claim = dict(shown[0].rows)
    assert claim["对方要的"] == "9,000.00 元" and claim["还要看记录的"] == "600.00 元"


def test_an_audit_of_nothing_is_a_page_too() -> None:
    """Without claim, account, payments and sources there is a sentence and no picture."""
    view = audit_view(EMPTY, str)
    assert (view.pictures, view.account, view.sources, view.lines) == ((), (), (), ())
    assert view.heading


def test_the_account_is_told_row_by_row() -> None:
    """Each row says what happened, what came to it and what is left; the last is the day of the claim."""
    rows = audit_view(AUDIT, str).account
    assert rows[0].words == "放款到手" and rows[0].accrued == "10,000.00 元"
    assert rows[-1].on == "2026-03-01" and rows[-1].words == "算到这天"
    assert [row.paid for row in rows if row.paid] == ["1,500.00 元", "4,000.00 元", "50.00 元"]
