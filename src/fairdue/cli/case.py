"""`fairdue case …`: cases, the people and debts in them, dated rows, the timeline, search, export, import, delete."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from fairdue.app.carry_case import export_case, export_to, import_case
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.words import reason_of
from fairdue.app.find_in_cases import Found, find
from fairdue.app.keep_case import (
    ENTRY_NAMES,
    Json,
    add_entry,
    all_cases,
    case_file,
    choose,
    delete_case,
    entry_json,
    new_case,
    timeline,
)
from fairdue.app.read_text import read_plainly
from fairdue.app.reading.case_words import CORRECTED, CORRECTS, ENTRY_KINDS, ROLES, entry_line
from fairdue.app.wiring import now
from fairdue.cli.case_add import CASE, add
from fairdue.cli.case_correct import correct, withdraw
from fairdue.cli.dates import read_day
from fairdue.cli.setting import BadArguments, Setting, print_json, tell
from fairdue.cli.unlocking import in_vault, opened
from fairdue.kernel.errors import UnreadableFile
from fairdue.kernel.plain import plain
from fairdue.records.case import DebtRef, Entry, Note, Party

_JSON = click.option("--json", "as_json", is_flag=True, help="JSON")
LARGEST_IMPORT = 200_000_000  # bytes of one case file


@click.group("case")
def command() -> None:
    """案件：记下谁、什么时候、做了什么。Cases in the vault."""


for _group in (add, correct, withdraw):
    command.add_command(_group)


@command.command("new")
@click.argument("title")
@click.option("--note", default="", help="备注 / a note")
@in_vault
@_JSON
@click.pass_obj
def new(setting: Setting, title: str, note: str, folder: str | None, descriptor: int | None, as_json: bool) -> None:
    """新建一个案件，名字由你起。Open a case under a name of your own."""
    with opened(setting, folder, descriptor) as vault:
        case = new_case(vault, title, now(), note)
    if as_json:
        print_json(plain(case))
    else:
        tell(setting.say(_("建好了：{id} {title}")).format(id=case.id, title=case.title))


@command.command("list")
@in_vault
@_JSON
@click.pass_obj
def list_(setting: Setting, folder: str | None, descriptor: int | None, as_json: bool) -> None:
    """列出案件。List the cases."""
    with opened(setting, folder, descriptor, readonly=True) as vault:
        cases = all_cases(vault)
    if as_json:
        print_json([plain(case) for case in cases])
        return
    for case in cases:
        tell(f"{case.id}  {case.opened_on}  {case.title}")
    if not cases:
        tell(setting.say(_("还没有案件。用 fairdue case new 名字 建一个。")))


@command.command("show")
@click.argument("case_id", required=False, metavar="[CASE]")
@in_vault
@_JSON
@click.pass_obj
def show(setting: Setting, case_id: str | None, folder: str | None, descriptor: int | None, as_json: bool) -> None:
    """看一个案件：谁、哪笔债、多少条记录、多少份证据。Show a case."""
    with opened(setting, folder, descriptor, readonly=True) as vault:
        case = choose(vault, case_id)
        document = export_case(vault, case)
        file = case_file(vault, case)
    if as_json:
        print_json(document)
        return
    say = setting.say
    tell(f"{case.id}  {case.title}  {case.opened_on}")
    if case.note:
        tell(case.note)
    known: tuple[Party | DebtRef, ...] = (*file.parties, *file.debts)
    for one in known:
        tell(f"  {one.id}  {_said_of(one, setting)}")
        for before in file.former:
            if before.ref == one.id and isinstance(before.said, Party | DebtRef):
                tell(f"      {say(_('已更正，原来是：'))}{_said_of(before.said, setting)}")
    waiting = sum(finding.status == "machine" for finding in file.findings)
    told = _("{entries} 条记录，{exhibits} 份证据，{findings} 处规则看出来的（{waiting} 处还没核对）。")
    tell(
        say(told).format(
            entries=len(file.entries), exhibits=len(file.evidence), findings=len(file.findings), waiting=waiting
        )
    )


def _said_of(one: Party | DebtRef, setting: Setting) -> str:
    """Say of a person or a debt in one line what is known."""
    if isinstance(one, Party):
        parts = (setting.web(ROLES[one.role]), one.name, " ".join(one.reached_at), one.note)
    else:
        owner = f"{setting.say(_('现在归'))} {one.holder}" if one.holder else ""
        parts = (setting.say(_("债务")), f"{one.lender} {one.product} {one.contract_number}".strip(), owner, one.note)
    return "  ".join(part for part in parts if part)


@command.command("timeline")
@CASE
@click.option("--kind", "kinds", multiple=True, type=click.Choice(ENTRY_NAMES), help="只看这些 / only these")
@click.option("--since", callback=read_day, default=None, metavar="DATE", help="从这天起 / from this day")
@click.option("--until", callback=read_day, default=None, metavar="DATE", help="到这天止 / to this day")
@in_vault
@_JSON
@click.pass_obj
def timeline_(
    setting: Setting, case_id: str | None, kinds: tuple[str, ...], since: date | None, until: date | None,
    folder: str | None, descriptor: int | None, as_json: bool,
) -> None:  # fmt: skip
    """按时间看发生过什么。What happened, in order."""
    with opened(setting, folder, descriptor, readonly=True) as vault:
        case = choose(vault, case_id)
        entries = timeline(vault, case, kinds, since, until)
        people = {party.id: party.name for party in case_file(vault, case).parties} if not as_json else {}
    if as_json:
        print_json([entry_json(entry) for entry in entries])
        return
    for entry in entries:
        tell(f"{entry.id}  {entry_line(entry, people, setting.web)}{_standing(entry, setting)}")
    if not entries and (kinds or since or until):
        tell(setting.say(_("没有符合的记录。换个日期或种类再看。")))
    elif not entries:
        tell(setting.say(_("还没有记录。用 fairdue case add 或 fairdue case note 记一条。")))


def _standing(entry: Entry, setting: Setting) -> str:
    """Say behind a row that another stands in its place, or that it stands in the place of another."""
    if entry.corrected_by:
        return "  " + setting.web(CORRECTED).format(row=entry.corrected_by)
    return "  " + setting.web(CORRECTS).format(row=entry.corrects) if entry.corrects else ""


@command.command("note")
@click.argument("words")
@CASE
@click.option("--on", callback=read_day, default=None, metavar="DATE", help="哪一天的事，默认今天 / which day, today")
@in_vault
@_JSON
@click.pass_obj
def note(
    setting: Setting, words: str, case_id: str | None, on: date | None, folder: str | None, descriptor: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """记一句话。Write a note."""
    with opened(setting, folder, descriptor) as vault:
        entry = add_entry(vault, choose(vault, case_id), Note(on=on or now().date(), words=words), now())
    if as_json:
        print_json(entry_json(entry))
    else:
        tell(setting.say(_("记下了：{id} {line}")).format(id=entry.id, line=entry_line(entry, {}, setting.web)))


@command.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option("--case", "case_id", default=None, help="只在这个案件里 / in this case only")
@in_vault
@_JSON
@click.pass_obj
def find_(
    setting: Setting, words: tuple[str, ...], case_id: str | None, folder: str | None, descriptor: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """在记录和证据的文字里找词。Find words in rows and in the text of evidence."""
    with opened(setting, folder, descriptor, readonly=True) as vault:
        found = find(vault, " ".join(words), read_plainly, choose(vault, case_id) if case_id else None)
    if as_json:
        print_json([_found_json(one) for one in found])
        return
    for one in found:
        kind = setting.web(ENTRY_KINDS.get(one.kind, one.kind))
        corrected = "  " + setting.web(CORRECTED).format(row=one.corrected_by) if one.corrected_by else ""
        tell(f"{one.case.id} {one.case.title}  {kind}  {one.ref}  {one.words}{corrected}")
    if not found:
        tell(setting.say(_("没有找到。换个词，或少用一个词。")))


def _found_json(found: Found) -> Json:
    """Return one place as JSON; `marks` are offsets into `words`, end not included."""
    marks = [{"start": span.start, "end": span.end} for span in found.marks]
    place: Json = {"case": found.case.id, "kind": found.kind, "ref": found.ref, "words": found.words, "marks": marks}
    return place | ({"corrected_by": found.corrected_by} if found.corrected_by else {})


@command.command("export")
@click.argument("target", type=click.Path(path_type=Path), metavar="FILE.json")
@CASE
@in_vault
@_JSON
@click.pass_obj
def export(
    setting: Setting, target: Path, case_id: str | None, folder: str | None, descriptor: int | None, as_json: bool
) -> None:
    """把案件的记录写成一个文件（不含原件，不加密）。Write a case's rows to a file, unencrypted, without originals."""
    with opened(setting, folder, descriptor, readonly=True) as vault:
        entries = export_to(vault, choose(vault, case_id), target)
    if as_json:
        print_json({"file": str(target), "entries": entries})
        return
    told = setting.say(_("写好了：{path}，{entries} 条记录。这个文件没有加密，请小心存放。"))
    tell(told.format(path=target, entries=entries))


@command.command("import")
@click.argument("source", type=click.Path(path_type=Path), metavar="FILE.json")
@in_vault
@_JSON
@click.pass_obj
def import_(setting: Setting, source: Path, folder: str | None, descriptor: int | None, as_json: bool) -> None:
    """从这样的文件读进一个新案件。Read such a file into a new case."""
    data = _read(source)
    with opened(setting, folder, descriptor) as vault:
        made = import_case(vault, data, source.name, now(), read_plainly)
    if as_json:
        print_json(
            {"case": plain(made.case), "entries": made.entries, "exhibits": made.exhibits}
            | {"without_evidence": made.without_evidence}
        )
        return
    told = _("读进来了：{id} {title}，{entries} 条记录，{exhibits} 份证据。")
    tell(setting.say(told).format(id=made.case.id, title=made.case.title, entries=made.entries, exhibits=made.exhibits))
    if made.without_evidence:
        tell(
            setting.say(_("另有 {count} 份证据的原件不在这个保险箱里，没有读进来。")).format(
                count=made.without_evidence
            )
        )


@command.command("delete")
@click.argument("case_id", metavar="CASE")
@click.option("--with-evidence", is_flag=True, help="原件也彻底销毁 / destroy the originals as well")
@click.option("--yes", is_flag=True, help="不再问 / do not ask")
@in_vault
@_JSON
@click.pass_obj
def delete(
    setting: Setting, case_id: str, with_evidence: bool, yes: bool, folder: str | None, descriptor: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """删除一个案件。删了找不回来，请先备份。Delete a case; it cannot be brought back."""
    with opened(setting, folder, descriptor) as vault:
        case = choose(vault, case_id)
        if not yes:
            _require_sure(setting, case.title, with_evidence)
        gone = delete_case(vault, case, now(), with_evidence=with_evidence)
    if as_json:
        print_json({"case": case.id, "items": list(gone)})
    else:
        tell(setting.say(_("删除了：{title}，销毁原件 {count} 件。")).format(title=case.title, count=len(gone)))


def _require_sure(setting: Setting, title: str, with_evidence: bool) -> None:
    """Ask once more; without a person at the terminal nothing is deleted."""
    say = setting.say
    if not sys.stdin.isatty():
        raise BadArguments(detail=say(_("删除要确认：在终端里运行，或加上 --yes")))
    words = _("删除「{title}」和它的原件？找不回来。") if with_evidence else _("删除「{title}」的记录？找不回来。")
    click.confirm(say(words).format(title=title), abort=True, err=True)


def _read(source: Path) -> bytes:
    try:
        if source.stat().st_size > LARGEST_IMPORT:
            raise UnreadableFile(path=str(source), why="too-large-file")
        return source.read_bytes()
    except OSError as error:
        raise UnreadableFile(path=str(source), why=reason_of(error)) from error
