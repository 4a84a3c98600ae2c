"""Filled checklists on disk: which files of a folder are meant, and no more of each than is read anyway."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from generator.sheets.screen import MOST_BYTES

KEPT_OPEN = ("~$", ".")
"""How names begin of what Excel, WPS and LibreOffice keep beside an open file."""
SUFFIXES = {".xlsx", ".xlsm", ".xls", ".et", ".ods"}


def collected(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Name and content of the files named and of the workbooks in the folders named, each once; unreadable content is empty."""
    seen: set[Path] = set()
    for name, file in chain.from_iterable(map(_named, paths)):
        own = file.resolve()
        if own not in seen:
            seen.add(own)
            yield name, _content(file)


def _named(path: Path) -> list[tuple[str, Path]]:
    """The files meant by a path, with the names to show."""
    if path.is_dir():
        return [(file.relative_to(path).as_posix(), file) for file in _workbooks(path)]
    return [(path.name, path)]


def _workbooks(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in found if not path.name.startswith(KEPT_OPEN))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return b""
