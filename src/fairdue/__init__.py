"""FairDue: is a debt message real, is it allowed, and what now, with a source for every answer.

For programs, what stands in `__all__` is the whole of it; each name is loaded when it is first asked for.

>>> from fairdue import check
>>> findings = check("再不还钱，我们就把你的照片发给通讯录里所有人").assessment.findings
>>> "privacy-leak" in {finding.topic for finding in findings}
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fairdue.front import as_json, check, load_pack, screen, screen_file, sentence
    from fairdue.kernel.errors import FairDueError, InputError
    from fairdue.records.assessment import Answer, Assessment, Finding, Message, Reason
    from fairdue.records.guidance import Step
    from fairdue.records.law import Citation
    from fairdue.records.pack import Pack

__all__ = [
    "Answer",
    "Assessment",
    "Citation",
    "FairDueError",
    "Finding",
    "InputError",
    "Message",
    "Pack",
    "Reason",
    "Step",
    "as_json",
    "check",
    "load_pack",
    "screen",
    "screen_file",
    "sentence",
]

_HOMES: Final = {
    "Answer": "records.assessment",
    "Assessment": "records.assessment",
    "Citation": "records.law",
    "FairDueError": "kernel.errors",
    "Finding": "records.assessment",
    "InputError": "kernel.errors",
    "Message": "records.assessment",
    "Pack": "records.pack",
    "Reason": "records.assessment",
    "Step": "records.guidance",
}


def __getattr__(name: str) -> Any:
    """Load one of our names from the module it lives in (PEP 562); the commands never pay for the others."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'front')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
