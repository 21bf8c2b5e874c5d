"""`fairdue evaluate`: measure the answers on labelled messages."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from fairdue.app import compare_answers
from fairdue.app.evaluate import Evaluation, Score, evaluate, message_of, read_rows
from fairdue.app.wiring import today
from fairdue.cli.setting import BadArguments, Setting, print_json


@click.command("evaluate")
@click.argument("data", type=click.Path(path_type=Path))
@click.option("--innocent", is_flag=True, help="每一条都是正常信息：数误报 / every row is lawful: count false alarms")
@click.option(
    "--only", multiple=True, metavar="FIELD=VALUE", help="只看这些行 / only rows with this value, such as label=ham"
)
@click.option("--misses", is_flag=True, help="列出答错的 / list what was missed")
@click.option(
    "--disguises",
    is_flag=True,
    help="换二十种写法，看回答变不变 / write each in twenty disguises: does the answer hold?",
)
@click.option("--save", type=click.Path(path_type=Path), help="把每条的回答存下来 / keep every answer in this file")
@click.option("--compare", type=click.Path(path_type=Path), help="和存下的回答比 / say what was gained and lost since")
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def command(
    setting: Setting,
    data: Path,
    innocent: bool,
    only: tuple[str, ...],
    misses: bool,
    disguises: bool,
    save: Path | None,
    compare: Path | None,
    as_json: bool,
) -> None:
    """用有标注的数据量一量答得准不准。Measure the answers on labelled messages.

    DATA is a JSONL file (or .jsonl.gz), or a folder of them, with `text` and `kind`;
    optional `violations`, `topics` or `findings`, and `ambiguous`.
    """
    if any("=" not in pair for pair in only):
        raise BadArguments(detail="--only FIELD=VALUE")
    wanted = dict(pair.split("=", 1) for pair in only)
    if disguises:
        _disguise(setting, data, wanted, misses, as_json)
        return
    if save or compare:
        _keep_or_compare(setting, data, wanted, save, compare, as_json)
        return
    result = evaluate(read_rows(data, wanted), setting.screener, today(), innocent)
    if as_json:
        print_json(_json(result))
    else:
        click.echo("\n".join(_lines(result, misses)))


def _disguise(setting: Setting, data: Path, wanted: dict[str, str], misses: bool, as_json: bool) -> None:
    """Say on how many messages verdict and topics stay the same in each disguise."""
    from fairdue.app.disguise import TARGET, measure
    from fairdue.app.disguising.wardrobe import wardrobe_of

    messages = ((place, message_of(row)) for place, row in read_rows(data, wanted))
    told = measure(messages, setting.screener, wardrobe_of(setting.pack), today())
    if as_json:
        by_disguise = [{**asdict(one), "share": one.share} for one in told.by_disguise]
        lost = [asdict(one) for one in told.lost]
        print_json({
            "schema": "fairdue.disguises/1", "messages": told.messages, "errors": told.errors, "target": TARGET,
            "share": told.share, "disguises": by_disguise, "lost": lost,
        })  # fmt: skip
        return
    click.echo(f"messages {told.messages}, could not be screened {told.errors}, target {TARGET:.0%}")
    click.echo(f"{'disguise':<16}{'changed':>8}{'held':>8}{'share':>9}")
    for one in told.by_disguise:
        mark = " <" if one.share is not None and one.share < TARGET else ""
        click.echo(f"{one.disguise:<16}{one.changed:>8}{one.held:>8}{_percent(one.share):>9}{mark}")
    click.echo(f"all {_percent(told.share)}")
    for lost_one in told.lost if misses else ():
        text = " ".join(lost_one.text.split())
        click.echo(f"{lost_one.place}: {lost_one.disguise}: was {lost_one.was}, now {lost_one.now} | {text}")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.2%}"


def _keep_or_compare(
    setting: Setting, data: Path, wanted: dict[str, str], save: Path | None, compare: Path | None, as_json: bool
) -> None:
    """Save the answers of this version, or say what it gains and loses against saved ones."""
    told = compare_answers.outcomes(read_rows(data, wanted), setting.screener, today())
    changes = compare_answers.compare(compare_answers.read(compare), told) if compare else []
    if save:
        compare_answers.save(save, told)
    if as_json:
        print_json({"answers": len(told), "changes": [asdict(one) for one in changes]})
        return
    for one in changes:
        sign = "+" if not one.was else "-" if not one.now else "~"
        click.echo(
            f"{sign} {one.what}: {one.was or one.now}{f' → {one.now}' if one.was and one.now else ''} | {one.text}"
        )
    click.echo(f"{len(told)} answers, {len(changes)} changes")


def _json(result: Evaluation) -> dict[str, Any]:
    def score(one: Score) -> dict[str, Any]:
        intervals = {f"{share.name}_interval": share.interval for share in one.shares}
        return {**asdict(one), "precision": one.precision, "recall": one.recall, "f1": one.f1, **intervals}

    return {
        "schema": "fairdue.evaluation/1",
        "rows": result.rows,
        "left_out": result.left_out,
        "errors": result.errors,
        "macro_f1": result.macro_f1,
        "topics_micro_f1": result.topics_micro_f1,
        "kinds": [score(one) for one in result.kinds],
        "verdicts": [score(one) for one in result.verdicts],
        "topics": [score(one) for one in result.topics],
        "shares": [{**asdict(one), "interval": one.interval} for one in result.shares],
        "misses": [asdict(one) for one in result.misses],
    }


def _lines(result: Evaluation, misses: bool) -> list[str]:
    lines = [f"rows {result.rows}, left out as ambiguous {result.left_out}, could not be screened {result.errors}"]
    if result.kinds:
        lines += [f"kind macro F1 {_figure(result.macro_f1)}", _head("kind"), *map(_score_line, result.kinds)]
    if result.verdicts:
        lines += [_head("verdict"), *map(_score_line, result.verdicts)]
    if result.topics:
        lines += [f"topic micro F1 {_figure(result.topics_micro_f1)}", _head("topic"), *map(_score_line, result.topics)]
    for share in result.shares:
        low, high = share.interval
        percent = f"{share.count / share.total:.2%}" if share.total else "-"
        lines.append(f"{share.name}: {share.count}/{share.total} = {percent} (95% {low:.1%} to {high:.1%})")
    if misses:
        for miss in result.misses:
            text = " ".join(miss.text.split())
            lines.append(
                f"{miss.place}: {miss.what}: expected {miss.expected}, got {miss.got} | {text} | {' '.join(miss.rules)}"
            )
    return lines


def _head(name: str) -> str:
    return f"{name:<22}{'right':>6}{'wrong':>6}{'missed':>7}{'prec':>7}{'rec':>7}{'F1':>7}  precision 95%  recall 95%"


def _score_line(score: Score) -> str:
    figures = "".join(f"{_figure(value):>7}" for value in (score.precision, score.recall, score.f1))
    intervals = "".join(f"{low:>8.2f}-{high:.2f}" for low, high in (share.interval for share in score.shares))
    return f"{score.label:<22}{score.right:>6}{score.wrong:>6}{score.missed:>7}{figures}  {intervals}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
