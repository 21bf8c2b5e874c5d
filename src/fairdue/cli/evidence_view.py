"""An exhibit on the terminal and as JSON: what it is, the original, what was found, how it was kept; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.keep_evidence import Kept
from fairdue.app.reading.case_words import EXHIBITS, STATUSES, custody_lines
from fairdue.app.reading.exhibit_view import said_before, worded_before
from fairdue.app.tend_vault import Json
from fairdue.app.wiring import now
from fairdue.cli.setting import Setting, tell
from fairdue.kernel.plain import plain
from fairdue.records.exhibit import Exhibit
from fairdue.records.vault import Item

_SHOWN: Final = 20_000  # characters of a text that are printed


def title(exhibit: Exhibit, item: Item) -> str:
    """Return what an exhibit is called, on one line."""
    return " ".join((exhibit.description.name or item.name).splitlines())


def tell_kept(setting: Setting, kept: Kept) -> None:
    """Say that an exhibit was sealed, or was there before, and how much the rules found in it."""
    say = setting.say
    if kept.again:
        tell(say(_("这份已经有了：{label}。没有重复存，保管记录里记了一笔。")).format(label=kept.exhibit.label))
        return
    tell(say(_("封存好了：{label} {name}")).format(label=kept.exhibit.label, name=title(kept.exhibit, kept.item)))
    if kept.findings:
        told = _("规则看出 {count} 处。用 fairdue evidence show {label} 对着原文看。")
        tell(say(told).format(count=len(kept.findings), label=kept.exhibit.label))


def lines(setting: Setting, kept: Kept) -> Iterator[str]:
    """Lay an exhibit out for a person: what it is, the original, what was found, how it was kept."""
    say, item, said = setting.say, kept.item, kept.exhibit.description
    yield f"{kept.exhibit.label}  {title(kept.exhibit, item)}"
    yield f"{setting.web(EXHIBITS[said.kind])}  {item.size} {say(_('字节'))}"
    yield f"SHA-256 {item.sha256}"
    for name, value in ((_("来源"), said.source), (_("证明对象"), said.proves), (_("原件在何处"), said.original_at)):
        if value:
            yield f"{say(name)}：{value}"
    for before in said_before(kept.former):
        yield f"{say(_('说明改过，原来是：'))}{'；'.join(before)}"
    yield ""
    if kept.text is None:
        yield say(_("这份不是文字，请用导出的包看原件。"))
    else:
        yield kept.text[:_SHOWN]
        if len(kept.text) > _SHOWN:
            yield say(_("（后面还有 {count} 个字）")).format(count=len(kept.text) - _SHOWN)
    if kept.findings:
        yield ""
        yield say(_("规则看出来的，请对着原文核对："))
    for one in kept.findings:
        yield f"  {one.id}  「{one.quote}」{one.words or one.because}  [{setting.web(STATUSES[one.status])}]"
        yield from (f"      {say(_('已更正，原来是：'))}{words}" for words in worded_before(one, kept.former))
    yield ""
    yield from (
        f"  {entry.seq}  {entry.at.astimezone(now().tzinfo):%Y-%m-%d %H:%M}  {words}"
        for entry, words in custody_lines(kept.custody, setting.web)
    )


def around(text: str, start: int, end: int, room: int = 40) -> str:
    """Return the passage with what stands around it, the words in question in brackets."""
    return f"…{text[max(0, start - room) : start]}【{text[start:end]}】{text[end : end + room]}…"


def exhibit_json(exhibit: Exhibit, item: Item) -> Json:
    """Return an exhibit and its item as plain values."""
    return {
        "label": exhibit.label,
        "item": item.id,
        "name": item.name,
        "size": item.size,
        "sha256": item.sha256,
        "media_type": item.media_type,
        "sealed_at": item.sealed_at.isoformat(),
        "deleted": item.deleted_at is not None,
        "description": plain(exhibit.description),
    }


def kept_json(kept: Kept) -> Json:
    """Return an exhibit with what was found in it and what was said before."""
    findings = [plain(one) | {"status": one.status} for one in kept.findings]
    told = {"again": kept.again, "findings": findings, "former": [plain(one) for one in kept.former]}
    return exhibit_json(kept.exhibit, kept.item) | told


def custody_json(entry: Any) -> Json:
    """Return one line of the custody record as plain values."""
    at: datetime = entry.at
    return {"seq": entry.seq, "at": at.isoformat(), "kind": entry.kind, "details": entry.details}
