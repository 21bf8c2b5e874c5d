"""Audit a table of claims, one row each, into a table beside it; a row that cannot be read says why in its own column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from fairdue.app.contracts.catalogue import Lang, words
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.words import reason_of, sentence
from fairdue.app.wiring import the_pack
from fairdue.intake.claims_table import COLUMNS, ClaimRow, count_rows, read_claims
from fairdue.intake.debt_file import DebtFile
from fairdue.kernel.errors import FairDueError, NoValue, UnknownName, UnreadableFile
from fairdue.kernel.money import to_yuan
from fairdue.lending.audit import audit
from fairdue.lending.lender import Lenders
from fairdue.records.audit import Span
from fairdue.records.sheet import Cell, Sheet, Workbook
from fairdue.render.appearing import appearing
from fairdue.render.plain import csv_bytes
from fairdue.render.xlsx import render_xlsx

FORMATS: Final = (".xlsx", ".csv")
ADDED: Final = (
    _("主张合计"),
    _("支持（低）"),
    _("支持（高）"),
    _("差额（低）"),
    _("差额（高）"),
    _("重算（低）"),
    _("重算（高）"),
    _("名义年化%"),
    _("实际年化%"),
    _("还缺什么"),
    _("错误"),
)
_CHUNK: Final = 100
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Audited:
    """What was done: rows read, and rows that carry an error."""

    rows: int
    errors: int


@dataclass(frozen=True, slots=True)
class _Result:
    figures: tuple[Decimal | None, ...]
    missing: str
    error: str


def audit_claims(
    source: Path,
    target: Path,
    pack_name: str,
    today: date,
    lang: Lang = "zh",
    progress: Progress | None = None,
    processes: int = 1,
) -> Audited:
    """Audit every row of `source` into `target`, which appears whole or not at all.

    Raises UnknownName for another format, MissingColumn, MissingExtra, UnreadableFile.
    """
    for path in (source, target):
        if path.suffix.lower() not in FORMATS:
            raise UnknownName(what="format", given=path.suffix or path.name, known=list(FORMATS))
    if source.resolve() == target.resolve():
        raise UnreadableFile(path=str(target), why="same-file")
    try:
        content = source.read_bytes()
        total = count_rows(source, content) if progress else 0
        done: list[tuple[ClaimRow, _Result]] = []
        for chunk in _results(read_claims(source, content, today), pack_name, lang, processes):
            done += chunk
            if progress:
                progress(len(done), total)
        _write(target, _table(done, lang))
    except OSError as error:
        raise UnreadableFile(path=error.filename or str(source), why=reason_of(error)) from error
    return Audited(len(done), sum(bool(result.error) for _row, result in done))


def template(target: Path, lang: Lang = "zh") -> None:
    """Write an empty table with the columns and one worked row; raises UnknownName, UnreadableFile, MissingExtra."""
    if target.suffix.lower() not in FORMATS:
        raise UnknownName(what="format", given=target.suffix or target.name, known=list(FORMATS))
    try:
        _write(target, [list(COLUMNS), [_EXAMPLE.get(name) for name in COLUMNS]])
    except OSError as error:
        raise UnreadableFile(path=error.filename or str(target), why=reason_of(error)) from error


_EXAMPLE: Final[dict[str, Any]] = {
    "编号": "例-1",
    "出借人": "某小额贷款有限公司",
    "机构类型": "小贷",
    "合同日": date(2025, 1, 6),
    "算到哪天": date(2026, 6, 30),
    "到账日": date(2025, 1, 6),
    "到账金额": Decimal("9500"),
    "合同本金": Decimal("10000"),
    "年利率": "24%",
    "逾期年利率": "36%",
    "还款方式": "等额本息",
    "期数": 12,
    "首期日": date(2025, 2, 6),
    "还款记录": "2025-02-06起4期 945.60；2025-06-20 300",
    "主张总额": Decimal("9800"),
}


def _results(
    rows: Iterator[ClaimRow], pack_name: str, lang: Lang, processes: int
) -> Iterator[list[tuple[ClaimRow, _Result]]]:
    """Yield the results in order, a chunk at a time; several processes only where there is more than one chunk."""
    work = partial(_audit_chunk, pack_name=pack_name, lang=lang)
    chunks = [chunk for chunk in iter(lambda: list(islice(rows, _CHUNK)), [])]
    debts = [[row.read for row in chunk] for chunk in chunks]
    if processes < 2 or len(chunks) < 2:
        yield from (_joined(chunk, found, lang) for chunk, found in zip(chunks, map(work, debts), strict=True))
        return
    the_pack(pack_name)  # loaded before the processes part, so that each has it
    with ProcessPoolExecutor(processes) as pool:
        yield from (_joined(chunk, found, lang) for chunk, found in zip(chunks, pool.map(work, debts), strict=True))


def _joined(rows: Sequence[ClaimRow], found: Sequence[_Result | None], lang: Lang) -> list[tuple[ClaimRow, _Result]]:
    """Set each result beside its row; a row that could not be read has its fault as its result."""
    return [
        (row, result or _failed(row.error or FairDueError(), lang)) for row, result in zip(rows, found, strict=True)
    ]


def _audit_chunk(debts: Sequence[DebtFile | None], pack_name: str, lang: Lang) -> list[_Result | None]:
    return [_audited(debt, pack_name, lang) if debt else None for debt in debts]


@lru_cache(maxsize=2)
def _lenders(pack_name: str) -> Lenders:
    """Make the registry ready once a process: a table names the same few lenders again and again."""
    return Lenders(the_pack(pack_name))


def _failed(error: FairDueError, lang: Lang) -> _Result:
    return _Result((None,) * (len(ADDED) - 2), "", sentence(error, lang))


def _audited(read: DebtFile, pack_name: str, lang: Lang) -> _Result:
    try:
        found = audit(_lenders(pack_name).completed(read.debt)[0], the_pack(pack_name))
    except NoValue as error:
        return _failed(read.placed(error), lang)
    except FairDueError as error:
        return _failed(error, lang)
    cost = next(iter(found.costs), None)
    spans: tuple[Span | None, ...] = (found.supported, found.difference, found.rebuilt)
    ends = (end for one in spans for end in ((one.low, one.high) if one else (None, None)))
    figures = (to_yuan(found.claimed), *(None if end is None else to_yuan(end) for end in ends))
    rates = (cost.nominal_percent, cost.effective_percent) if cost else (None, None)
    return _Result((*figures, *rates), "".join(one.what for one in found.missing), "")


def _table(done: Sequence[tuple[ClaimRow, _Result]], lang: Lang) -> list[list[Any]]:
    """Lay out the columns given and those added, a row for a row."""
    given = list(dict.fromkeys(name for row, _result in done for name in row.cells))
    say = words(lang)
    table: list[list[Any]] = [[*given, *(say(name) for name in ADDED)]]
    for row, result in done:
        table.append([*(row.cells.get(name) for name in given), *result.figures, result.missing, result.error])
    return table


def _write(target: Path, table: Sequence[Sequence[Any]]) -> None:
    """Write the table beside its final name, then move it there."""
    content = csv_bytes([[_plain(value) for value in row] for row in table])
    if target.suffix.lower() == ".xlsx":
        heads = tuple(Cell(str(value), "head") for value in table[0])
        rows = tuple(tuple(_cell(value) for value in row) for row in table[1:])
        content = render_xlsx(Workbook("claims", (Sheet("claims", (heads, *rows), (14.0,) * len(heads), 1),)))
    with appearing(target) as out:
        out.write(content)


def _plain(value: Any) -> Any:
    """Return a cell as a value a table file can hold."""
    if isinstance(value, datetime):
        return value.date()
    return Decimal(repr(value)) if isinstance(value, float) else value


def _cell(value: Any) -> Cell:
    plain = _plain(value)
    return Cell(plain, number="amount" if isinstance(plain, Decimal) else None)
