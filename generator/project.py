"""Where things lie, and the whole story: load, render, build."""

from dataclasses import dataclass
from pathlib import Path

from generator.handbook import Handbook, Located, assemble
from generator.links import repeated_ids, unresolved
from generator.models import Entry
from generator.parse import parse
from generator.problems import Place, Problem, errors, ordered
from generator.rules import broken_rules
from generator.source import Source, read_source

FOLDERS = ("standards", "forms")
IGNORED_PREFIXES = ("~$", "._", ".")


@dataclass(frozen=True)
class Project:
    """A folder with `standards/`, `forms/` and `mkdocs.yml`."""

    root: Path

    def source_files(self) -> list[Path]:
        """Every YAML file an editor keeps, in the order of their paths."""
        found = (p for folder in FOLDERS for p in (self.root / folder).rglob("*") if p.suffix in (".yaml", ".yml"))
        return sorted(p for p in found if not p.name.startswith(IGNORED_PREFIXES))


@dataclass(frozen=True)
class Loaded:
    """What reading gave: the handbook as far as it is sound, all problems, and the lines for showing them."""

    handbook: Handbook
    problems: tuple[Problem, ...]
    lines: dict[str, tuple[str, ...]]

    @property
    def sound(self) -> bool:
        return not any(errors(self.problems))


def load(project: Project) -> Loaded:
    """Read every source and check everything, gathering all problems; links and rules wait until every entry is sound."""
    problems: list[Problem] = []
    pairs: list[tuple[Entry, Located]] = []
    lines: dict[str, tuple[str, ...]] = {}
    for path in project.source_files():
        file = path.relative_to(project.root).as_posix()
        source, found = _read(path, file)
        problems += found
        if source:
            entries, found = parse(source)
            problems += found
            pairs += [(entry, Located(source, where)) for entry, where in entries]
            lines[file] = source.lines
    if not lines and not problems:
        problems.append(Problem("no-sources", Place(FOLDERS[0])))
    problems += repeated_ids(pairs)
    handbook = assemble(pairs)
    if not any(errors(problems)):
        problems += unresolved(handbook)
    if not any(errors(problems)):
        problems += broken_rules(handbook)
    return Loaded(handbook, ordered(problems), lines)


def _read(path: Path, file: str) -> tuple[Source | None, list[Problem]]:
    if path.is_symlink():
        return None, [Problem("symlink", Place(file))]
    return read_source(file, path.read_bytes())
