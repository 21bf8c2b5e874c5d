"""`fairdue audit`: a claim rebuilt line by line, from one file or a table of claims."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from fairdue.app.audit_claims import audit_claims, template
from fairdue.app.audit_debt import as_pdf, as_workbook, audited, read_with_case
from fairdue.app.contracts.audit import audit_json
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.words import reason_of
from fairdue.app.read_text import read_bytes
from fairdue.app.reading.audit_view import AuditView, LineView, audit_view
from fairdue.app.wiring import today
from fairdue.cli.from_case import case_of, from_case
from fairdue.cli.setting import BadArguments, Setting, print_json
from fairdue.kernel.errors import UnreadableFile


@click.command("audit")
@click.argument("files", nargs=-1, metavar="DEBT.yaml | --claims IN OUT")
@click.option(
    "--claims", "is_table", is_flag=True, help="一张表，一行一笔（XLSX 或 CSV） / a table of claims, one a row"
)
@click.option("--template", "template_file", type=click.Path(path_type=Path), default=None, metavar="FILE",
              help="写一张空表，带一行例子 / write an empty table with one worked row")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="JSON（fairdue.audit/1）")
@click.option("--xlsx", type=click.Path(path_type=Path), default=None, metavar="FILE",
              help="写成带公式的工作簿 / write a workbook with live formulas")  # fmt: skip
@click.option("--pdf", type=click.Path(path_type=Path), default=None, metavar="FILE",
              help="写成可打印的 PDF / write a PDF to print")  # fmt: skip
@click.option("--working", is_flag=True, help="列出算式和逐笔账 / show the working and the account row by row")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True,
              help="几个进程一起算 / processes for a table")  # fmt: skip
@from_case
@click.pass_obj
def command(
    setting: Setting,
    files: tuple[str, ...],
    is_table: bool,
    template_file: Path | None,
    as_json: bool,
    xlsx: Path | None,
    pdf: Path | None,
    working: bool,
    processes: int,
    case_name: str | None,
    debt_name: str | None,
    folder: str | None,
    descriptor: int | None,
) -> None:
    """核算：对方要的、有依据的、差多少、为什么。Rebuild a claim: claimed, supported, difference, because."""
    if template_file is not None:
        template(template_file, setting.lang)
        click.echo(setting.say(_("写好了：{path}")).format(path=template_file))
        return
    if is_table:
        _audit_table(setting, files, as_json, processes)
        return
    if len(files) != 1:
        raise BadArguments(detail=setting.say(_("请给一个 DEBT.yaml，或用 --claims IN OUT。")))
    case = case_of(setting, case_name, folder, descriptor)
    found = audited(read_with_case(read_bytes(files[0]), files[0], case, debt_name, today()), setting.pack)
    for path, make in ((xlsx, as_workbook), (pdf, as_pdf)):
        if path is not None:
            _write(path, make(found, setting.lang))
    if as_json:
        print_json(audit_json(found))
    elif xlsx is None and pdf is None:
        click.echo("\n".join(_lines(audit_view(found, setting.web), setting, working)))
    else:
        for path in filter(None, (xlsx, pdf)):
            click.echo(setting.say(_("写好了：{path}")).format(path=path))


def _audit_table(setting: Setting, files: tuple[str, ...], as_json: bool, processes: int) -> None:
    if len(files) != 2:
        raise BadArguments(detail=setting.say(_("--claims 后面要两个文件：读哪张表，写到哪里。")))

    def progress(done: int, total: int) -> None:
        click.echo(f"\r{done}/{total}", err=True, nl=False)

    done = audit_claims(Path(files[0]), Path(files[1]), setting.pack_name, today(), setting.lang, progress, processes)
    click.echo("", err=True)
    if as_json:
        print_json({"rows": done.rows, "errors": done.errors, "out": files[1]})
    else:
        click.echo(setting.say(_("{rows} 行，其中 {errors} 行有错误，原因写在那一行。")).format(
            rows=done.rows, errors=done.errors))  # fmt: skip


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UnreadableFile(path=str(path), why=reason_of(error)) from error


def _lines(view: AuditView, setting: Setting, working: bool) -> Iterator[str]:
    say = setting.say
    yield from (view.heading, view.lead, "")
    for line in (*view.lines, view.total) if view.lines else ():
        yield from _line(line, setting, working)
    for title, rows in (
        (_("法律的不同读法"), [f"{one.title}：{one.owed}\n    {one.because}" for one in view.readings]),
        (_("一年的真实成本"), [f"{title}：{words}" for title, words in view.costs]),
        (_("可以这样提"), [one.words for one in view.asks]),
        (_("还缺什么"), [f"{one.what}{one.would_settle}" for one in view.missing]),
        (_("还要知道"), list(view.notes)),
    ):
        if rows:
            yield from ("", say(title), *(f"  · {row}" for row in rows))
    if working:
        yield from ("", say(_("重算的账")))
        for row in view.account:
            parts = (row.on, row.words, f"+{row.accrued}" if row.accrued else "", f"−{row.paid}" if row.paid else "")
            yield "  " + "  ".join(part for part in (*parts, f"= {row.left}") if part)
    if view.sources:
        cited = [f"[{at}] {one.instrument} {one.article or one.note}" for at, one in enumerate(view.sources, 1)]
        yield from ("", say(_("依据")), *(f"  {one}" for one in cited))


def _line(line: LineView, setting: Setting, working: bool) -> Iterator[str]:
    say = setting.say
    marks = "".join(f"[{number}]" for number in line.sources)
    figures = say(_("{title}：要 {claimed}，有依据 {supported}，差 {difference}")).format(
        title=line.title, claimed=line.claimed, supported=line.supported, difference=line.difference
    )
    yield figures
    if line.because:
        yield f"    {line.because}{marks}"
    if working and line.formula:
        yield f"    {line.formula}"
        yield from (f"    {name}：{value}" for name, value in (*line.inputs, *line.readings))
