"""`fairdue rules list|show|test|coverage`: rules of both kinds, the proof of each, and what the text rules cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal, get_args

import click

from fairdue.app.cover_rules import cover_rules
from fairdue.app.try_rules import try_rules
from fairdue.app.wiring import corpus, examples, gaps, the_guide, today
from fairdue.cli.setting import Setting, print_json
from fairdue.kernel.errors import UnknownName
from fairdue.loader.load import Examples
from fairdue.records.guide import TrapEffect
from fairdue.records.rules import Rule

Kind = Literal["text", "clause"]


@click.group("rules")
def command() -> None:
    """规则：列出、查看、用自带例句检验。List, show and test the rules."""


@command.command("list")
@click.option("--topic", help="只看一个主题 / only this topic")
@click.option(
    "--kind", type=click.Choice(get_args(Kind)), help="只看读信息的，或读协议的 / of messages or of agreements"
)
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def list_(setting: Setting, topic: str | None, kind: Kind | None, as_json: bool) -> None:
    """列出规则。List the rules."""
    traps = _traps(setting)
    chosen = [
        rule for rule in _rules(setting) if topic in (None, _topic(rule, traps)) and kind in (None, _kind(rule, traps))
    ]
    if as_json:
        print_json([_row(rule, traps) for rule in chosen])
    else:
        for rule in chosen:
            click.echo(f"{rule.id}\t{_does(rule, traps)}\t{rule.title}")


@command.command("show")
@click.argument("rule_id")
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def show(setting: Setting, rule_id: str, as_json: bool) -> None:
    """看一条规则的全文。Show one rule whole."""
    rule = _one(_rules(setting), rule_id)
    traps = _traps(setting)
    trap, own = traps.get(rule.id), _examples(setting)[rule.id]
    if as_json:
        told = {"kind": _kind(rule, traps), **asdict(rule), **asdict(own), **({"trap": asdict(trap)} if trap else {})}
        print_json(_plain(told))
        return
    click.echo(f"{rule.id}  {rule.title}  [{rule.status}]\n{rule.summary}\n{rule.why}\n{_does(rule, traps)}")
    for name, source in {**rule.patterns, **rule.exceptions}.items():
        click.echo(f"  {name}: {source}")
    click.echo(f"  condition: {rule.condition or 'any'}   heeds: {', '.join(rule.heeds) or '-'}")
    if rule.finding:
        click.echo(f"{rule.finding.because}\n  " + "\n  ".join(rule.finding.citations))
    if trap:
        click.echo("\n  ".join((f"{trap.effect}\n→ {trap.ask}", *trap.citations)))
    click.echo("\n".join(f"  + {match.text}" for match in own.matches))
    click.echo("\n".join(f"  - {ignore.text}（{ignore.because}）" for ignore in own.ignores))


@command.command("test")
@click.argument("rule_ids", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def test(setting: Setting, rule_ids: tuple[str, ...], as_json: bool) -> None:
    """用规则自带的例句检验它。Try rules on their own examples; exit 1 when one fails."""
    every = _rules(setting)
    rules = [_one(every, rule_id) for rule_id in rule_ids] or list(every)
    trials = try_rules(rules, _examples(setting), setting.pack, today())
    failed = [trial for trial in trials if not trial.passed]
    if as_json:
        print_json({"tried": len(trials), "failed": [asdict(trial) for trial in failed]})
    else:
        for trial in failed:
            click.echo(f"✕ {trial.name}\n    {trial.text}\n    expected {trial.expected}, got {trial.got}")
        click.echo(f"{len(rules)} rules, {len(trials)} examples, {len(failed)} failed")
    if failed:
        raise click.exceptions.Exit(1)


@command.command("coverage")
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def coverage(setting: Setting, as_json: bool) -> None:
    """规则盖住了什么：主题、阶段、渠道、伪装、骗局、条款。Print what the rules cover, and why some cells are empty."""
    covered = cover_rules(setting.pack, examples(setting.pack_name), gaps(setting.pack_name), corpus(setting.pack_name))
    if as_json:
        print_json({"schema": "fairdue.coverage/1", **_plain(asdict(covered))})
        return
    from fairdue.cli.coverage_view import show as show_coverage

    show_coverage(covered, setting)


def _rules(setting: Setting) -> tuple[Rule, ...]:
    """Return the rules that read messages, then those that read agreements."""
    return (*setting.pack.rules, *(clause.rule for clause in the_guide(setting.pack_name).clauses))


def _traps(setting: Setting) -> Mapping[str, TrapEffect]:
    """Return what each clause rule warns of, by rule id."""
    return {clause.rule.id: clause.trap for clause in the_guide(setting.pack_name).clauses}


def _examples(setting: Setting) -> Mapping[str, Examples]:
    """Return what each rule of either kind must match and ignore; a clause rule brings its own."""
    clauses = the_guide(setting.pack_name).clauses
    own = {clause.rule.id: Examples(clause.rule.matches, clause.rule.ignores) for clause in clauses}
    return {**examples(setting.pack_name), **own}


def _one(rules: tuple[Rule, ...], rule_id: str) -> Rule:
    found = next((rule for rule in rules if rule.id == rule_id), None)
    if found is None:
        near = [rule.id for rule in rules if any(part in rule.id for part in rule_id.split("-"))]
        raise UnknownName(what="rule", given=rule_id, known=near or [rule.id for rule in rules])
    return found


def _row(rule: Rule, traps: Mapping[str, TrapEffect]) -> dict[str, str]:
    return {
        "id": rule.id,
        "kind": _kind(rule, traps),
        "title": rule.title,
        "status": rule.status,
        "does": _does(rule, traps),
    }


def _kind(rule: Rule, traps: Mapping[str, TrapEffect]) -> Kind:
    return "clause" if rule.id in traps else "text"


def _topic(rule: Rule, traps: Mapping[str, TrapEffect]) -> str | None:
    return traps[rule.id].topic if rule.id in traps else rule.finding.topic if rule.finding else None


def _does(rule: Rule, traps: Mapping[str, TrapEffect]) -> str:
    """Say in short what a rule brings about: `clause:fee:stop`, `finding:threat:serious`, `collection+3`."""
    parts = []
    if trap := traps.get(rule.id):
        parts.append(f"clause:{trap.topic}:{trap.severity}" + (":wanted" if trap.wanted else ""))
    if rule.finding:
        parts.append(f"finding:{rule.finding.topic}:{rule.finding.severity}")
    if rule.signal:
        parts.append(
            f"signal:{rule.signal.weight}" + (f"({','.join(rule.signal.patterns)})" if rule.signal.patterns else "")
        )
    parts.extend(f"{kind}{points:+d}" for kind, points in rule.reads_as.items())
    return " ".join(parts)


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case None | str() | bool() | int() | float():
            return value
        case _:
            return str(value)
