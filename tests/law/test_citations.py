"""What may be cited, against whom, and how strongly."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairdue.kernel.errors import NotCitable, NotInForce, UnknownProvision
from fairdue.law.citations import RANK, STANDINGS, binds, cite, cite_each, resolve, standing_of
from fairdue.records.law import Binding, Provision

TODAY = date(2026, 11, 21)
LAW, OLD_LAW = "psapl2026-50-threat", "psapl-old-42-until-2025"
RULE, NOTICE = "creditcard-2011-68-conduct", "microloan-2025-37-abuse"
STANDARD, GUIDELINE = "gbt45251-contact-hours", "cba2026-hours"
KINDS = (None, "bank", "consumer-finance", "microloan", "trust", "platform", "private", "unlicensed")


def test_an_article_is_cited_with_instrument_and_article(provisions: Mapping[str, Provision]) -> None:
    """A verified article is printed, and nothing is noted."""
    found = cite(provisions[LAW], TODAY)
    assert (found.instrument, found.article) == ("中华人民共和国治安管理处罚法（2025年修订）", "第五十条第一款第一项")
    assert (found.standing, found.in_force_on, found.note) == ("suspected-unlawful", TODAY, "")


@pytest.mark.parametrize(
    ("id", "note"),
    [
        ("gbt45251-contact-hours", "条号未核：5.3 业务管理"),
        ("cba2026-hours", "条号未核：第三章"),
        ("cba2026-visit", "条号未核"),  # 第二十二条 comes from one newspaper
        ("soft-violence-2019-legal-debt-exception", "条号未核"),
        ("card-2017", "条号未核"),
    ],
)
def test_an_unverified_article_is_never_printed(provisions: Mapping[str, Provision], id: str, note: str) -> None:
    """Where only the instrument may be named, the article is None and the note says 条号未核."""
    found = cite(provisions[id], TODAY)
    assert (found.article, found.note) == (None, note)


@pytest.mark.parametrize(
    ("id", "why"),
    [
        ("cf-20-window", "background"),
        ("sms-voice-2020-draft-not-law", "background"),
        ("ff1995-secret-recording", "background"),
        ("complaint-channels", "background"),
        ("bk-shenzhen", "no-standing"),
    ],
)
def test_background_and_local_law_are_not_cited(provisions: Mapping[str, Provision], id: str, why: str) -> None:
    """Rumours, drafts, repealed texts and practices are background; local law gives no standing."""
    with pytest.raises(NotCitable) as caught:
        cite(provisions[id], TODAY)
    assert caught.value.values["why"] == why


def test_nothing_is_cited_outside_its_dates(provisions: Mapping[str, Provision]) -> None:
    """Art. 42 may be cited on 2025-12-31 and raises the day after."""
    assert cite(provisions[OLD_LAW], date(2025, 12, 31)).article == "第四十二条"
    with pytest.raises(NotInForce):
        cite(provisions[OLD_LAW], date(2026, 1, 1))


@pytest.mark.parametrize(
    ("binding", "standing"),
    [
        ("law", "suspected-unlawful"),
        ("admin-regulation", "suspected-unlawful"),
        ("judicial-interpretation", "suspected-unlawful"),
        ("department-rule", "rule-breach"),
        ("normative-document", "rule-breach"),
        ("national-standard-recommended", "below-standard"),
        ("self-regulatory", "below-standard"),
        ("local-regulation", None),
        ("repealed", None),
        ("none", None),
    ],
)
def test_the_standing_follows_from_the_kind_of_instrument(
    provisions: Mapping[str, Provision], binding: Binding, standing: str | None
) -> None:
    """Every provision of the pack states the standing that the table gives its kind."""
    assert {one.standing for one in provisions.values() if one.binding == binding} == {standing}
    assert STANDINGS.get(binding) == standing


def test_hours_counts_and_headcount_are_standards_only(provisions: Mapping[str, Provision]) -> None:
    """No citable provision on hours or call counts says more than 不符合."""
    counted = [one for one in provisions.values() if one.topic in ("hours", "call-frequency") and one.citable != "no"]
    assert {one.standing for one in counted} == {"below-standard"}


@pytest.mark.parametrize(
    ("binding", "applies_to", "lender_kind", "bound"),
    [
        ("law", ["anyone"], None, True),
        ("law", ["lender"], None, True),
        ("law", ["bank", "collector"], None, None),
        ("law", ["bank", "collector"], "bank", True),
        ("law", ["bank", "collector"], "private", False),
        ("law", ["telecom"], None, False),
        ("department-rule", ["bank"], None, None),
        ("department-rule", ["bank"], "bank", True),
        ("department-rule", ["bank"], "microloan", False),
        ("department-rule", ["lender"], "trust", True),
        ("department-rule", ["anyone"], "bank", False),
        ("normative-document", ["microloan", "collector"], None, None),
        ("normative-document", ["anyone"], None, False),
        ("national-standard-recommended", ["bank"], None, True),
        ("national-standard-recommended", ["bank"], "bank", True),
        ("self-regulatory", ["bank", "collector"], "microloan", False),
        ("self-regulatory", ["collector"], "microloan", True),
        ("self-regulatory", [], "microloan", True),
        ("local-regulation", ["anyone"], "bank", False),
        ("none", ["anyone"], "bank", False),
    ],
)
def test_who_is_bound(
    made: Callable[..., Provision], binding: str, applies_to: list[str], lender_kind: str | None, bound: bool | None
) -> None:
    """Law binds whom it covers, rules only the licensed lender they name, standards may also be named unasked."""
    assert binds(made(binding=binding, applies_to=applies_to), lender_kind) is bound


@pytest.mark.parametrize(
    ("ids", "lender_kind", "cited", "standing", "missing"),
    [
        ([STANDARD, RULE, LAW], None, [LAW, STANDARD], "suspected-unlawful", ("lender_kind",)),
        ([STANDARD, RULE, LAW], "bank", [LAW, RULE, STANDARD], "suspected-unlawful", ()),
        ([STANDARD, RULE], None, [STANDARD], "below-standard", ("lender_kind",)),
        ([RULE, NOTICE], "microloan", [NOTICE], "rule-breach", ()),
        ([RULE, NOTICE], None, [], None, ("lender_kind",)),
        ([RULE, NOTICE], "private", [], None, ()),
        ([STANDARD, GUIDELINE], "platform", [STANDARD], "below-standard", ()),
        (["cf-20-window", "bk-shenzhen", OLD_LAW], "bank", [], None, ()),
        ([], None, [], None, ()),
    ],
)
def test_a_finding_rests_on_what_binds_this_lender(
    provisions: Mapping[str, Provision],
    ids: list[str],
    lender_kind: str | None,
    cited: list[str],
    standing: str | None,
    missing: tuple[str, ...],
) -> None:
    """Citations come strongest first; a rule waits for the lender's kind and says so; the rest is left out."""
    citations, highest, lacking = resolve(ids, provisions, TODAY, lender_kind)
    assert [one.provision for one in citations] == cited
    assert (highest, lacking) == (standing, missing)


@pytest.mark.parametrize(
    ("on", "article"), [(date(2025, 12, 31), "第四十二条"), (date(2026, 1, 1), "第五十条第一款第一项")]
)
def test_both_versions_may_be_named_and_the_day_chooses(
    provisions: Mapping[str, Provision], on: date, article: str
) -> None:
    """A rule names art. 42 and art. 50 together; the conduct of each day is judged by one of them."""
    citations, _, _ = resolve([LAW, OLD_LAW], provisions, on, None)
    assert [one.article for one in citations] == [article]


def test_an_unknown_id_is_an_error_even_among_known_ones(provisions: Mapping[str, Provision]) -> None:
    """A citation that does not resolve is never dropped in silence."""
    with pytest.raises(UnknownProvision):
        resolve([LAW, "no-such-provision"], provisions, TODAY, None)


def test_a_step_cites_without_asking_who_the_lender_is(provisions: Mapping[str, Provision]) -> None:
    """Steps inform: a rule may be named unasked, background and law of other days may not."""
    found = cite_each(["card-70", "payment-order", "cf-20-window", OLD_LAW], provisions, TODAY)
    assert [one.provision for one in found] == ["card-70", "payment-order"]


def test_no_citation_no_standing() -> None:
    """Without a citation nothing is said."""
    assert standing_of([]) is None


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_finding_never_says_more_than_its_citations(provisions: Mapping[str, Provision], data: st.DataObject) -> None:
    """Whatever is asked: all cited is citable, in force, at the standing of its kind, and the highest is the answer."""
    ids = data.draw(st.lists(st.sampled_from(sorted(provisions)), max_size=8, unique=True))
    on = data.draw(st.dates(date(2005, 1, 1), date(2030, 1, 1)))
    kind = data.draw(st.sampled_from(KINDS))
    citations, standing, missing = resolve(ids, provisions, on, kind)
    for one in citations:
        rests_on = provisions[one.provision]
        assert rests_on.citable != "no" and one.standing == STANDINGS[rests_on.binding]
        assert rests_on.effective_from is not None and rests_on.effective_from <= on
        assert rests_on.effective_to is None or on <= rests_on.effective_to
        assert (one.article is None) == (rests_on.citable == "instrument-only")
        assert one.standing != "rule-breach" or kind is not None
    assert standing == max((one.standing for one in citations), key=RANK.__getitem__, default=None)
    assert missing in ((), ("lender_kind",)) and (kind is None or missing == ())
