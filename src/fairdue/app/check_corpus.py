"""Check the open corpus: labels, places of quotes, likeness, inert numbers, splits; it writes no text and runs no rule.

    python -m fairdue.app.check_corpus [FOLDER] [--only BLOCK] [--write-offsets] [--freeze]

Exit 0 when there is nothing to mend, 1 otherwise. `--freeze` writes the digests of the test part once it is clean.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from pathlib import Path
from typing import Any, Final

import yaml

from fairdue.kernel.errors import FairDueError
from fairdue.loader.corpus import Fields, Row, message_files, read_messages, read_scenarios
from fairdue.loader.folder import find_pack
from fairdue.loader.inert import owned
from fairdue.loader.shape import validator

ALIKE: Final = 0.6
GRAM: Final = 4
SMALL: Final = 50
# A recording or an export of so many lines may say in its first ones what it is.
LONG: Final = 60
OPENING: Final = 16
FROZEN: Final = "test.sha256"
INHERITED: Final = ("split", "kind", "verdict", "channel", "disguise")
COUNTED: Final = ("split", "kind", "stage", "channel", "disguise", "verdict")
# Names that are ways to pay or to chat rather than somebody accused.
NOT_ACCUSED: Final = frozenset(("支付宝", "微信"))

WORDS: Final[Mapping[str, str]] = {
    "shape": "字段不合格式 / a field is missing or has the wrong form",
    "repeated-id": "编号重复 / the id is used twice",
    "unknown-scenario": "没有这个场景 / no such scenario",
    "not-its-scenario": "编号不属于这个场景 / the id is not that of the scenario",
    "unlike-scenario": "与场景写的不同 / differs from its scenario",
    "out-of-place": "文件夹与分组不符 / the file lies in another split's folder",
    "quote-not-in-text": "原话在信息里找不到 / the quote is not in the text",
    "no-offset": "还没有位置，用 --write-offsets 填 / no offsets yet; --write-offsets fills them",
    "wrong-offset": "位置上不是这句原话 / the words at that place are others",
    "finding-on-innocent": "反例场景里不该有问题 / a finding in a scenario that is innocent",
    "no-finding": "场景有做法，却没有标问题 / the scenario has a conduct, the message no finding",
    "roles": "对话要写清角色，每行以角色开头 / a transcript needs its roles, each turn its label",
    "not-a-date": "时间不存在 / no such time",
    "owned": "号码、账号或网址可能属于真人 / a number, account or link that may be somebody's",
    "real-name": "有问题的信息里出现真实机构名 / a real lender named where conduct is bad",
    "same-text": "去掉数字标点后相同 / the same text but for digits and punctuation",
    "alike": "与另一条太像 / too like another message",
    "frozen-part-changed": "测试部分已封存，文件变了 / the test part is frozen and this file changed",
    "not-frozen": "测试部分的新文件，还没有封存，用 --freeze / a new file of the test part, not frozen yet; --freeze does it",
    "too-many": "比场景要的多 / more messages than the scenario plans",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend: where, the code, and what it concerns."""

    path: str
    line: int
    id: str
    code: str
    about: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.path}:{self.line}: {self.id}: [{self.code}] {self.about} | {WORDS[self.code]}"


def check_corpus(folder: Path, real_names: Iterable[str] = ()) -> list[Fault]:
    """Return everything to mend in the corpus at `folder`; raises UnreadableFile, BrokenRecord."""
    scenarios, faults = _scenarios(folder)
    rows = list(read_messages(folder))
    names = tuple(sorted(set(real_names) - NOT_ACCUSED))
    seen: set[str] = set()
    written: Counter[str] = Counter()
    whole: list[Row] = []
    for row in rows:
        shape = [
            _fault(row, "shape", error.json_path + " " + error.message[:80]) for error in _MESSAGE.iter_errors(row.data)
        ]
        faults += shape
        if shape:
            continue
        whole.append(row)
        if row.data["id"] in seen:
            faults.append(_fault(row, "repeated-id"))
        seen.add(row.data["id"])
        scenario = scenarios.get(row.data["scenario"])
        if scenario is None:
            faults.append(_fault(row, "unknown-scenario", row.data["scenario"]))
            continue
        written[row.data["scenario"]] += 1
        if written[row.data["scenario"]] > scenario["messages"]:
            faults.append(_fault(row, "too-many", str(scenario["messages"])))
        faults += [*_against_scenario(row, scenario), *_labels(row, scenario), *_inert(row, names)]
    return [*faults, *_likeness(whole), *_frozen(folder)]


_MESSAGE = validator("corpus-message")


def _fault(row: Row, code: str, about: str = "") -> Fault:
    return Fault(row.path, row.line, str(row.data.get("id", "?")), code, about)


def _scenarios(folder: Path) -> tuple[dict[str, Fields], list[Fault]]:
    found: dict[str, Fields] = {}
    faults = []
    for place, (sheet, entry) in enumerate(read_scenarios(folder), start=1):
        name = str(entry.get("id", "?"))
        for error in validator("corpus-scenario").iter_errors(entry):
            faults.append(Fault(sheet, place, name, "shape", error.json_path + " " + error.message[:80]))
        if name in found:
            faults.append(Fault(sheet, place, name, "repeated-id"))
        found[name] = entry
    return found, faults


def _against_scenario(row: Row, scenario: Fields) -> Iterator[Fault]:
    data = row.data
    if not data["id"].startswith(f"{scenario['id']}-"):
        yield _fault(row, "not-its-scenario", scenario["id"])
    for name in INHERITED:
        if data[name] != scenario[name]:
            yield _fault(row, "unlike-scenario", f"{name}: {data[name]}, {scenario[name]}")
    if row.path.split("/")[1] != data["split"]:
        yield _fault(row, "out-of-place", data["split"])
    if scenario["form"] in ("chat", "call") and not _has_roles(data):
        yield _fault(row, "roles")


def _has_roles(data: Fields) -> bool:
    """Every role speaks, one of them near the beginning; a turn may run over several lines, or stand below a head."""
    labels = [role["label"] for role in data.get("roles", ())]
    lines = data["text"].split("\n")
    speaks = {
        label: re.compile(rf"{re.escape(label)}(?:[:：]|[ \t]+[0-9][^:：\n]*[:：][0-9]{{2}}$)") for label in labels
    }
    speaking = {label for label in labels if any(map(speaks[label].match, lines))}
    opening = lines[: 1 if len(lines) < LONG else OPENING]
    return (
        len(labels) > 1
        and speaking == set(labels)
        and any(speaks[one].match(line) for one in labels for line in opening)
    )


def _labels(row: Row, scenario: Fields) -> Iterator[Fault]:
    data = row.data
    text = data["text"]
    for finding in data["findings"]:
        quote = finding["quote"]
        if quote not in text:
            yield _fault(row, "quote-not-in-text", quote)
        elif "start" not in finding or "end" not in finding:
            yield _fault(row, "no-offset", quote)
        elif text[finding["start"] : finding["end"]] != quote:
            yield _fault(row, "wrong-offset", quote)
    for quote in _fact_quotes(data.get("facts", {})):
        if quote not in text:
            yield _fault(row, "quote-not-in-text", quote)
    if data["findings"] and not scenario["conduct"]:
        yield _fault(row, "finding-on-innocent")
    if scenario["conduct"] and not data["findings"]:
        yield _fault(row, "no-finding")
    if data["received_at"] and not _is_instant(data["received_at"]):
        yield _fault(row, "not-a-date", data["received_at"])


def _fact_quotes(facts: Fields) -> Iterator[str]:
    yield from (amount["quote"] for amount in facts.get("amounts", ()))
    yield from (facts[name] for name in ("deadline_quote", "lender", "case_number", "office") if facts.get(name))


def _is_instant(words: str) -> bool:
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return False
    return True


def _inert(row: Row, names: Sequence[str]) -> Iterator[Fault]:
    data = row.data
    words = f"{data['text']}\n{data['sender'] or ''}"
    for what, quote in owned(words, official=data["kind"] == "official-notice"):
        yield _fault(row, "owned", f"{what}: {quote}")
    if data["findings"] or data["verdict"] == "likely-scam":
        yield from (_fault(row, "real-name", name) for name in names if name in words)


def skeleton(text: str) -> str:
    """Return the text without digits, punctuation, blanks and masks: what two fillings of one template share.

    >>> skeleton("王某，您欠 1,200 元！") == skeleton("李某:您欠350元。")
    False
    >>> skeleton("您欠 1,200 元！") == skeleton("您欠350元。")
    True
    """
    return re.sub(r"[\W\d_某]", "", text).lower()


def _likeness(rows: Sequence[Row]) -> Iterator[Fault]:
    """Find pairs whose smaller set of four-character runs lies to 0.6 or more in the other.

    A call of an hour holds many a common phrase: what is a small part of it is no copy.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    grams: list[frozenset[str]] = []
    first: dict[str, Row] = {}
    for place, row in enumerate(rows):
        bare = skeleton(row.data["text"])
        mine = frozenset(bare[at : at + GRAM] for at in range(len(bare) - GRAM + 1))
        shared: Counter[int] = Counter(other for gram in mine for other in holders[gram])
        if bare in first:
            yield _fault(row, "same-text", first[bare].data["id"])
        else:
            for other, count in shared.items():
                small, large = sorted((len(mine), len(grams[other])))
                part = count / small
                if part >= ALIKE and small * SMALL >= large:
                    yield _fault(row, "alike", f"{rows[other].data['id']} {part:.2f}")
        first.setdefault(bare, row)
        grams.append(mine)
        for gram in mine:
            holders[gram].append(place)


def digests(folder: Path) -> str:
    """Return one `sha256  path` line for each file of the test part."""
    lines = []
    for path in message_files(folder):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[1] == "test":
            lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n")
    return "".join(lines)


def _frozen(folder: Path) -> Iterator[Fault]:
    """Find what changed since the test part was frozen, and files that came later and are not frozen yet."""
    if (folder / FROZEN).is_file():
        then = _by_path((folder / FROZEN).read_text("utf-8"))
        now = _by_path(digests(folder))
        for path in sorted({**then, **now}):
            if then.get(path) != now.get(path):
                yield Fault(path, 1, "-", "frozen-part-changed" if path in then else "not-frozen")


def _by_path(lines: str) -> dict[str, str]:
    """Read lines of `sha256  path` into path → digest."""
    pairs = [line.split("  ", 1) for line in lines.splitlines()]
    return {path: digest for digest, path in pairs}


def write_offsets(folder: Path, only: str = "") -> int:
    """Fill `start` and `end` of findings that lack them, from the first place of the quote; returns how many were filled.

    Only files whose path holds `only` are touched, and of those only the ones with something to fill.
    """
    filled: Counter[str] = Counter()
    rows: dict[str, list[Fields]] = defaultdict(list)
    for row in read_messages(folder):
        if only in row.path:
            filled[row.path] += sum(map(_place, row.data.get("findings", ()), repeat(str(row.data.get("text", "")))))
            rows[row.path].append(row.data)
    for name in +filled:
        (folder / name).write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows[name]), "utf-8")
    return filled.total()


def _place(finding: dict[str, Any], text: str) -> bool:
    """Give a finding the place of its quote; tell whether it had none and has one now."""
    at = text.find(finding.get("quote") or "\0")
    if at < 0 or ("start" in finding and "end" in finding):
        return False
    finding.update(start=at, end=at + len(finding["quote"]))
    return True


def counts(folder: Path) -> list[str]:
    """Return what there is, line by line: planned and written, then messages by label and split."""
    planned = {entry["id"]: entry for _, entry in read_scenarios(folder)}
    rows = [row.data for row in read_messages(folder)]
    done = Counter(str(row.get("scenario")) for row in rows)
    short = [name for name, entry in planned.items() if done[name] < entry["messages"]]
    lines = [
        f"scenarios {len(planned)}, planned {sum(entry['messages'] for entry in planned.values())}, "
        f"written {len(rows)}, scenarios not yet full {len(short)}"
    ]
    lines += [f"  begun, not full: {name} {done[name]}/{planned[name]['messages']}" for name in short if done[name]]
    tables: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in (*COUNTED, "topic", "sign")}
    for row in rows or (entry for entry in planned.values() for _ in range(entry["messages"])):
        split = str(row.get("split"))
        for name in COUNTED:
            tables[name][str(row.get(name)), split] += 1
        for topic in sorted({one["topic"] for one in row.get("findings", row.get("conduct", ()))}):
            tables["topic"][topic, split] += 1
        tables["sign"][_sign(planned.get(str(row.get("scenario", row.get("id"))), {})), split] += 1
    for name, table in tables.items():
        lines.append(f"{name:<24}{'train':>7}{'dev':>7}{'test':>7}{'all':>7}")
        for label in sorted({label for label, _ in table}):
            row_counts = [table[label, split] for split in ("train", "dev", "test")]
            lines.append(f"  {label:<22}" + "".join(f"{count:>7}" for count in (*row_counts, sum(row_counts))))
    return lines


def _sign(scenario: Fields) -> str:
    if scenario.get("conduct") or scenario.get("patterns"):
        return "positive"
    return "hard-negative" if scenario.get("hard_negative_of") else "plain"


def lender_names(pack: Path) -> set[str]:
    """Return the names and aliases, of three characters or more, of every lender in the pack's registry."""
    names: set[str] = set()
    for path in sorted((pack / "registry" / "lenders").glob("*.yaml")):
        entries: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8")) or []
        for entry in entries:
            names |= {
                str(name) for name in (entry.get("name"), entry.get("legal_entity"), *entry.get("aliases", ())) if name
            }
    return {name for name in names if len(name) > 2}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m fairdue.app.check_corpus", description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="语料文件夹 / corpus folder; default: that of the cn pack")
    parser.add_argument(
        "--only", default="", metavar="BLOCK", help="只报、只填路径里有这个词的文件 / only files named so"
    )
    parser.add_argument("--write-offsets", action="store_true", help="填上原话的位置 / fill the places of quotes")
    parser.add_argument("--freeze", action="store_true", help="封存测试部分 / write the digests of the test part")
    given = parser.parse_args(arguments)
    try:
        pack = find_pack("cn")
        folder = given.folder or pack / "corpus"
        if given.write_offsets:
            print(f"offsets written: {write_offsets(folder, given.only)}")
        faults = check_corpus(folder, lender_names(pack))
        shown = [fault for fault in faults if given.only in fault.path]
        print("\n".join([*counts(folder), *map(str, shown), f"to mend: {len(shown)}"]))
    except FairDueError as error:
        print(error)
        return error.exit_code
    if given.freeze:
        return _freeze(folder, faults)
    return int(bool(shown))


def _freeze(folder: Path, faults: Sequence[Fault]) -> int:
    """Write the digests of the test part; what is frozen already stays as it is, only new files are added.

    Nothing is written where the test part is empty, has nothing new, was changed, or has anything to mend.
    """
    lines = digests(folder)
    then = (folder / FROZEN).read_text("utf-8") if (folder / FROZEN).exists() else ""
    hurt = any(fault.path.split("/")[:2] == ["messages", "test"] and fault.code != "not-frozen" for fault in faults)
    if lines == then or hurt:
        print("not frozen: the test part is empty, frozen already, was changed, or has something to mend")
        return 1
    (folder / FROZEN).write_text(lines, "utf-8")
    print(f"frozen: {lines.count(chr(10))} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
