"""One page's answers read one by one: a typed value, or the sentence that says how to mend it; all problems are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from fairdue.intake.figures import read_amount, read_count, read_day, read_rate
from fairdue.kernel.errors import FairDueError, InputError, UnusableFigure
from fairdue.kernel.money import Fen, to_fen
from fairdue.web.money.questions import Question
from fairdue.web.words import Say
from fairdue.web.words import noted as _

LINES_LIMIT: Final = 2000
MOST_MONTHS: Final = 600
_BREAK: Final = re.compile(r"[\s，、;；]+")
# People write 服务费600扣 and 2024年5月1日收到 without blanks: one is put where a word meets a figure.
DAY: Final = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
_MEETING: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![年月日第共])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])(?![年月日万千百亿元圆块角分期次])"
)
_TIMES: Final = re.compile(r"[x×*＊X](\d{1,3})|共?(\d{1,3})[期次]")

_MARKUP: Final = re.compile(r"(?:在?(?:合同|原|约定)?利率(?:的)?(?:基础上)?)?\s*(?:上浮|加收|加)\s*")

Value = TypeVar("Value")
Worded = Callable[[FairDueError], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: its number, its day and amount where it has them, how often, and the words left over."""

    number: int
    on: date | None
    amount: Fen | None
    times: int
    words: str
    text: str


@dataclass
class Fields:
    """The answers of a draft, read on demand; `problems` collects a sentence for each field that cannot be read."""

    answers: Mapping[str, str]
    questions: Mapping[str, Question]
    say: Say
    worded: Worded
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return what was typed, without blanks around it."""
        return self.answers.get(name, "").strip()

    def choice(self, name: str) -> str:
        """Return the choice made; empty where none was, or an unknown one was sent."""
        value = self.text(name)
        return value if value in self.questions[name].choices else ""

    def day(self, name: str) -> date | None:
        """Return a day; None where it is empty or cannot be read."""
        return self._read(name, read_day)

    def money(self, name: str) -> Fen | None:
        """Return an amount in fen; None where it is empty or cannot be read."""
        return self._read(name, lambda value, where: self.fen(read_amount(value, where), where))

    def rate(self, name: str) -> Decimal | None:
        """Return a yearly fraction; None where it is empty or cannot be read."""
        return self._read(name, read_rate)

    def late_rate(self, name: str) -> tuple[Decimal | None, Decimal | None]:
        """Return a rate after the due day as a yearly fraction, or as the share on top that 上浮50% means."""
        found = _MARKUP.match(self.text(name))
        if not found:
            return self.rate(name), None
        return None, self._read(name, lambda value, where: read_rate(value[found.end() :], where))

    def count(self, name: str) -> int | None:
        """Return a number of months; None where it is empty or cannot be read."""
        return self._read(name, lambda value, where: read_count(value, where, 1, MOST_MONTHS))

    def lines(self, name: str, *, with_day: bool = True, with_amount: bool = True) -> tuple[Line, ...]:
        """Read a list line by line; a line without what it needs becomes a problem that names its number."""
        found: list[Line] = []
        for number, text in self._given_lines(name):
            line = self._line(number, text)
            try:
                self._need(name, line, with_day, with_amount)
            except UnusableFigure as error:
                self.problems.setdefault(name, self.worded(error))
                continue
            found.append(line)
        return tuple(found)

    def wrong(self, name: str, error: InputError) -> None:
        """Note that a field cannot be meant so."""
        self.problems.setdefault(name, self.worded(error))

    def label(self, name: str) -> str:
        """Name a field as the page does."""
        return self.say(self.questions[name].label)

    def fen(self, yuan: Decimal, where: str) -> Fen:
        """Turn yuan into fen; raises UnusableFigure for a part of a fen."""
        fen = to_fen(yuan)
        if Decimal(fen) != yuan * 100:
            raise UnusableFigure(where=where, given=str(yuan), why="too-fine", limit=None)
        return fen

    def _read(self, name: str, read: Callable[[str, str], Value]) -> Value | None:
        """Read a field that may stay empty."""
        given = self.text(name)
        if not given:
            return None
        try:
            return read(given, self.label(name))
        except UnusableFigure as error:
            self.wrong(name, error)
            return None

    def _given_lines(self, name: str) -> Iterator[tuple[int, str]]:
        """List the lines that hold something, with their number."""
        given = self.text(name).splitlines()
        if len(given) > LINES_LIMIT:
            error = UnusableFigure(where=self.label(name), given=len(given), why="too-large", limit=LINES_LIMIT)
            self.wrong(name, error)
        for number, text in enumerate(given[:LINES_LIMIT], 1):
            if text.strip():
                yield number, text.strip()

    def _line(self, number: int, text: str) -> Line:
        """Take a line apart: the first word that is a day, the first that is an amount, a number of times, the rest."""
        on: date | None = None
        amount: Fen | None = None
        times, rest = 1, []
        spaced = _MEETING.sub(" ", DAY.sub(lambda found: f" {found[0]} ", text))
        for part in _BREAK.split(spaced):
            found = _TIMES.fullmatch(part)
            if found:
                times = int(found[1] or found[2])
            elif on is None and (day := _tried(read_day, part)) is not None:
                on = day
            elif amount is None and (yuan := _tried(read_amount, part)) is not None:
                amount = to_fen(yuan)
            elif part:
                rest.append(part)
        return Line(number, on, amount, times, " ".join(rest), text)

    def _need(self, name: str, line: Line, with_day: bool, with_amount: bool) -> None:
        """Raise UnusableFigure, naming field and line, where a line lacks what it needs."""
        where = self.say(_("%(field)s，第 %(number)s 行")) % {"field": self.label(name), "number": line.number}
        if with_day and line.on is None:
            raise UnusableFigure(where=where, given=line.text[:40], why="not-a-day", limit=None)
        if with_amount and line.amount is None:
            raise UnusableFigure(where=where, given=line.text[:40], why="not-an-amount", limit=None)
        if not 1 <= line.times <= MOST_MONTHS:
            raise UnusableFigure(where=where, given=line.times, why="not-a-count", limit=f"1-{MOST_MONTHS}")


def _tried(read: Callable[[str, str], Value], part: str) -> Value | None:
    """Read a part of a line, None where it is something else."""
    try:
        return read(part, "")
    except UnusableFigure:
        return None
