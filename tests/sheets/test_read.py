"""Workbooks come back filled, sorted, renamed, damaged or from another time: the answers are found, the rest is reported."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl.workbook import Workbook

from generator.handbook import Handbook
from generator.models.provenance import Store
from generator.scoring.scores import score
from generator.sheets.answers import Answer
from generator.sheets.layout import ANSWER, Layout, sheet_name
from generator.sheets.questions import paper
from generator.sheets.read import read_filled
from generator.sheets.write import workbook
from tests.sheets.papers import EDITION, LIST_PART, changed, drawn, fill, given, inspect, patched, section, zipped
from tests.sheets.test_screen import members

PARTS = (
    section(inspect(points=2, na=True), inspect(points=3), weight=60),
    section(inspect("grade", 5), inspect("deduct", 6, deduct=2), weight=40),
)
HANDBOOK, CHECKLIST = drawn(*PARTS)
LAYOUT = Layout(paper(HANDBOOK, CHECKLIST))
ROWS = {row.question.id.removeprefix("desk."): row.number for row in LAYOUT.rows if row.question}
GOOD_ANSWERS: dict[str, Answer] = {"a1": "pass", "a2": "pass", "b1": 4, "b2": 1}
META = {"store": "一号店", "date": "2026-03-15", "assessor": "甲", "person": "乙"}
ANSWERS = given(GOOD_ANSWERS, remarks={"b2": "缺一把伞"}, **META)
BLANK = workbook(HANDBOOK, CHECKLIST, EDITION)
FILLED = fill(BLANK, LAYOUT, ANSWERS)


def read(content: bytes, handbook: Handbook = HANDBOOK) -> tuple[dict[str, Answer] | None, list[tuple[str, str]]]:
    """The answers by short id, and the problems as code and place."""
    filled, problems = read_filled("a.xlsx", content, handbook)
    found = {id.removeprefix("desk."): a for id, a in filled.answers.assessors[0].items()} if filled else None
    return found, [(p.code, str(p.place).removeprefix("a.xlsx")) for p in problems]


def cell(id: str, key: str = f"{ANSWER}1") -> str:
    return LAYOUT.at(key, ROWS[id])


def with_cells(**values: object) -> bytes:
    """The filled workbook with other values in some answer cells."""

    def change(book: Workbook) -> None:
        for id, value in values.items():
            book[sheet_name("list")][cell(id)] = value

    return changed(FILLED, change)


def with_stored(inner: str) -> bytes:
    """The filled workbook with other XML for the 4 that answers b1."""
    return patched(FILLED, LIST_PART, lambda xml: re.sub(rf'(<c r="{cell("b1")}"[^>]*>)<v>4</v>', rf"\1{inner}", xml))


def on_list(change: Callable[..., object]) -> bytes:
    return changed(FILLED, lambda book: change(book[sheet_name("list")]))


def test_a_filled_workbook_gives_what_was_filled_in() -> None:
    filled, problems = read_filled("a.xlsx", FILLED, HANDBOOK)

    assert filled
    assert problems == []
    assert filled.answers == ANSWERS
    assert (filled.version, filled.digest, filled.store) == ("2026.11", LAYOUT.paper.digest, "")
    assert str(filled.total_place) == f"a.xlsx[检查表!{LAYOUT.at('score', LAYOUT.total_row)}]"


def test_a_blank_workbook_is_read_as_blank() -> None:
    assert read(BLANK) == (dict.fromkeys(GOOD_ANSWERS), [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("=2+3", "answer-formula"),
        ("=SUM(F8:F9)", "answer-formula"),
        (True, "answer-bool"),
        (datetime(2026, 3, 5), "answer-date"),
        (time(22, 0), "answer-date"),
        ("#DIV/0!", "answer-error"),
        ("#REF!", "answer-error"),
        (4.5, "answer-number"),
        (6, "answer-range"),
        (-1, "answer-number"),
        ("很好", "answer-number"),
    ],
)
def test_a_cell_that_holds_no_plain_answer_is_reported_and_counts_as_blank(value: object, code: str) -> None:
    answers, problems = read(with_cells(b1=value))

    assert (answers, problems) == ({**GOOD_ANSWERS, "b1": None}, [(code, f"[检查表!{cell('b1')}]")])


def test_a_percent_is_no_answer() -> None:
    def change(sheet) -> None:
        sheet[cell("b1")] = 0.5
        sheet[cell("b1")].number_format = "0%"

    assert read(on_list(change)) == ({**GOOD_ANSWERS, "b1": None}, [("answer-percent", f"[检查表!{cell('b1')}]")])


@pytest.mark.parametrize("stored", ["NaN", "1e999", "-INF", "9" * 5000, "0x5"])
def test_a_number_that_is_none_harms_only_its_own_cell(stored: str) -> None:
    content = patched(
        FILLED, LIST_PART, lambda xml: re.sub(rf'(<c r="{cell("b1")}"[^>]*>)<v>4</v>', rf"\1<v>{stored}</v>", xml)
    )

    assert read(content) == ({**GOOD_ANSWERS, "b1": None}, [("answer-number", f"[检查表!{cell('b1')}]")])


def test_a_formula_is_refused_even_with_a_stored_value() -> None:
    content = with_stored("<f>2+2</f><v>4</v>")

    assert read(content) == ({**GOOD_ANSWERS, "b1": None}, [("answer-formula", f"[检查表!{cell('b1')}]")])


def test_excels_own_floats_are_whole_numbers() -> None:
    content = with_stored("<v>4.0</v>")

    assert read(content) == (GOOD_ANSWERS, [])


@pytest.mark.parametrize("dimension", ["A1:A1", "A1:XFD1048576", "B3"])
def test_the_size_a_sheet_says_it_has_is_not_believed(dimension: str) -> None:
    content = patched(FILLED, LIST_PART, lambda xml: re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{dimension}"', xml))

    assert dimension in members(content)[LIST_PART].decode()
    assert read(content) == (GOOD_ANSWERS, [])


# what people do to a workbook


def sort_rows(sheet) -> None:
    """All item rows in the reverse order, values and all."""
    rows = sorted(ROWS.values())
    values = {row: [sheet.cell(row, column).value for column in range(1, len(LAYOUT.columns) + 1)] for row in rows}
    for row, other in zip(rows, reversed(rows), strict=True):
        for column, value in enumerate(values[other], 1):
            sheet.cell(row, column).value = value


def hide_rows(sheet) -> None:
    for row in ROWS.values():
        sheet.row_dimensions[row].hidden = True


HARMLESS = {
    "sorted": sort_rows,
    "hidden rows": hide_rows,
    "sheet renamed": lambda sheet: setattr(sheet, "title", "三月检查"),
    "columns moved": lambda sheet: sheet.insert_cols(1, 2),
    "rows moved": lambda sheet: sheet.insert_rows(1, 3),
    "sheet unprotected": lambda sheet: setattr(sheet.protection, "sheet", False),
    "another sheet added": lambda sheet: sheet.parent.create_sheet("备忘").append(["随便写写"]),
    "guide deleted": lambda sheet: sheet.parent.remove(sheet.parent[sheet_name("guide")]),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_moving_and_renaming_does_no_harm(change: Callable[..., object]) -> None:
    assert read(on_list(change)) == (GOOD_ANSWERS, [])


def test_the_strict_variety_of_the_format_is_read_too() -> None:
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        for name, part in members(FILLED).items()
    }

    assert read(zipped(strict)) == (GOOD_ANSWERS, [])


def test_an_added_row_is_reported_and_does_not_count() -> None:
    def change(sheet) -> None:
        sheet.insert_rows(ROWS["a2"])
        sheet[LAYOUT.at("text", ROWS["a2"])] = "门口有积水"
        sheet[cell("a2")] = "不合格"

    assert read(on_list(change)) == (GOOD_ANSWERS, [("row-extra", f"[检查表!{LAYOUT.at('text', ROWS['a2'])}]")])


def test_a_deleted_row_is_missing_and_leaves_the_checklist_incomplete() -> None:
    content = on_list(lambda sheet: sheet.delete_rows(ROWS["a2"]))
    filled, problems = read_filled("a.xlsx", content, HANDBOOK)

    assert filled
    assert [(p.code, str(p.place)) for p in problems] == [("item-missing", "a.xlsx[检查表]")]
    assert problems[0].says() == "少了项目“第 a2 条要做到”，按没填算"
    assert score(filled.paper, filled.answers).outcome == "incomplete"


def test_an_item_that_is_there_twice_counts_as_blank() -> None:
    def change(sheet) -> None:
        sheet[f"A{ROWS['b1']}"] = "desk.a2"

    content = on_list(change)
    answers, problems = read(content)

    assert answers == {"a1": "pass", "b2": 1}
    assert "项目“第 a2 条要做到”出现了两次" in read_filled("a.xlsx", content, HANDBOOK)[1][0].says()
    assert problems == [("item-repeated", f"[检查表!A{ROWS['b1']}]"), ("item-missing", "[检查表]")]


def test_an_edited_id_is_reported() -> None:
    def change(sheet) -> None:
        sheet[f"A{ROWS['b1']}"] = "desk.b9"

    answers, problems = read(on_list(change))

    assert answers == {id: answer for id, answer in GOOD_ANSWERS.items() if id != "b1"}
    assert problems == [("item-unknown", f"[检查表!A{ROWS['b1']}]"), ("item-missing", "[检查表]")]


def test_edited_words_and_points_are_reported_and_the_handbook_counts() -> None:
    def change(sheet) -> None:
        sheet[LAYOUT.at("text", ROWS["a1"])] = "随便做做"
        sheet[LAYOUT.at("points", ROWS["a2"])] = 99

    answers, problems = read(on_list(change))

    assert answers == GOOD_ANSWERS
    assert problems == [
        ("item-edited", f"[检查表!{LAYOUT.at('text', ROWS['a1'])}]"),
        ("item-edited", f"[检查表!{LAYOUT.at('points', ROWS['a2'])}]"),
    ]


def test_two_copies_of_the_list_are_ambiguous() -> None:
    content = changed(FILLED, lambda book: book.copy_worksheet(book[sheet_name("list")]))

    assert read(content) == (None, [("sheet-copied", "[检查表 Copy]")])


def test_without_the_hidden_sheet_the_properties_of_the_file_tell_which_checklist_it_is() -> None:
    content = changed(FILLED, lambda book: book.remove(book[sheet_name("data")]))

    assert read(content) == (GOOD_ANSWERS, [("data-sheet-missing", "")])


def test_a_workbook_that_is_none_of_ours_says_so() -> None:
    output = BytesIO()
    book = Workbook()
    book.worksheets[0].append(["门店", "得分"])
    book.save(output)

    assert read(output.getvalue()) == (None, [("xlsx-not-ours", "")])


def test_a_workbook_of_ours_without_its_list_is_none_of_ours() -> None:
    content = changed(BLANK, lambda book: book.remove(book[sheet_name("list")]))

    assert read(content) == (None, [("xlsx-not-ours", "")])


def test_a_checklist_of_another_handbook_is_unknown() -> None:
    other, _ = drawn(*PARTS, title="别的表")
    renamed = {
        ("audit" if id == "round" else id): entry.model_copy(update={"id": "audit" if id == "round" else id})
        for id, entry in other.entries.items()
    }

    assert read(FILLED, Handbook(renamed)) == (None, [("unknown-checklist", "")])


def test_an_older_edition_is_scored_by_the_handbook_of_today() -> None:
    newer, _ = drawn(section(inspect(points=2, na=True), inspect(points=7), weight=60), PARTS[1])

    assert read(FILLED, newer) == (GOOD_ANSWERS, [("checklist-changed", "")])


def test_a_stores_workbook_is_read_with_the_stores_layer() -> None:
    store = Store.model_validate({"id": "north", "title": "北店"})
    handbook = Handbook({**HANDBOOK.entries, "north": store})
    content = changed(FILLED, lambda book: book[sheet_name("data")].__setitem__("B5", "北店"))

    filled, problems = read_filled("a.xlsx", content, handbook)

    assert filled
    assert (filled.store, [p.code for p in problems]) == ("北店", [])


@pytest.mark.parametrize(
    ("value", "day", "codes"),
    [
        (date(2026, 3, 5), "2026-03-05", []),
        ("2026年3月5日", "2026-03-05", []),
        ("2026/3/5", "2026-03-05", []),
        ("2026.03.05", "2026-03-05", []),
        ("2026-02-30", "2026-02-30", ["bad-date"]),
        ("上周三", "上周三", ["bad-date"]),
        (None, "", []),
    ],
)
def test_days_are_understood_as_people_write_them(value: object, day: str, codes: list[str]) -> None:
    content = on_list(lambda sheet: sheet.__setitem__(LAYOUT.at("how", LAYOUT.meta_row), value))

    filled, problems = read_filled("a.xlsx", content, HANDBOOK)

    assert filled
    assert (filled.answers.meta["date"], [p.code for p in problems]) == (day, codes)


def test_words_that_are_a_formula_are_left_out() -> None:
    content = on_list(lambda sheet: sheet.__setitem__(cell("a1", "remark"), '=HYPERLINK("http://evil.example")'))

    filled, problems = read_filled("a.xlsx", content, HANDBOOK)

    assert filled
    assert "desk.a1" not in filled.answers.remarks
    assert [p.code for p in problems] == ["words-formula"]


def test_several_assessors_have_a_column_and_a_name_each() -> None:
    handbook, checklist = drawn(*PARTS, assessors=2)
    layout = Layout(paper(handbook, checklist))
    answers = given(GOOD_ANSWERS, {**GOOD_ANSWERS, "b1": 0}, store="一号店", date="2026-03-15", person="乙", post="客服")
    answers = type(answers)(answers.checklist, answers.assessors, answers.remarks, answers.meta, ("甲", "丙"))

    filled, problems = read_filled("a.xlsx", fill(workbook(handbook, checklist, EDITION), layout, answers), handbook)

    assert filled
    assert (filled.answers, problems) == (answers, [])


@pytest.mark.parametrize(
    ("names", "repeated"),
    [
        (("甲", "丙", "丁"), []),
        (("甲", "", ""), []),
        (("张三", "李四", "张 三"), [(2, "评分人“张 三”写了两次")]),
        (("Ann", "ａｎｎ", "ANN"), [(1, "评分人“ａｎｎ”写了两次"), (2, "评分人“ANN”写了两次")]),
    ],
)
def test_an_assessor_named_twice_is_a_warning(names: tuple[str, ...], repeated: list[tuple[int, str]]) -> None:
    handbook, checklist = drawn(*PARTS, assessors=3)
    layout = Layout(paper(handbook, checklist))
    answers = replace(given(GOOD_ANSWERS, GOOD_ANSWERS, GOOD_ANSWERS, store="一号店", date="2026-03-15"), names=names)

    filled, problems = read_filled("a.xlsx", fill(workbook(handbook, checklist, EDITION), layout, answers), handbook)

    cells = [layout.at(key, layout.names_row) for key in layout.keys(ANSWER)]
    assert filled
    assert filled.answers.names == names
    assert [(p.code, p.severity, p.place.ref, p.says()) for p in problems] == [
        ("assessor-repeated", "warning", cells[number], says) for number, says in repeated
    ]
