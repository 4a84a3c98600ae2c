"""Sources as entries: every mistake of every entry becomes a problem at its place."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from generator.models import KIND_BY_PLURAL, Entry
from generator.nearest import nearest
from generator.problems import Problem, messages
from generator.source import Path, Source

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
ENTRY_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
SOURCE_ID = re.compile(r"[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9.]+)+")


def parse(source: Source) -> tuple[list[tuple[Entry, Path]], list[Problem]]:
    """The sound entries of one file with their paths, and what is wrong with the others."""
    entries: list[tuple[Entry, Path]] = []
    problems: list[Problem] = []
    for plural, items in source.data.items():
        model = KIND_BY_PLURAL.get(plural)
        if model is None:
            problems.append(_unknown_key(source, (plural,), KIND_BY_PLURAL, "handbook"))
        elif not isinstance(items, dict):
            problems.append(Problem("not-a-mapping", source.place((plural,), key=True), {"found": plural}))
        else:
            for key, data in items.items():
                found = _entry(source, model, (plural, key), data)
                if isinstance(found, Entry):
                    entries.append((found, (plural, key)))
                else:
                    problems += found
    return entries, problems


def named(source: Source) -> Iterator[Path]:
    """The paths of everything in one file that stands where an entry stands, sound or not."""
    return ((plural, id) for plural, items in source.data.items() if isinstance(items, dict) for id in items)


def _entry(source: Source, model: type[Entry], path: Path, data: Any) -> Entry | list[Problem]:
    key = str(path[-1])
    pattern = SOURCE_ID if model.kind == "source" else ENTRY_ID
    if not pattern.fullmatch(key):
        return [Problem("bad-id", source.place(path, key=True), {"found": key})]
    if not isinstance(data, dict):
        return [Problem("not-a-mapping", source.place(path, key=True), {"found": key})]
    if "id" in data:
        return [_unknown_key(source, (*path, "id"), _keys(model), model.kind)]
    try:
        return model.model_validate({**data, "id": key})
    except ValidationError as error:
        return list(_problems(source, model, path, data, error))


def _problems(source: Source, model: type[Entry], path: Path, data: Any, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors(include_url=False, include_input=True):
        kind, context = detail["type"], detail.get("ctx", {})
        code = CODES.get(kind, kind)
        where = (*path, *(part for part in _existing(data, detail["loc"])))
        if code == "unknown-key":
            owner = _model_at(model, detail["loc"][:-1])
            yield _unknown_key(source, (*where, str(detail["loc"][-1])), _keys(owner), str(path[-1]))
        elif code == "missing-key":
            yield Problem(code, source.place(where, key=True), {"key": detail["loc"][-1], "entry": path[-1]})
        else:
            params = {"found": _short(detail["input"]), "entry": path[-1], "said": detail["msg"], "limit": "", **context}
            params["allowed"] = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
            params["limit"] = context.get("ge", context.get("le", context.get("max_length", "")))
            meant = nearest(str(detail["input"]), params["allowed"].split(", ")) if code == "not-one-of" else ()
            known = code in _codes()
            yield Problem(code if known else "invalid", source.place(where), params, meant)


@cache
def _codes() -> frozenset[str]:
    return frozenset(messages())


def _existing(data: Any, loc: Iterable[str | int]) -> Iterator[str | int]:
    """The parts of `loc` that are keys or indexes in the data; pydantic adds others for unions and validators."""
    for part in loc:
        if (isinstance(data, dict) and part in data) or (isinstance(data, list) and part in range(len(data))):
            data = data[part]  # type: ignore[index]  # an int where data is a list
            yield part


def _unknown_key(source: Source, path: Path, allowed: Iterable[str], owner: str) -> Problem:
    key = str(path[-1])
    names = sorted(allowed)
    params = {"key": key, "owner": owner, "allowed": ", ".join(names)}
    return Problem("unknown-key", source.place(path, key=True), params, nearest(key, names))


def _keys(model: type[BaseModel]) -> list[str]:
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


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
