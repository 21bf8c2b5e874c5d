"""Laying out an answer: order of steps, numbers shared by like passages, sources once each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fairdue.app.reading.views import AnswerPage, lay_out
from fairdue.records.assessment import Genuineness, Message, Reason
from fairdue.records.guidance import Step
from fairdue.records.law import Citation, Provision
from fairdue.web.words import translations
from tests.web.asking import DAY, answer_of, finding

TEXT = "联系你家人。联系你单位。转到个人账户。"
SAY = translations("zh").gettext


def page_of(**changes: object) -> AnswerPage:
    """Lay out a composed answer."""
    return lay_out(answer_of(Message(TEXT), **changes), SAY, {})


def test_three_steps_first() -> None:
    """The rest unfolds, and none is lost."""
    page = page_of()
    assert [step.id for step in page.first_steps + page.more_steps] == ["s1", "s2", "s3", "s4", "s5"]
    assert len(page.first_steps) == 3


def test_like_passages_share_a_number() -> None:
    """Two passages with the same reason and sources are explained once; numbers follow the reading order."""
    findings = (finding(TEXT, 6, 11), finding(TEXT, 0, 5), finding(TEXT, 12, 15, because="另一个原因。"))
    explained = page_of(findings=findings).explained
    assert [(one.number, one.quotes) for one in explained] == [(1, ("联系你家人", "联系你单位")), (2, ("转到个",))]


def test_signs_of_a_scam_are_marked_too() -> None:
    """A sign with words of the message is a dashed passage; one without, or against, is not."""
    reasons = (
        Reason("a", "hard", "个人账户。", "rule", "个人账户", 14, 18),
        Reason("b", "against", "官方域名。", "text", "联系", 0, 2),
        Reason("c", "strong", "号码不对。", "sender"),
    )
    page = page_of(findings=(), genuineness=Genuineness("likely-scam", 0.9, reasons))
    assert [(one.label.line, one.quotes) for one in page.explained] == [("dashed", ("个人账户",))]
    assert [piece.lines for piece in page.pieces] == [(), ("dashed",), ()]


def test_signs_on_the_same_words_are_explained_once() -> None:
    """The gravest of them explains the words; the others are told on the card, so that none is lost."""
    reasons = (
        Reason("a", "weak", "也许不对。", "rule", "个人账户", 14, 18),
        Reason("b", "hard", "不该进个人账户。", "rule", "个人账户", 14, 18),
        Reason("c", "strong", "家人。", "rule", "家人", 3, 5),
    )
    page = page_of(findings=(), genuineness=Genuineness("likely-scam", 0.9, reasons))
    assert [one.because for one in page.explained] == ["家人。", "不该进个人账户。"]
    assert set(page.cards[0].lines + page.cards[0].more) == {reason.because for reason in reasons}


def test_thirty_findings_stay_thirty() -> None:
    """A long message with many findings keeps each of them, and its box scrolls."""
    text = "我们会上门。" * 200
    findings = tuple(finding(text, n * 6, n * 6 + 5, because=f"原因{n}") for n in range(30))
    page = lay_out(answer_of(Message(text), findings=findings), SAY, {})
    assert [one.number for one in page.explained] == list(range(1, 31))
    assert page.is_long
    assert "".join(piece.head + piece.last for piece in page.pieces) == text


def test_sources_are_listed_once_strongest_first() -> None:
    """Each provision appears once with the passages it explains; those behind steps come after, apart."""
    step = Citation("p-step", "某规定", None, "rule-breach", DAY, "条号未核")
    findings = (
        finding(TEXT, 0, 5, "below-standard"),
        finding(TEXT, 6, 11, because="甲"),
        finding(TEXT, 12, 15, because="乙"),
    )
    answer = answer_of(Message(TEXT), findings=findings)
    answer = replace(answer, next=(Step("s", "做", "因为", None, False, None, (step, findings[1].citations[0])),))
    page = lay_out(answer, SAY, {})
    assert [(one.ids, one.explains, one.used_by) for one in page.sources] == [
        (("p-suspected-unlawful",), (2, 3), "第 2、3 处"),
        (("p-below-standard",), (1,), "第 1 处"),
    ]
    assert [(one.ids, one.article, one.note) for one in page.step_sources] == [(("p-step",), None, "条号未核")]


def test_provisions_of_one_place_stand_together() -> None:
    """Two of one article are one source that explains the passages of both; another day, or another note, is another."""
    one, two = (finding(TEXT, 0, 5, because="甲"), finding(TEXT, 6, 11, because="乙"))
    two = replace(two, citations=tuple(replace(cited, provision="p-other") for cited in two.citations))
    page = lay_out(answer_of(Message(TEXT), findings=(one, two)), SAY, {})
    assert [(source.ids, source.explains) for source in page.sources] == [(("p-suspected-unlawful", "p-other"), (1, 2))]
    apart = replace(two, citations=tuple(replace(cited, note="条号未核") for cited in two.citations))
    assert len(lay_out(answer_of(Message(TEXT), findings=(one, apart)), SAY, {}).sources) == 2


def test_a_source_carries_the_gist_where_the_pack_has_one() -> None:
    """The provision behind a citation is found by its id."""
    law = Provision(
        id="p-suspected-unlawful",
        instrument="law",
        name="某法",
        article="第五十条",
        binding="law",
        standing="suspected-unlawful",
        citable="article",
        topic="threat",
        effective_from=date(2026, 1, 1),
        effective_to=None,
        successors=(),
        applies_to=("anyone",),
        gist="大意。",
        consequence="后果。",
        channels=(),
        sources=(),
        checked_on=None,
        confidence="high",
    )
    page = lay_out(answer_of(Message(TEXT)), SAY, {law.id: law})
    assert page.sources[0].provisions == (law,)
