"""`fairdue rules list|show|test|coverage`: the rules of the pack, the proof of each, and what they cover together."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from fairdue.app.cover_rules import cover_rules
from fairdue.app.try_rules import try_rules
from fairdue.app.wiring import corpus, examples, gaps, today
from fairdue.cli.setting import Setting, print_json
from fairdue.kernel.errors import UnknownName
from fairdue.records.pack import Pack
from fairdue.records.rules import Rule


@click.group("rules")
def command() -> None:
    """规则：列出、查看、用自带例句检验。List, show and test the rules."""


@command.command("list")
@click.option("--topic", help="只看一个主题 / only this topic")
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def list_(setting: Setting, topic: str | None, as_json: bool) -> None:
    """列出规则。List the rules."""
    chosen = [rule for rule in setting.pack.rules if topic in (None, rule.finding.topic if rule.finding else None)]
    if as_json:
        print_json(
            [{"id": rule.id, "title": rule.title, "status": rule.status, "does": _does(rule)} for rule in chosen]
        )
    else:
        for rule in chosen:
            click.echo(f"{rule.id}\t{_does(rule)}\t{rule.title}")


@command.command("show")
@click.argument("rule_id")
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def show(setting: Setting, rule_id: str, as_json: bool) -> None:
    """看一条规则的全文。Show one rule whole."""
    rule = _one(setting.pack, rule_id)
    own = examples(setting.pack_name)[rule.id]
    document = {**_plain(asdict(rule)), **_plain(asdict(own))}
    if as_json:
        print_json(document)
        return
    click.echo(f"{rule.id}  {rule.title}  [{rule.status}]\n{rule.summary}\n{rule.why}\n{_does(rule)}")
    for name, source in {**rule.patterns, **rule.exceptions}.items():
        click.echo(f"  {name}: {source}")
    click.echo(f"  condition: {rule.condition or 'any'}   heeds: {', '.join(rule.heeds) or '-'}")
    if rule.finding:
        click.echo(f"{rule.finding.because}\n  " + "\n  ".join(rule.finding.citations))
    click.echo("\n".join(f"  + {match.text}" for match in own.matches))
    click.echo("\n".join(f"  - {ignore.text}（{ignore.because}）" for ignore in own.ignores))


@command.command("test")
@click.argument("rule_ids", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def test(setting: Setting, rule_ids: tuple[str, ...], as_json: bool) -> None:
    """用规则自带的例句检验它。Try rules on their own examples; exit 1 when one fails."""
    pack = setting.pack
    rules = [_one(pack, rule_id) for rule_id in rule_ids] or list(pack.rules)
    trials = try_rules(rules, examples(setting.pack_name), pack, today())
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


def _one(pack: Pack, rule_id: str) -> Rule:
    found = next((rule for rule in pack.rules if rule.id == rule_id), None)
    if found is None:
        near = [rule.id for rule in pack.rules if any(part in rule.id for part in rule_id.split("-"))]
        raise UnknownName(what="rule", given=rule_id, known=near or [rule.id for rule in pack.rules])
    return found


def _does(rule: Rule) -> str:
    parts = []
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
