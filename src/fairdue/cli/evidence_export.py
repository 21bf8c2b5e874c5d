"""`fairdue evidence export`: chosen items as a package, whole and covered, in a folder, an archive, or encrypted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.words import reason_of
from fairdue.app.export_package import Exported, Wanted, export_file, export_folder, time_authority
from fairdue.app.keep_case import choose
from fairdue.app.read_text import read_plainly
from fairdue.app.wiring import now
from fairdue.cli.case_add import CASE
from fairdue.cli.setting import BadArguments, Setting, print_json, tell
from fairdue.cli.unlocking import ask_new, in_vault, opened
from fairdue.kernel.errors import UnreadableFile

if TYPE_CHECKING:
    from fairdue.vault.package.pictures import Box

PACKAGE_PASSPHRASE: Final = "FAIRDUE_PACKAGE_PASSPHRASE"


@click.command("export")
@click.argument("target", type=click.Path(path_type=Path), metavar="FOLDER|FILE.zip|FILE.zip.age")
@click.option(
    "--item", "labels", multiple=True, required=True, metavar="E0001", help="选哪几份，可写多次 / which items"
)
@click.option("--copies", type=click.IntRange(1, 99), default=1, show_default=True, help="每份几份 / copies of each")
@click.option("--without-originals", is_flag=True, help="目录里不列“原件在何处” / leave that column out")
@click.option("--only", type=click.Choice(["full", "masked"]), default=None, help="只要一种 / one of the two only")
@click.option("--cover", multiple=True, metavar="E0002=x,y,w,h;…", help="图片里要遮的方块（像素）/ boxes to cover")
@click.option(
    "--looked-over", multiple=True, metavar="E0002", help="图片看过了，不用遮 / a picture with nothing to cover"
)
@click.option("--hide", multiple=True, metavar="WORDS", help="另外要遮的词 / further words to cover")
@click.option(
    "--timestamp", "authority", default="", metavar="URL", help="请这家机构盖时间戳，要联网 / a time authority"
)
@click.option(
    "--timestamp-ca", "ca", type=click.Path(path_type=Path), default=None, help="机构的证书 / its certificates"
)
@click.option("--yes-send", is_flag=True, help="同意发送，不再问 / agree to send without being asked")
@click.option("--encrypt", is_flag=True, help="用口令加密 / encrypt with a passphrase")
@click.option("--recipient", default=None, metavar="age1…", help="加密给这个人 / encrypt for this age key")
@CASE
@in_vault
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def export(
    setting: Setting, target: Path, labels: tuple[str, ...], copies: int, without_originals: bool, only: str | None,
    cover: tuple[str, ...], looked_over: tuple[str, ...], hide: tuple[str, ...], authority: str, ca: Path | None,
    yes_send: bool, encrypt: bool, recipient: str | None,
    case_id: str | None, folder: str | None, descriptor: int | None, as_json: bool,
) -> None:  # fmt: skip
    """导出证据包：只含选中的，附目录、核验方法和遮盖版。Export an evidence package of the chosen items."""
    if encrypt and recipient:
        raise BadArguments(detail="--encrypt --recipient")
    wanted = Wanted(
        labels=labels,
        copies=copies,
        with_originals=not without_originals,
        full=only != "masked",
        masked=only != "full",
        boxes=dict(_boxes(one) for one in cover),
        looked_over=looked_over,
        also=hide,
        authority=authority,
        certificate=_read(ca) if ca else None,
    )
    if authority and not yes_send:
        _ask_to_send(setting, time_authority(authority))
    is_file = encrypt or recipient is not None or target.suffix.lower() in (".zip", ".age")
    secret = ask_new(setting, name=PACKAGE_PASSPHRASE) if encrypt else None
    with opened(setting, folder, descriptor) as vault:
        case = choose(vault, case_id)
        if is_file:
            made = export_file(vault, case, wanted, target, read_plainly, now(), passphrase=secret, recipient=recipient)
        else:
            made = export_folder(vault, case, wanted, target, read_plainly, now())
    if as_json:
        print_json({"path": str(target), "files": dict(made.files), "fingerprint": made.fingerprint}
                   | {"left_out_of_masked": list(made.left_out), "encrypted": bool(secret or recipient)})  # fmt: skip
    else:
        _tell(setting, target, made, is_encrypted=bool(secret or recipient))


def _tell(setting: Setting, target: Path, made: Exported, *, is_encrypted: bool) -> None:
    """Say what was made, what was left out, and what a check proves."""
    say = setting.say
    tell(say(_("导出好了：{path}")).format(path=target))
    for name, count in made.files.items():
        tell(say(_("  {name}：共 {count} 个文件")).format(name=name, count=count))
    tell(say(_("签名公钥指纹：{fingerprint}")).format(fingerprint=made.fingerprint))
    if made.left_out:
        told = _("遮盖版里没有 {labels}：图片要先用 --cover 指出遮哪里，录音等遮不了。")
        tell(say(told).format(labels="、".join(made.left_out)))
    if not is_encrypted:
        tell(say(_("这个包没有加密。要发给别人，用 --encrypt 或 --recipient。")))
    tell(say(_("包里的“怎样核验”说明了能证明什么、不能证明什么。是否采信，由法院认定。")))


def _boxes(given: str) -> tuple[str, tuple[Box, ...]]:
    from fairdue.vault.package.pictures import read_boxes

    label, equals, words = given.partition("=")
    if not equals:
        raise BadArguments(detail=f"--cover {given}")
    return label, read_boxes(words)


def _ask_to_send(setting: Setting, host: str) -> None:
    """Show where something would be sent and what, before anything is."""
    say = setting.say
    if not sys.stdin.isatty():
        raise BadArguments(detail=say(_("要向 {host} 发 32 个字节，同意就加上 --yes-send")).format(host=host))
    told = _("要向 {host} 发 32 个字节的数字指纹，别的都不发。同意吗？")
    click.confirm(say(told).format(host=host), abort=True, err=True)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path=str(path), why=reason_of(error)) from error
