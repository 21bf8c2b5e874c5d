"""The evidence list (证据目录) and the exhibits with their page numbers, as papers; what a court makes of them it says itself.

The columns follow 最高人民法院关于民事诉讼证据的若干规定 art. 19: number and kind of each item, where it came from,
what it says, what it is to prove, pages and copies, and a foot for signature, day and number of copies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fairdue.records.case import CaseFinding
from fairdue.records.exhibit import ExhibitKind
from fairdue.records.paper import (
    Block,
    Column,
    Heading,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Rows,
    Signature,
    Table,
    Verbatim,
)
from fairdue.render.fonts import spelled_out

KIND_WORDS: Final[Mapping[ExhibitKind, str]] = {
    "electronic-data": "电子数据",
    "documentary": "书证",
    "audio-visual": "视听资料",
    "physical": "物证",
    "testimony": "证人证言",
    "statement": "当事人陈述",
}
COLUMNS: Final = ("编号", "证据名称", "种类", "来源（形成与取得）", "主要内容", "证明对象", "页码/份数", "原件在何处")
TITLE: Final = "证据目录"
EXHIBITS_TITLE: Final = "证据材料"
_SHARES: Final = (0.8, 1.6, 1, 1.7, 2.2, 1.7, 0.9, 1.3)
_CONTENT_LIMIT: Final = 120


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the papers say of one exhibit; a redacted copy fills it with covered words."""

    label: str
    name: str
    kind: ExhibitKind
    source: str
    content: str
    proves: str
    original_at: str
    happened_at: datetime | None
    sealed_at: datetime
    sender: str
    sender_known_by: str
    file: str
    sha256: str
    size: int
    text: str | None = None
    picture: bytes | None = None
    findings: tuple[CaseFinding, ...] = ()


def content_of(content: str, text: str | None, findings: Sequence[CaseFinding]) -> str:
    """Say what an exhibit contains: the user's words, or the beginning of its text, and what a person confirmed in it."""
    told = content or ("" if text is None else _beginning(text))
    marked = "；".join(f"「{one.quote}」{f'（本人说明：{one.words}）' if one.words else ''}" for one in findings)
    return f"{told}\n其中本人核对过的原话：{marked}" if marked else told


def catalogue_rows(
    sheets: Sequence[Sheet], pages: Mapping[str, str], copies: int, with_originals: bool
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the list, one an exhibit, in the order of COLUMNS."""
    rows = []
    for one in sheets:
        row = (
            one.label,
            one.name,
            KIND_WORDS[one.kind],
            one.source,
            content_of(one.content, one.text, one.findings),
            one.proves,
            f"{pages.get(one.label, '—')}\n{copies}份",
            one.original_at,
        )
        rows.append(tuple(spelled_out(cell) for cell in row)[: 8 if with_originals else 7])
    return tuple(rows)


def catalogue_paper(rows: Sequence[tuple[str, ...]], copies: int, foot: str, masked: bool) -> Paper:
    """Return the list as a paper to sign."""
    width = len(rows[0]) if rows else len(COLUMNS)
    columns = tuple(Column(title, share) for title, share in zip(COLUMNS[:width], _SHARES, strict=False))
    blocks: list[Block] = []
    if masked:
        blocks.append(Note("这是遮盖版：个人信息已经遮盖，给不需要知道的人看。交给法院的是完整版。"))
    blocks += [
        Table(columns, tuple(rows)),
        Paragraph(f"共 {len(rows)} 份证据，每份 {copies} 份。页码是《{EXHIBITS_TITLE}》的页码。", small=True),
        Signature(("提交人（签名）", "提交日期", "份数")),
    ]
    return Paper(TITLE, tuple(blocks), foot=foot, landscape=True)


def exhibits_paper(sheets: Sequence[Sheet], foot: str, masked: bool) -> Paper:
    """Return the exhibits one after the other, each beginning on a page of its own."""
    blocks: list[Block] = []
    for one in sheets:
        if blocks:
            blocks.append(PageBreak())
        blocks.append(Heading(spelled_out(f"{one.label}　{one.name}"), 2, anchor=one.label))
        blocks.append(Rows(tuple((name, spelled_out(value)) for name, value in _facts(one, masked) if value)))
        blocks.append(_shown(one, masked))
    return Paper(EXHIBITS_TITLE, tuple(blocks), foot=foot)


def page_ranges(sheets: Sequence[Sheet], page_of: Mapping[str, int], last: int) -> dict[str, str]:
    """Tell which pages each exhibit fills.

    >>> page_ranges([], {"E0001": 1}, 3)
    {}
    """
    starts = [page_of[one.label] for one in sheets] + [last + 1]
    ranges = zip(sheets, starts, starts[1:], strict=False)
    return {
        one.label: str(first) if following - 1 <= first else f"{first}-{following - 1}"
        for one, first, following in ranges
    }


def _shown(one: Sheet, masked: bool) -> Block:
    if one.text is not None:
        return Verbatim(one.text or "（空白）", caption="以下是原文" if not masked else "以下是遮盖后的文字")
    if one.picture is not None:
        return Picture(one.picture, "png" if one.picture.startswith(b"\x89PNG") else "jpeg", f"{one.label} 的图片")
    if masked:
        return Note("这一份没有放进遮盖版。要看，请看完整版。")
    return Note("这一份不能印在纸上。文件在“原始”文件夹里，按上面的文件名找。")


def _facts(one: Sheet, masked: bool) -> tuple[tuple[str, str], ...]:
    facts = (
        ("种类", KIND_WORDS[one.kind]),
        ("来源", one.source),
        ("发送或发生时间", _instant(one.happened_at)),
        ("封存时间", _instant(one.sealed_at)),
        ("发送人", one.sender),
        ("怎么知道是他", one.sender_known_by),
        ("证明对象", one.proves),
        ("原件在何处", one.original_at),
        ("文件名", one.file),
    )
    return facts if masked else (*facts, ("大小", f"{one.size} 字节"), ("SHA-256", _grouped(one.sha256)))


def _grouped(total: str) -> str:
    """Set a long sum apart in groups, so that a line can break and an eye can follow."""
    return " ".join(total[at : at + 16] for at in range(0, len(total), 16))


def _instant(at: datetime | None) -> str:
    """Write an instant as people here read it."""
    return at.strftime("%Y-%m-%d %H:%M") if at else ""


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _CONTENT_LIMIT else f"{words[:_CONTENT_LIMIT]}……（全文见后）"
