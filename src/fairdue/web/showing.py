"""How every page of the door is shown: in the reader's language and size, both remembered once chosen; it knows no page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from fairdue.app.contracts.catalogue import Lang
from fairdue.web.rendering import render
from fairdue.web.words import HTML_LANG, choose_language

SIZES: Final = ("usual", "large")


def show(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """Render a page in the reader's language and size, and remember both when they were just chosen."""
    language, size = language_of(request), _size(request)
    words = render(
        template,
        language,
        lang=HTML_LANG[language],
        language_now=language,
        size=size,
        path=request.scope["path"],
        **values,
    )
    response = HTMLResponse(words, status_code=status)
    for name, chosen in (("lang", language), ("size", size)):
        if request.query_params.get(name) == chosen:
            response.set_cookie(name, chosen, path="/", httponly=True, samesite="strict")
    return response


def language_of(request: Request) -> Lang:
    """Return the language of this request."""
    return choose_language(
        request.query_params.get("lang"), request.cookies.get("lang"), request.headers.get("accept-language")
    )


def _size(request: Request) -> str:
    """Return the type size of this request: usual or large."""
    wanted = request.query_params.get("size") or request.cookies.get("size")
    return wanted if wanted in SIZES else SIZES[0]


def attached(data: bytes, name: str, media_type: str) -> Response:
    """Hand over bytes as a file to be kept; a browser neither opens it in the page nor guesses what it is."""
    is_plain = re.fullmatch(r"[A-Za-z0-9._-]+", name)
    told = f'filename="{name}"' if is_plain else f"filename=\"file\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"content-disposition": f"attachment; {told}", "content-security-policy": "default-src 'none'; sandbox"}
    return Response(data, media_type=media_type, headers=headers)
