"""Hold a message that names a court paper against the marks such papers have; only the court can say it exists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from fairdue.kernel.beginnings import places_of
from fairdue.kernel.characters import HAN
from fairdue.kernel.errors import NoValue
from fairdue.kernel.expression import Expression
from fairdue.kernel.flat import flat
from fairdue.kernel.places import before, found_at
from fairdue.kernel.spans import Span
from fairdue.law.parameters import value_on
from fairdue.records.assessment import Message, MessageFacts
from fairdue.records.court_paper import Anchors, CourtPaper, Fit, LimitSeen, MarkSeen, PaperGuide, PaperLimit, PaperMark
from fairdue.records.law import Parameter
from fairdue.registry.numbers import normalise
from fairdue.screening.clean import Cleaned, View
from fairdue.screening.days import calendar_day

_OPEN, _SHUT = "[(\\[\u3014\u3010<\u3008]", "[)\\]\u3015\u3011>\u3009]"
_SERIAL = "(?:第)?[0-9x*]{1,8}(?:-[0-9]{1,3})?号(?:之[一二三四五六七八九十])?"
_MASKED = Expression("[某x*]")
_OLD_FORM = Expression("字第?[0-9x*]|仲")
# Since 2016 courts number cases by a code of their own; older cases keep the numbers they had.
_CODES_SINCE = 2016
_LONG_AGO = 10
_PART_OF_A_NAME, _COURT = Expression(HAN + "{0,8}[省市区县旗州盟]人民法院"), Expression("法院|本院|法庭")
_OF_A_PLACE = Expression("[省市区县旗州盟](?=人民法院)")
_LEADS_UP = Expression("[由被向到在的请是你您收至与和及经:]")
_DAY = "(?:(?P<year>20[0-9]{2})\\s?年\\s?)?(?P<month>[0-9]{1,2})\\s?月\\s?(?P<day>[0-9]{1,2})\\s?[日号]"
_HEARING = Expression(
    "(?:应到时间|开庭时间|庭审时间|(?:定于|订于|将于|改到|改在|改至|庭审改)(?=[^。;\\n]{4,44}庭))[:为是]?\\s{0,2}"
    + _DAY
)
_HEARING_BEGINS = Expression("[应开庭定订将改](?=[到庭审于在至])")
_PRIVATE = ("mobile", "mobile-virtual", "foreign", "im-account", "spoofed-like")
_CLAUSE_ENDS = ",。!?;\n"
_SENTENCE = Expression("[。!?;\\n]")

_Outcome = tuple[Fit, Span | None]


class PaperReader:
    """A guide made ready to look at any number of messages; holds no state between them."""

    def __init__(self, guide: PaperGuide, parameters: Mapping[str, Parameter]) -> None:
        self._guide, self._parameters = guide, parameters
        code = f"(?:最高法|[{guide.provinces}][0-9]{{2,4}})" if guide.provinces else "$^"
        self._number = re.compile(f"{_OPEN}?(?:19|20)[0-9]{{2}}{_SHUT}?年?{code}{guide.case_types}{_SERIAL}")
        self._court, self._negation = re.compile(guide.court_name or "$^"), re.compile(guide.negation or "$^")
        self._warning = re.compile(guide.warning or "$^")
        self._looks: Mapping[str, Callable[[_Paper], _Outcome | None]] = {
            "case-number": self._case_number,
            "case-year": _case_year,
            "court-name": self._court_name,
            "hearing-day": _hearing_day,
            "link": self._link,
            "sender": _sender,
        }
        self._said = {
            mark.id: (_compiled(mark.fits_when), _compiled(mark.unfit_when), bool(mark.confirm)) for mark in guide.marks
        }

    def read(
        self, message: Message, facts: MessageFacts, cleaned: Cleaned, sender_kind: str | None, today: date
    ) -> CourtPaper:
        """Look at every mark in the order of the guide; what a message does not show and need not is left out.

        Days are held against the day of receipt, or `today` where it is not known; limits then carry no day.
        """
        paper = _Paper(message, facts, cleaned, sender_kind, today)
        marks = tuple(seen for mark in self._guide.marks if (seen := self._seen(mark, paper)))
        counts = {name: sum(mark.fit == fit for mark in marks) for name, fit in _COUNTED.items()}
        limits = (self._limit(limit, paper) for limit in self._guide.limits)
        return CourtPaper(marks, tuple(one for one in limits if one), self._guide.result.format(**counts))

    def _seen(self, mark: PaperMark, paper: _Paper) -> MarkSeen | None:
        outcome = self._looks[mark.id](paper) if mark.id in self._looks else self._by_words(mark.id, paper)
        if outcome is None:
            return None
        fit, span = outcome
        because = {"fits": mark.fits, "does-not-fit": mark.unfit, "confirm": mark.confirm}[fit]
        if not because:
            return None
        text = paper.message.text
        place = (span.of(text), span.start, span.end) if span else (None, None, None)
        return MarkSeen(mark.id, mark.title, fit, because, *place)

    def _by_words(self, name: str, paper: _Paper) -> _Outcome | None:
        """Judge a mark by its patterns: words that do not fit come first, and need not be there."""
        fits, unfit, asks = self._said[name]
        if unfit and (span := self._demanded(unfit, paper.views)):
            return "does-not-fit", span
        if fits:
            for view in paper.views:
                if found := next(self._found(fits, view.text), None):
                    return "fits", view.original(found.start(), found.end())
        return ("confirm", None) if asks else None

    def _found(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """Find a pattern of the guide, tried only where its anchors let it begin."""
        anchors = self._guide.anchors.get(pattern.pattern)
        return found_at(pattern, text, _places(text, anchors)) if anchors else pattern.finditer(text)

    def _demanded(self, pattern: re.Pattern[str], views: Iterable[View]) -> Span | None:
        """Find a demand that is neither denied before it nor called a fraud after it."""
        for view in views:
            for found in self._found(pattern, view.text):
                begins = max(view.text.rfind(mark, 0, found.start()) for mark in _CLAUSE_ENDS) + 1
                ends = _SENTENCE.search(view.text, found.end())
                after = view.text[found.end() : ends.start() if ends else None]
                if not self._negation.search(view.text[begins : found.end()]) and not self._warning.search(after):
                    return view.original(found.start(), found.end())
        return None

    def _case_number(self, paper: _Paper) -> _Outcome:
        for case in paper.facts.case_numbers:
            span, written = Span(case.start, case.end), re.sub("\\s", "", flat(case.quote))
            if self._number.fullmatch(written):
                return ("confirm" if _MASKED.search(written) else "fits"), span
            is_old = _OLD_FORM.search(written) and _year(written) < _CODES_SINCE
            return ("confirm" if is_old or "仲" in written or _MASKED.search(written) else "does-not-fit"), span
        return "confirm", None

    def _court_name(self, paper: _Paper) -> _Outcome:
        _, unfit, _ = self._said["court-name"]
        if unfit and (span := self._demanded(unfit, paper.views)):
            return "does-not-fit", span
        for view in paper.views:
            for found in self._found(self._court, view.text):
                name = _LEADS_UP.split(found[0])[-1]
                if self._court.fullmatch(name):
                    fit: Fit = "confirm" if _MASKED.search(name) else "fits"
                    return fit, view.original(found.end() - len(name), found.end())
        for view in paper.views:
            places = before(view.text, _OF_A_PLACE.finditer(view.text), 8)
            if part := next(found_at(_PART_OF_A_NAME, view.text, places), None):
                return "confirm", view.original(part.start(), part.end())
        return "confirm", _first(_COURT, paper.views)

    def _link(self, paper: _Paper) -> _Outcome | None:
        """Judge by the worst link: one under the courts' own domain proves nothing for another beside it."""
        outcomes: dict[Fit, Span] = {}
        for url in paper.facts.urls:
            is_courts = any(url.domain == host or url.domain.endswith("." + host) for host in self._guide.hosts)
            is_state = url.relation == "official" and url.domain.endswith(".gov.cn")
            fit: Fit = "fits" if is_courts else "confirm" if is_state else "does-not-fit"
            outcomes.setdefault(fit, Span(url.start, url.end))
        worst: tuple[Fit, ...] = ("does-not-fit", "confirm", "fits")
        return next(((fit, outcomes[fit]) for fit in worst if fit in outcomes), None)

    def _limit(self, limit: PaperLimit, paper: _Paper) -> LimitSeen | None:
        parameter = self._parameters.get(limit.parameter)
        if parameter is None or not _first(re.compile(limit.names), paper.views):
            return None
        try:
            value = value_on(parameter, paper.on)
        except NoValue:
            return None
        days = int(str(value.value))
        received = paper.message.received_at
        if received is None:
            return LimitSeen(limit.id, days, None, limit.words.format(days=days), value.citation)
        by = received.date() + timedelta(days=days)
        words = limit.words_by.format(days=days, by=by.isoformat(), received=received.date().isoformat())
        return LimitSeen(limit.id, days, by, words, value.citation)


_COUNTED: Mapping[str, Fit] = {"fits": "fits", "unfit": "does-not-fit", "confirm": "confirm"}


class _Paper:
    """One message as the marks look at it."""

    def __init__(
        self, message: Message, facts: MessageFacts, cleaned: Cleaned, sender_kind: str | None, today: date
    ) -> None:
        self.message, self.facts, self.sender_kind = message, facts, sender_kind
        self.views = cleaned.views
        self.received = message.received_at.date() if message.received_at else None
        self.on = self.received or today


def _places(text: str, anchors: Anchors) -> list[int]:
    """Return where a match can begin that has one of these literals at one of these distances, in order."""
    told = {
        at - far
        for least, most, literals in anchors
        for literal in literals
        for at in places_of(text, literal)
        for far in range(least, most + 1)
    }
    return sorted(place for place in told if place >= 0)


def _compiled(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _first(pattern: re.Pattern[str] | Expression, views: Iterable[View]) -> Span | None:
    for view in views:
        if found := pattern.search(view.text):
            return view.original(found.start(), found.end())
    return None


def _year(written: str) -> int:
    found = re.search("(?:19|20)[0-9]{2}", written)
    return int(found[0]) if found else 0


def _case_year(paper: _Paper) -> _Outcome | None:
    for case in paper.facts.case_numbers:
        year, span = _year(flat(case.quote)), Span(case.start, case.end)
        if year > paper.on.year:
            return "does-not-fit", span
        return ("confirm", span) if paper.on.year - year > _LONG_AGO else None
    return None


def _hearing_day(paper: _Paper) -> _Outcome | None:
    """Hold the day of hearing against receipt; where receipt is unknown, a day gone by may have been ahead then."""
    for view in paper.views:
        for found in found_at(_HEARING, view.text, (sign.start() for sign in _HEARING_BEGINS.finditer(view.text))):
            try:
                day = calendar_day(found, paper.received)
            except (ValueError, OverflowError):
                return "does-not-fit", view.original(found.start(), found.end())
            if day is None:
                continue
            gone: Fit = "does-not-fit" if paper.received else "confirm"
            return ("fits" if day >= paper.on else gone), view.original(found.start(), found.end())
    return None


def _sender(paper: _Paper) -> _Outcome | None:
    if not paper.message.sender or paper.message.channel in ("app", "letter", "visit"):
        return None
    if re.fullmatch("(?:0[0-9]{2,3})?12368", normalise(paper.message.sender)):
        return "fits", None
    return ("does-not-fit" if paper.sender_kind in _PRIVATE else "confirm"), None
