"""The files meant by what was named: each once, and of a folder the workbooks only."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from generator.problems import EnvironmentFault
from generator.scoring.collect import collected, keep_foreign
from generator.scoring.report import artifacts
from generator.scoring.results import Report

ROOT = Path(__file__).resolve().parents[2]


def test_a_folder_gives_its_workbooks_and_not_what_excel_keeps_beside_them(tmp_path: Path) -> None:
    (tmp_path / "南店").mkdir()
    for name in ("b.xlsx", "a.ODS", "~$b.xlsx", ".~lock.b.xlsx", "读我.md", "南店/c.xls"):
        (tmp_path / name).write_text(name, encoding="utf-8")

    assert [name for name, _ in collected([tmp_path])] == ["a.ODS", "b.xlsx", "南店/c.xls"]


def test_a_file_named_in_several_ways_is_read_once(tmp_path: Path) -> None:
    folder = tmp_path / "交回"
    folder.mkdir()
    file, other = folder / "一店.xlsx", folder / "二店.xlsx"
    file.write_bytes(b"1")
    other.write_bytes(b"2")
    roundabout = folder / ".." / "交回" / "一店.xlsx"

    found = list(collected([file, file, Path(os.path.relpath(file)), roundabout, folder, folder]))

    assert found == [("一店.xlsx", b"1"), ("二店.xlsx", b"2")]


def test_two_files_with_one_content_are_both_read(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"1")

    assert list(collected([tmp_path])) == [("a.xlsx", b"1"), ("b.xlsx", b"1")]


def test_files_of_several_folders_are_named_from_the_folder_that_holds_them(tmp_path: Path) -> None:
    for name in ("一月/店.xlsx", "二月/店.xlsx"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name, encoding="utf-8")

    several = list(collected([tmp_path / "一月", tmp_path / "二月" / "店.xlsx"]))

    assert several == [(name, name.encode()) for name in ("一月/店.xlsx", "二月/店.xlsx")]
    assert [name for name, _ in collected([tmp_path / "一月" / "店.xlsx"])] == ["店.xlsx"]


def test_our_own_summary_is_no_file_to_score_and_the_only_one_to_replace(tmp_path: Path) -> None:
    ours, resaved, other = (tmp_path / f"{name}.xlsx" for name in ("ours", "resaved", "other"))
    ours.write_bytes(artifacts(Report(()))[1].content)
    load_workbook(ours).save(resaved)
    Workbook().save(other)

    assert [name for name, _ in collected([tmp_path, ours])] == ["other.xlsx"]
    for path in (ours, resaved, tmp_path / "none.xlsx"):
        keep_foreign(path)
    with pytest.raises(EnvironmentFault) as caught:
        keep_foreign(other)
    assert (caught.value.problem.code, caught.value.problem.place.file) == ("scores-not-ours", other.as_posix())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    read = (
        "import sys, pathlib; from generator.scoring.collect import collected; print(*collected([pathlib.Path(sys.argv[1])]))"
    )

    done = subprocess.run([sys.executable, "-c", read, pipe], cwd=ROOT, capture_output=True, text=True, timeout=20, check=True)

    assert done.stdout == "('pipe.xlsx', b'')\n"
