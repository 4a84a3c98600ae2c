"""Ids are unique, and every reference leads to an entry of the right kind."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator

from generator.handbook import Handbook, Located, clause_paths
from generator.inline import references
from generator.models import KINDS, Entry
from generator.models.standard import Standard, Uniform
from generator.problems import Problem, Suggestion
from generator.reading.nearest import nearest
from generator.reading.source import Path

MOST_LOOKED_UP = 200
PLURALS = {kind.kind: kind.plural for kind in KINDS}


def repeated_ids(names: Iterable[Located]) -> Iterator[Problem]:
    """Ids that are alike after folding width and case; a file system or a reader would take them for one."""
    seen: dict[str, Located] = {}
    for where in names:
        id = str(where.path[-1])
        folded = id if id.isascii() and id.islower() else unicodedata.normalize("NFKC", id).casefold()
        first = seen.setdefault(folded, where)
        if first is not where:
            yield Problem("duplicate-id", where.place(key=True), {"id": id, "first": str(first.place(key=True))})


def unresolved(handbook: Handbook, named: Collection[str] = ()) -> Iterator[Problem]:
    """References to what does not exist or is of another kind, clauses that share an id, each with its place.

    `named` are the ids of everything written, so that a broken entry is reported once and not wherever it is quoted.
    """
    broken = frozenset(named) - handbook.entries.keys()

    meant: dict[str, tuple[Suggestion, ...]] = {}
    for entry, path, id, kinds, needle in _references(handbook):
        code = "" if id.split(".", 1)[0] in broken else _wrong(handbook, id, kinds, bool(needle))
        if code:
            place = handbook.located[entry.id].place(path, needle=needle)
            target = handbook.entries.get(id)
            expected = ", ".join(PLURALS.get(kind, kind) for kind in kinds)
            params = {"id": id, "kind": target.plural if target else "", "expected": expected}
            if id not in meant and len(meant) < MOST_LOOKED_UP:
                meant[id] = _meant(handbook, id, kinds) if code != "wrong-kind" else ()
            yield Problem(code, place, params, meant.get(id, ()))
    for entry in (*handbook.of(Standard), *handbook.of(Uniform)):
        yield from _repeated_clauses(entry, handbook.located[entry.id])


def _references(handbook: Handbook) -> Iterator[tuple[Entry, Path, str, tuple[str, ...], str]]:
    """Entry, path, id named there, kinds it may be of, and for a reference inside a text what to look for there."""
    for entry, path, id, mark in handbook.refs:
        yield entry, path, id, mark.kinds, ""
    for entry, path, text, _ in handbook.texts:
        for reference in references(text):
            yield entry, path, reference.id, (), f"[[{reference.id}"


def _wrong(handbook: Handbook, id: str, kinds: tuple[str, ...], in_text: bool) -> str:
    """The code of what is wrong with a reference, or nothing."""
    if "clause" in kinds:
        return "" if id in handbook.clauses else "unknown-clause"
    entry = handbook.entries.get(id)
    if entry is None:
        return "" if in_text and id in handbook.clauses else "unknown-id"
    return "" if not kinds or entry.kind in kinds else "wrong-kind"


def _meant(handbook: Handbook, id: str, kinds: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """The ids that may have been meant, by what was typed as an id or as a title."""
    if "clause" in kinds:
        return nearest(id, handbook.clauses)
    known = [entry for entry in handbook.entries.values() if not kinds or entry.kind in kinds]
    if id.isascii():
        return nearest(id, [entry.id for entry in known])
    titles = {entry.title: entry.id for entry in known}
    if id in titles:
        return (Suggestion(titles[id], "title"),)
    return tuple(Suggestion(titles[s.word], s.reason) for s in nearest(id, titles))


def _repeated_clauses(entry: Entry, where: Located) -> Iterator[Problem]:
    seen = set()
    for path, clause in clause_paths(entry):
        if clause.id in seen:
            yield Problem("duplicate-clause", where.place((*path, "id")), {"id": clause.id, "entry": entry.title})
        seen.add(clause.id)
