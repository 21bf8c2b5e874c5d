"""How the tests drive a browser: the page in a process of its own, what goes wrong, the dresses and the look; no test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = ROOT / "var" / "screenshots"
KEPT = ROOT / "docs" / "screenshots"
MESSAGE = "【某某优贷】你的借款逾期35天，今天18点前不还5820.50元，我们就联系你的家人和单位，还要上门抓你。转到王经理的个人账户。"
FLAGS = [
    # A page that comes back from this cache is swapped while the test already asks for the next step.
    "--disable-back-forward-cache",
    *("--no-sandbox", "--headless", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
SERVE = "from fairdue.web.launch import serve; serve(port=0, open_browser=False)"
DRESSES = {
    "phone": (360, "light", "usual", "zh"),
    "phone-dark": (360, "dark", "usual", "zh"),
    "phone-large": (360, "light", "large", "zh"),
    "desk": (1280, "light", "usual", "zh"),
    "desk-dark-english": (1280, "dark", "usual", "en"),
}
# Every control that stands by itself is measured; links inside a line of text are measured by axe's own rule.
SMALL_TARGETS = """least => Array.from(document.querySelectorAll(
    'main .button, .leave, .brand, .switch, summary, select, textarea, .choice, '
    + 'input:not([type=hidden], [type=radio], [type=checkbox])'))
  .filter(one => one.checkVisibility() && !one.closest('[data-size]:not(html)'))
  .filter(one => one.getBoundingClientRect().height < least - 0.5)
  .map(one => one.outerHTML.slice(0, 80))"""


@dataclass
class Served:
    """The running page, and every line it printed."""

    process: subprocess.Popen[str]
    lines: list[str]

    @property
    def link(self) -> str:
        """The newest launch link; reads on until there is one."""
        return str(re.findall(r"http://\S+/open\?token=\S+", "".join(self.lines))[-1])

    @property
    def origin(self) -> str:
        """The address of the page without path."""
        return self.link.partition("/open")[0]

    def read_link(self) -> str:
        """Read what was printed up to the next link."""
        while line := self.process.stdout.readline():  # type: ignore[union-attr]
            self.lines.append(line)
            if "/open?token=" in line:
                return self.link
        raise AssertionError("".join(self.lines))


@dataclass
class Watch:
    """What went wrong in a browser: requests to elsewhere, words on the console, errors of a script."""

    origin: str
    strange: list[str] = field(default_factory=list)

    def over(self, context: Any) -> Any:
        """Watch everything a context does."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.strange.append(f"error: {error.error}"))
        return context

    def _console(self, message: Any) -> None:
        """Note what is said; a page answered with 4xx on purpose is no mishap."""
        if not re.search(r"responded with a status of 4\d\d", message.text):
            self.strange.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.origin + "/", "file://", "blob:" + self.origin)):
            self.strange.append(f"request: {request.url}")


@contextmanager
def running(**own: str) -> Iterator[Served]:
    """Start the page in a process of its own, with settings of its own, and stop it in the end."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT / "src"), **own}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    page = Served(process, [])
    try:
        page.read_link()
        yield page
    finally:
        process.terminate()
        page.lines += process.communicate(timeout=20)[0]


def open_page(chromium: Any, key: Any, watch: Watch, **options: Any) -> Any:
    """Open a page of the reader who has the cookie."""
    settings = {"viewport": {"width": 360, "height": 740}, "locale": "zh-CN", "storage_state": key} | options
    return watch.over(chromium.new_context(**settings)).new_page()


def picture(page: Any, name: str, *, whole: bool = True) -> None:
    """Take a picture for people to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=whole)


def ask(page: Any, origin: str, text: str = MESSAGE) -> None:
    """Fill in the form as a reader does, and send it."""
    page.goto(origin + "/")
    page.fill("#text", text)
    page.fill("#sender", "17000000000")
    page.select_option("#channel", "sms")
    page.check("#confirmed-no")
    press(page, "#ask button.first")
    assert page.url == origin + "/answer"


def dressed(chromium: Any, key: Any, watch: Watch, dress: str) -> Any:
    """Open a page in one of the dresses, for axe to look at."""
    width, scheme, size, language = DRESSES[dress]
    options = {"viewport": {"width": width, "height": 740}, "color_scheme": scheme, "bypass_csp": True}
    page = open_page(chromium, key, watch, **options)
    chosen = (("size", size), ("lang", language))
    page.context.add_cookies([{"name": name, "value": value, "url": watch.origin} for name, value in chosen])
    return page


def press(page: Any, button: str = "main button.first") -> Any:
    """Press what leads to another page, wait until that page is loaded, and return its response.

    A click alone comes back while the page it was made on still stands, and whatever is read next is read from that one.
    """
    with page.expect_navigation() as leading:
        page.click(button)
    return leading.value


def look(page: Any, dress: str, name: str) -> None:
    """Let axe look at the page with everything unfolded, measure it, and take its picture."""
    width, _, size, _ = DRESSES[dress]
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    page.evaluate(AXE.read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]] == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert page.evaluate(SMALL_TARGETS, 60 if size == "large" else 44) == [], name
    picture(page, name)
