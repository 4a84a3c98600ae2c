"""Filled checklists on disk: which files of a folder are meant, and no more of each than is read anyway."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.sheets.screen import MOST_BYTES

KEPT_OPEN = ("~$", ".")
"""How names begin of what Excel, WPS and LibreOffice keep beside an open file."""
SUFFIXES = {".xlsx", ".xlsm", ".xls", ".et", ".ods"}


def collected(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Name and content of the files named and of the workbooks in the folders named; unreadable content is empty."""
    for path in paths:
        if path.is_dir():
            yield from ((file.relative_to(path).as_posix(), _content(file)) for file in _workbooks(path))
        else:
            yield path.name, _content(path)


def _workbooks(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in found if not path.name.startswith(KEPT_OPEN))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return b""
