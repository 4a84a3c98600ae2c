"""Output files as values, and writing only those that changed."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output file: its path below the output folder (with `/`), its bytes, and the id of the entry it renders."""

    path: str
    content: bytes
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written anew, left as they were, and removed because nothing renders them any more."""

    changed: int
    unchanged: int
    removed: int


def write(artifacts: Iterable[Artifact], folder: Path) -> Written:
    """Make `folder` hold exactly these artifacts; a file that has the right bytes already is not touched."""
    wanted: set[str] = set()
    changed = unchanged = 0
    for artifact in artifacts:
        path = folder / artifact.path
        wanted.add(artifact.path)
        if path.is_file() and path.stat().st_size == len(artifact.content) and path.read_bytes() == artifact.content:
            unchanged += 1
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, artifact.content)
        changed += 1
    stale = [file for file in files_below(folder) if file not in wanted]
    for file in stale:
        (folder / file).unlink()
    return Written(changed, unchanged, len(stale))


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` at `path` whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def files_below(folder: Path) -> Iterator[str]:
    """Every file below a folder, as a path from there with `/`."""
    for top, _, names in os.walk(folder):
        way = os.path.relpath(top, folder).replace(os.sep, "/")
        yield from names if way == "." else (f"{way}/{name}" for name in names)
