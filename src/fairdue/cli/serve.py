"""`fairdue serve`: the page on this machine only."""

from __future__ import annotations

import click

from fairdue.cli.setting import Setting
from fairdue.kernel.errors import MissingExtra


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="端口 / port; the next free one when taken",
)
@click.option("--open/--no-open", "open_browser", default=True, help="打开浏览器 / open the browser")
@click.pass_obj
def command(setting: Setting, port: int, open_browser: bool) -> None:
    """在这台机器上打开网页。Open the page on this machine; nothing leaves it."""
    try:
        from fairdue.web.launch import serve
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="web", package=error.name or "starlette") from error
    serve(port=port, open_browser=open_browser, pack_name=setting.pack_name, language=setting.lang)
