"""Where things lie, and the whole story: load, render, build."""

from dataclasses import dataclass
from pathlib import Path

from generator.dialect import MAX_BYTES
from generator.problems import Place, Problem
from generator.reading import Loaded, read_handbook

__all__ = ["Loaded", "Project", "load"]

SUFFIXES = (".yaml", ".yml")
FOLDERS = ("standards", "forms")
IGNORED_PREFIXES = ("~$", "._", ".")


@dataclass(frozen=True)
class Project:
    """A folder with `standards/`, `forms/` and `mkdocs.yml`."""

    root: Path

    def source_files(self) -> list[Path]:
        """Every YAML file an editor keeps, and every link, in the order of their paths."""
        found = (p for folder in FOLDERS for p in (self.root / folder).rglob("*") if not p.name.startswith(IGNORED_PREFIXES))
        return sorted(p for p in found if p.is_symlink() or (p.suffix.lower() in SUFFIXES and p.is_file()))


def load(project: Project) -> Loaded:
    """Read every source and check everything, gathering all problems."""
    problems: list[Problem] = []
    contents: list[tuple[str, bytes]] = []
    for path in project.source_files():
        file = path.relative_to(project.root).as_posix()
        refused = _refused(path, file)
        if refused:
            problems.append(refused)
        else:
            contents.append((file, path.read_bytes()))
    if not contents and not problems:
        problems.append(Problem("no-sources", Place(FOLDERS[0])))
    return read_handbook(contents, problems)


def _refused(path: Path, file: str) -> Problem | None:
    """Why a file is not read at all."""
    if path.is_symlink():
        return Problem("symlink", Place(file))
    size = path.stat().st_size
    return Problem("file-too-big", Place(file), {"size": size, "limit": MAX_BYTES}) if size > MAX_BYTES else None
