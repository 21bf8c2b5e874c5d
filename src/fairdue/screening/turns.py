"""Cut a call or a chat into turns and say whose each is, by its label and the pack's words; it judges no words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Literal, NamedTuple

from fairdue.kernel.expression import Expression
from fairdue.kernel.flat import flat
from fairdue.kernel.spans import Span
from fairdue.records.pack import Speaker
from fairdue.screening.passages import BEGINNING

Role = Literal["collector-side", "reader", "other", "unknown"]

_TIME = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ t]*)?(?:上午|下午|晚上|凌晨|中午)? ?\d{1,2}:\d{2}(?::\d{2})?"
_NAME = r"[^\s:,。!?…;、“”\"'《》\[\]【】()<>|/=]{1,12}"
_ASIDE = r"(?:[(<][^()<>\n]{1,24}[)>])?"
_SAYS = Expression(
    rf"[ \t]*(?:[\[【(]?{_TIME}[\]】)]?[ \t]*)?({_NAME}){_ASIDE}[ \t]*(?:[\[(]?{_TIME}[\])]?)?[ \t]*:(?!//)",
    needs=":",
)
_HEAD = Expression(rf"[ \t]*(?:({_NAME}){_ASIDE}[ \t]+{_TIME}|{_TIME}[ \t]+({_NAME}){_ASIDE})[ \t]*", needs=":")
_TIMED = Expression(r"\d:\d\d", needs=":")
_HOUR = Expression(r"(上午|下午|晚上|凌晨|中午)? ?(\d{1,2}):(\d{2})", needs=":")
_NUMBERED = Expression(r"(?:[a-z]|[0-9]{1,8}|[甲乙丙丁一二三四五])号?$")
_CLOCK = Expression(r"[\d./-]+")
# How the other side marks the reader.
_OWING = frozenset({"customer", "debtor"})
# What these two say of a matter is said of others. Where the reader kept the record, a cheat may have called himself adviser.
_OVERHEARD = frozenset({"adviser", "caller"})
# Among so many speakers a relative is not he who collects.
_MANY = 4
# From this many more cues on one side than on the other, the words say who is who.
_CLEAR = 3
# In a long talk each of two says nearly everything once: from so many lines on, it counts how often.
_LONG, _OFTEN = 20, 6
# Of so many labels one may be a word with a colon that somebody wrote; where messages have heads, lines in them have none.
_STRAY = 10


class Turn(NamedTuple):
    """What one person says in one go: the label in half-width (None: words before any), its place, and whose it is.

    `words` is the place without the label; they are the same where the label may as well belong to what is said. `at`: the
    hour that stands with the label, by the clock of whoever wrote it down.
    """

    label: str | None
    span: Span
    role: Role
    words: Span
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """The turns of a text, in order and covering it; whether the reader speaks in it as somebody else's relative.

    `to_debtor`: a label says that nobody but the debtor himself answers; `names_debtor`: that he answers, whoever else does.
    """

    turns: tuple[Turn, ...]
    third_party: bool = False
    to_debtor: bool = False
    names_debtor: bool = False

    @property
    def is_talk(self) -> bool:
        """Tell whether anybody's words must be kept apart."""
        return any(turn.role in ("reader", "other") for turn in self.turns)

    @property
    def is_overheard(self) -> bool:
        """Tell whether nobody in it speaks for the other side: at a help line all is told of others."""
        roles = {turn.role for turn in self.turns if turn.label}
        return bool(roles) and roles <= {"reader", "other"}

    @property
    def speakers(self) -> tuple[str | None, ...]:
        """Name the speaker of each turn; nobody where the label may as well belong to what is said."""
        return tuple(turn.label if turn.words != turn.span else None for turn in self.turns)


class _Mark(NamedTuple):
    label: str
    begin: int
    after: int
    is_head: bool
    at: time | None


class TurnReader:
    """The pack's words for speakers made ready; `read` may be called for any number of texts."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._whole = {flat(word): one.role for one in speakers if one.where == "whole" for word in one.labels}
        self._part = [(flat(word), one.role) for one in speakers if one.where == "part" for word in one.labels]
        self._cues = {
            role: _words(one for one in speakers if one.role == role) for role in ("reader", "collector", "relative")
        }

    def read(self, text: str, plain: str | None = None) -> Talk:
        """Return the turns of a text; they cover it without gaps, and a text without labels is one turn.

        `plain` is the text folded character by character, where that has been done.

        >>> [turn.label for turn in TurnReader(()).read("甲:喂\\n乙:谁\\n甲:我").turns]
        ['甲', '乙', '甲']
        """
        plain = flat(text) if plain is None else plain
        marks = self._marks(plain) if ":" in plain else []
        if not marks:
            return Talk((_unlabelled(Span(0, len(plain))),))
        ends = [*(mark.begin for mark in marks[1:]), len(plain)]
        said: dict[str, list[str]] = {}
        for mark, end in zip(marks, ends, strict=True):
            said.setdefault(mark.label, []).append(plain[mark.begin : end])
        words = {label: "\n".join(lines) for label, lines in said.items()}
        roles, third = self._roles(words)
        turns = [_unlabelled(Span(0, marks[0].begin))] if marks[0].begin else []
        for mark, end in zip(marks, ends, strict=True):
            once = len(said[mark.label]) == 1 and not mark.is_head
            role = roles[mark.label]
            begin = mark.begin if once and role == "unknown" else mark.after
            turn = Turn(mark.label, Span(mark.begin, end), role, Span(begin, end), mark.at)
            turns.extend(_own_line(turn, plain) if once else (turn,))
        debtors = [label for label, role in roles.items() if role == "reader" and self._known(label) == "debtor"]
        return Talk(tuple(turns), third, not third and self._is_to_debtor(words, roles), bool(debtors))

    def _marks(self, plain: str) -> list[_Mark]:
        """Find the labels, where lines really are labelled: most of them, by words the pack knows or that come again."""
        marks: list[_Mark] = []
        lines = begin = 0
        for line in plain.split("\n"):
            lines += bool(line.strip())
            if ":" not in line:
                begin += len(line) + 1
                continue
            head = _HEAD.fullmatch(line.rstrip()) if _TIMED.search(line) else None
            found = head or _SAYS.match(line)
            label = next((part for part in found.groups() if part), "") if found else ""
            if found and not (_CLOCK.fullmatch(label) and line[found.end() : found.end() + 1].isdigit()):
                lines -= head is not None
                marks.append(_Mark(label, begin, begin + found.end(), head is not None, _hour_in(line[: found.end()])))
            begin += len(line) + 1
        headed = {mark.label for mark in marks if mark.is_head}
        inside = [mark for mark in marks if mark.label not in headed]
        if _STRAY * len(inside) <= len(marks):
            marks = [mark for mark in marks if mark.label in headed]
        counted = Counter(mark.label for mark in marks)
        again = any(count > 1 for count in counted.values())
        if len(counted) < 2 or 2 * len(marks) < lines or not (again or any(self._known(label) for label in counted)):
            return []
        return marks

    def _known(self, label: str) -> str | None:
        role = self._whole.get(label) or self._whole.get(_NUMBERED.sub("", label))
        return role or next((role for word, role in self._part if word in label), None)

    def _roles(self, said: Mapping[str, str]) -> tuple[dict[str, Role], bool]:
        """Say whose each label is, and whether the reader is somebody other than the debtor."""
        known = {label: self._known(label) for label in said}
        named = set(known.values())
        if "adviser" in named and named <= _OVERHEARD:
            return {label: "other" if word == "adviser" else "reader" for label, word in known.items()}, False
        roles: dict[str, Role] = {}
        for label, word in known.items():
            if word in ("reader", "customer", "debtor"):
                # Who keeps the record calls himself 我 and the other 客户: then 客户 is the reader.
                roles[label] = (
                    "unknown" if word == "reader" and _OWING & named and "collector" not in named else "reader"
                )
            elif word == "collector":
                roles[label] = "collector-side"
            else:
                apart = "collector" in named or (len(said) >= _MANY and None in named)
                roles[label] = "other" if word == "relative" and apart else "unknown"
        if {"你", "我"} <= said.keys():
            roles["你"] = "unknown"
        if len(said) == 2:
            self._settle(said, roles)
        if "reader" not in roles.values() and list(roles.values()).count("other") == 1:
            roles = {label: "reader" if role == "other" else role for label, role in roles.items()}
        if not {"collector-side", "unknown"} & set(roles.values()):
            return dict.fromkeys(roles, "unknown"), False
        answering = [label for label, role in roles.items() if role == "reader"]
        third = any(
            known[label] == "relative" or self._speaks(said[label][:BEGINNING], "relative") > 1 for label in answering
        )
        return roles, third

    def _is_to_debtor(self, said: Mapping[str, str], roles: Mapping[str, Role]) -> bool:
        """Tell whether all who answer are labelled as the debtor, and say nothing that a relative says."""
        answering = [label for label, role in roles.items() if role != "collector-side"]
        named = all(self._known(label) == "debtor" and roles[label] == "reader" for label in answering)
        return bool(answering) and named and not any(self._speaks(said[label], "relative") for label in answering)

    def _settle(self, said: Mapping[str, str], roles: dict[str, Role]) -> None:
        """Settle a talk of two: who is not the one is the other, unless the words plainly say the reverse."""
        first, second = said
        if set(roles.values()) == {"unknown"} and sum(words.count("\n") for words in said.values()) >= _LONG:
            self._settle_by_count(said, roles)
        sides = {label: self._speaks(said[label], "collector") - self._speaks(said[label], "reader") for label in said}
        for one, other in ((first, second), (second, first)):
            ahead = sides[one] - sides[other]
            clear = ahead >= _CLEAR and sides[one] > 0
            if roles[one] == "reader" and clear and sides[other] < 0:
                roles[one] = roles[other] = "unknown"
            elif roles[other] != "unknown":
                continue
            elif roles[one] == "collector-side" and ahead >= 0:
                roles[other] = "reader"
            elif roles[one] == "reader":
                roles[other] = "collector-side"
            elif roles[one] == "unknown":
                answers = ahead > 0 if self._known(other) == "relative" else clear and sides[other] <= 0
                if answers:
                    roles[one], roles[other] = "collector-side", "reader"

    def _settle_by_count(self, said: Mapping[str, str], roles: dict[str, Role]) -> None:
        """Settle a long talk of two by how often each says what such a speaker says."""
        cues = {role: self._cues[role] for role in ("collector", "reader")}
        often = {label: {role: sum(map(words.count, cues[role])) for role in cues} for label, words in said.items()}
        one, other = sorted(said, key=lambda label: often[label]["reader"] - often[label]["collector"])
        ahead = often[one]["collector"] - often[one]["reader"] - often[other]["collector"] + often[other]["reader"]
        if ahead >= _OFTEN and often[one]["collector"] > often[other]["collector"]:
            roles[one], roles[other] = "collector-side", "reader"

    def _speaks(self, words: str, role: str) -> int:
        return sum(cue in words for cue in self._cues[role])


def _hour_in(label: str) -> time | None:
    """Read the hour that stands beside a name; None where there is none, or none that a clock shows."""
    found = _HOUR.search(label)
    if found is None:
        return None
    part, hour, minute = found[1], int(found[2]), int(found[3])
    if part in ("下午", "晚上") and hour < 12:
        hour += 12
    elif part in ("晚上", "凌晨") and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _own_line(turn: Turn, plain: str) -> Iterable[Turn]:
    """Keep a reader who is named but once to that one line: a form names a customer, and goes on in its own voice."""
    stop = plain.find("\n", turn.span.start, turn.span.end) + 1
    if turn.role in ("collector-side", "unknown") or not stop or stop >= turn.span.end:
        return (turn,)
    rest = _unlabelled(Span(stop, turn.span.end))
    return (turn._replace(span=Span(turn.span.start, stop), words=Span(turn.words.start, stop)), rest)


def _unlabelled(span: Span) -> Turn:
    return Turn(None, span, "unknown", span)


def _words(speakers: Iterable[Speaker]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flat(cue) for one in speakers for cue in one.cues))
