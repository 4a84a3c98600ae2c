"""Whatever happens to a file on its way back: reading ends soon, with answers or with problems that can be shown."""

from time import perf_counter

import pytest
from hypothesis import given as holds_for
from hypothesis import settings
from hypothesis import strategies as st

from generator.formats import as_text
from generator.problems import LANGUAGES, Problem
from generator.sheets.answers import Filled
from generator.sheets.layout import COLUMN_KEYS, DATA, META
from generator.sheets.read import read_filled
from tests.sheets.papers import LIST_PART, zipped
from tests.sheets.test_read import FILLED, HANDBOOK
from tests.sheets.test_screen import members


def rendered(problems: list[Problem]) -> list[str]:
    return [f"{p.place} {p.says(lang)} {p.fix(lang)}" for p in problems for lang in ("zh", "en")]


def assert_answered_or_explained(filled: Filled | None, problems: list[Problem]) -> None:
    """There are answers or problems, each with a place in the file and both parts of its sentence in every language."""
    assert filled or problems
    assert [p.code for p in problems if p.place.file != "a.xlsx"] == []
    assert [p.code for p in problems for lang in LANGUAGES if not (p.says(lang) and p.fix(lang))] == []
    assert as_text(problems, {}).encode("utf-8")


@settings(max_examples=150, deadline=None)
@holds_for(st.data())
def test_no_damage_to_the_file_makes_reading_fail(data: st.DataObject) -> None:
    content = bytearray(FILLED)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(FILLED))) % max(1, len(content))
        match data.draw(st.sampled_from(["flip", "cut", "insert", "truncate"])):
            case "flip" if content:
                content[at] ^= data.draw(st.integers(1, 255))
            case "cut":
                del content[at : at + data.draw(st.integers(1, 200))]
            case "insert":
                content[at:at] = data.draw(st.binary(min_size=1, max_size=50))
            case "truncate":
                del content[max(at, 1) :]
    began = perf_counter()

    filled, problems = read_filled("a.xlsx", bytes(content), HANDBOOK)

    assert_answered_or_explained(filled, problems)
    assert perf_counter() - began < 30


PIECES = (
    *("<f>1</f>", "<v>", "</row>", '<row r="9">', "<c/>", "</is>", 't="s"', 't="b"', 't="d"', 's="999"', 'r="A0"'),
    *("&amp;", "&#x1;", "_xD800_", "NaN", "-1", DATA),
)


@settings(max_examples=200, deadline=None)
@holds_for(st.data())
def test_no_damage_to_a_part_makes_reading_fail(data: st.DataObject) -> None:
    parts = members(FILLED)
    name = data.draw(st.sampled_from(sorted(name for name in parts if name.endswith((".xml", ".rels")))))
    text = parts[name].decode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 30)))
        text = text[:start] + data.draw(st.sampled_from([*PIECES, ""]) | st.text(max_size=10)) + text[end:]

    filled, problems = read_filled("a.xlsx", zipped({**parts, name: text.encode("utf-8", "replace")}), HANDBOOK)

    assert_answered_or_explained(filled, problems)


@settings(max_examples=60, deadline=None)
@holds_for(st.binary(max_size=300))
def test_no_bytes_make_reading_fail(content: bytes) -> None:
    filled, problems = read_filled("a.xlsx", content, HANDBOOK)

    assert filled is None
    assert len(rendered(problems)) == 2


def sheet_of(row: str, rows: int) -> bytes:
    """The filled workbook with another list: the same cells in each of many rows, `#` being the row's number."""
    usual = members(FILLED)[LIST_PART].decode()
    body = "".join(f'<row r="{number}">{row.replace("#", str(number))}</row>' for number in range(1, rows + 1))
    return zipped(
        {**members(FILLED), LIST_PART: f"{usual.split('<sheetData>')[0]}<sheetData>{body}</sheetData></worksheet>".encode()}
    )


@pytest.mark.parametrize(
    "row",
    [
        "".join(f'<c r="{column}#"><v>0.5</v></c>' for column in "ABCDEFGHIJKLMNOPQR"),
        "".join(f'<c r="{column}#" t="inlineStr"><is><t>{COLUMN_KEYS}</t></is></c>' for column in "ABCDEFGHIJ"),
        f'<c r="A#" t="inlineStr"><is><t>{META} date store</t></is></c>',
        "<c/>" * 90,
    ],
    ids=["numbers", "lists", "heads", "cells without a place"],
)
def test_the_largest_workbook_that_passes_the_screen_is_read_in_time(row: str) -> None:
    content = sheet_of(row, 4000)
    began = perf_counter()

    _, problems = read_filled("a.xlsx", content, HANDBOOK)

    assert perf_counter() - began < 30
    assert [p.code for p in problems] != ["xlsx-unsafe"]
