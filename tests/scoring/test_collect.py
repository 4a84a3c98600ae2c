"""The files meant by what was named: each once, and of a folder the workbooks only."""

import os
from pathlib import Path

from generator.scoring.collect import collected


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
