"""A site is replaced whole or not at all, whatever happens to the build."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.problems import EnvironmentFault
from generator.site import publish as publishing
from generator.site.publish import MARKER, claim, exclusive, replacing

ROOT = Path(__file__).resolve().parents[2]
OLD, NEW = {"index.html": "旧", "slas/index.html": "旧时限"}, {"index.html": "新"}


def contents(folder: Path) -> dict[str, str]:
    """Every file of a folder but the marker."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site."""
    with replacing(tmp_path / "site", ROOT) as new:
        write(new, OLD)
    return tmp_path / "site"


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir())


def code_of(site: Path, root: Path = ROOT) -> str:
    """The problem that keeps a folder from being replaced, or nothing."""
    try:
        publish(site, root)
    except EnvironmentFault as fault:
        return fault.problem.code
    return ""


def publish(site: Path, root: Path = ROOT) -> None:
    with replacing(site, root) as new:
        write(new, NEW)


def fail(site: Path) -> None:
    """A build whose gate finds something amiss."""
    with replacing(site, ROOT) as new:
        write(new, NEW)
        raise ValueError("gate")


def test_a_finished_site_takes_the_place_of_the_old_one(site: Path) -> None:
    assert code_of(site) == ""
    assert (contents(site), beside(site)) == (NEW, ["site"])


def test_a_first_site_needs_no_folder(tmp_path: Path) -> None:
    assert code_of(tmp_path / "a" / "b") == ""
    assert contents(tmp_path / "a" / "b") == NEW


def test_a_failed_build_leaves_the_old_site(site: Path) -> None:
    with pytest.raises(ValueError, match="gate"):
        fail(site)

    assert (contents(site), beside(site)) == (OLD, ["site"])


def test_a_failed_swap_puts_the_old_site_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(13, "in use", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(publishing, "_exchanged", lambda *_: False)  # as where the system cannot swap in one step

    assert code_of(site) == "not-writable"
    assert (contents(site), beside(site)) == (OLD, ["site"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux swaps two folders in one step")
def test_at_no_moment_is_there_no_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, _: Path) -> Path:
        raise AssertionError(f"{self.name} was moved away")

    monkeypatch.setattr(Path, "rename", refuse)

    assert code_of(site) == ""
    assert (contents(site), beside(site)) == (NEW, ["site"])


def test_someone_else_s_folder_is_not_replaced(tmp_path: Path) -> None:
    write(tmp_path / "photos", {"a.jpg": "x"})

    with pytest.raises(EnvironmentFault) as raised:
        publish(tmp_path / "photos")

    assert raised.value.problem.code == "site-not-ours"
    assert str(tmp_path / "photos") in raised.value.problem.says()
    assert contents(tmp_path / "photos") == {"a.jpg": "x"}


@pytest.mark.parametrize("name", ["site.new", "site.old"])
def test_someone_else_s_folder_beside_the_site_is_not_cleared(site: Path, name: str) -> None:
    write(site.with_name(name), {"a.jpg": "x"})

    assert code_of(site) == "site-not-ours"
    assert (contents(site), contents(site.with_name(name))) == (OLD, {"a.jpg": "x"})


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    write(tmp_path, {"site": "x"})

    assert code_of(tmp_path / "site") == "site-not-ours"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    assert code_of(tmp_path / "site") == ""


@pytest.mark.parametrize("folder", [".", ".."])
def test_the_project_is_not_replaced(tmp_path: Path, folder: str) -> None:
    root = tmp_path / "a" / "project"
    root.mkdir(parents=True)

    assert code_of(root / folder, root) == "site-is-project"


def test_a_link_is_not_replaced(site: Path) -> None:
    link = site.with_name("link")
    link.symlink_to(site, target_is_directory=True)

    assert code_of(link) == "site-is-link"
    assert contents(site) == OLD


# what the engine is given


def claimed(work: Path) -> str:
    """The problem that keeps `docs` from being filled, or nothing."""
    try:
        claim(work, work / "docs")
    except EnvironmentFault as fault:
        return fault.problem.code
    return ""


def test_what_was_claimed_once_stays_ours(tmp_path: Path) -> None:
    assert claimed(tmp_path / "build") == ""
    write(tmp_path / "build" / "docs", OLD)
    assert claimed(tmp_path / "build") == ""


def test_someone_else_s_docs_are_not_emptied(tmp_path: Path) -> None:
    write(tmp_path / "docs", {"letter.md": "x"})

    assert [claimed(tmp_path), claimed(tmp_path)] == ["site-not-ours"] * 2


def test_docs_that_are_a_link_are_not_followed(tmp_path: Path) -> None:
    assert claimed(tmp_path / "build") == ""
    (tmp_path / "docs").mkdir()
    (tmp_path / "build" / "docs").symlink_to(tmp_path / "docs", target_is_directory=True)

    assert claimed(tmp_path / "build") == "site-is-link"


# builds that die


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of its own that has said `ready`."""
    text = f"import sys, time\nfrom pathlib import Path\nfrom generator.site.publish import *\n{code}"
    command = [sys.executable, "-c", text, *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n", process.communicate()[1]
    return process


def wait(process: subprocess.Popen[str]) -> int:
    process.communicate()
    return process.returncode


BUILDING = """
with exclusive(Path(sys.argv[2])), replacing(Path(sys.argv[1]), Path.cwd()) as new:
    (new / "index.html").write_text("half")
    print("ready", flush=True)
    time.sleep(60)
"""


def test_a_killed_build_leaves_the_old_site_and_the_next_one_clears_up(site: Path, tmp_path: Path) -> None:
    process = child(BUILDING, site, tmp_path / "build")
    process.send_signal(signal.SIGKILL)
    assert wait(process) == -signal.SIGKILL

    assert (contents(site), beside(site)) == (OLD, ["build", "site", "site.new"])
    with exclusive(tmp_path / "build"):
        assert code_of(site) == ""
    assert (contents(site), beside(site)) == (NEW, ["build", "site"])


CLEARING = """
import contextlib, os
scandir, listdir, unlink, left = os.scandir, os.listdir, os.unlink, int(sys.argv[2])
os.scandir = lambda path: contextlib.nullcontext(sorted(scandir(path), key=lambda entry: entry.name))
os.listdir = lambda path: sorted(listdir(path))

def dying(*arguments, **named):
    global left
    unlink(*arguments, **named)
    left -= 1
    if not left:
        os._exit(7)

with replacing(Path(sys.argv[1]), Path.cwd()) as new:
    (new / "index.html").write_text("newer")
    os.unlink = dying
    print("ready", flush=True)
"""


@pytest.mark.parametrize("killed_after", [1, 2, 3])
def test_a_build_killed_while_it_clears_the_old_site_is_put_right_by_the_next_one(site: Path, killed_after: int) -> None:
    assert wait(child(CLEARING, site, killed_after)) == 7
    assert (contents(site), beside(site)) == ({"index.html": "newer"}, ["site", "site.new"])

    assert code_of(site) == ""
    assert (contents(site), beside(site)) == (NEW, ["site"])


def test_a_build_killed_between_the_two_renames_is_put_right_by_the_next_one(site: Path) -> None:
    site.rename(site.with_name("site.old"))

    with pytest.raises(ValueError, match="gate"):
        fail(site)

    assert (contents(site), beside(site)) == (OLD, ["site"])


# two at once


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another build that holds `build`."""
    code = 'with exclusive(Path(sys.argv[1])):\n    print("ready", flush=True)\n    time.sleep(60)'
    process = child(code, tmp_path / "build")
    yield process
    process.kill()
    wait(process)


def test_a_second_build_is_told_who_is_building(tmp_path: Path, running: subprocess.Popen[str]) -> None:
    with pytest.raises(EnvironmentFault) as raised, exclusive(tmp_path / "build"):
        pass

    assert raised.value.problem.code == "build-running"
    assert str(raised.value.problem.params["who"]).endswith(f":{running.pid}")
    assert "正在生成" in raised.value.problem.says()


def test_the_lock_of_a_dead_process_is_no_lock(tmp_path: Path, running: subprocess.Popen[str]) -> None:
    running.kill()
    wait(running)

    with exclusive(tmp_path / "build"):
        assert json.loads((tmp_path / "build" / "lock").read_text("utf-8"))["pid"] == os.getpid()


def test_one_build_after_another_holds_the_lock(tmp_path: Path) -> None:
    for _ in range(2):
        with exclusive(tmp_path / "build"):
            pass


# the machine stands in the way


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow beyond 64 KB, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, before)


@pytest.mark.usefixtures("small_files")
def test_a_full_disk_leaves_the_old_site(site: Path) -> None:
    with pytest.raises(EnvironmentFault) as raised, replacing(site, ROOT) as new:
        (new / "big.html").write_bytes(b"x" * 100_000)

    assert raised.value.problem.code == "disk-full"
    assert (contents(site), beside(site)) == (OLD, ["site"])


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(EnvironmentFault) as raised, replacing(tmp_path / "site", ROOT):
        pass

    assert raised.value.problem.code == "not-writable"
    assert raised.value.problem.params["file"] == str(tmp_path / "site.new")


def test_the_old_site_can_be_read_while_the_new_one_is_made(site: Path) -> None:
    with replacing(site, ROOT) as new:
        write(new, NEW)
        assert contents(site) == OLD
