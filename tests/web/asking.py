"""A reader for tests: asks the page over bare ASGI, so that every header is exactly as written; and composed answers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import httpx

from fairdue.app.read_text import decode
from fairdue.records.assessment import (
    Answer,
    Assessment,
    Finding,
    Genuineness,
    LenderNamed,
    Message,
    MessageFacts,
    Missing,
    PackInfo,
    Quoted,
    Reason,
)
from fairdue.records.guidance import Step, VerifyAt
from fairdue.records.law import Citation, Standing
from fairdue.web.security import Launch, loopback_hosts
from fairdue.web.server import Services, create_app

PORT = 8765
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
DAY = date(2026, 11, 21)
Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")

    def header(self, name: str) -> str:
        """Return the one value of a header, or an empty string."""
        values = [value for key, value in self.headers if key == name]
        assert len(values) <= 1, (name, values)
        return values[0] if values else ""

    def cookies(self) -> dict[str, str]:
        """Return the cookies it sets, with their attributes."""
        pairs = [value.partition("=") for key, value in self.headers if key == "set-cookie"]
        return {name: rest for name, _, rest in pairs}


@dataclass
class Reader:
    """Somebody with a browser; `cookie` is sent along once the page was opened."""

    app: Any
    launch: Launch
    cookie: str = ""
    seen: list[Message] = field(default_factory=list)

    def open(self) -> Reader:
        """Follow the launch link."""
        reply = self.get(f"/open?token={self.launch.token}")
        assert reply.status == 200
        self.cookie = f"{self.launch.cookie_name}={self.launch.cookie_value}"
        return self

    def get(self, path: str, headers: Headers = ()) -> Reply:
        """Ask for an address."""
        return self.ask("GET", path, [("host", HOST), ("cookie", self.cookie), *headers])

    def post(
        self, path: str, fields: Mapping[str, str], upload: tuple[str, bytes] | None = None, headers: Headers = ()
    ) -> Reply:
        """Send a form as a browser does."""
        files = {"upload": upload} if upload else {"": ("", b"")}
        made = httpx.Request("POST", ORIGIN + path, data=dict(fields), files=files)
        kind = ("content-type", made.headers["content-type"])
        sent = [("host", HOST), ("cookie", self.cookie), ("origin", ORIGIN), ("sec-fetch-site", "same-origin"), kind]
        return self.ask("POST", path, [*sent, *headers], made.read())

    def ask(self, method: str, path: str, headers: Headers, body: bytes = b"", piece: int = 65536) -> Reply:
        """Send exactly these headers and this body, in pieces."""
        raw_path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": raw_path,
            "raw_path": raw_path.encode(),
            "query_string": query.encode(),
            "headers": [(key.encode("latin-1"), value.encode("latin-1")) for key, value in headers],
            "scheme": "http",
            "server": ("127.0.0.1", PORT),
            "client": ("127.0.0.1", 50000),
            "http_version": "1.1",
        }
        pieces = [body[at : at + piece] for at in range(0, len(body), piece)] or [b""]
        return asyncio.run(_exchange(self.app, scope, pieces))


async def _exchange(app: Any, scope: dict[str, Any], pieces: list[bytes]) -> Reply:
    waiting = list(enumerate(pieces, start=1))
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if not waiting:
            return {"type": "http.disconnect"}
        number, piece = waiting.pop(0)
        return {"type": "http.request", "body": piece, "more_body": number < len(pieces)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = sent[0]
    headers = [(key.decode("latin-1"), value.decode("latin-1")) for key, value in start["headers"]]
    return Reply(start["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))


def reader(check: Callable[[Message], Answer] | None = None) -> Reader:
    """Return a reader of a page that answers with `check`, by default with a composed answer; not yet opened."""
    launch = Launch()
    made = Reader(None, launch)

    def checking(message: Message) -> Answer:
        made.seen.append(message)
        return (check or answer_of)(message)

    made.app = create_app(Services(check=checking, decode=decode), launch=launch, hosts=loopback_hosts(PORT))
    return made


def answer_of(message: Message, **changes: Any) -> Answer:
    """Compose an answer with one finding on the whole text; `changes` replace parts of its assessment."""
    text = message.text
    told = Assessment(
        kind="collection",
        kind_confidence=0.9,
        stage="overdue",
        genuineness=Genuineness("cannot-tell", 0.3, ()),
        findings=(finding(text, 0, len(text)),),
        facts=MessageFacts(),
        third_party=None,
        missing=(Missing("收到的日期。", "看上方的时间。"),),
    )
    return Answer(
        pack=PackInfo("cn", "1", DAY),
        message=message,
        assessment=replace(told, **changes),
        verify_at=(VerifyAt("官方 App", "自己打开看。", None, "high"),),
        next=tuple(Step(f"s{n}", f"第{n}步", "原因", None, False, None, ()) for n in range(1, 6)),
    )


def finding(
    text: str, start: int, end: int, standing: Standing = "suspected-unlawful", because: str = "不妥。"
) -> Finding:
    """Compose a finding on text[start:end]."""
    citation = Citation(f"p-{standing}", "某法", "第五十条", standing, DAY)
    return Finding("rule", "threat", standing, "serious", text[start:end], start, end, because, (citation,))


def echo(words: str) -> Callable[[Message], Answer]:
    """Compose an answer that repeats hostile words wherever a record has room for text."""

    def checking(message: Message) -> Answer:
        facts = MessageFacts(
            lender=LenderNamed(words, None, words, words),
            accounts=(Quoted(words, 0, 1),),
            case_numbers=(Quoted(words, 0, 1),),
            claimed_offices=(Quoted(words, 0, 1),),
        )
        reasons = (Reason(words, "hard", words, "text", words, 0, 1), Reason(words, "against", words, "sender"))
        answer = answer_of(
            message,
            genuineness=Genuineness("likely-scam", 0.9, reasons),
            findings=(finding(message.text, 0, 1, because=words),),
            facts=facts,
            missing=(Missing(words, words),),
        )
        citation = Citation(words, words, words, "rule-breach", DAY, words)
        steps = (Step(words, words, words, DAY, True, words, (citation,)),)
        return replace(answer, next=steps, verify_at=(VerifyAt(words, words, words, words),))

    return checking


def visible(html: str) -> str:
    """Return the words of a page without its tags, blanks made single."""
    import html as entities

    body = re.sub(r"<(style|script|title|noscript)\b.*?</\1>", "", html, flags=re.S)
    return re.sub(r"\s+", " ", entities.unescape(re.sub(r"<[^>]*>", "", body)))
