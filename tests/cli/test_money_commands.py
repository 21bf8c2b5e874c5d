"""`fairdue rate` and `fairdue schedule` at the terminal: answers, languages, exit codes."""

from pathlib import Path

from tests.cli.test_commands import document, run

LOAN = b"""\
method: us-actuarial
advances: [{on: 1978-01-10, amount: 5000}]
payments: [{first: 1978-02-10, every: 1 month, count: 24, amount: 230}]
"""


def test_a_rate_is_read_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    """Both ways give the published figure."""
    path = tmp_path / "loan.yaml"
    path.write_bytes(LOAN)
    told = document("rate", str(path))
    assert told == document("rate", "-", stdin=LOAN)
    assert told["schema"] == "fairdue.rate/1" and round(told["percent"], 2) == 9.69


def test_a_rate_is_told_to_a_person_in_both_languages() -> None:
    """The published figure first, then the others, then the money."""
    chinese = run("rate", "-", stdin=LOAN).stdout.decode()
    assert chinese.index("9.6857%") < chinese.index("实际年化") < chinese.index("5,520.00 元")
    assert run("--lang", "en", "rate", "-", stdin=LOAN).stdout.decode().isascii()


def test_a_fault_in_the_file_names_its_line_and_leaves_exit_two() -> None:
    """File, line, field, what is wrong and what to do."""
    told = document("rate", "-", stdin=LOAN.replace(b"amount: 230", b"amount: -230"), code=2)["error"]
    assert told["code"] == "unusable-figure" and "3 payments[0].amount" in told["message"]
    assert "请写正数" in told["message"]


def test_two_faults_are_two_sentences_and_two_errors() -> None:
    """A person reads both lines; a program gets both with their codes."""
    twice = LOAN.replace(
        b"{first: 1978-02-10, every: 1 month, count: 24, amount: 230}", b"{amount: 5}, {on: 1978-02-31}"
    )
    told = document("rate", "-", stdin=twice.replace(b"1978-02-31", b"'1978-02-31'"), code=2)["error"]
    assert told["code"] == "many-faults" and [one["values"]["why"] for one in told["values"]["faults"]] == [
        "missing", "no-such-day",
    ]  # fmt: skip
    assert told["message"].count("\n") == 2


def test_flows_without_a_rate_leave_exit_two() -> None:
    """Money that only goes one way is said, not computed."""
    told = document("rate", "-", stdin=b"periodic: {amounts: [100, 200]}", code=2)["error"]
    assert (told["code"], told["values"]["why"]) == ("no-rate", "one-direction")


SCHEDULE = ("schedule", "--kind", "equal-payment", "--principal", "12000", "--rate", "24", "--months", "3")


def test_a_schedule_is_told_as_rows_and_as_json() -> None:
    """The same fen in the table and in the document."""
    told = document(*SCHEDULE, "--begins-on", "2026-01-10")
    first = told["rows"][0]
    assert (first["due"], first["payment"], first["interest"], first["balance"]) == (
        "2026-02-10",
        4161.06,
        240.0,
        8078.94,
    )
    printed = run(*SCHEDULE, "--begins-on", "2026-01-10").stdout.decode()
    assert "4,161.06" in printed and "12,483.17" in printed and "等额本息" in printed


def test_a_rate_written_as_a_fraction_is_refused_with_the_remedy() -> None:
    """0.24 might be 24 % or 0.24 %: the command asks, and an exit code says so."""
    told = document(*SCHEDULE[:6], "0.24", "--months", "3", code=2)["error"]
    assert told["values"]["why"] == "looks-like-fraction" and "24" in told["message"]
