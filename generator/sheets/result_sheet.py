"""The result: total and outcome large, what to look at, sections below each other, the bands, and room to sign."""

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter

from generator.sheets import formulas
from generator.sheets.canvas import Canvas
from generator.sheets.data_sheet import BandCells, Bands, shares
from generator.sheets.layout import META_COLUMNS, Layout
from generator.sheets.list_sheet import meta_label
from generator.sheets.result_layout import ResultLayout
from generator.sheets.result_table import write_table
from generator.sheets.style import tint
from generator.texts import label


def write_result(canvas: Canvas, layout: Layout, bands: Bands, cells: BandCells) -> None:
    """The whole sheet but for its page set-up."""
    result = ResultLayout(layout)
    canvas.widths(result.width(key) for key in result.columns)
    canvas.hide_columns(number for key, number in result.columns.items() if key not in result.visible)
    title = label("sheet.result-title", title=layout.paper.checklist.title)
    canvas.text(result.at("title", result.title_row), title, "title")
    canvas.sheet.row_dimensions[result.title_row].height = 32
    _who(canvas, layout, result)
    _summary(canvas, layout, result, bands, cells)
    write_table(canvas, result)
    _foot(canvas, result, bands, result.sum_row + 2)
    _colour(canvas, result)
    canvas.sheet.sheet_view.showGridLines = False


def _who(canvas: Canvas, layout: Layout, result: ResultLayout) -> None:
    """What was filled in above the list."""
    for row, fields in enumerate(layout.meta, layout.meta_row):
        target = result.meta_row + row - layout.meta_row
        for key, place, field in zip(("title", "minimum"), META_COLUMNS, fields, strict=True):
            name = label("sheet.named", name=meta_label(layout, field))
            canvas.formula(result.at(key, target), formulas.echo(name, layout.at(place, row)), name, "echo")
        canvas.sheet.row_dimensions[target].height = 20


def _summary(canvas: Canvas, layout: Layout, result: ResultLayout, bands: Bands, cells: BandCells) -> None:
    total, reasons = result.at("weight", result.total_row), _reasons(canvas, layout, result)
    share = formulas.mean(result.across("share", result.sum_row), layout.paper.checklist.drop_extremes)
    rows = (
        (result.total_row, "grand-total", share, label("score.none"), "big"),
        (
            result.outcome_row,
            "outcome",
            formulas.outcome(reasons, total, formulas.band(total, cells.thresholds, cells.titles)),
            label("score.outcome.incomplete"),
            "big",
        ),
        (
            result.then_row,
            "then",
            formulas.outcome(reasons, total, formulas.band(total, cells.thresholds, cells.thens), "then"),
            label("score.then.incomplete"),
            "cell",
        ),
    )
    last = result.visible[-1]
    for row, name, formula, blank, look in rows:
        canvas.text(result.at("title", row), label(f"sheet.{name}"), "total")
        canvas.formula(result.at("weight", row), formula, blank, look)
        canvas.merge(f"{result.at('weight', row)}:{result.at(last, row)}")
        canvas.sheet.row_dimensions[row].height = 36
    room = sum(result.width(key) for key in result.visible[1:])
    thens = [then for _, _, then in bands] + [label(f"score.then.{code}") for code in formulas.FAILURES]
    canvas.height(result.then_row, [(then, room, "cell") for then in thens])
    answers = len(layout.paper.questions) * layout.assessors
    for row, code in enumerate(result.notices, result.notice_row):
        blank = label(f"score.notice.{code}", count=answers) if code == "blank" and answers else ""
        canvas.formula(result.at("weight", row), formulas.notice(code, reasons[code]), blank, "notice")
        canvas.merge(f"{result.at('weight', row)}:{result.at(last, row)}")


def _reasons(canvas: Canvas, layout: Layout, result: ResultLayout) -> dict[str, str]:
    """Hidden counts behind outcome and notices, beside the rows that show them; gives their cells."""
    missed = f"COUNTIF({result.down('verdict')},{formulas.words(label('sheet.missed'))})"
    found = {**formulas.counts(layout), "section": missed}
    rows = {code: row for row, code in enumerate(result.notices, result.notice_row)}
    rows |= {"veto": result.total_row, "section": result.outcome_row}
    blanks = {"blank": len(layout.paper.questions) * layout.assessors}
    for code, formula in found.items():
        canvas.formula(result.at("got-1", rows[code]), formula, blanks.get(code, 0), "hidden")
    return {code: result.at("got-1", row) for code, row in rows.items()}


def _foot(canvas: Canvas, result: ResultLayout, bands: Bands, row: int) -> None:
    """The bands from the highest, and lines to sign on."""
    last = result.visible[-1]
    canvas.text(result.at("title", row), label("sheet.bands"), "heading")
    canvas.sheet.row_dimensions[row].height = 24
    room = sum(result.width(key) for key in result.visible[2:])
    told = zip(reversed(shares(bands)), reversed(bands), strict=True)
    for number, (share, (_, title, then)) in enumerate(told, row + 1):
        canvas.text(result.at("title", number), title, "cell")
        canvas.text(result.at("weight", number), share, "small")
        canvas.text(result.at("minimum", number), then, "cell")
        canvas.merge(f"{result.at('minimum', number)}:{result.at(last, number)}")
        canvas.height(number, [(title, result.width("title"), "cell"), (then, room, "cell")])
    signs = row + len(bands) + 2
    for key, line, field in (("title", 0, "assessor"), ("minimum", 0, "person"), ("title", 1, "date")):
        name = meta_label(result.layout, field)
        words = label("sheet.named" if field == "date" else "sheet.sign", name=name)
        canvas.text(result.at(key, signs + line), words, "sign")
        canvas.sheet.row_dimensions[signs + line].height = 36
    canvas.sheet.print_area = f"A1:{get_column_letter(result.columns[last])}{signs + 1}"


def _colour(canvas: Canvas, result: ResultLayout) -> None:
    """The outcome in colour, by its own words."""
    outcome = result.at("weight", result.outcome_row)
    fixed = f"${outcome[0]}${outcome[1:]}"
    fills = {"incomplete": "warn", "unscorable": "warn", "veto": "fail", "section": "fail"}
    said = {label(f"score.outcome.{code}"): fill for code, fill in fills.items()}
    said |= {band.title: "pass" if band.passes else "fail" for band in result.layout.paper.bands}
    for words, fill in said.items():
        rule = Rule("expression", dxf=tint(fill), formula=[f"{fixed}={formulas.words(words)}"])
        canvas.sheet.conditional_formatting.add(outcome, rule)
