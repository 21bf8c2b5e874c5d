"""The case pages in a real browser: from no vault to a checked package, with and without script, looked at by axe."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.driving import DRESSES, KEPT, Served, Watch, dressed, look, open_page, press, running

pytestmark = [pytest.mark.browser]

PASSPHRASE = "雨天带伞 吃过早饭"
TEXT = "【某某优贷】我是王大力，你的借款逾期35天，今天18点前不还5820.50元，我们就联系你的家人和单位，还要上门抓你。"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Start the page with a vault folder of its own."""
    folder = tmp_path_factory.mktemp("case-pages")
    with running(FAIRDUE_VAULT=str(folder / "vault"), FAIRDUE_STATE=str(folder / "state")) as page:
        yield page


def unlock(page: Any, origin: str) -> None:
    """Open the vault, or make it and type its recovery key back."""
    page.goto(f"{origin}/vault")
    if page.locator("#again").count():
        page.fill("#passphrase", PASSPHRASE)
        page.fill("#again", PASSPHRASE)
        press(page)
        page.fill("#recovery", "".join(page.locator(".recovery-key span").all_inner_texts()))
        press(page)
    elif page.locator("#passphrase").count():
        page.fill("#passphrase", PASSPHRASE)
        press(page)
    page.wait_for_url(f"{origin}/cases")


def new_case(page: Any, origin: str) -> str:
    """Open a case with one exhibit and one note; return its address."""
    unlock(page, origin)
    page.fill("#title", "易贷那笔")
    press(page)
    address = str(page.url)
    page.goto(f"{address}/add")
    page.fill("#text", TEXT + address[-4:])
    page.fill("#name", "11月20日的催收短信")
    page.fill("#on", "2026-11-20")
    page.fill("#at", "21:05")
    page.select_option("#channel", "sms")
    press(page)
    assert page.url == f"{address}/E0001"
    page.goto(address)
    page.fill("#words", "对方下午又打来，说明天到单位。")
    press(page, "form[action$=note] button")
    return address


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_no_vault_to_a_checked_package(
    chromium: Any, key: Any, served: Served, watch: Watch, tmp_path: Path, script: bool
) -> None:
    """Make or open the vault, keep a text and a picture, confirm beside the original, take a package that verifies."""
    page = open_page(chromium, key, watch, java_script_enabled=script, accept_downloads=True)
    address = new_case(page, served.origin)
    page.goto(f"{address}/add")
    page.set_input_files("#upload", KEPT / "answer-phone.png")
    press(page)
    assert page.url == f"{address}/E0002"
    page.goto(f"{address}/E0001")
    assert page.locator("mark").count() >= 1
    press(page, "button[value=confirm] >> nth=0")
    assert "核对过，属实" in page.locator(".checked").inner_text()
    page.goto(f"{address}/package")
    page.check("#label-E0001")
    page.check("#label-E0002")
    with page.expect_download() as taking:
        page.click("main button.first")
    taking.value.save_as(tmp_path / "package.zip")
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        archive.extractall(tmp_path)
    for name in ("完整版", "遮盖版"):
        assert subprocess.run([sys.executable, "-I", "verify.py"], cwd=tmp_path / name).returncode == 0
    page.context.close()


@pytest.mark.parametrize("name", DRESSES)
def test_axe_finds_nothing_on_the_case_pages(chromium: Any, key: Any, served: Served, name: str) -> None:
    """Every case page, locked and open, passes axe in its dresses, fits its width, and has targets large enough."""
    watching = Watch(served.origin)
    page = dressed(chromium, key, watching, name)
    address = new_case(page, served.origin)
    for path in ("/cases", address, f"{address}/add", f"{address}/E0001", f"{address}/package"):
        page.goto(path if path.startswith("http") else served.origin + path)
        look(page, name, f"{name}-case-{path.rpartition('/')[2] if path != address else 'one'}")
    page.goto(f"{address}/add")
    press(page)
    look(page, name, f"{name}-case-problems")
    page.goto(f"{address}/write/offer")
    page.fill("#amount_fen", "很多")
    press(page)
    assert page.locator(".problem").count() == 2 and page.input_value("#amount_fen") == "很多"
    look(page, name, f"{name}-case-offer")
    page.goto(f"{address}/write/deadline")
    page.fill("#what", "交答辩状")
    page.fill("#on", "2099-12-01")
    press(page)
    assert "交答辩状" in page.locator("#deadlines").inner_text()
    look(page, name, f"{name}-case-deadlines")
    page.fill("#find-words", "家人")
    press(page, "form[action$=find] button")
    assert page.locator("mark").count() >= 1
    look(page, name, f"{name}-case-found")
    page.goto(f"{served.origin}/cases")
    press(page, "form[action='/vault/lock'] button")
    look(page, name, f"{name}-case-locked")
    page.goto(f"{served.origin}/vault/recover")
    look(page, name, f"{name}-case-recover")
    assert watching.strange == []
    page.context.close()
