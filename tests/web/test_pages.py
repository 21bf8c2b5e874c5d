"""The pages: order of an answer, neutral titles, language and type size, and that nothing is lost on the way."""

from __future__ import annotations

import re

import pytest

from tests.web.asking import HOST, answer_of, reader, visible

ALL = ("/", "/example", "/design", "/blank", "/nothing", "/answer")


def title_of(page: str) -> str:
    """Return the title of a page."""
    found = re.search(r"<title>(.*?)</title>", page)
    return found.group(1) if found else ""


def test_an_answer_comes_in_the_order_a_reader_needs() -> None:
    """Sentence, steps, answers, where to check, the words themselves, what is missing, sources."""
    page = visible(reader().open().post("/answer", {"text": "今天不还就告诉你家人"}).text)
    parts = (
        "先核实，再决定",
        "现在做什么",
        "第1步",
        "还有 2 步",
        "真不真",
        "合不合规",
        "去哪里核实",
        "原话",
        "还缺什么",
        "依据",
    )
    for part in parts:
        assert part in page, part
        page = page.partition(part)[2]


def test_titles_say_nothing_of_debts() -> None:
    """Somebody looking at the tabs or the history learns nothing."""
    asked = reader().open()
    pages = [asked.get(path).text for path in ALL]
    pages += [asked.post("/answer", {"text": text}).text for text in ("欠款", "")]
    pages.append(reader().get("/").text)
    for page in pages:
        title = title_of(page)
        assert not title or not re.search("债|催|欠|贷|还款|debt|loan|FairDue", title, re.I)
    assert title_of(pages[-3]) == "查看结果"


def test_leaving_needs_no_script_and_no_cookie() -> None:
    """Every page has the way out near its top; it leads to a page that says nothing."""
    asked = reader().open()
    for path in ("/", "/example", "/design", "/nothing"):
        page = asked.get(path).text
        assert page.index('href="/leave"') < page.index("<h1")
    asked.cookie = ""
    left = asked.get("/leave")
    assert (left.status, left.header("location")) == (303, "/blank")
    blank = asked.get("/blank")
    assert blank.status == 200
    assert not re.search("债|催|贷|明债", blank.text)


def test_english_words_around_chinese_texts() -> None:
    """The words of the page follow the reader; texts of the pack stay Chinese and say so."""
    asked = reader().open()
    for page in (
        asked.post("/answer?lang=en", {"text": "你好"}).text,
        asked.ask(
            "GET", "/example", [("host", HOST), ("cookie", asked.cookie), ("accept-language", "en-US,en;q=0.9")]
        ).text,
    ):
        assert '<html lang="en"' in page
        assert "What to do now" in page and "现在做什么" not in page
        untagged = re.sub(r'<(\w+)[^>]*lang="zh-Hans"[^>]*>.*?</\1>', "", page, flags=re.S)
        assert "第1步" not in visible(untagged)


@pytest.mark.parametrize(("name", "value"), [("lang", "en"), ("size", "large")])
def test_a_choice_is_remembered(name: str, value: str) -> None:
    """Language and type size stay chosen by a cookie no script can read; nonsense is not remembered."""
    asked = reader().open()
    cookie = asked.get(f"/?{name}={value}").cookies()[name]
    assert cookie.startswith(value) and "HttpOnly" in cookie and "SameSite=strict" in cookie
    asked.cookie += f"; {name}={value}"
    assert f'="{value}"' in asked.get("/").text.split("<head>")[0]
    assert asked.get(f"/?{name}=nonsense").cookies() == {}


def test_switching_type_size_keeps_the_answer() -> None:
    """On an answer the switches send the question along, so that the same answer comes back larger."""
    asked = reader().open()
    first = asked.post("/answer", {"text": "你好\n再见", "sender": "a&b"}).text
    assert 'form="again"' in first and 'formaction="/answer?size=large"' in first
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', first))
    assert (hidden["text"], hidden["sender"]) == ("你好\n再见", "a&amp;b")
    again = asked.post("/answer?size=large", {"text": "你好\n再见", "sender": "a&b"}).text
    assert 'data-size="large"' in again
    assert asked.seen[0] == asked.seen[1]


def test_the_example_is_called_an_example() -> None:
    """The demonstration says that nobody in it exists, and is checked like any message."""
    asked = reader().open()
    assert "这是编写的例子" in visible(asked.get("/example").text)
    assert len(asked.seen) == 1


def test_a_get_of_the_answer_leads_back() -> None:
    """Reloading by address finds the question page: an answer is kept nowhere."""
    reply = reader().open().get("/answer")
    assert (reply.status, reply.header("location")) == (303, "/")


def test_the_shapes_of_an_answer() -> None:
    """No finding, 30 findings and 20 KB of text are pages too."""
    asked = reader(lambda message: answer_of(message, findings=(), missing=())).open()
    page = visible(asked.post("/answer", {"text": "你好"}).text)
    assert "没看出违规的话" in page and "这次没有引用条文" in page and "还缺什么" not in page
    long = "请还款，" * 1700
    reply = reader().open().post("/answer", {"text": long})
    assert reply.status == 200
    assert 'class="message long"' in reply.text


def test_every_page_is_whole() -> None:
    """Each page has one first heading, its language, the sheet's styles, and no inline style or script."""
    asked = reader().open()
    pages = [asked.get(path).text for path in ALL if path != "/answer"] + [
        asked.post("/answer", {"text": t}).text for t in ("你好", "")
    ]
    for page in pages:
        assert page.count("<h1") == 1
        assert "/static/tokens.css" in page
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script>|https?:", page)
