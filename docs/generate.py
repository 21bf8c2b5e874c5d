"""Print the reference pages from the program and the pack, or fail with --check where a page has drifted.

Usage: python docs/generate.py [--check]. It states no fact itself: every row is asked of the code or of the data.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click
import yaml

from fairdue.app.contracts.catalogue import words
from fairdue.app.contracts.words import SENTENCES
from fairdue.kernel import errors
from fairdue.kernel.errors import FairDueError

ROOT: Final = Path(__file__).parents[1]
REFERENCE: Final = ROOT / "docs" / "reference"
PACK: Final = ROOT / "src" / "fairdue_cn"
SCHEMAS: Final = ROOT / "src" / "fairdue" / "loader" / "schemas"
INTAKE: Final = ROOT / "src" / "fairdue" / "intake" / "schemas"
CONTRACTS: Final = ROOT / "src" / "fairdue" / "app" / "contracts"
ANSWER: Final = ROOT / "src" / "fairdue" / "app" / "contracts" / "answer-1.schema.json"
NOTICE: Final = "<!-- 由 docs/generate.py 生成，请勿手改。 Generated; run `make docs` instead of editing. -->"
EXITS: Final = (
    (0, "答了，不论答案是什么。", "It answered, whatever the answer."),
    (1, "意外。", "Something unexpected."),
    (2, "参数或输入用不了。", "Unusable arguments or input."),
    (3, "数据包有问题。", "A problem with the pack."),
    (4, "保险箱打不开、正忙或坏了。", "The vault is closed, busy or damaged."),
)
STANDING: Final = {
    "law": "涉嫌违法 suspected-unlawful",
    "admin-regulation": "涉嫌违法 suspected-unlawful",
    "judicial-interpretation": "涉嫌违法 suspected-unlawful",
    "department-rule": "涉嫌违反监管规定 rule-breach",
    "normative-document": "涉嫌违反监管规定 rule-breach",
    "national-standard-recommended": "不符合国标/行业指引 below-standard",
    "self-regulatory": "不符合国标/行业指引 below-standard",
}

Page = Iterator[str]


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Page:
    """Lay rows out as a Markdown table; nothing in a cell can break out of it."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell(value) for value in row) + " |"


def cell(value: object) -> str:
    """Write one value for a table cell."""
    if value is None or value == "" or value == []:
        return "—"
    if isinstance(value, (list, tuple)):
        return "、".join(cell(item) for item in value)
    return str(value).replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").strip()


def read(path: Path) -> Any:
    """Read one YAML file of the pack; the loader has checked it, here it is only shown."""
    return yaml.safe_load(path.read_text("utf-8"))


def errors_page() -> Page:
    """Every error: its code, exit code, HTTP status, values and sentences."""
    yield from ("# 错误与退出码 · Errors and exit codes", "", "## 退出码 · Exit codes", "")
    yield from table(("码 code", "意思", "meaning"), [(f"`{code}`", zh, en) for code, zh, en in EXITS])
    yield from (
        "",
        "## 一种 JSON · One JSON shape",
        "",
        "带 `--json` 的命令失败时，都是这个样子。 Every command with `--json` fails in this shape:",
        "",
        "```json",
        '{"error": {"code": "empty-text", "message": "…", "values": {}, "exit_code": 2}}',
        "```",
        "",
        "## 每一种错误 · Every error",
    )
    english = words("en")
    import_module("fairdue.cli.setting")
    for cls in family(FairDueError):
        summary, _, values = " ".join((cls.__doc__ or "").split()).partition(" Values: ")
        yield from ("", f"### `{cls.code}`", "")
        yield f"{summary} 退出码 exit {cls.exit_code}，HTTP {cls.status}。值 values: {values.rstrip('.') or '—'}."
        yield ""
        for key in SENTENCES:
            if key.partition("/")[0] == cls.code:
                yield f"- `{key}`: {SENTENCES[key]}"
                yield f"  <br>{english(SENTENCES[key])}"


def family(root: type[FairDueError]) -> Iterator[type[FairDueError]]:
    """List the error classes of the house, each before its children."""
    yield root
    for child in sorted(root.__subclasses__(), key=lambda cls: (cls.__module__ != errors.__name__, cls.code)):
        if child.__module__.startswith("fairdue."):
            yield from family(child)


def commands_page() -> Page:
    """Every command with its arguments and options, asked of the program."""
    from fairdue.cli.main import cli

    yield from ("# 命令 · Commands", "")
    yield "列出或显示内容的命令都有 `--json`。 Every command that lists or shows takes `--json`."
    root = click.Context(cli, info_name="fairdue")
    for path, command, context in tree(cli, root):
        yield from ("", f"## `{path}`", "")
        yield " ".join((command.help or command.short_help or "").split())
        rows = [described(parameter, context) for parameter in command.params]
        if rows:
            yield ""
            yield from table(("参数 parameter", "取值 takes", "说明 what it is"), rows)


def tree(command: click.Command, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Walk the command tree, each command after its group."""
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in sorted(command.list_commands(context)):
            child = command.get_command(context, name)
            if child is not None and not child.hidden:
                yield from tree(child, click.Context(child, info_name=name, parent=context))


def described(parameter: click.Parameter, context: click.Context) -> tuple[str, str, str]:
    """Describe one argument or option in three cells."""
    kind = parameter.type
    takes = "、".join(f"`{choice}`" for choice in kind.choices) if isinstance(kind, click.Choice) else kind.name
    if isinstance(parameter, click.Option):
        name = " ".join(f"`{one}`" for one in (*parameter.opts, *parameter.secondary_opts))
        return name, "—" if parameter.is_flag else takes, parameter.help or ""
    star = "…" if parameter.nargs == -1 else ""
    must = "" if parameter.required else "（可省 optional）"
    return f"`{parameter.make_metavar(context)}`{star}", takes, must


def schema_page(title: str, kinds: Sequence[str], folder: Path = SCHEMAS) -> Callable[[], Page]:
    """Make a page of the fields of some files or documents, read from their JSON Schemas."""

    def page() -> Page:
        yield from (f"# {title}", "")
        yield "方括号表示列表，`.` 表示里面的一层，★ 表示必填。 [] is a list, . goes one level in, ★ is required."
        for kind in kinds:
            schema = json.loads((folder / f"{kind}.schema.json").read_text("utf-8"))
            yield from (
                "",
                f"## `{kind}`",
                "",
                str(schema.get("title", "")),
                "",
                str(schema.get("description", "")),
                "",
            )
            yield from table(("字段 field", "类型 type", "说明 what it is"), fields(schema, schema))

    return page


def fields(schema: Mapping[str, Any], whole: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str, str]]:
    """Walk the fields of a schema depth first: name, type or choices, description."""
    schema = resolved(schema, whole)
    required = schema.get("required", [])
    for name, raw in schema.get("properties", {}).items():
        field = resolved(raw, whole)
        star = "★" if name in required else ""
        yield (
            f"`{prefix}{name}`{star}",
            type_of(field, whole),
            str(raw.get("description", field.get("description", ""))),
        )
        yield from fields(field, whole, f"{prefix}{name}.")
        if "items" in field:
            yield from fields(field["items"], whole, f"{prefix}{name}[].")


def resolved(schema: Any, whole: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference inside the same schema."""
    if not isinstance(schema, Mapping):
        return {}
    if "$ref" not in schema:
        return schema
    target: Any = whole
    for part in str(schema["$ref"]).removeprefix("#/").split("/"):
        target = target[part]
    return {**resolved(target, whole), **{key: value for key, value in schema.items() if key != "$ref"}}


def type_of(field: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    """Word the type of a field: its choices, its one value, its type, or the types of a list."""
    if "enum" in field:
        return "、".join(f"`{json.dumps(choice, ensure_ascii=False)}`" for choice in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    for either in ("oneOf", "anyOf"):
        if either in field:
            return " 或 ".join(type_of(resolved(option, whole), whole) for option in field[either])
    kind = field.get("type", "any")
    name = "/".join(kind) if isinstance(kind, list) else str(kind)
    if name == "array" and "items" in field:
        return f"[{type_of(resolved(field['items'], whole), whole)}]"
    return name if "format" not in field else f"{name} ({field['format']})"


def answer_page() -> Page:
    """Every field of the answer that `fairdue check --json` and every door return."""
    schema = json.loads(ANSWER.read_text("utf-8"))
    yield from ("# 回答的格式 · The answer", "", f"`{schema['$id']}`: {schema['title']}.", "")
    yield "只会增加可省的字段，别的改动都算新版本。 Additions are optional fields; anything else is a new version."
    yield ""
    yield from table(("字段 field", "类型 type", "说明 what it is"), fields(schema, schema))


def parameters_page() -> Page:
    """Every dated legal number with its citation."""
    yield from ("# 参数 · Parameters", "")
    yield "每个数都有起用日和出处；没有确认过的日期不给数。 Each value has its first day and its source."
    yield "查询某一天的值会失败，如果那天没有确认。 A day nobody has confirmed gives an error, never a guess."
    for folder in sorted(path for path in (PACK / "parameters").iterdir() if path.is_dir()):
        yield from ("", f"## {folder.name}", "")
        rows = []
        for path in sorted(folder.glob("*.yaml")):
            item = read(path)
            newest = list(item["values"])[-1]
            rows.append(
                (f"`{item['id']}`", item["title"], item["unit"], len(item["values"]), newest["since"], newest["value"])
                + (f"`{newest['citation']}`", item.get("confirmed_until"), item["checked_on"])
            )
        heads = ("id", "名称 title", "单位 unit", "个数 values", "最近起用 since", "值 value", "出处 citation")
        yield from table((*heads, "确认到 confirmed until", "核对于 checked on"), rows)


def law_page() -> Page:
    """Every instrument of the pack with its standing and how many provisions it has."""
    yield from ("# 法律文件 · Instruments", "")
    yield "一个文件夹是一部文件，一个文件是一条。 `fairdue law show ID` 看条款，`fairdue law search WORDS` 查找。"
    yield ""
    rows = []
    for path in sorted((PACK / "law").glob("*/instrument.yaml")):
        item = read(path)
        count = len(list(path.parent.glob("*.yaml"))) - 1
        rows.append((f"`{item['id']}`", item["name"], item.get("doc_number"), f"`{item['binding']}`"))
        rows[-1] += (STANDING.get(item["binding"], "— 不作依据 none"), count)  # type: ignore[assignment]
    heads = ("id", "名称 name", "文号 number", "效力 binding", "性质 standing", "条数 provisions")
    yield from table(heads, rows)


def scam_patterns_page() -> Page:
    """Every known trick: what it is, its signs, what to do."""
    yield from ("# 已知的套路 · Scam patterns", "", "★ 单独就能定性的迹象。 ★ a sign that decides alone.")
    for item in read(PACK / "registry" / "scam-patterns.yaml"):
        yield from ("", f"## {item['id']} {item['name']}", "", str(item["gist"]), "")
        hard = item.get("hard_signals") or []
        yield from (f"- ★ {sign}" for sign in hard)
        yield from (f"- {sign}" for sign in item.get("signals") or [] if sign not in hard)
        yield from ("", f"怎么办：{item['do']}")


def doors_page() -> Page:
    """Every door of the router: what it takes, its limits, its time limits, what it rests on and when it was checked."""
    yield from (
        "# 渠道 · Doors",
        "",
        "`fairdue doors` 按事情、机构和地方排出先后。 It orders them by matter, lender and place.",
    )
    yield "★ 只是线索，没有官方来源，先问 12345。 ★ only a lead without an official source: ask 12345 first."
    yield ""
    rows = []
    for path in sorted((PACK / "doors").glob("*.yaml")):
        item = read(path)
        card = item.get("router")
        if card:
            basis = [f"`{name}`" for name in (*(card.get("citations") or ()), *(card.get("registry") or ()))]
            times = [f"{time['what']} `{time['parameter']}`" for time in card.get("times") or ()]
            star = "★" if card.get("lead") else ""
            rows.append((f"`{item['id']}`", item["name"] + star, card["accepts"], card["limits"], times, basis))
            rows[-1] += (card["checked_on"],)  # type: ignore[assignment]
    heads = ("id", "名称 name", "受理 takes", "限制 limits", "期限 time limits", "依据 rests on", "核对于 checked on")
    yield from table(heads, rows)


def deadlines_page() -> Page:
    """Every event with its time limits, the parameters they count by, and what lapses."""
    yield from (
        "# 期限 · Time limits",
        "",
        "天数在[参数](parameters.md)里。 The numbers are [parameters](parameters.md).",
        "",
    )
    yield "court 民诉期间，末日休息就顺延；plain 条文没写怎么数，只作提醒；tolerant 自然日和工作日都列；workdays 只数工作日。"
    yield "court: civil procedure, a last day off moves on; plain: the text does not say how to count, a reminder only;"
    yield "tolerant: calendar and working days both shown; workdays: working days only."
    items = [read(path) for path in (PACK / "deadlines").glob("*.yaml")]
    for item in sorted(items, key=lambda one: (one["order"], one["id"])):
        yield from ("", f"## `{item['id']}` {item['title']}", "", f"从{item['starts']}起。", "")
        rows = [
            (f"`{limit['id']}`", limit["title"], "你的 yours" if limit["whose"] == "you" else "对方的 theirs")
            + (limit["rule"], [f"`{name}`" for name in limit.get("parameters") or ()] or "看文书 on the paper")
            + (limit["lapses"], [f"`{name}`" for name in limit["citations"]])
            for limit in item["limits"]
        ]
        heads = ("id", "做什么 what", "谁的 whose", "怎么数 counted", "天数 number", "过了 once past", "依据 source")
        yield from table(heads, rows)


def myths_page() -> Page:
    """Every claim with its verdict, why, what to do instead, and how good its sources are."""
    yield from ("# 常听到的说法 · Claims", "", "`fairdue myth WORDS` 用自己的话问。 Ask in your own words.", "")
    verdicts = {"true": "对 true", "false": "不对 false", "depends": "看情况 depends"}
    rows = []
    for path in sorted((PACK / "myths").glob("*.yaml")):
        item = read(path)
        sources = [f"{source['title']}（{source['confidence']}）" for source in item["sources"]]
        rows.append((f"`{item['id']}`", item["claim"], verdicts[item["verdict"]], item["answer"] + item["why"]))
        rows[-1] += (item["instead"], [f"`{name}`" for name in item.get("citations") or ()], sources)  # type: ignore[assignment]
    heads = ("id", "说法 claim", "对吗 verdict", "为什么 why", "该怎么做 instead", "依据 citations", "来源 sources")
    yield from table(heads, rows)


def rules_page() -> Page:
    """Every rule by topic: what it looks for and what a match means."""
    yield from (
        "# 规则 · Rules",
        "",
        "`fairdue rules show ID` 看一条规则的全文和例句。 It shows a rule with its examples.",
    )
    for folder in sorted(path for path in (PACK / "rules" / "text").iterdir() if path.is_dir()):
        yield from ("", f"## {folder.name}", "")
        rows = []
        for path in sorted(folder.glob("*.yaml")):
            item = read(path)
            if item.get("status") == "active":
                rows.append((f"`{item['id']}`", item["title"], item["summary"], list(effects(item))))
        yield from table(("id", "名称 title", "找什么 summary", "作用 effect"), rows)


def effects(rule: Mapping[str, Any]) -> Iterator[str]:
    """Name what a match of a rule means."""
    if rule.get("finding"):
        yield f"命中 finding {rule['finding']['topic']} ({rule['finding']['severity']})"
    if rule.get("signal"):
        yield f"迹象 signal {rule['signal']['weight']}"
    for kind, points in (rule.get("reads_as") or {}).items():
        yield f"{kind} {points:+d}"


def guidance_page() -> Page:
    """Every situation with its number of steps, every paper and script, and every clause rule."""
    yield from ("# 处境、话术、条款 · Situations, scripts, clauses", "")
    yield "`fairdue next --situation ID --why` 看每一步和依据。 It shows each step with its source."
    playbooks = [read(path) for path in sorted((PACK / "playbooks").glob("*.yaml"))]
    for group in read(PACK / "situation-groups.yaml"):
        chosen = [one for one in playbooks if one.get("situation", {}).get("group") == group["id"]]
        yield from ("", f"## {group['title']}", "")
        yield from table(
            ("id", "处境 situation", "步骤 steps"),
            [
                (f"`{one['id']}`", one["situation"]["says"], len(one["steps"]))
                for one in sorted(chosen, key=lambda one: int(one["situation"]["order"]))
            ],
        )
    yield from ("", "## 话术 · Scripts", "")
    scripts = [read(path) for path in sorted((PACK / "scripts").glob("*.yaml"))]
    yield from table(
        ("id", "名字 title", "句数 lines"), [(f"`{o['id']}`", o["title"], len(o["lines"])) for o in scripts]
    )
    yield from ("", "## 文书 · Papers", "")
    papers = read(PACK / "papers.yaml")
    yield from table(("id", "名字 title", "状态 state"), [(f"`{o['id']}`", o["title"], o["state"]) for o in papers])
    yield from ("", "## 条款规则 · Clause rules", "")
    clauses = [read(path) for path in sorted((PACK / "rules" / "clause").glob("*/*.yaml"))]
    rows = [(f"`{o['id']}`", o["title"], o["trap"]["severity"], o["trap"]["effect"], o["trap"]["ask"]) for o in clauses]
    yield from table(("id", "条款 clause", "轻重 severity", "签了会怎样 effect", "可以要求 ask"), rows)


def routes_page() -> Page:
    """Every address of the local page, asked of the application."""
    from starlette.routing import Route

    yield from ("# 网页的地址 · Routes of the page", "")
    yield "只在本机，打开前要用一次性链接换到 cookie。 Loopback only, behind the one-time launch link."
    yield "失败时的句子和 HTTP 状态见[错误](errors.md)。 Failures use the sentences and statuses of the errors."
    yield ""
    rows = [
        (f"`{route.path}`", sorted((route.methods or set()) - {"HEAD"}), first_line(route.endpoint))
        for route in web_routes()
        if isinstance(route, Route)
    ]
    yield from table(("地址 path", "方法 methods", "做什么 what it does"), rows)


def web_routes() -> Sequence[object]:
    """Build the page on services that answer nothing, and return its routes."""
    from starlette.applications import Starlette

    from fairdue.web.cases.desk import Desk
    from fairdue.web.money.results import MoneyServices
    from fairdue.web.security import Launch, loopback_hosts
    from fairdue.web.server import Services, create_app

    def unasked(*_: object) -> Any:
        raise LookupError("the reference asks for addresses, not for answers")

    money = MoneyServices(unasked, unasked, unasked, unasked, unasked, unasked)
    services = Services(check=unasked, decode=unasked, money=money, desk=Desk(unasked, unasked, unasked))
    door: Any = create_app(services, launch=Launch(), hosts=loopback_hosts(1))
    app: Starlette = door.app
    return app.routes


def first_line(endpoint: object) -> str:
    """Return the first sentence of an endpoint's docstring."""
    return (getattr(endpoint, "__doc__", None) or "—").strip().splitlines()[0]


def glossary_page() -> Page:
    """Every word in both languages with its plain meaning."""
    yield from ("# 词汇表 · Glossary", "")
    rows = [(item["zh"], item["en"], item["means"], f"`{item['id']}`") for item in read(PACK / "glossary.yaml")]
    yield from table(("中文", "English", "意思", "id"), rows)


def schemas_in(folder: Path) -> tuple[str, ...]:
    """Name the schemas of a folder."""
    return tuple(sorted(path.name.partition(".")[0] for path in folder.glob("*.schema.json")))


PACK_FILES: Final = schemas_in(SCHEMAS)
PAGES: Final[Mapping[str, Callable[[], Page]]] = {
    "answer.md": answer_page,
    "commands.md": commands_page,
    "errors.md": errors_page,
    "glossary.md": glossary_page,
    "guidance.md": guidance_page,
    "deadlines.md": deadlines_page,
    "doors.md": doors_page,
    "input-files.md": schema_page("交给命令的文件 · Files handed to commands", schemas_in(INTAKE), INTAKE),
    "law.md": law_page,
    "pack-files.md": schema_page(
        "数据包的文件 · Files of a pack", [kind for kind in PACK_FILES if kind != "text-rule"]
    ),
    "myths.md": myths_page,
    "output-documents.md": schema_page(
        "命令给出的 JSON · JSON that commands print",
        [name for name in schemas_in(CONTRACTS) if name != "answer-1"],
        CONTRACTS,
    ),
    "parameters.md": parameters_page,
    "routes.md": routes_page,
    "rule-fields.md": schema_page("规则的字段 · Fields of a rule", ("text-rule",)),
    "rules.md": rules_page,
    "scam-patterns.md": scam_patterns_page,
}


def render(page: Callable[[], Page]) -> str:
    """Write one page as text."""
    return "\n".join((NOTICE, "", *page())).rstrip() + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write every page, or with --check name those that differ and return 1."""
    drifted = []
    for name, page in PAGES.items():
        text, path = render(page), REFERENCE / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        drifted.append(name)
        if "--check" not in arguments:
            path.write_text(text, "utf-8")
    for name in drifted:
        print(f"docs/reference/{name}: {'has drifted, run `make docs`' if '--check' in arguments else 'written'}")
    return 1 if drifted and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
