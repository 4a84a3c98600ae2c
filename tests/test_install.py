"""`scripts/install` against a stand-in for pip: once, again, after a change, and after every kind of accident."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("cat", "cmp", "dirname", "flock", "id", "mkdir", "mv", "rm", "sh")
PIP = """
import os, pathlib, signal, sys
with open(os.environ["PIP_LOG"], "a") as log:
    print(*sys.argv[1:], file=log)
accident = pathlib.Path(os.environ["PIP_LOG"]).with_name("accident")
if accident.exists():
    how = accident.read_text()
    accident.unlink()
    if how == "kill":
        os.killpg(0, signal.SIGKILL)
    sys.exit("no such mirror")
"""
# makes a .venv at once, with the stand-in as its pip; for everything else it is the Python of these tests
PYTHON = """#!/bin/sh
if [ "$1 $2" = "-m venv" ]; then
  "{python}" -m venv --without-pip "$3"
  for packages in "$3"/lib/python3*/site-packages; do cp -R "{pip}" "$packages/pip"; done
else
  exec "{python}" "$@"
fi
"""
RUN = ["install --quiet --require-hashes -r requirements.lock", "install --quiet --no-build-isolation --no-deps --editable ."]
TEST = ["install --quiet --require-hashes -r requirements-dev.lock", RUN[1]]


@dataclass(frozen=True)
class Clone:
    """A clone of the project on a machine of its own."""

    root: Path
    machine: Path

    def install(self, want: str = "run") -> tuple[int, str, list[str]]:
        """Exit code, what was said, and what pip was asked for."""
        log = self.machine / "pip.log"
        log.write_text("")
        environment = {"PATH": str(self.machine / "bin"), "PIP_LOG": str(log)}
        script = str(self.root / "scripts" / "install")
        done = subprocess.run(
            ["sh", script, want],
            cwd="/",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
        )
        return done.returncode, done.stdout + done.stderr, log.read_text().splitlines()

    def accident(self, how: str) -> None:
        (self.machine / "accident").write_text(how)

    @property
    def leftover(self) -> Path:
        """A file that only the .venv of now has."""
        return self.root / ".venv" / "leftover"


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    machine, root = tmp_path / "machine", tmp_path / "服务 手册"
    pip = machine / "pip"
    pip.mkdir(parents=True)
    (pip / "__init__.py").touch()
    (pip / "__main__.py").write_text(PIP)
    programs = machine / "bin"
    programs.mkdir()
    for tool in (*TOOLS, "cp"):
        if found := shutil.which(tool):
            (programs / tool).symlink_to(found)
    python = programs / "python3.11"
    python.write_text(PYTHON.format(python=sys.executable, pip=pip))
    python.chmod(0o755)
    root.mkdir()
    for name in ("scripts", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
    return Clone(root, machine)


def test_the_first_time_installs_quietly_and_the_second_does_nothing(clone: Clone) -> None:
    assert clone.install() == (0, "", RUN)
    assert clone.install() == (0, "", [])


def test_what_the_tests_need_includes_what_the_handbook_needs(clone: Clone) -> None:
    assert clone.install("run") == (0, "", RUN)
    assert clone.install("test") == (0, "", TEST)
    assert clone.install("run") == (0, "", [])
    assert clone.install("test") == (0, "", [])


@pytest.mark.parametrize("list_of_packages", ["requirements.lock", "pyproject.toml"])
def test_a_changed_list_is_installed_into_the_same_venv(list_of_packages: str, clone: Clone) -> None:
    clone.install()
    clone.leftover.touch()
    with (clone.root / list_of_packages).open("a") as file:
        file.write("# changed\n")
    assert clone.install() == (0, "", RUN)
    assert clone.leftover.exists()
    assert clone.install() == (0, "", [])


@pytest.mark.parametrize("how", ["fail", "kill"])
def test_after_an_accident_the_venv_is_made_anew(how: str, clone: Clone) -> None:
    clone.accident(how)
    code, said, _ = clone.install()
    assert code == (3 if how == "fail" else -9)
    assert said == ("no such mirror\n" if how == "fail" else "")
    clone.leftover.touch()
    assert clone.install() == (0, "", RUN)
    assert not clone.leftover.exists()
    assert clone.install() == (0, "", [])


def test_a_change_that_could_not_be_installed_is_not_taken_for_installed(clone: Clone) -> None:
    clone.install()
    (clone.root / "requirements.lock").write_text("# changed\n")
    clone.accident("kill")
    assert clone.install()[0] == -9
    assert clone.install() == (0, "", RUN)


@pytest.mark.parametrize("wreck", ["empty", "no-python", "file", "dangling"])
def test_a_wreck_is_no_venv(wreck: str, clone: Clone) -> None:
    venv = clone.root / ".venv"
    if wreck == "empty":
        venv.mkdir()
    elif wreck == "file":
        venv.touch()
    elif wreck == "dangling":
        venv.symlink_to(clone.machine / "gone")
    else:
        assert clone.install()[0] == 0
        (venv / "bin" / "python").unlink()
    assert clone.install() == (0, "", RUN)
    assert clone.install() == (0, "", [])


def test_a_project_that_was_moved_gets_a_venv_of_its_own(clone: Clone, tmp_path: Path) -> None:
    clone.install()
    clone.leftover.touch()
    moved = Clone(tmp_path / "moved", clone.machine)
    clone.root.rename(moved.root)
    assert moved.install() == (0, "", RUN)
    assert moved.install() == (0, "", [])


def test_without_a_python_it_says_what_to_install(clone: Clone) -> None:
    (clone.machine / "bin" / "python3.11").unlink()
    code, said, asked = clone.install()
    assert (code, asked) == (3, [])
    assert "apt-get install python3-venv" in said
    assert not (clone.root / ".venv").exists()


def test_a_wrong_word_is_refused(clone: Clone) -> None:
    assert clone.install("everything") == (2, "usage: sh scripts/install [run|test]\n", [])


def test_pip_keeps_the_machine_s_own_settings(clone: Clone) -> None:
    (clone.machine / "pip" / "__main__.py").write_text("import os\nprint(os.environ['PIP_INDEX_URL'])\nraise SystemExit(1)\n")
    environment = {"PATH": str(clone.machine / "bin"), "PIP_INDEX_URL": "file:///mirror"}
    script = str(clone.root / "scripts" / "install")
    done = subprocess.run(["sh", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "file:///mirror\n")
