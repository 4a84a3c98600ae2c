"""Files as a handbook: read, parse, link and check, gathering all that is wrong on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.handbook import Handbook, Located, assemble
from generator.links import repeated_ids, unresolved
from generator.models import Entry
from generator.problems import Problem, errors, ordered
from generator.reading.dialect import decode
from generator.reading.parse import named, parse
from generator.reading.source import read_source
from generator.rules import broken_rules

Lines = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Loaded:
    """What reading gave: the handbook as far as it is sound, all problems, and the lines for showing them."""

    handbook: Handbook
    problems: tuple[Problem, ...]
    lines: Lines

    @property
    def sound(self) -> bool:
        return not any(errors(self.problems))


def read_handbook(files: Iterable[tuple[str, bytes]], problems: Iterable[Problem] = ()) -> Loaded:
    """The handbook in these files (path, content), with `problems` met before.

    An entry that is broken still exists for the references of others, and its id is taken. References wait until every
    file is readable, rules that look at the handbook as a whole until everything else is sound.
    """
    found = list(problems)
    readable = not any(errors(found))
    lines: Lines = {}
    names: list[Located] = []
    pairs: list[tuple[Entry, Located]] = []
    for file, content in files:
        source, wrong = read_source(file, content)
        here: list[Located] = []
        if source:
            entries, misfits = parse(source)
            wrong += misfits
            pairs += [(entry, Located(source, path)) for entry, path in entries]
            here = [Located(source, path) for path in named(source)]
        found += wrong
        names += here
        readable = readable and (bool(here) or not any(errors(wrong)))
        lines[file] = source.lines if source else _lines(file, content)
    found += repeated_ids(names)
    handbook = assemble(pairs)
    handbook = replace(handbook, located={str(place.path[-1]): place for place in names} | dict(handbook.located))
    if readable:
        found += unresolved(handbook, {str(place.path[-1]) for place in names})
    found += broken_rules(handbook, whole=not any(errors(found)))
    return Loaded(handbook, ordered(found), lines)


def _lines(file: str, content: bytes) -> tuple[str, ...]:
    text, _ = decode(file, content)
    return tuple(text.split("\n")) if text is not None else ()
