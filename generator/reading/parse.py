"""Sources as entries: every mistake of every entry becomes a problem at its place."""

import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from typing import Any

from pydantic import ValidationError

from generator.models import KIND_BY_PLURAL, Entry
from generator.models.base import RESERVED
from generator.models.provenance import Source as SourceFact
from generator.models.provenance import document_id
from generator.problems import Problem, Suggestion
from generator.reading.misfits import keys_of, problem_of, shape_problem, shortened, unknown_key, without_echo
from generator.reading.nearest import nearest
from generator.reading.source import Path, Source

ENTRY_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
SOURCE_ID = re.compile(r"[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)+")
MAX_ID = 60


def parse(source: Source) -> tuple[list[tuple[Entry, Path]], list[Problem]]:
    """The sound entries of one file with their paths, and what is wrong with the others."""
    entries: list[tuple[Entry, Path]] = []
    problems: list[Problem] = []
    for plural, items in source.data.items():
        model = KIND_BY_PLURAL.get(plural)
        if model is None:
            names = sorted(KIND_BY_PLURAL)
            params = {"key": plural, "allowed": ", ".join(names)}
            problems.append(Problem("unknown-kind", source.place((plural,), key=True), params, nearest(plural, names)))
        elif not isinstance(items, dict):
            problems.append(shape_problem(source, (plural,), items, "not-a-mapping"))
        else:
            for key, data in items.items():
                entry, found = _entry(source, model, (plural, key), data)
                problems += found
                if entry:
                    entries.append((entry, (plural, key)))
    return entries, problems


def named(source: Source) -> Iterator[Path]:
    """The paths of everything in one file that stands where an entry stands, sound or not."""
    return ((plural, id) for plural, items in source.data.items() if isinstance(items, dict) for id in items)


def _entry(source: Source, model: type[Entry], path: Path, data: Any) -> tuple[Entry | None, list[Problem]]:
    """The entry at a path and what is wrong with it; wrong keys alone leave an entry whose texts can be checked, too."""
    refused = _refused(source, model, path, data)
    if refused:
        return None, [refused]
    try:
        return model.model_validate({**data, "id": path[-1]}), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = [problem_of(source, model, path, data, detail) for detail in details]
        return _mended(model, path, data, found), without_echo(found)


def _mended(model: type[Entry], path: Path, data: dict[str, Any], problems: list[Problem]) -> Entry | None:
    """The entry as it would be with every unknown key spelt as suggested or left out, if that is all it takes."""
    data = deepcopy(data)
    for problem in problems:
        if problem.code != "unknown-key":
            continue
        *above, key = problem.params["path"][len(path) :]
        parent = reduce(lambda value, part: value[part], above, data)
        value = parent.pop(key)
        for suggestion in problem.suggestions[:1]:
            parent.setdefault(suggestion.word, value)
    try:
        return model.model_validate({**data, "id": path[-1]})
    except ValidationError:
        return None


def reserved(model: type[Entry], id: str) -> bool:
    """Whether the page of this id would have a name that is taken, or cannot be the name of a file everywhere."""
    return (document_id(id) if model is SourceFact else id) in RESERVED


def _refused(source: Source, model: type[Entry], path: Path, data: Any) -> Problem | None:
    """What keeps something from being looked at as an entry at all."""
    key = str(path[-1])
    pattern, wrong = (SOURCE_ID, "bad-source-id") if model.kind == "source" else (ENTRY_ID, "bad-id")
    if not pattern.fullmatch(key) or len(key) > MAX_ID:
        better = unicodedata.normalize("NFKC", key).casefold().strip().replace("_", "-").replace(" ", "-")
        meant = (Suggestion(better),) if pattern.fullmatch(better) and len(better) <= MAX_ID else ()
        return Problem(wrong, source.place(path, key=True), {"found": shortened(key)}, meant)
    if reserved(model, key):
        return Problem("reserved-id", source.place(path, key=True), {"found": key})
    if not isinstance(data, dict):
        return shape_problem(source, path, data, "not-a-mapping")
    if "id" in data:
        return unknown_key(source, (*path, "id"), keys_of(model), model.kind)
    return None
