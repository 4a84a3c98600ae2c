"""The sheet to be filled in: one row an item, answers in yellow, points live beside them."""

from openpyxl.worksheet.views import Pane, Selection

from generator.sheets import formulas
from generator.sheets.canvas import Canvas
from generator.sheets.guard import colour_cells, guard_cells
from generator.sheets.layout import (
    ANSWER,
    COLUMN_KEYS,
    EARNED,
    HEAD,
    META,
    META_COLUMNS,
    NAMES,
    SECTION,
    TOTAL,
    Layout,
    Row,
)
from generator.sheets.questions import Part, Question
from generator.sheets.result_layout import ResultLayout
from generator.texts import label

INPUT_HEIGHT = 22.0


def write_list(canvas: Canvas, layout: Layout) -> None:
    """The whole sheet but for its page set-up."""
    result = ResultLayout(layout)
    canvas.widths(layout.width(key) for key in layout.columns)
    canvas.hide_columns(number for key, number in layout.columns.items() if key not in layout.visible)
    _top(canvas, layout, result)
    _head(canvas, layout)
    for row in layout.rows:
        if row.question:
            _item(canvas, layout, row, row.question)
        else:
            _section(canvas, layout, result, row)
    _total(canvas, layout, result)
    guard_cells(canvas.sheet, layout)
    colour_cells(canvas.sheet, layout)
    _view(canvas, layout)


def meta_label(layout: Layout, field: str) -> str:
    """What a field above the list is called: assessor and person depend on the purpose of the checklist."""
    own = field in ("assessor", "person", "names")
    return label(f"sheet.meta.{layout.paper.checklist.purpose}.{field}" if own else f"sheet.meta.{field}")


def answer_label(layout: Layout, number: int) -> str:
    """The head of an answer column."""
    if layout.assessors == 1:
        return label("sheet.column.answer")
    return label(f"sheet.column.answer-{layout.paper.checklist.purpose}", number=number)


def _top(canvas: Canvas, layout: Layout, result: ResultLayout) -> None:
    canvas.text(layout.at("no", layout.title_row), layout.paper.checklist.title, "title")
    canvas.sheet.row_dimensions[layout.title_row].height = 30
    for row, fields in enumerate(layout.meta, layout.meta_row):
        canvas.text(layout.at("id", row), " ".join((META, *fields)), "hidden")
        canvas.sheet.row_dimensions[row].height = INPUT_HEIGHT
        for column, beside, field in zip(META_COLUMNS, ("no", "level"), fields, strict=True):
            canvas.text(layout.at(beside, row), meta_label(layout, field), "label")
            canvas.empty(layout.at(column, row), "write-date" if field == "date" else "write")
    shown = ("grand-total", result.total_row, "total-percent"), ("outcome", result.outcome_row, "total")
    for row, (name, source, look) in enumerate(shown, layout.meta_row):
        canvas.text(layout.at("score", row), label(f"sheet.{name}"), "label")
        blank = label("score.none") if name == "grand-total" else label("score.outcome.incomplete")
        canvas.formula(layout.at("remark", row), result.fixed("weight", source), blank, look)
    if layout.names_row:
        canvas.text(layout.at("id", layout.names_row), NAMES, "hidden")
        canvas.text(layout.at("how", layout.names_row), meta_label(layout, "names"), "label")
        for key in layout.keys(ANSWER):
            canvas.empty(layout.at(key, layout.names_row), "write")
        canvas.sheet.row_dimensions[layout.names_row].height = INPUT_HEIGHT


def _head(canvas: Canvas, layout: Layout) -> None:
    canvas.text(layout.at("id", layout.keys_row), COLUMN_KEYS, "hidden")
    for key in (*layout.visible, *(k for k in layout.columns if k not in ("id", *layout.visible))):
        canvas.text(layout.at(key, layout.keys_row), key, "hidden")
    canvas.sheet.row_dimensions[layout.keys_row].hidden = True
    canvas.text(layout.at("id", layout.head_row), HEAD, "hidden")
    heads = {key: answer_label(layout, number) for number, key in enumerate(layout.keys(ANSWER), 1)}
    for key in layout.visible:
        canvas.text(layout.at(key, layout.head_row), heads.get(key) or label(f"sheet.column.{key}"), "head")
    canvas.sheet.row_dimensions[layout.head_row].height = 26


def _section(canvas: Canvas, layout: Layout, result: ResultLayout, row: Row) -> None:
    canvas.text(layout.at("id", row.number), SECTION, "hidden")
    for key in layout.visible:
        canvas.empty(layout.at(key, row.number), "section")
    canvas.text(layout.at("no", row.number), section_title(row.part), "section")
    canvas.merge(f"{layout.at('no', row.number)}:{layout.at('how', row.number)}")
    number = layout.paper.parts.index(row.part)
    share = result.fixed("percent", result.first_row + number)
    points = sum(question.inspect.points for question in row.part.questions)
    canvas.number(layout.at("points", row.number), points, "total")
    canvas.formula(layout.at("score", row.number), share, label("score.none"), "total-percent")
    canvas.sheet.row_dimensions[row.number].height = INPUT_HEIGHT


def section_title(part: Part) -> str:
    """The section's name with its weight and minimum."""
    section = part.section
    facts = [label("sheet.weight", weight=section.weight)] if section.weight else []
    facts += [label("sheet.minimum", minimum=section.minimum)] if section.minimum else []
    return label("sheet.section", title=section.title, facts=label("sheet.facts").join(facts)) if facts else section.title


def _item(canvas: Canvas, layout: Layout, row: Row, question: Question) -> None:
    number, inspect = row.number, question.inspect
    level, how = level_text(question), how_text(question)
    canvas.text(layout.at("id", number), question.id, "hidden")
    canvas.number(layout.at("no", number), row.no)
    canvas.text(layout.at("text", number), question.text, "cell")
    canvas.text(layout.at("level", number), level, "centre")
    canvas.text(layout.at("how", number), how, "small")
    canvas.number(layout.at("points", number), inspect.points, "centre")
    points = layout.at("points", number, fixed="column")
    for answer, earned in zip(layout.keys(ANSWER), layout.keys(EARNED), strict=True):
        canvas.empty(layout.at(answer, number), "answer")
        formula = formulas.earned(inspect, layout.at(answer, number, fixed="column"), points)
        canvas.formula(layout.at(earned, number), formula, "", "hidden")
    canvas.formula(layout.at("score", number), formulas.item_score(layout, number), "", "points")
    canvas.empty(layout.at("remark", number), "write")
    canvas.number(layout.at("section", number), layout.paper.parts.index(row.part) + 1, "hidden")
    canvas.number(layout.at("critical", number), int(inspect.critical), "hidden")
    canvas.formula(layout.at("failed", number), formulas.failed(layout, number), 0, "hidden")
    canvas.formula(layout.at("found", number), formulas.found(layout, row), 0, "hidden")
    texts = (("text", question.text, "cell"), ("level", level, "centre"), ("how", how, "small"))
    canvas.height(number, [(text, layout.width(key), look) for key, text, look in texts])


def level_text(question: Question) -> str:
    """How binding an item is, and whether it decides everything."""
    level = label(f"sheet.level.{question.level}")
    return f"{level}\n{label('sheet.critical')}" if question.inspect.critical else level


def how_text(question: Question) -> str:
    """What the assessor looks at, and what earns how much."""
    inspect = question.inspect
    anchors = [label("sheet.level-line", points=points, anchor=anchor) for points, anchor in enumerate(question.levels)]
    deduct = [label("sheet.deduct", points=inspect.deduct)] if inspect.deduct else []
    return "\n".join([question.how, *anchors, *deduct])


def _total(canvas: Canvas, layout: Layout, result: ResultLayout) -> None:
    row = layout.total_row
    canvas.text(layout.at("id", row), TOTAL, "hidden")
    for key in layout.visible:
        canvas.empty(layout.at(key, row), "total")
    canvas.text(layout.at("no", row), label("sheet.total"), "total")
    canvas.merge(f"{layout.at('no', row)}:{layout.at('how', row)}")
    canvas.number(layout.at("points", row), sum(q.inspect.points for q in layout.paper.questions.values()), "total")
    canvas.formula(layout.at("score", row), result.fixed("weight", result.total_row), label("score.none"), "total-percent")
    outcome = result.fixed("weight", result.outcome_row)
    canvas.formula(layout.at("remark", row), outcome, label("score.outcome.incomplete"), "total")
    canvas.sheet.row_dimensions[row].height = 26


def _view(canvas: Canvas, layout: Layout) -> None:
    """Heads stay in sight, the cursor waits in the first cell to be filled in; heads repeat on every printed page."""
    sheet = canvas.sheet
    first = layout.at(META_COLUMNS[0], layout.meta_row)
    view = sheet.sheet_view
    view.pane = Pane(ySplit=layout.head_row, topLeftCell=f"A{layout.first_row}", activePane="topLeft", state="frozen")
    view.selection = [Selection(activeCell=first, sqref=first), Selection(pane="bottomLeft", activeCell=first, sqref=first)]
    view.showGridLines = False
    sheet.print_title_rows = f"{layout.head_row}:{layout.head_row}"
    last = layout.at(layout.visible[-1], layout.total_row)
    sheet.print_area = f"{layout.at(layout.visible[0], 1)}:{last}"
