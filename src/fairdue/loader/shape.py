"""Hold each item against the JSON Schema of its kind and turn what the validator says into problems with lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import relevance

from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, plain

_CODES = {
    "type": "wrong-type",
    "enum": "unknown-value",
    "pattern": "wrong-form",
    "format": "wrong-form",
    "minItems": "too-few",
    "minProperties": "too-few",
    "uniqueItems": "repeated-entry",
    "minimum": "out-of-range",
    "maximum": "out-of-range",
}


@cache
def validator(kind: str) -> Draft202012Validator:
    """Return the validator of a kind; raises FileNotFoundError for a kind without schema."""
    schema = json.loads((files("fairdue.loader") / "schemas" / f"{kind}.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def shape_problems(item: Item) -> tuple[list[Problem], list[Problem]]:
    """Return what is wrong with the shape of one item, and apart from it what only a condition of the schema forbids.

    A condition (`if … then`) relates fields to each other; the checks mostly say the same in better words.
    """
    plainly: list[Problem] = []
    by_condition: list[Problem] = []
    for error in validator(item.kind).iter_errors(plain(item.data)):
        found = by_condition if "then" in error.absolute_schema_path else plainly
        found.extend(_problems(item, error))
    return plainly, by_condition


def _problems(item: Item, error: Any) -> Iterator[Problem]:
    at: tuple[Any, ...] = tuple(error.absolute_path)
    match error.validator:
        case "additionalProperties":
            known = error.schema.get("properties", {})
            for name in error.instance:
                if name not in known:
                    yield item.problem("unknown-field", *at, name, name=name, known=sorted(known))
        case "required":
            for name in error.validator_value:
                if name not in error.instance:
                    yield item.problem("missing-field", *at, name, name=name)
        case "anyOf" | "oneOf":
            yield _choice(item, error, at)
        case "minLength" if error.validator_value == 1:
            yield item.problem("empty-text", *at)
        case _ if "propertyNames" in error.absolute_schema_path:
            yield item.problem(
                "wrong-name", *at, error.instance, given=error.instance, wanted=_short(error.validator_value)
            )
        case rule:
            values = {"given": _short(error.instance), "wanted": _short(error.validator_value)}
            yield item.problem(_CODES.get(str(rule), "wrong-shape"), *at, **values)


def _choice(item: Item, error: Any, at: tuple[Any, ...]) -> Problem:
    """Say what is missing where one of several shapes is wanted: the effects of a rule, or the nearest shape."""
    choices = [choice.get("required") for choice in error.validator_value]
    if all(choices):
        return item.problem("missing-one-of", *at, names=[" + ".join(names) for names in choices])
    inner = max(error.context or [error], key=relevance)
    return item.problem("wrong-type", *at, given=_short(error.instance), wanted=_short(inner.validator_value))


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else text[:77] + "…"
