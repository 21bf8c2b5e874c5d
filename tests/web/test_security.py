"""Who may talk to the page: each check of the doorkeeper, by what a browser, a site or a neighbour could send."""

from __future__ import annotations

import logging

import pytest

from fairdue.web.security import BODY_LIMIT, HEADERS, Launch
from tests.web.asking import HOST, ORIGIN, PORT, Reader, reader

OURS = (f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"[::1]:{PORT}")
HOSTS_BY_LINE = r"""
127.0.0.1
localhost
[::1]
::1
::1:PORT
[::1]PORT
127.0.0.1:NEXT
127.0.0.1:80
127.0.0.1:
127.0.0.1:0PORT
127.0.0.1:PORT0
127.0.0.1:+PORT
127.1:PORT
0:PORT
0.0.0.0:PORT
2130706433:PORT
0x7f.1:PORT
0177.0.0.1:PORT
127.0.0.2:PORT
127.0.0.1.:PORT
localhost.:PORT
LOCALHOST:PORT
Localhost:PORT
evil.example:PORT
evil.example
127.0.0.1.evil.example:PORT
localhost.evil.example:PORT
evil.example#127.0.0.1:PORT
evil.example/127.0.0.1:PORT
user@127.0.0.1:PORT
127.0.0.1:PORT@evil.example
127.0.0.1:PORT,evil.example
127.0.0.1:PORT, 127.0.0.1:PORT
127.0.0.1:PORT\evil.example
http://127.0.0.1:PORT
[::ffff:127.0.0.1]:PORT
[0:0:0:0:0:0:0:1]:PORT
[::1%lo]:PORT
[::1]:PORT.
[::]:PORT
127.0.0.1%00:PORT
rebind.network:PORT
localtest.me:PORT
127-0-0-1.nip.io:PORT
"""
ODD_HOSTS = ("", " ", "127.0.0.1:PORT ", " 127.0.0.1:PORT", "127\xa10.0.1:PORT", "127.0.0.1\t:PORT")
STRANGE_HOSTS = tuple(
    line.replace("PORT", str(PORT)).replace("NEXT", str(PORT + 1))
    for line in (*HOSTS_BY_LINE.strip().splitlines(), *ODD_HOSTS)
)
STATE_CHANGING = ("/", "/answer")
FORGED = (
    ("no origin", ()),
    ("origin null", (("origin", "null"),)),
    ("empty origin", (("origin", ""),)),
    ("another site", (("origin", "https://evil.example"),)),
    ("another port", (("origin", f"http://127.0.0.1:{PORT + 1}"),)),
    ("our host under another name", (("origin", f"http://localhost:{PORT}"),)),
    ("https", (("origin", f"https://{HOST}"),)),
    ("origin with a path", (("origin", f"{ORIGIN}/"),)),
    ("origin as prefix", (("origin", f"{ORIGIN}.evil.example"),)),
    ("two origins", (("origin", ORIGIN), ("origin", ORIGIN))),
    ("cross-site", (("origin", ORIGIN), ("sec-fetch-site", "cross-site"))),
    ("same-site, another port", (("origin", ORIGIN), ("sec-fetch-site", "same-site"))),
    ("unknown site", (("origin", ORIGIN), ("sec-fetch-site", "own"))),
    ("two sites", (("origin", ORIGIN), ("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-origin"))),
    ("referer instead", (("referer", f"{ORIGIN}/"),)),
    ("only the fetch site", (("sec-fetch-site", "same-origin"),)),
)
ROUTES = (
    *("/", "/?lang=en", "/?size=large", "/example", "/design", "/blank", "/leave", "/open", "/answer", "/nothing"),
    *("/static/tokens.css", "/static/app.js", "/static/icon.svg", "/static/nothing.css", "/static/../server.py"),
)


def test_there_are_enough_specimens() -> None:
    """The lists below keep their promised size, each specimen once."""
    assert len(set(STRANGE_HOSTS)) >= 40
    assert len({name for name, _ in FORGED}) >= 12


@pytest.mark.parametrize("host", OURS)
def test_our_own_hosts_are_served(host: str) -> None:
    """The three ways to write this page's address all work."""
    asked = reader().open()
    assert asked.ask("GET", "/", [("host", host), ("cookie", asked.cookie)]).status == 200


@pytest.mark.parametrize("host", STRANGE_HOSTS)
def test_any_other_host_is_refused_before_routing(host: str) -> None:
    """A name that is not exactly ours gets nothing, with the cookie or without, not even a style sheet."""
    asked = reader().open()
    for path in ("/", "/answer", "/static/tokens.css", f"/open?token={asked.launch.token}"):
        reply = asked.ask("GET", path, [("host", host), ("cookie", asked.cookie)])
        assert (reply.status, "明债" in reply.text) == (403, False)


def test_exactly_one_host_is_needed() -> None:
    """No Host, or two of them, is nobody's browser."""
    asked = reader().open()
    for hosts in ((), (("host", HOST), ("host", HOST)), (("host", HOST), ("host", "evil.example"))):
        assert asked.ask("GET", "/", [*hosts, ("cookie", asked.cookie)]).status == 403


@pytest.mark.parametrize("path", STATE_CHANGING)
@pytest.mark.parametrize(("name", "headers"), FORGED, ids=[name for name, _ in FORGED])
def test_a_form_from_elsewhere_is_refused(path: str, name: str, headers: tuple[tuple[str, str], ...]) -> None:
    """A page of another site cannot post to this one, even if the cookie came along."""
    asked = reader().open()
    form = ("content-type", "application/x-www-form-urlencoded")
    reply = asked.ask("POST", path, [("host", HOST), ("cookie", asked.cookie), form, *headers], b"text=x")
    assert (reply.status, asked.seen) == (403, [])


@pytest.mark.parametrize("path", STATE_CHANGING)
def test_our_own_form_is_accepted(path: str) -> None:
    """The same form from our own page works, also from browsers too old to name the site."""
    asked = reader().open()
    assert asked.post(path, {"text": "你好"}).status == 200
    form = ("content-type", "application/x-www-form-urlencoded")
    old = [("host", HOST), ("cookie", asked.cookie), ("origin", ORIGIN), form]
    assert asked.ask("POST", path, old, b"text=x").status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get"])
def test_other_methods_are_refused(method: str) -> None:
    """Nothing but looking and sending a form is possible; a preflight finds no permission."""
    asked = reader().open()
    reply = asked.ask(method, "/", [("host", HOST), ("cookie", asked.cookie), ("origin", ORIGIN)])
    assert reply.status == 405
    assert not [name for name, _ in reply.headers if name.startswith("access-control")]


def test_another_site_cannot_load_our_files() -> None:
    """A page elsewhere cannot find out by a script or an image that this program runs."""
    asked = reader().open()
    for mode in ("no-cors", "cors", "same-origin"):
        headers = [("host", HOST), ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", mode)]
        assert asked.ask("GET", "/static/app.js", headers).status == 403


def test_without_the_cookie_everything_is_locked() -> None:
    """The bare address explains, in both languages and without a secret, where the link is."""
    asked = reader()
    for path in ("/", "/example", "/design", "/answer", "/nothing"):
        reply = asked.get(path)
        assert reply.status == 403
        assert "启动链接" in reply.text and "launch link" in reply.text
        assert asked.launch.token not in reply.text and asked.launch.cookie_value not in reply.text
    assert asked.post("/answer", {"text": "你好"}).status == 403
    assert asked.seen == []


@pytest.mark.parametrize("wrong", ["", "x", "{value}x", "{value:.20}"])
def test_a_wrong_cookie_is_no_cookie(wrong: str) -> None:
    """Neither an empty nor a nearly right secret opens the page; nor the right one under another name."""
    asked = reader()
    value = wrong.format(value=asked.launch.cookie_value)
    asked.cookie = f"{asked.launch.cookie_name}={value}"
    assert asked.get("/").status == 403
    asked.cookie = f"other={asked.launch.cookie_value}"
    assert asked.get("/").status == 403


def test_the_link_works_once() -> None:
    """The first use gives the cookie; the second opens nothing; a new link has another token."""
    asked = reader()
    token = asked.launch.token
    first = asked.get(f"/open?token={token}")
    cookie = first.cookies()[asked.launch.cookie_name]
    assert first.status == 200
    assert all(part in cookie.lower() for part in ("httponly", "samesite=strict", "path=/"))
    assert token not in first.text
    assert first.header("referrer-policy") == "no-referrer"
    assert asked.get(f"/open?token={token}").status == 403
    assert asked.launch.token != token
    assert asked.get(f"/open?token={asked.launch.token}").status == 200


def test_a_preview_does_not_use_the_link_up() -> None:
    """A browser that fetches ahead, or asks for the head only, leaves the link whole."""
    asked = reader()
    path = f"/open?token={asked.launch.token}"
    assert asked.get(path, [("sec-purpose", "prefetch")]).status == 403
    assert asked.ask("HEAD", path, [("host", HOST)]).status == 403
    assert asked.get(path).status == 200


def test_secrets_are_long_and_new_each_time() -> None:
    """Token and cookie carry 256 bits, and two launches share neither them nor the cookie's name."""
    one, two = Launch(), Launch()
    assert len(one.token) >= 43 and len(one.cookie_value) >= 43
    assert {one.token, one.cookie_value, one.cookie_name}.isdisjoint({two.token, two.cookie_value, two.cookie_name})


@pytest.mark.parametrize("path", ROUTES)
def test_every_route_carries_the_protective_headers(path: str) -> None:
    """Whatever the status, with or without cookie, each response says what a browser may do with it."""
    for asked in (reader(), reader().open()):
        reply = asked.get(path)
        for name, value in HEADERS.items():
            assert reply.header(name) == value or (path, name) == ("/open", "referrer-policy")


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    """No inline code, no other host, no frame, no base, no form to elsewhere."""
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert not any(word in HEADERS["content-security-policy"] for word in ("unsafe", "http", "*", "data:"))


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "undeclared"])
@pytest.mark.parametrize("size", [BODY_LIMIT + 1, 10_000_000])
def test_a_body_above_the_limit_is_not_read_into_memory(size: int, declared: bool) -> None:
    """Too large a file brings the form back with a note and status 413; the check is never asked."""
    asked = reader().open()
    boundary = "x"
    head = f'--{boundary}\r\ncontent-disposition: form-data; name="upload"; filename="a.txt"\r\n\r\n'.encode()
    body = head + b"a" * size + f"\r\n--{boundary}--\r\n".encode()
    headers = [
        *(("host", HOST), ("cookie", asked.cookie), ("origin", ORIGIN)),
        ("content-type", f"multipart/form-data; boundary={boundary}"),
        *([("content-length", str(len(body)))] if declared else []),
    ]
    reply = asked.ask("POST", "/answer", headers, body)
    assert (reply.status, asked.seen) == (413, [])
    assert "太长了" in reply.text and "upload-problem" in reply.text and "能找回你填过的" in reply.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"nonsense"),
        ("multipart/form-data; boundary=x", b'--x\r\ncontent-disposition: form-data\r\n\r\na\r\n--x--\r\n'),
        ("multipart/form-data; boundary=x; charset=nothing", b'--x\r\ncontent-disposition: form-data; name="text"\r\n\r\na\r\n--x--\r\n'),
        ("application/x-www-form-urlencoded", b"text=%ff%fe&text=&=&&&%"),
        ("application/x-www-form-urlencoded", b"a=b&" * 200),
        ("text/plain", b"text=hello"),
        ("application/json", b'{"text": "x"}'),
        ("", b""),
    ],
)  # fmt: skip
def test_a_broken_form_is_answered_calmly(kind: str, body: bytes) -> None:
    """Bodies no browser sends get a page with a 4xx or an answer, never a failure."""
    asked = reader().open()
    headers = [("host", HOST), ("cookie", asked.cookie), ("origin", ORIGIN), ("content-type", kind)]
    reply = asked.ask("POST", "/answer", headers, body)
    assert reply.status in (200, 422)
    assert "<h1>" in reply.text


def test_a_failure_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    """An unexpected error shows a calm page; the log names its type and place and nothing the reader wrote."""

    def failing(message: object) -> None:
        raise ValueError(f"canary-7f3a {message}")

    asked = reader(failing).open()  # type: ignore[arg-type]
    with caplog.at_level(logging.DEBUG):
        reply = asked.post(
            "/answer", {"text": "canary-91bd 你好", "sender": "canary-55e0"}, headers=[("user-agent", "canary-c2")]
        )
    assert reply.status == 500
    assert "没有看成" in reply.text and "canary" not in reply.text
    assert [record.getMessage().split(" at ")[0] for record in caplog.records if record.name == "fairdue.web"] == [
        "unexpected ValueError"
    ]
    assert "canary" not in caplog.text


def test_no_secret_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Opening, failing to open and reading leave no token, cookie or message in any log."""
    asked = reader()
    secrets = [asked.launch.token, asked.launch.cookie_value, asked.launch.cookie_name]
    with caplog.at_level(logging.DEBUG):
        asked.open()
        asked.get(f"/open?token={secrets[0]}")
        asked.post("/answer", {"text": "canary-0001"})
    secrets.append(asked.launch.token)
    assert not [one for one in (*secrets, "canary-0001") if one in caplog.text]


def test_other_connections_are_not_served() -> None:
    """A websocket is dropped without a word."""
    import asyncio

    sent: list[object] = []

    async def send(message: object) -> None:
        sent.append(message)

    asked: Reader = reader().open()
    asyncio.run(asked.app({"type": "websocket", "path": "/", "headers": []}, None, send))
    assert sent == []
