"""The handbooks that benchmarks are run on are sound, and a table says what is over its bound."""

from typing import Any

import pytest

from benchmarks.__main__ import ROWS, Row, over, table
from benchmarks.generate import handbook, name
from generator.load import read_handbook


@pytest.mark.parametrize("entries", [100, 400])
def test_a_generated_handbook_is_sound_and_as_large_as_asked(entries: int) -> None:
    loaded = read_handbook([(path, text.encode()) for path, text in handbook(entries)])
    assert [f"{p.place} {p.code} {p.says()}" for p in loaded.problems] == []
    assert entries <= len(loaded.handbook.entries) <= entries * 1.05


def test_the_same_size_gives_the_same_handbook() -> None:
    assert dict(handbook(100)) == dict(handbook(100))


def test_chapters_hold_at_most_twenty_standards() -> None:
    loaded = read_handbook([(path, text.encode()) for path, text in handbook(1000)])
    chapters: dict[str, int] = {}
    standards: Any = loaded.handbook.by_kind["standard"]
    for standard in standards:
        chapters[standard.chapter] = chapters.get(standard.chapter, 0) + 1
    assert max(chapters.values()) == 20
    assert set(chapters) == {chapter.id for chapter in loaded.handbook.by_kind["chapter"]}


def test_names_do_not_repeat() -> None:
    assert len({name(number) for number in range(20_000)}) == 20_000


def test_what_is_over_its_bound_is_bold() -> None:
    rows = [Row("", "size", lambda f: f["a"]["n"], "{:,.0f}"), Row("a", "cost", lambda f: f["a"]["x"], bound=4)]
    assert table(rows, [{"a": {"n": 100, "x": 3.999}}, {"a": {"n": 5000, "x": 4.001}}]) == [
        "|      |      |          | bound |",
        "| --- | ---: | ---: | ---: |",
        "| size | 100  | 5,000    |       |",
        "| cost | 4.00 | **4.00** | ≤ 4   |",
    ]
    assert not over(rows[0], 9.0)


def test_every_promise_has_its_row() -> None:
    assert {row.title: row.bound for row in ROWS if row.bound is not None} == {
        "`check` ÷ bare parse": 4,
        "site ÷ bare engine": 1.3,
        "form PDF ÷ bare Typst": 2,
        "search, worst ms a key": 20,
        "search data, MB": 5,
    }
