"""Ids are unique, and every reference leads to an entry of the right kind."""

import unicodedata
from collections.abc import Iterable, Iterator

from generator.handbook import Handbook, Located, clauses_of
from generator.inline import references
from generator.models import Entry
from generator.nearest import nearest
from generator.problems import Problem, Suggestion
from generator.source import Path


def repeated_ids(pairs: Iterable[tuple[Entry, Located]]) -> Iterator[Problem]:
    """Ids that are alike after folding width and case; a file system or a reader would take them for one."""
    seen: dict[str, Located] = {}
    for entry, where in pairs:
        folded = unicodedata.normalize("NFKC", entry.id).casefold()
        if folded in seen:
            yield Problem("duplicate-id", where.place(key=True), {"id": entry.id, "first": str(seen[folded].place(key=True))})
        else:
            seen[folded] = where


def unresolved(handbook: Handbook) -> Iterator[Problem]:
    """References to what does not exist or is of another kind, clauses that share an id, each with its place."""
    for entry in handbook.entries.values():
        where = handbook.located[entry.id]
        for path, id, mark in entry.refs():
            yield from _check(handbook, where, path, id, mark.kinds)
        for path, text, _ in entry.prose():
            for reference in references(text):
                yield from _check(handbook, where, path, reference.id, (), f"[[{reference.id}")
        yield from _repeated_clauses(entry, where)


def _check(
    handbook: Handbook, where: Located, path: Path, id: str, kinds: tuple[str, ...], needle: str = ""
) -> Iterator[Problem]:
    if "clause" in kinds:
        if id not in handbook.clauses:
            yield Problem("unknown-clause", where.place(path), {"id": id}, nearest(id, handbook.clauses))
        return
    entry = handbook.entries.get(id)
    if entry is None and not (needle and id in handbook.clauses):
        known = [e.id for e in handbook.entries.values() if not kinds or e.kind in kinds]
        yield Problem("unknown-id", where.place(path, needle=needle), {"id": id}, _meant(handbook, id, known))
    elif entry is not None and kinds and entry.kind not in kinds:
        params = {"id": id, "kind": entry.kind, "expected": ", ".join(kinds)}
        yield Problem("wrong-kind", where.place(path, needle=needle), params)


def _meant(handbook: Handbook, id: str, known: list[str]) -> tuple[Suggestion, ...]:
    by_id = nearest(id, known)
    if by_id or id.isascii():
        return by_id
    titles = {handbook.entries[k].title: k for k in known}
    return tuple(Suggestion(titles[s.word], s.reason) for s in nearest(id, titles))


def _repeated_clauses(entry: Entry, where: Located) -> Iterator[Problem]:
    seen = set()
    for clause in clauses_of(entry):
        if clause.id in seen:
            yield Problem("duplicate-clause", where.place(needle=""), {"id": clause.id, "entry": entry.id})
        seen.add(clause.id)
