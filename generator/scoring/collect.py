"""Filled checklists on disk: which files of a folder are meant, and no more of each than is read anyway."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from generator.problems import EnvironmentFault
from generator.sheets.read import is_summary
from generator.sheets.screen import MOST_BYTES

KEPT_OPEN = ("~$", ".")
"""How names begin of what Excel, WPS and LibreOffice keep beside an open file."""
SUFFIXES = {".xlsx", ".xlsm", ".xls", ".et", ".ods"}


def collected(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Name and content of the files named and of the workbooks in the folders named, each once; unreadable content is empty.

    Names are those below the folder that holds all of them. Our own summaries are left out.
    """
    named = [path.resolve() if path.is_dir() else path.parent.resolve() / path.name for path in paths]
    base = _common([path if path.is_dir() else path.parent for path in named])
    seen: set[Path] = set()
    for file in chain.from_iterable(map(_files, named)):
        own = file.resolve()
        if own not in seen:
            seen.add(own)
            content = _content(file)
            if not is_summary(content):
                yield (file.relative_to(base) if base else file).as_posix(), content


def keep_foreign(path: Path) -> None:
    """Raises EnvironmentFault where a file stands at `path` that is no summary of ours."""
    if path.exists() and not is_summary(_content(path)):
        raise EnvironmentFault("scores-not-ours", file=path.as_posix())


def _common(folders: list[Path]) -> Path | None:
    """The folder that holds all of these; none where they are on several drives."""
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:
        return None


def _files(path: Path) -> list[Path]:
    """The files meant by a path."""
    return _workbooks(path) if path.is_dir() else [path]


def _workbooks(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in found if not path.name.startswith(KEPT_OPEN))


def _content(path: Path) -> bytes:
    """The beginning of a regular file; a pipe or a device would never end."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return b""
