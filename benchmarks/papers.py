"""How long the papers of one audit take: reckoned, laid out, PDF, Word, page and workbook; prints medians and noise."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from fairdue.app.audit_debt import audited
from fairdue.app.reading.audit_paper import audit_paper
from fairdue.app.reading.audit_sheet import audit_workbook
from fairdue.app.reading.audit_view import audit_view
from fairdue.app.wiring import the_pack
from fairdue.intake.debt_file import read_debt
from fairdue.records.audit import Audit
from fairdue.render.docx import render_docx
from fairdue.render.html import render_html
from fairdue.render.pdf import print_pdf, render_pdf
from fairdue.render.xlsx import render_xlsx

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "debt.yaml"
DAY, RUNS = date(2026, 11, 21), 15


def timed(name: str, work: Callable[[], object]) -> None:
    """Run once cold, then RUNS times, and print the median with its range in milliseconds."""
    begun = time.perf_counter()
    work()
    cold = (time.perf_counter() - begun) * 1000
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    middle = statistics.median(taken)
    print(f"{name:<22} {middle:8.1f} ms  ({min(taken):.1f} to {max(taken):.1f})   first {cold:.0f} ms")


def main() -> None:
    """Measure each step on the worked example."""
    pack, content = the_pack(), EXAMPLE.read_bytes()
    found = audited(read_debt(content, EXAMPLE.name, DAY), pack)
    paper, workbook = audit_paper(found, str), audit_workbook(found, str)
    print(f"{EXAMPLE.name}: {print_pdf(paper).pages} pages, {len(found.ledger)} rows of account; {RUNS} runs")
    timed("audit", lambda: audited(read_debt(content, EXAMPLE.name, DAY), pack))
    timed("laid out, 3 pictures", lambda: audit_view(found, str))
    timed("PDF, same paper", lambda: render_pdf(paper))
    turn = iter(range(10_000))
    timed("PDF, new paper", lambda: render_pdf(audit_paper(_renamed(found, next(turn)), str)))
    timed("Word", lambda: render_docx(paper))
    timed("page", lambda: render_html(paper))
    timed("workbook", lambda: render_xlsx(workbook))


def _renamed(found: Audit, turn: int) -> Audit:
    """Return the audit under another name, so that nothing set before is set again."""
    return replace(found, debt=f"example-{turn}", lender=f"某某{turn}", claimed=found.claimed + turn)


if __name__ == "__main__":
    main()
