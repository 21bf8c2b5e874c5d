"""The page in a real browser: with and without script, narrow and wide, light, dark and large, looked at by axe.

The page runs as `fairdue serve` would, with the installed pack, on a free loopback port. Pictures go to
`var/screenshots/`; set FAIRDUE_KEEP_SCREENSHOTS=1 to renew the small set in `docs/screenshots/`.
"""

from __future__ import annotations

import os
import re
import shutil
from typing import Any

import pytest

from tests.browser.driving import (
    AXE,
    DRESSES,
    KEPT,
    MESSAGE,
    SHOTS,
    Served,
    Watch,
    ask,
    dressed,
    look,
    open_page,
    picture,
    press,
)

COURT = (
    "【某某市某某区人民法院】原告某某银行诉你借款合同纠纷一案，案号（2026）粤0399民初00012号，定于2026年12月15日9时开庭。"
    "应诉材料点 http://court-pay.example 查看，把调解费转到指定账户可撤案。回T退订"
)
HOSTILE = (
    '<img src=x onerror="window.hurt=1">',
    "<script>window.hurt=1</script>",
    '"><svg onload=window.hurt=1>',
    "</textarea><script>window.hurt=1</script>",
    "' autofocus onfocus=window.hurt=1 x='",
    "<iframe srcdoc='<script>parent.hurt=1</script>'></iframe>",
    "javascript:window.hurt=1",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
)
# Says whether the page was left for it; a page is left, if at all, before the key has done its work.
ESCAPE_WHILE_CHOOSING = """() => {
  let isLeft = false;
  navigation.addEventListener("navigate", () => { isLeft = true; });
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", isComposing: true, bubbles: true}));
  return isLeft;
}"""
pytestmark = [pytest.mark.browser]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_whole_way(chromium: Any, key: Any, served: Served, watch: Watch, width: int, script: bool) -> None:
    """Paste, read, change, read again, leave: everything a reader does works at both widths and without script."""
    page = open_page(chromium, key, watch, viewport={"width": width, "height": 740}, java_script_enabled=script)
    ask(page, served.origin)
    assert page.title() == "查看结果"
    assert page.locator("h1").inner_text().strip()
    assert page.locator(".step").count() >= 1
    assert page.locator(".answer").count() == 2
    assert page.locator("mark").count() >= 1
    summary = page.locator("details.source summary").first
    summary.click()
    assert page.locator("details.source[open] p").first.is_visible()
    press(page, "#again button.first")
    assert page.locator("#text").input_value() == MESSAGE
    assert page.locator("#sender").input_value() == "17000000000"
    assert page.locator("#confirmed-no").is_checked()
    page.fill("#text", "")
    press(page, "#ask button.first")
    assert page.locator("#text-problem").is_visible()
    assert page.locator("#sender").input_value() == "17000000000"
    press(page, ".leave")
    assert page.url == served.origin + "/blank"
    assert page.title() == "空白页"


def test_the_first_screen_holds_the_answer_and_the_first_step(
    chromium: Any, key: Any, served: Served, watch: Watch
) -> None:
    """On a small phone nobody has to scroll to know what to do first."""
    page = open_page(chromium, key, watch, viewport={"width": 360, "height": 640})
    ask(page, served.origin)
    box = page.locator(".step").first.bounding_box()
    assert box["y"] + box["height"] <= 640


LOOKED_AT = (
    *((path, name) for path in ("/", "/answer", "/problems") for name in DRESSES),
    *((path, name) for path in ("/doors", "/days", "/claims", "/before") for name in ("phone", "desk-dark-english")),
    *((path, name) for path in ("/example", "/nothing", "/blank", "locked") for name in ("phone", "desk-dark-english")),
    *(("/design", name) for name in ("phone", "phone-large", "desk-dark-english")),
)


@pytest.mark.parametrize(("path", "name"), LOOKED_AT)
def test_axe_finds_nothing(chromium: Any, key: Any, served: Served, path: str, name: str) -> None:
    """Every page passes axe-core in its dresses, fits its width, and has targets of 44 px (60 in large type)."""
    watch = Watch(served.origin)
    page = dressed(chromium, key if path != "locked" else None, watch, name)
    if path in ("/answer", "/problems"):
        ask(page, served.origin, MESSAGE if path == "/answer" else " ")
    else:
        page.goto(served.origin + path.removeprefix("locked"))
    look(page, name, f"{name}{path.replace('/', '-')}")
    assert watch.strange == []
    page.context.close()


@pytest.mark.parametrize("size", ["usual", "large"])
def test_a_court_paper_is_held_against_its_marks(chromium: Any, key: Any, served: Served, size: str) -> None:
    """The check stands on the page in words, fits 360 px in both type sizes, and axe finds nothing."""
    watch = Watch(served.origin)
    page = open_page(chromium, key, watch, bypass_csp=True)
    page.context.add_cookies([{"name": "size", "value": size, "url": served.origin}])
    ask(page, served.origin, COURT)
    paper = page.locator(".paper")
    assert "12368" in paper.inner_text() and "对不上" in paper.inner_text()
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate("axe.run('.paper').then(found => found.violations.map(one => one.id))") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, f"court-{size}")
    assert watch.strange == []
    page.context.close()


def test_the_bare_address_explains_itself(chromium: Any, served: Served) -> None:
    """Without the cookie a reader finds out where the link is; the link used before opens nothing."""
    watch = Watch(served.origin)
    page = open_page(chromium, None, watch)
    assert page.goto(served.origin + "/").status == 403
    assert "启动链接" in page.locator("h1").inner_text()
    used = re.findall(r"http://\S+/open\?token=\S+", "".join(served.lines))[0]
    assert page.goto(used).status == 403
    assert watch.strange == []


def test_hostile_words_do_nothing(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """Code in a message, a sender or a file name stays text, and the policy has nothing to complain of."""
    page = open_page(chromium, key, watch)
    hostile = MESSAGE + "\n".join(HOSTILE)
    ask(page, served.origin, hostile)
    assert page.evaluate("window.hurt") is None
    assert HOSTILE[0] in page.locator(".message").inner_text()
    page.goto(served.origin + "/")
    page.set_input_files("#upload", {"name": HOSTILE[0] + ".txt", "mimeType": "text/plain", "buffer": hostile.encode()})
    page.fill("#sender", HOSTILE[2])
    press(page, "#ask button.first")
    assert page.evaluate("window.hurt") is None
    assert HOSTILE[0] in page.locator(".message").inner_text()
    press(page, "#again button.first")
    assert page.evaluate("window.hurt") is None
    assert page.locator("#text").input_value() == hostile


def test_another_site_cannot_post(chromium: Any, key: Any, served: Served) -> None:
    """A form on another origin, sent by the reader's own browser, is refused."""
    page = chromium.new_context(storage_state=key).new_page()
    page.goto("data:text/html,<title>other</title>")
    page.set_content(
        f'<form method=post action="{served.origin}/answer"><input name=text value=x><button>go</button></form>'
    )
    assert press(page, "button").status == 403


def test_a_dropped_file_and_a_gbk_file_are_read(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """A file can be dropped onto the page, in the encoding of an old phone."""
    page = open_page(chromium, key, watch, viewport={"width": 1280, "height": 740})
    page.goto(served.origin + "/")
    data = page.evaluate_handle(
        "bytes => { const data = new DataTransfer();"
        "data.items.add(new File([new Uint8Array(bytes)], '信息.txt', {type: 'text/plain'})); return data; }",
        list(MESSAGE.encode("gbk")),
    )
    page.dispatch_event("body", "drop", {"dataTransfer": data})
    press(page, "#ask button.first")
    assert "信息.txt" in page.locator("main").inner_text()
    assert "王经理" in page.locator(".message").inner_text()


def test_a_huge_or_binary_file_brings_the_form_back(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """Ten megabytes, or a picture, are refused in words beside the field; what was typed stays, or Back finds it."""
    page = open_page(chromium, key, watch)
    for data, status, sender in ((b"a" * 10_000_000, 413, ""), (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, 415, "10690000")):
        page.goto(served.origin + "/")
        page.fill("#sender", "10690000")
        page.set_input_files("#upload", {"name": "a.txt", "mimeType": "text/plain", "buffer": data})
        assert press(page, "#ask button.first").status == status
        assert page.locator("#upload-problem").is_visible()
        assert page.locator("#sender").input_value() == sender


def test_escape_leaves_unless_characters_are_being_chosen(
    chromium: Any, key: Any, served: Served, watch: Watch
) -> None:
    """Esc leads to the neutral page and Back does not lead to the answer; an input method may use Esc for itself."""
    page = open_page(chromium, key, watch)
    ask(page, served.origin)
    assert not page.evaluate(ESCAPE_WHILE_CHOOSING)
    with page.expect_navigation():
        page.keyboard.press("Escape")
    assert page.url == served.origin + "/blank"
    page.go_back()
    assert "/answer" not in page.url


def test_type_size_and_language_keep_the_answer(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """The switches under an answer bring the same answer back, larger or in English."""
    page = open_page(chromium, key, watch)
    ask(page, served.origin)
    press(page, "text=大字")
    assert page.locator("html").get_attribute("data-size") == "large"
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
    press(page, "text=English")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "王经理" in page.locator(".message").inner_text()
    page.goto(served.origin + "/")
    page.fill("#text", "打到一半")
    press(page, "text=中文")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert page.locator("#text").input_value() == "打到一半"


def test_print_unfolds_everything(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """On paper the steps and the sources are all there, in black on white, without buttons."""
    page = open_page(chromium, key, watch, viewport={"width": 794, "height": 1123}, color_scheme="dark")
    ask(page, served.origin)
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.pdf(path=SHOTS / "answer.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".leave").is_visible()
    assert not any(one.is_visible() for one in page.locator(".actions").all())
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details[open]").count() == 0


def test_no_secret_was_printed_but_the_links(chromium: Any, served: Served) -> None:
    """After all this the program has said nothing but its links: no address log, no message, no trace."""
    page = chromium.new_context().new_page()
    page.goto(served.link)
    served.read_link()  # the link that follows a used one comes after whatever was said before
    words = re.sub(r"http://\S+/open\?token=\S+", "", "".join(served.lines))
    assert not re.search(r"GET|POST|Traceback|王经理|token", words)


def test_pictures_for_the_documentation(chromium: Any, key: Any, served: Served, watch: Watch) -> None:
    """The few pictures the documentation shows can be taken anew, and stay small."""
    rows = (
        ("ask-phone", 360, "light", "/", "usual"),
        ("answer-phone", 360, "light", "/answer", "usual"),
        ("answer-phone-dark", 360, "dark", "/answer", "usual"),
        ("answer-phone-large", 360, "light", "/answer", "large"),
        ("answer-desk", 1280, "light", "/answer", "usual"),
    )
    for name, width, scheme, path, size in rows:
        page = open_page(
            chromium, key, watch, viewport={"width": width, "height": 800 if width > 360 else 1000}, color_scheme=scheme
        )
        page.context.add_cookies([{"name": "size", "value": size, "url": served.origin}])
        if path == "/answer":
            ask(page, served.origin)
        else:
            page.goto(served.origin + path)
        picture(page, name, whole=False)
        assert (SHOTS / f"{name}.png").stat().st_size <= 150_000
        if os.environ.get("FAIRDUE_KEEP_SCREENSHOTS"):
            KEPT.mkdir(parents=True, exist_ok=True)
            shutil.copy(SHOTS / f"{name}.png", KEPT)
