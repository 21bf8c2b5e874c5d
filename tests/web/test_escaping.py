"""Hostile words stay words: wherever a message, a sender, a file name or a record can put them on a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.web.asking import echo, reader

TAGS = ("script", "img", "svg", "iframe", "object", "embed", "video", "audio", "details", "body", "math", "style")
PLAIN = """
</textarea><textarea>alert(1)</textarea>
</title><title>alert(1)</title>
</script><script>alert(1)</script>
</style><style>alert(1)</style>
</noscript><noscript>alert(1)</noscript>
</mark><mark>alert(1)</mark>
</option><option>alert(1)</option>
</select><select>alert(1)</select>
"><script>alert(1)</script>
" autofocus onfocus=alert(1) x="
" style="x:expression(1)
"/><svg/onload=alert(1)>
'><script>alert(1)</script>
' onmouseover=alert(1) x='
'-alert(1)-'
';alert(1)//
javascript:alert(1)
JaVaScRiPt:alert(1)
data:text/html,<script>alert(1)</script>
vbscript:msgbox(1)
{{7*7}}
{% for x in ().__class__.__bases__ %}{% endfor %}
${7*7}
#{7*7}
<%= 7*7 %>
{{config}}
%(thing)s
%s%n
{0}
<!--><script>alert(1)</script>-->
<![CDATA[<script>alert(1)</script>]]>
<?php echo 1 ?>
<!DOCTYPE html>
<base href=//evil.example>
<meta http-equiv="refresh" content="0;url=//evil.example">
<link rel="stylesheet" href="//evil.example/x.css">
<form action="//evil.example">
<a href=javascript:alert(1)>点</a>
<a href='http://evil.example/'>点</a>
<button formaction=//evil.example>
<input autofocus onfocus=alert(1)>
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;
&#x3c;img src=x onerror=alert(1)&#x3e;
%3Cscript%3E
＜script＞alert(1)＜/script＞
<img/src=`x`onerror=alert(1)>
+ADw-script+AD4-alert(1)+ADw-/script+AD4-
<x contenteditable onblur=alert(1)>
<a id=main>
<div class=message id=m>
<!ENTITY x SYSTEM 'file:///etc/passwd'>
"""
ODD = (
    "java\tscript:alert(1)",
    "\\u003cscript\\u003e",
    "<scr\x00ipt>alert(1)</script>",
    "<scr\u200bipt>",
    "\u202e<tpircs>",
)
PAYLOADS = (
    *(f"<{tag} src=x onerror=alert(1) onload=alert(1) ontoggle=alert(1) open>" for tag in TAGS),
    *PLAIN.strip("\n").splitlines(),
    *ODD,
)
HARMLESS = "一句平常的话"


class Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes; what a reader's text must not change."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; spans that keep figures whole do not count."""
        names = tuple(name for name, _ in attrs)
        if not (tag == "span" and set(names) <= {"class", "lang"}):
            self.elements.append((tag, names))
        self.links += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "formaction", "content")
        ]

    handle_startendtag = handle_starttag

    def handle_decl(self, decl: str) -> None:
        """Note a declaration other than the page's own."""
        self.elements.append(("!", (decl.lower(),)))

    def unknown_decl(self, data: str) -> None:
        """Note a marked section."""
        self.elements.append(("![", (data,)))

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.elements.append(("!--", (data,)))

    def handle_pi(self, data: str) -> None:
        """Note a processing instruction."""
        self.elements.append(("?", (data,)))


def pages_with(words: str) -> dict[str, str]:
    """Put the words everywhere a page can show them."""
    asked = reader(echo(words)).open()
    fields = {
        "text": words,
        "sender": words,
        "channel": words,
        "on": words,
        "at": words,
        "confirmed": words,
        "lender_kind": words,
    }
    usable = {**fields, "on": "", "at": ""}
    return {
        "answer": asked.post("/answer", usable).text,
        "answer to a file": asked.post(
            "/answer", {"sender": words}, upload=(words.replace("\0", "") + ".txt", words.replace("\0", "").encode())
        ).text,
        "form with problems": asked.post("/answer", fields).text,
        "form again": asked.post("/", fields).text,
        "answer in large type": asked.post("/answer?size=large&lang=en", usable).text,
    }


@pytest.fixture(scope="module")
def skeletons() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return what the pages are made of when the words are harmless."""
    return {name: Skeleton(page).elements for name, page in pages_with(HARMLESS).items()}


def test_there_are_enough_payloads() -> None:
    """The list keeps its promised size, each payload once."""
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_change_no_element(payload: str, skeletons: dict[str, list[tuple[str, tuple[str, ...]]]]) -> None:
    """A page with hostile words has exactly the elements, attributes and link targets of one with harmless words."""
    for name, page in pages_with(payload).items():
        seen = Skeleton(page)
        assert seen.elements == skeletons[name], name
        assert all(re.match(r"(/|#|\?|0;url=/$)|width=|telephone=|noindex", link) for link in seen.links if link), name


@pytest.mark.parametrize("payload", ["</textarea><script>alert(1)</script>", '"><img src=x>', "  <b>\n\n尾 "])
def test_hostile_words_come_back_whole(payload: str) -> None:
    """Nothing is cut out of what the reader wrote: the form shows it again exactly."""
    import html

    page = reader().open().post("/", {"text": payload}).text
    inside = page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>", 1)[0]
    assert html.unescape(inside.removeprefix("\n")) == payload
