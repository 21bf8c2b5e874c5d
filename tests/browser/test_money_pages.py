"""The money pages in a real browser: with and without script, going back, files, each dress looked at by axe."""

from __future__ import annotations

import io
import os
import shutil
from typing import Any

import openpyxl
import pypdf
import pytest

from tests.browser.driving import (
    DRESSES,
    KEPT,
    SHOTS,
    Served,
    Watch,
    dressed,
    look,
    open_page,
    picture,
    press,
)

pytestmark = [pytest.mark.browser]

ANSWERS: tuple[dict[str, str], ...] = (
    {"lender": "某某小额贷款有限公司", "contract_on": "2025-01-15"},
    {"received": "9400", "received_on": "2025-01-15", "principal": "10000"},
    {"rate": "36%", "months": "12", "first_due": "2025-02-15"},
    {"penalty_rate": "日万分之五"},
    {"paid": "2025-02-15 1004.62 x4"},
    {"fees": "服务费 600 扣"},
    {"claim_total": "11800", "as_of": "2026-03-01"},
)
FLOWS = ("audit", "offer", "schedule", "limitation")


def fill_in(page: Any, origin: str) -> None:
    """Fill in the audit as a reader does, topic by topic."""
    page.goto(f"{origin}/money")
    press(page, 'a[href="/money/audit"]')
    press(page)
    for answers in ANSWERS:
        for name, words in answers.items():
            page.fill(f"#{name}", words)
        press(page, "#topic button.first")
    assert page.url.endswith("/check")


def example(page: Any, origin: str, flow: str) -> str:
    """Open the example of a flow; return the address of its answers."""
    page.goto(f"{origin}/money/{flow}")
    press(page, "button[name=example]")
    assert page.url.endswith("/check")
    return str(page.url).removesuffix("/check")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_whole_way(chromium: Any, key: Any, served: Served, watch: Watch, script: bool) -> None:
    """Answer seven topics, go back and find everything, mend one answer from the check, read the result, take it along."""
    page = open_page(chromium, key, watch, java_script_enabled=script, accept_downloads=True)
    fill_in(page, served.origin)
    page.go_back()
    assert page.locator("#claim_total").input_value() == "11800"
    page.go_back()
    assert page.locator("#fees").input_value() == "服务费 600 扣"
    page.go_forward()
    page.go_forward()
    press(page, ".change a >> nth=0")
    assert page.locator("#lender").input_value() == "某某小额贷款有限公司"
    page.select_option("#lender_kind", "microloan")
    press(page, "#topic button.first")
    assert page.url.endswith("/check")
    assert "小额贷款公司" in page.locator(".checked").first.inner_text()
    press(page, "text=看看结果")
    assert page.locator("h1").inner_text().startswith("对方要")
    assert page.locator("svg.chart").count() == 3
    assert page.locator(".item").count() >= 2
    for kind, starts in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("docx", b"PK")):
        with page.expect_download() as download:
            page.click(f'a[href$="result.{kind}"]')
        assert download.value.path().read_bytes().startswith(starts)
    press(page, "text=清掉我填的")
    assert page.url == f"{served.origin}/money"
    page.context.close()


def test_a_mistake_comes_back_with_everything_typed(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """A figure nobody can read is named at its field, the rest stays; one may go on without it."""
    page = open_page(chromium, key, watch)
    page.goto(f"{served.origin}/money/audit")
    press(page)
    press(page, "#topic button.first")
    page.fill("#received", "24%")
    page.fill("#received_on", "2025-01-15")
    press(page, "#topic button.first")
    assert "不是金额" in page.locator("#received-problem").inner_text()
    assert page.locator("#received").input_value() == "24%"
    assert page.locator("#received_on").input_value() == "2025-01-15"
    picture(page, "money-mistake")
    press(page, "button[name=anyway]")
    assert page.locator("h1").inner_text() == "约定怎么还？"
    page.context.close()


def test_limitation_warns_on_the_first_screen(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """On a small phone the first thing not to do is seen before any question is asked."""
    page = open_page(chromium, key, watch, viewport={"width": 360, "height": 640})
    page.goto(f"{served.origin}/money/limitation")
    box = page.locator(".before li").first.bounding_box()
    assert box["y"] + box["height"] <= 640
    page.context.close()


def test_the_files_say_what_the_page_says(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """The sentence of the page stands on the printed paper and in the workbook."""
    page = open_page(chromium, key, watch, accept_downloads=True)
    address = example(page, served.origin, "audit")
    page.goto(f"{address}/result")
    heading = "".join(page.locator("h1").inner_text().split())
    with page.expect_download() as paper:
        page.click('a[href$="result.pdf"]')
    pages = pypdf.PdfReader(io.BytesIO(paper.value.path().read_bytes())).pages
    assert heading in "".join(pages[0].extract_text().split())
    with page.expect_download() as workbook:
        page.click('a[href$="result.xlsx"]')
    book = openpyxl.load_workbook(io.BytesIO(workbook.value.path().read_bytes()))
    assert "".join(str(book.worksheets[0]["A1"].value).split()) == heading
    page.context.close()


LOOKED_AT = (
    *(("audit", "result", name) for name in DRESSES),
    *(("audit", place, name) for place in ("check", "paid") for name in ("phone", "phone-large", "desk-dark-english")),
    *((flow, "result", name) for flow in FLOWS[1:] for name in ("phone-large", "desk-dark-english")),
    *((flow, "", "phone") for flow in FLOWS),
    *(("", "", name) for name in ("phone", "desk-dark-english")),
)


@pytest.mark.parametrize(("flow", "place", "name"), LOOKED_AT)
def test_axe_finds_nothing(chromium: Any, key: Any, served: Served, flow: str, place: str, name: str) -> None:
    """Every money page passes axe-core in its dresses, fits its width, and has targets of 44 px (60 in large type)."""
    seen = Watch(served.origin)
    page = dressed(chromium, key, seen, name)
    if place:
        page.goto(f"{example(page, served.origin, flow)}/{place}")
    else:
        page.goto(f"{served.origin}/money/{flow}".rstrip("/"))
    look(page, name, f"{name}-money-{flow or 'hub'}{'-' + place if place else ''}")
    assert seen.strange == []
    page.context.close()


def test_pictures_for_the_documentation(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """The two pictures the documentation shows can be taken anew, and stay small."""
    page = open_page(chromium, key, watch, viewport={"width": 360, "height": 1000})
    address = example(page, served.origin, "audit")
    for name, place in (("money-check-phone", "check"), ("money-result-phone", "result")):
        page.goto(f"{address}/{place}")
        picture(page, name, whole=False)
        assert (SHOTS / f"{name}.png").stat().st_size <= 150_000
        if os.environ.get("FAIRDUE_KEEP_SCREENSHOTS"):
            shutil.copy(SHOTS / f"{name}.png", KEPT)
    page.context.close()
