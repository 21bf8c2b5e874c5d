"""Steps and doors from facts: chosen by condition, in the stated order, each once."""

from datetime import date

from fairdue.guidance.doors import doors
from fairdue.guidance.steps import steps
from fairdue.records.facts import Fact
from fairdue.records.guidance import Door, Playbook, PlaybookStep
from fairdue.records.registry import Hotline

TODAY = date(2026, 11, 21)


def step(id: str, order: int, when: str = "", within_days: int | None = None) -> PlaybookStep:
    """Return a step with only what these tests look at."""
    return PlaybookStep(id, order, when, f"do {id}", "because", False, within_days, None, ())


SCAM = Playbook("scam", "", "message.verdict = likely-scam", (step("look", 20, within_days=1), step("no-pay", 10)))
CALM = Playbook("calm", "", "always", (step("look", 25), step("keep", 50, "message.has-finding")))


def ids(*facts: Fact) -> list[str]:
    """Return the ids of the steps for these facts."""
    return [one.id for one in steps((SCAM, CALM), facts, TODAY, lambda _: ())]


def test_steps_come_in_the_stated_order_and_once() -> None:
    """A step named by two playbooks appears once, as the first of them has it."""
    assert ids(Fact("message.verdict", "likely-scam")) == ["no-pay", "look"]


def test_a_step_waits_for_its_own_condition() -> None:
    """A fact nobody published does not hold."""
    assert ids() == ["look"]
    assert ids(Fact("message.has-finding", True)) == ["look", "keep"]


def test_a_step_within_days_says_the_day() -> None:
    """Within one day of 2026-11-21 is by 2026-11-22; a step without a limit names no day."""
    by = {one.id: one.by for one in steps((SCAM,), [Fact("message.verdict", "likely-scam")], TODAY, lambda _: ())}
    assert by == {"look": date(2026, 11, 22), "no-pay": None}


def hotline(id: str, shown: bool) -> Hotline:
    """Return a hotline with only what these tests look at."""
    return Hotline(id, "12368", "", "", "", "", "", "", "medium", shown)


def test_a_door_gives_a_number_only_where_it_may_be_shown() -> None:
    """An unconfirmed number is never shown as official."""
    all_doors = (Door("b", "B", "always", "how", "sure", 2), Door("a", "A", "always", "how", "unsure", 1))
    table = {"sure": hotline("sure", True), "unsure": hotline("unsure", False)}
    assert [(one.name, one.contact) for one in doors(all_doors, (), table)] == [("A", None), ("B", "12368")]
