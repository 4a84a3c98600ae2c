"""The handbook: every entry by id, where it stands, and who quotes whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TypeVar, cast

from generator.inline import references
from generator.models import Entry, Model
from generator.models.base import IsProse, RefTo
from generator.models.number import Figure, Sla
from generator.models.quantity import Quantity
from generator.models.standard import Clause, Standard, Uniform, UniformRule
from generator.problems import Place
from generator.reading.source import Path, Source
from generator.texts import label

E = TypeVar("E", bound=Entry)
AnyClause = Clause | UniformRule
CLAUSE_LISTS: dict[type[Entry], tuple[str, ...]] = {
    Standard: ("clauses",),
    Uniform: ("required", "tolerated", "forbidden"),
}


@dataclass(frozen=True)
class Located:
    """Where an entry stands: its source file and the path in it."""

    source: Source
    path: Path

    def place(self, path: Path = (), *, key: bool = False, needle: str = "", nth: int = 0) -> Place:
        return self.source.place((*self.path, *path), key=key, needle=needle, nth=nth)


@dataclass(frozen=True)
class Origin:
    """Where a value comes from: the handbook itself, or a store's layer over it."""

    value: Quantity
    base: Quantity
    store: str = ""


@dataclass(frozen=True)
class Handbook:
    """Everything loaded, in the order of the files; a store's layer has its own values and hides what it does not offer."""

    entries: Mapping[str, Entry]
    located: Mapping[str, Located] = field(default_factory=dict)
    overrides: Mapping[str, Quantity] = field(default_factory=dict)
    store: str = ""
    hidden: frozenset[str] = frozenset()

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """All entries of one kind that are not hidden."""
        return cast("tuple[E, ...]", self.by_kind.get(kind.kind, ()))

    def get(self, id: str, kind: type[E]) -> E:
        """The entry of that id, which links have been checked to be of that kind."""
        entry = self.entries[id]
        assert isinstance(entry, kind), id
        return entry

    @cached_property
    def by_kind(self) -> dict[str, tuple[Entry, ...]]:
        kinds: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.id not in self.hidden:
                kinds[entry.kind].append(entry)
        return {kind: tuple(entries) for kind, entries in kinds.items()}

    @cached_property
    def texts(self) -> tuple[tuple[Entry, Path, str, IsProse], ...]:
        """Every text that may quote entries, with its entry and its path there."""
        return tuple((entry, path, text, mark) for entry, path, text, mark in self._marked if isinstance(mark, IsProse))

    @cached_property
    def refs(self) -> tuple[tuple[Entry, Path, str, RefTo], ...]:
        """Every id an entry names in a field, with its entry and its path there."""
        return tuple((entry, path, id, mark) for entry, path, id, mark in self._marked if isinstance(mark, RefTo))

    @cached_property
    def _marked(self) -> tuple[tuple[Entry, Path, str, IsProse | RefTo], ...]:
        return tuple((entry, *found) for entry in self.entries.values() for found in entry.marked())

    @cached_property
    def clauses(self) -> dict[str, tuple[Standard | Uniform, AnyClause]]:
        """Every clause under `<entry>.<clause>`, with the entry it stands in, hidden or not."""
        owners = [entry for entry in self.entries.values() if isinstance(entry, Standard | Uniform)]
        return {f"{owner.id}.{clause.id}": (owner, clause) for owner in owners for clause in clauses_of(owner)}

    def has_clause(self, id: str) -> bool:
        """Whether there is such a clause, and it stands in an entry that is not hidden."""
        return id in self.clauses and self.clauses[id][0].id not in self.hidden

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        """Every id an entry names, in fields and in texts."""
        found: dict[str, list[str]] = {id: [] for id in self.entries}
        for entry, _, named, _ in self.refs:
            found[entry.id].append(named)
        for entry, _, text, _ in self.texts:
            found[entry.id] += [reference.id for reference in references(text)]
        return found

    @cached_property
    def quoted_by(self) -> dict[str, tuple[str, ...]]:
        """Which entries name an entry, or a clause of it, in a field or in a text."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        named = [(entry.id, id) for entry, _, id, _ in self.refs]
        quoted = [(entry.id, reference.id) for entry, _, text, _ in self.texts for reference in references(text)]
        for by, id in (*named, *quoted):
            target = id.split(".", 1)[0] if id not in self.entries else id
            if target != by:
                found[target][by] = None
        return {id: tuple(ids) for id, ids in found.items()}

    def quoting(self, id: str, kind: type[E]) -> tuple[E, ...]:
        """The entries of one kind that name the entry of that id."""
        quoting = (self.entries[q] for q in self.quoted_by.get(id, ()) if q not in self.hidden)
        return tuple(entry for entry in quoting if isinstance(entry, kind))

    def quantity(self, id: str) -> Quantity:
        """The number registered under an id, as the store has it; a computed one is computed."""
        if id in self.overrides:
            return self.overrides[id]
        entry = self.entries[id]
        assert isinstance(entry, Sla | Figure), id
        if isinstance(entry, Figure) and entry.computed:
            return first_day(self.quantity(entry.computed.fee), self.quantity(entry.computed.exceeds))
        assert entry.value is not None
        return entry.value

    def origin(self, id: str) -> Origin:
        """The value in force and the one of the base handbook."""
        return Origin(
            self.quantity(id), replace(self, overrides={}, store="").quantity(id), self.store if id in self.overrides else ""
        )

    def digest(self, id: str) -> str:
        """Eight characters that change whenever the entry, or a number it quotes, changes."""
        entry = self.entries[id]
        numbers = [(q, str(self.quantity(q))) for q in sorted(set(self._named[id])) if self.is_number(q)]
        return sha256(f"{entry.model_dump_json()}{numbers}".encode()).hexdigest()[:8]

    def is_number(self, id: str) -> bool:
        return isinstance(self.entries.get(id), Sla | Figure)


def clauses_of(entry: Entry) -> tuple[AnyClause, ...]:
    """The checkable sentences of a standard or uniform."""
    return tuple(clause for _, clause in clause_paths(entry))


def clause_paths(entry: Entry) -> Iterator[tuple[Path, AnyClause]]:
    """The clauses of an entry, each with its path in the YAML."""
    names = CLAUSE_LISTS.get(type(entry), ())
    return (((name, index), clause) for name in names for index, clause in enumerate(getattr(entry, name)))


def quotes(entry: Model) -> Iterator[str]:
    """Every id an entry names, in fields and in texts."""
    yield from (id for _, id, _ in entry.refs())
    for _, text, _ in entry.prose():
        yield from (reference.id for reference in references(text))


def first_day(fee: Quantity, deposit: Quantity) -> Quantity:
    """The first day on which a daily fee, added up, exceeds the deposit: 1 yuan a day exceeds 20 yuan on day 21."""
    days = int(deposit.high // fee.high) + 1
    return Quantity(label("number.late-day", day=days), "=", type(fee.high)(days), type(fee.high)(days), "day-number")


def assemble(located: Iterable[tuple[Entry, Located]]) -> Handbook:
    """A handbook of entries whose ids are already known to be unique."""
    pairs = list(located)
    return Handbook({entry.id: entry for entry, _ in pairs}, {entry.id: where for entry, where in pairs})
