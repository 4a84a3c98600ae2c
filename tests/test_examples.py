"""Example projects: the good ones are sound, and each bad one gives exactly the report in its problems.txt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.formats import as_text
from generator.problems import LANGUAGES
from generator.project import Loaded, Project, load

EXAMPLES = Path(__file__).parent / "examples"
GOOD = sorted(path for path in (EXAMPLES / "good").iterdir() if path.is_dir())
BAD = sorted(path for path in (EXAMPLES / "bad").iterdir() if path.is_dir())


def read(folder: Path) -> Loaded:
    return load(Project(folder))


@pytest.mark.parametrize("folder", GOOD, ids=lambda path: path.name)
def test_good_examples_are_sound(folder: Path) -> None:
    assert [(str(p.place), p.code) for p in read(folder).problems] == []


@pytest.mark.parametrize("folder", BAD, ids=lambda path: path.name)
def test_bad_examples_give_their_report(folder: Path, golden: Callable[[Path, str], None]) -> None:
    loaded = read(folder)
    golden(folder / "problems.txt", as_text(loaded.problems, loaded.lines) + "\n")


@pytest.mark.parametrize("folder", BAD, ids=lambda path: path.name)
def test_problems_of_bad_examples_are_whole_sentences_at_real_places(folder: Path) -> None:
    loaded = read(folder)
    for problem in loaded.problems:
        for language in LANGUAGES:
            assert problem.says(language).strip()
            assert all(hint.strip() for hint in problem.hints(language))
            assert problem.fix(language)
        lines = loaded.lines.get(problem.place.file)
        if not lines:  # not a file of text
            continue
        assert 1 <= problem.place.line <= len(lines)
        line = lines[problem.place.line - 1]
        assert 1 <= problem.place.column <= len(line) + 1
        assert problem.place.column + problem.place.length <= len(line) + 2
