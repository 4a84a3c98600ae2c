"""What tests of every room share: a project drawn in the test itself."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.problems import Problem
from generator.project import Loaded, Project, load

BLOCK = re.compile(r"^--- (\S+)\n", re.MULTILINE)


PROGRAMS = {"browser": "chromium", "office": "soffice", "poppler": "pdftotext"}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that drives a program says so by its marker; without the program it is skipped, and fails where CI=true."""
    for marker, program in PROGRAMS.items():
        if item.get_closest_marker(marker) and not shutil.which(program):
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{program} is not installed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is expected anew from what is found")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, one for all tests of a process, for Playwright runs only once in each."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Holds a text against the file that says what it should be, or writes that file with --update-golden."""

    def compare(file: Path, found: str) -> None:
        if request.config.getoption("--update-golden"):
            file.write_text(found, encoding="utf-8", newline="\n")
        expected = file.read_text(encoding="utf-8") if file.exists() else "nothing was expected yet: run pytest --update-golden"
        assert found == expected

    return compare


@dataclass(frozen=True)
class Drawn:
    """A project on disk, drawn from text."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(self.root)

    def check(self) -> Loaded:
        return load(self.project)

    def codes(self) -> list[str]:
        return [problem.code for problem in self.check().problems]

    def problems(self) -> list[tuple[str, str]]:
        """Each problem as its place and its sentence."""
        return [(shown(self.root, p), p.says()) for p in self.check().problems]

    def write(self, path: str, content: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def shown(root: Path, problem: Problem) -> str:
    """The characters a problem points at."""
    line = (root / problem.place.file).read_text("utf-8-sig").splitlines()[problem.place.line - 1]
    return line[problem.place.column - 1 :][: problem.place.length]


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Drawn]:
    """Draws a project from a dict of paths, or from one text in which `--- path` begins each file (else standards/a.yaml)."""

    def draw(content: str | dict[str, str | bytes]) -> Drawn:
        drawn = Drawn(tmp_path)
        for path, text in (files(content) if isinstance(content, str) else content).items():
            drawn.write(path, text)
        return drawn

    return draw


def files(text: str) -> dict[str, str]:
    """The files of a text in which `--- path` lines begin each."""
    parts = BLOCK.split(text)
    named = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {"standards/a.yaml": parts[0], **named} if parts[0].strip() else named
