"""Replacing a site whole or not at all: one build at a time, made aside, swapped in by rename.

A killed build leaves the old site as it was; what it left lying is cleared by the next one.
"""

import ctypes
import errno
import json
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from generator import __version__
from generator.problems import EnvironmentFault

LOCK = "lock"
MARKER = ".handbook-site"
WORK_MARKER = ".handbook-build"
AT_FDCWD, RENAME_EXCHANGE = -100, 2
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}


@contextmanager
def exclusive(build_dir: Path) -> Iterator[None]:
    """Hold the build folder for this process alone; raises EnvironmentFault, saying who, while another build runs.

    The lock is the operating system's and ends with its process, so a killed build leaves none behind.
    """
    with environment_faults(build_dir):
        build_dir.mkdir(parents=True, exist_ok=True)
        path = build_dir / LOCK
        file = path.open("a+", encoding="utf-8")
    with file:
        if not _locked(file):
            raise EnvironmentFault("build-running", file=str(path), who=_holder(path))
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
        file.flush()
        yield


@contextmanager
def replacing(site_dir: Path, root: Path) -> Iterator[Path]:
    """An empty folder beside `site_dir` that takes its place when the block ends without an error.

    Raises EnvironmentFault where `site_dir` is not ours to replace, and for a full disk or a missing permission;
    whatever goes wrong, the old site stays.
    """
    if root.resolve().is_relative_to(site_dir.resolve()):
        raise EnvironmentFault("site-is-project", file=str(site_dir))
    new, old = site_dir.with_name(f"{site_dir.name}.new"), site_dir.with_name(f"{site_dir.name}.old")
    with environment_faults(site_dir):
        _refuse_foreign(site_dir)
        _recover(site_dir, old)
        _start(new)
    try:
        with environment_faults(site_dir):
            yield new
            _swap(site_dir, new, old)
    finally:
        with suppress(OSError):
            _clear(new)
    with suppress(OSError):
        _clear(old)


def claim(work: Path, docs: Path) -> None:
    """Make `docs` below `work` ours to fill and to empty; raises EnvironmentFault for a link or another's files."""
    if docs.is_symlink():
        raise EnvironmentFault("site-is-link", file=str(docs))
    if not (work / WORK_MARKER).is_file() and not _is_free(docs):
        raise EnvironmentFault("site-not-ours", file=str(docs))
    work.mkdir(parents=True, exist_ok=True)
    _mark(work / WORK_MARKER)


@contextmanager
def environment_faults(path: Path) -> Iterator[None]:
    """Errors of the machine become EnvironmentFault, naming the file they struck."""
    try:
        yield
    except OSError as error:
        code = "disk-full" if error.errno in FULL else "not-writable" if error.errno in FORBIDDEN else "machine-error"
        raise EnvironmentFault(code, file=str(error.filename or path), said=error.strerror or str(error)) from error


def _refuse_foreign(site_dir: Path) -> None:
    """Only a missing or empty folder, or a site made by us, may be replaced."""
    if site_dir.is_symlink():
        raise EnvironmentFault("site-is-link", file=str(site_dir))
    for path in (site_dir, site_dir.with_name(f"{site_dir.name}.new"), site_dir.with_name(f"{site_dir.name}.old")):
        if path.is_symlink() or not (_is_free(path) or (path / MARKER).is_file()):
            raise EnvironmentFault("site-not-ours", file=str(path))


def _is_free(path: Path) -> bool:
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))


def _recover(site_dir: Path, old: Path) -> None:
    """Put back the site that a build killed between two renames had moved aside."""
    if old.is_dir() and not site_dir.exists():
        old.rename(site_dir)
    else:
        _clear(old)


def _start(new: Path) -> None:
    _clear(new)
    new.mkdir(parents=True)
    _mark(new / MARKER)


def _mark(path: Path) -> None:
    path.write_text(f"handbook {__version__}\n", encoding="utf-8")


def _clear(folder: Path) -> None:
    """Remove a folder of ours, its marker last: what a kill leaves of it is still known as ours."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARKER:
            path.unlink()
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()


def _swap(site_dir: Path, new: Path, old: Path) -> None:
    """Put `new` in the place of the site: in one step where the system can, else by two renames."""
    if site_dir.exists() and _exchanged(site_dir, new):
        return
    if site_dir.exists():
        site_dir.rename(old)
    try:
        new.rename(site_dir)
    except OSError:
        if old.exists():
            old.rename(site_dir)
        raise


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders have changed places in a single step (Linux, on file systems that know it)."""
    try:
        exchange = ctypes.CDLL(None).renameat2
        return bool(exchange(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def _holder(path: Path) -> str:
    """Which process holds the lock, as far as it says."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return f"{said['host']}:{said['pid']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "?"


if sys.platform == "win32":
    import msvcrt

    BEYOND = 1 << 30  # a byte far behind the text, so that others may read who holds the lock

    def _locked(file: IO[str]) -> bool:
        file.seek(BEYOND)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        file.seek(0)
        return True

else:
    import fcntl

    def _locked(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EAGAIN):
                raise
            return False
        return True
