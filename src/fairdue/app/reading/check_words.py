"""What the check of a vault or of an evidence package found, in words and by item, for the page and the terminal alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fairdue.app.contracts.catalogue import noted
from fairdue.records.package import PackageIssueKind, PackageReport
from fairdue.records.vault import IssueKind

Say = Callable[[str], str]

VAULT_ISSUES: Final[Mapping[IssueKind, str]] = {
    "item-missing": noted("原件的文件不见了"),
    "item-changed": noted("原件的文件被改过"),
    "item-unreadable": noted("原件的登记读不了"),
    "commitment-wrong": noted("原件和封存记录对不上"),
    "entry-changed": noted("一条保管记录被改过"),
    "entry-missing": noted("缺了一条保管记录"),
    "entry-unreadable": noted("一条保管记录读不了"),
    "checkpoint-wrong": noted("签过名的记录对不上"),
    "database-damaged": noted("数据库有一处坏了"),
    "key-file-damaged": noted("钥匙文件的两份有一份坏了，另一份还能用"),
    "unlisted": noted("多出来一个不认识的文件"),
    "not-yet-erased": noted("已删除，文件待清除"),
    "rolled-back": noted("比上次见到的旧"),
}
_PLACES: Final = {
    "page-damaged": noted("有数据页对不上校验"),
    "not-a-database": noted("不是数据库，或钥匙不对"),
    "rows-missing": noted("缺少该有的表"),
}
_PAGE: Final = noted("第 {page} 页对不上校验")
PACKAGE_ISSUES: Final[Mapping[PackageIssueKind, str]] = {
    "changed": noted("和导出时不一样"),
    "missing": noted("不见了"),
    "extra": noted("多出来的，清单里没有"),
    "lists-differ": noted("两份清单列的文件不一样"),
    "list-unreadable": noted("读不懂"),
    "count-wrong": noted("应有的个数和大小对不上"),
    "not-a-bag": noted("不是 BagIt 1.0 的声明"),
    "signature-wrong": noted("签名不对"),
    "not-sealed": noted("不是封存的那一份，或没有封存记录"),
    "not-in-record": noted("不在签过名的记录里"),
}
SIGNERS: Final[Mapping[str, str]] = {
    "this-vault": noted("是这个保险箱签的名。"),
    "newer-than-this-vault": noted("是这个保险箱签的名。可是保险箱比这个包旧，可能是用旧备份换回来的。"),
    "other": noted("不是这个保险箱签的名。请和证据目录页脚上的指纹对一对。"),
    "unknown": noted("请和证据目录页脚上的指纹对一对。"),
}
WHOLE: Final = noted("完好")
KINDS: Final = {False: noted("完整版"), True: noted("遮盖版")}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of a check: its label, its name, and what is wrong with it, nothing where it is whole."""

    label: str
    name: str
    wrong: tuple[str, ...] = ()


def vault_lines(document: Mapping[str, Any], say: Say) -> tuple[ItemLine, ...]:
    """Return a line for each thing a check of the vault found, harmless ones included."""
    lines = []
    for one in document["issues"]:
        kind: IssueKind = one["kind"]
        name = one["label"] or one["item"] or place_words(one["place"], say)
        lines.append(ItemLine(name, "", (say(VAULT_ISSUES[kind]),)))
    return tuple(lines)


def place_words(place: str, say: Say) -> str:
    """Say where something is harmed: a page of the database in words, a file by its name."""
    if found := re.fullmatch(r"HMAC verification failed for page (\d+)", place):
        return say(_PAGE).format(page=found[1])
    return say(_PLACES[place]) if place in _PLACES else place


def package_lines(report: PackageReport, say: Say) -> tuple[tuple[ItemLine, ...], tuple[ItemLine, ...]]:
    """Return a line an exhibit of a package, then one for each other file that is not as it should be."""
    exhibits = tuple(ItemLine(one.label, one.name, _worded(one.issues, say)) for one in report.exhibits)
    others = [one for one in report.issues if not one.label]
    return exhibits, tuple(ItemLine(one.path, "", (say(PACKAGE_ISSUES[one.kind]),)) for one in others)


def _worded(issues: Sequence[Any], say: Say) -> tuple[str, ...]:
    return tuple(f"{one.path} {say(PACKAGE_ISSUES[one.kind])}" for one in issues)
