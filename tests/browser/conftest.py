"""What the tests of the page in a browser begin with: the page, the browser, a reader with a cookie, somebody who watches."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright import sync_api

from tests.browser.driving import FLAGS, Served, Watch, running


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """Start the page in a process of its own and stop it in the end."""
    with running() as page:
        yield page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start Debian's chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "the browser test needs chromium; `make test` installs it"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def key(chromium: Any, served: Served, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Open the page as `make run` does, by a private file that leads to the link, and keep its cookie."""
    page_file = tmp_path_factory.mktemp("launch") / "open.html"
    page_file.write_text(f'<!doctype html><meta http-equiv="refresh" content="0;url={served.link}">', "utf-8")
    context = Watch(served.origin).over(chromium.new_context())
    page = context.new_page()
    page.goto(page_file.as_uri(), wait_until="commit")
    page.wait_for_url(served.origin + "/")
    assert page.locator("#text").is_visible()
    state = context.storage_state()
    context.close()
    served.read_link()
    return state


@pytest.fixture
def watch(served: Served) -> Iterator[Watch]:
    """Fail a test during which anything left this machine or was said on the console."""
    watching = Watch(served.origin)
    yield watching
    assert watching.strange == []
