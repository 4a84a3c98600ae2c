"""What does not fit a model, in our words and at its place."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.models import Entry
from generator.models.quantity import unit_names
from generator.problems import Problem, messages
from generator.reading.dialect import misread
from generator.reading.nearest import nearest
from generator.reading.source import Path, Source

# pydantic's own error types, in our words; any other type of ours is already a code
CODES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "string_type": "not-text",
    "string_too_short": "empty-text",
    "too_short": "empty-text",
    "string_too_long": "too-long",
    "string_pattern_mismatch": "bad-id",
    "int_type": "not-a-number",
    "bool_type": "not-true-or-false",
    "literal_error": "not-one-of",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
    "tuple_type": "not-a-list",
    "dict_type": "not-a-mapping",
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
}
# codes of wrong shapes, for which the text may show what went wrong
SHAPES = frozenset({"not-a-mapping", "not-a-list", "not-text"})
# problems of a whole value that one of its keys shows best
SHOWN_AT = {
    "not-a-time": "limit",
    "row-width": "rows",
    "levels-count": "levels",
    "levels-without-grade": "levels",
    "deduct-mode": "mode",
    "options-of-choice": "options",
    "choice-without-options": "type",
}


def without_echo(problems: list[Problem]) -> list[Problem]:
    """A mistyped key is reported once: not also as a missing one."""
    meant = {s.word for p in problems if p.code == "unknown-key" for s in p.suggestions[:1]}
    return [p for p in problems if p.code != "missing-key" or p.params["key"] not in meant]


def problem_of(source: Source, model: type[Entry], path: Path, data: Any, detail: ErrorDetails) -> Problem:
    """What pydantic found, in our words and at its place."""
    code = CODES.get(detail["type"], detail["type"])
    where = (*path, *_existing(data, detail["loc"]))
    if code == "unknown-key" and detail["input"] is None and not str(detail["loc"][-1]).isascii():
        return Problem("comma-in-text", source.place(where, key=True), {"found": where[-1]})
    if code == "unknown-key":
        owner = _model_at(model, detail["loc"][:-1])
        return unknown_key(source, where, keys_of(owner), str(path[-1]))
    if code == "missing-key":
        return Problem(code, source.place(where, key=True), {"key": detail["loc"][-1], "entry": path[-1]})
    if code == "not-text" and path[0] == "stores" and isinstance(detail["input"], int | float):
        return Problem("no-unit", source.place(where), {"found": detail["input"]})
    if detail["input"] is None:
        return Problem("nothing-below", source.place(where, key=True), {"key": where[-1]})
    if code in SHAPES:
        return shape_problem(source, where, detail["input"], code)
    return _value(source, path, where, code, detail)


def _value(source: Source, path: Path, where: Path, code: str, detail: ErrorDetails) -> Problem:
    """A value of the right shape that says something impossible."""
    context = detail.get("ctx", {})
    allowed = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
    limit = context.get("ge", context.get("le", context.get("max_length", "")))
    params = {
        "found": shortened(detail["input"]),
        "entry": path[-1],
        "said": detail["msg"],
        **context,
        "allowed": allowed,
        "limit": limit,
    }
    choices = allowed.split(", ") if code == "not-one-of" else unit_names() if code == "unknown-unit" else ()
    word = str(context.get("unit", detail["input"]))
    if code in SHOWN_AT:
        where = (*where, SHOWN_AT[code])
    elif code == "bad-quantity" and params["found"][:1] in ("\u201c", "\u2018"):
        code = "chinese-quotes"
    place = source.place(where, key=where == path, needle=word if code == "unknown-unit" else "")
    return Problem(code if code in messages() else "invalid", place, params, nearest(word, choices) if choices else ())


def shape_problem(source: Source, path: Path, value: Any, code: str) -> Problem:
    """A value of the wrong shape, with what was probably typed wrong where the value shows it."""
    if code == "not-text" and isinstance(value, dict | list):
        return Problem("unquoted-bracket" if source.is_flow(path) else "text-expected", source.place(path))
    if value is None:
        return Problem("nothing-below", source.place(path, key=True), {"key": path[-1]})
    return Problem(misread(value) or code, source.place(path), {"found": shortened(value)})


def _existing(data: Any, loc: Iterable[str | int]) -> Iterator[str | int]:
    """The parts of `loc` that are keys or indexes in the data; pydantic adds others for unions and validators."""
    for part in loc:
        if (isinstance(data, dict) and part in data) or (isinstance(data, list) and part in range(len(data))):
            data = data[part]  # type: ignore[index]  # an int where data is a list
            yield part


def unknown_key(source: Source, path: Path, allowed: Iterable[str], owner: str) -> Problem:
    key = str(path[-1])
    names = sorted(allowed)
    params = {"key": key, "owner": owner, "allowed": ", ".join(names), "path": path}
    return Problem("unknown-key", source.place(path, key=True), params, nearest(key, names))


def keys_of(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items() if name != "id" or not issubclass(model, Entry)]


def _model_at(model: type[BaseModel], loc: Iterable[str | int]) -> type[BaseModel]:
    """The model whose keys stand at `loc` below an entry of `model`."""
    for part in loc:
        field = next((f for name, f in model.model_fields.items() if (f.alias or name) == part), None)
        model = (_model_in(field.annotation) or model) if field else model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def shortened(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, bool | list | dict) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"
