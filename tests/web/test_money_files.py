"""What can be taken along: neutral names, sent as files, and everything the page says is in them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pypdf
import pytest

from fairdue.intake.debt_file import read_debt
from fairdue.kernel.errors import MissingExtra
from tests.web.asking import Reply, visible
from tests.web.money_asking import TODAY, MoneyReader, money_reader

KINDS = {"pdf": b"%PDF", "xlsx": b"PK", "docx": b"PK", "html": b"<!doctype html>"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_audit_as_a_file(kind: str) -> None:
    """The file is sent to be kept, never shown in the page's place, under a name that says nothing."""
    asked = money_reader()
    reply = asked.get(asked.begin("audit", example=True) + f"/result.{kind}")
    assert reply.status == 200 and reply.body.startswith(KINDS[kind])
    assert reply.header("content-disposition") == f'attachment; filename="result.{kind}"'
    assert "sandbox" in reply.header("content-security-policy")
    assert reply.header("cache-control") == "no-store"


def test_paper_and_workbook_say_what_the_page_says() -> None:
    """The sentence of the result stands in each file."""
    asked = money_reader()
    draft = asked.begin("audit", example=True)
    pages = pypdf.PdfReader(io.BytesIO(asked.get(f"{draft}/result.pdf").body)).pages
    assert "对方要9,000.00元" in "".join(pages[0].extract_text().split())
    book = openpyxl.load_workbook(io.BytesIO(asked.get(f"{draft}/result.xlsx").body))
    assert str(book.worksheets[0]["A1"].value).startswith("对方要 9,000.00 元")


def test_a_schedule_as_a_workbook() -> None:
    """What is left and the sums are formulas whose values are shown."""
    asked = money_reader()
    body = asked.get(asked.begin("schedule", example=True) + "/result.xlsx").body
    live = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    shown = openpyxl.load_workbook(io.BytesIO(body), data_only=True).worksheets[0]
    assert live["C4"].value == "=D4+E4+F4" and shown["C4"].value == 945.6
    assert shown["G15"].value == 0 and shown["C16"].value == 11347.15


@pytest.mark.parametrize(
    ("flow", "kind"), [("audit", "exe"), ("offer", "xlsx"), ("schedule", "pdf"), ("limitation", "xlsx")]
)
def test_other_kinds_are_not_made(flow: str, kind: str) -> None:
    """A kind a result does not come as is an unknown address."""
    asked = money_reader()
    assert asked.get(asked.begin(flow, example=True) + f"/result.{kind}").status == 404


def test_files_speak_the_readers_language() -> None:
    """The words around the audit follow the language of the page."""
    asked = money_reader()
    draft = asked.begin("audit", example=True)
    pages = pypdf.PdfReader(io.BytesIO(asked.get(f"{draft}/result.pdf?lang=en").body)).pages
    assert "Theyclaim9,000.00yuan" in "".join(pages[0].extract_text().split())


def keep(asked: MoneyReader, draft: str) -> bytes:
    """Keep the answers of a draft as a file."""
    reply = asked.get(f"{draft}/result.yaml")
    assert (reply.status, reply.header("content-disposition")) == (200, 'attachment; filename="answers.yaml"')
    return reply.body


def opened(asked: MoneyReader, content: bytes) -> Reply:
    """Open a kept file on the first page of the audit."""
    return asked.post("/money/audit", {}, upload=("answers.yaml", content))


def test_answers_kept_in_a_file_come_back_whole() -> None:
    """What was filled in can be taken along, opened next week, and means the same to the page and to the command."""
    asked = money_reader()
    draft = asked.begin("audit", example=True)
    content = keep(asked, draft)
    reply = opened(asked, content)
    assert reply.status == 303 and reply.header("location").endswith("/check")
    again = reply.header("location").removesuffix("/check")
    asked.get(f"{draft}/result")
    asked.get(f"{again}/result")
    assert replace(asked.debts[-2], id="") == replace(asked.debts[-1], id="")
    assert replace(read_debt(content, "answers.yaml", TODAY).debt, id="") == replace(asked.debts[-1], id="")


def test_what_few_contracts_hold_is_kept_too() -> None:
    """A plan copied out, interest on interest, a penalty, acceleration and a suit come back from the file as they were."""
    asked = money_reader()
    draft = asked.begin("audit", example=True)
    more = {"compound": "yes", "penalty_rate": "日万分之五", "accelerated_on": "2025-08-01", "filed_on": "2025-12-01"}
    asked.fill(draft, "more", instalments="2025-02-15 本金 800 利息 200 费用 10 x2", **more)
    asked.fill(draft, "claim", claim_compound="12", claim_costs="3000")
    reply = opened(asked, keep(asked, draft))
    assert reply.status == 303, visible(reply.text)
    asked.get(f"{draft}/result")
    asked.get(reply.header("location").removesuffix("/check") + "/result")
    assert replace(asked.debts[-2], id="") == replace(asked.debts[-1], id="")


def test_knowing_nothing_and_knowing_there_was_nothing_are_kept_apart() -> None:
    """An empty list stays an empty list, and what was left open stays open."""
    asked = money_reader()
    draft = asked.begin("audit")
    asked.fill(draft, "paid", paid_known="none")
    asked.fill(draft, "terms", rate="0", first_due="2025-12-31")
    again = opened(asked, keep(asked, draft)).header("location").removesuffix("/check")
    asked.get(f"{again}/result")
    debt = asked.debts[-1]
    assert (debt.payments, debt.fees, debt.terms.rate_agreed) == ((), None, False)
    assert debt.terms.due_on == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"lender: [", "YAML"),
        (b"payments:\n- {on: 2025-02-30, amount: 5}\n", "answers.yaml:2"),
        ("guarantees:\n- {name: 甲, kind: joint}\n".encode(), "网页放不下"),
        (b"terms: {days_in_year: 360}\n", "网页放不下"),
        (b"\x89PNG\r\n", "answers.yaml"),
    ],
    ids=["broken", "no such day", "guarantee", "days of the year", "picture"],
)
def test_a_file_that_cannot_be_opened_is_named(content: bytes, said: str) -> None:
    """The line is named, or that the page has no field for it; nothing is dropped in silence."""
    reply = opened(money_reader(), content)
    assert 400 <= reply.status < 500
    assert said in visible(reply.text) and 'role="alert"' in reply.text


def test_a_file_too_large_is_refused_on_the_page() -> None:
    """A file over the limit brings the opening page back with a sentence."""
    reply = opened(money_reader(), b"# " + b"x" * 2_000_000)
    assert reply.status == 413 and "太长" in visible(reply.text)


def test_a_missing_part_is_said_above_the_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the part for papers is not installed, the reader gets the command and keeps the answers."""

    def refuse(paper: object) -> bytes:
        raise MissingExtra(extra="papers", package="typst")

    monkeypatch.setattr("fairdue.web.money.results.render_pdf", refuse)
    asked = money_reader()
    reply = asked.get(asked.begin("audit", example=True) + "/result.pdf")
    assert reply.status == 422 and reply.header("content-disposition") == ""
    assert "pip install" in visible(reply.text) and "9,400.00 元" in visible(reply.text)


@pytest.mark.parametrize(
    ("flow", "wanted"),
    [
        ("offer", ("先别交钱，也别签。", "放款前要先交钱。", "会员费", "要看权益是什么。", "某部规定第五条")),
        ("limitation", ("最晚到2027-05-20", "第1件事", "先问明细。", "从这天数起。", "某部规定第五条", "债还在。")),
    ],
)
def test_offers_and_limitation_can_be_printed(flow: str, wanted: tuple[str, ...]) -> None:
    """The paper says what the page says, with its sources, and that it is no legal opinion."""
    asked = money_reader()
    draft = asked.begin(flow, example=True)
    pages = pypdf.PdfReader(io.BytesIO(asked.get(f"{draft}/result.pdf").body)).pages
    words = "".join("".join(page.extract_text().split()) for page in pages)
    assert [one for one in (*wanted, "不是法律意见") if one not in words] == []
    assert asked.get(f"{draft}/result.docx").body.startswith(b"PK")
