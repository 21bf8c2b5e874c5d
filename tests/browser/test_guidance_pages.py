"""The pages of guidance in a real browser: looked at by axe in every dress, without script, and the cards on one sheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.browser.driving import Served, Watch, ask, dressed, look, open_page, press

pytestmark = [pytest.mark.browser]
AGREEMENT = (
    "还款协议 甲方：某某银行 乙方：张三 第一条 乙方确认尚欠58200元，没有异议，其中罚息8200元计入本金。"
    "第二条 任意一期未按时归还的，剩余款项全部提前到期。收款人：李强 每期____元 签字盖章"
)
PATHS = (
    "/situations",
    "/situation/danger-now",
    "/situation/threat",
    "/situation/payment-order",
    "/situation/someone-else-is-chased",
    "/card/doorstep",
    "/card/relatives",
    "/script/call",
    "/agreement",
    "/optimiser",
    "checked",
)
LOOKED_AT = (
    *((path, "phone") for path in PATHS),
    *((path, "phone-large") for path in ("/situations", "/situation/threat", "/script/call", "checked")),
    *((path, "phone-dark") for path in ("/situation/threat", "/card/doorstep", "checked")),
    *((path, "desk-dark-english") for path in ("/situations", "/situation/payment-order", "/agreement", "checked")),
)


def check_agreement(page: Any, origin: str) -> None:
    """Paste an agreement and have it looked over."""
    page.goto(origin + "/agreement")
    page.fill("#text", AGREEMENT)
    page.fill("#lender", "某某银行")
    press(page, "#agreement button.first")


@pytest.mark.parametrize(("path", "name"), LOOKED_AT)
def test_axe_finds_nothing(chromium: Any, key: Any, served: Served, path: str, name: str) -> None:
    """Every page passes axe-core in its dress, fits its width, and has targets of 44 px (60 in large type)."""
    watching = Watch(served.origin)
    page = dressed(chromium, key, watching, name)
    if path == "checked":
        check_agreement(page, served.origin)
    else:
        page.goto(served.origin + path)
    look(page, name, f"{name}-guidance{path.replace('/', '-')}")
    assert watching.strange == []
    page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_first_page_to_a_step_and_its_source(
    chromium: Any,
    key: Any,
    served: Served,
    watch: Watch,
    script: bool,
) -> None:
    """Choose a situation, unfold how and source, answer a question, read the changed steps; no script is needed."""
    page = open_page(chromium, key, watch, java_script_enabled=script)
    page.goto(served.origin + "/")
    press(page, "a.lead-way")
    press(page, 'a[href="/situation/at-the-door"]')
    page.locator("details.more summary").first.click()
    assert page.locator(".basis").first.is_visible()
    page.check('[name="a.visitor.state"][value="inside"]')
    press(page, "#facts button.first")
    assert "110" in page.locator(".step").first.inner_text()
    assert page.locator('[name="a.visitor.state"][value="inside"]').is_checked()


def test_an_answer_hands_over_to_its_situation(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """One press under the answer leads to the steps of the situation."""
    page = open_page(chromium, key, watch)
    ask(page, served.origin)
    press(page, ".choice-button >> nth=0")
    assert page.url.startswith(served.origin + "/situation/")
    assert page.locator(".step").count() >= 3


@pytest.mark.parametrize("card", ["doorstep", "relatives"])
def test_a_card_prints_on_one_sheet(
    chromium: Any,
    key: Any,
    served: Served,
    watch: Watch,
    card: str,
) -> None:
    """One press from the first page or two; on A4 it is exactly one page, whatever the reader's dress."""
    page = open_page(chromium, key, watch, color_scheme="dark")
    page.goto(f"{served.origin}/card/{card}")
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    width, height = (float(side) for side in printed.pages[0].mediabox.upper_right)
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)


def test_the_doorstep_card_is_at_most_two_actions_away(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """From the first page one press opens the card."""
    page = open_page(chromium, key, watch)
    page.goto(served.origin + "/")
    press(page, 'a[href="/card/doorstep"]')
    assert page.locator(".sheet h1").inner_text() == "门口卡"
