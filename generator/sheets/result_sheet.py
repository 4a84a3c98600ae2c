"""The result: total and outcome large, what to look at, sections below each other, the bands, and room to sign."""

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter

from generator.sheets import formulas
from generator.sheets.canvas import Canvas
from generator.sheets.data_sheet import BandCells, Bands
from generator.sheets.layout import ANSWER, META_COLUMNS, Layout, ResultLayout
from generator.sheets.list_sheet import answer_label, meta_label
from generator.sheets.questions import Part
from generator.sheets.style import tint
from generator.texts import label

WIDTHS = {"title": 30.0, "weight": 11.0, "minimum": 11.0, "percent": 12.0, "verdict": 14.0}
SHOWN_WIDTH = 10.0


def write_result(canvas: Canvas, layout: Layout, bands: Bands, cells: BandCells) -> None:
    """The whole sheet but for its page set-up."""
    result = ResultLayout(layout)
    canvas.widths(WIDTHS.get(key, SHOWN_WIDTH) for key in result.columns)
    canvas.hide_columns(number for key, number in result.columns.items() if key not in result.visible)
    title = label("sheet.result-title", title=layout.paper.checklist.title)
    canvas.text(result.at("title", result.title_row), title, "title")
    canvas.sheet.row_dimensions[result.title_row].height = 32
    _who(canvas, layout, result)
    _summary(canvas, layout, result, bands, cells)
    _head(canvas, layout, result)
    for number, part in enumerate(layout.paper.parts, 1):
        _section(canvas, layout, result, number, part)
    _sum(canvas, layout, result)
    _foot(canvas, result, bands, result.sum_row + 2)
    _colours(canvas, result)
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
    room = sum(WIDTHS.get(key, SHOWN_WIDTH) for key in result.visible[1:])
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


def _head(canvas: Canvas, layout: Layout, result: ResultLayout) -> None:
    weight = "weight-head" if layout.paper.weighted else "full"
    names = {
        "title": "section-head",
        "weight": weight,
        "minimum": "minimum-head",
        "percent": "share",
        "verdict": "verdict-head",
    }
    for key in result.visible:
        if key in names:
            canvas.text(result.at(key, result.head_row), label(f"sheet.{names[key]}"), "head")
        elif layout.names_row:
            number = int(key.partition("-")[2])
            name, cell = answer_label(layout, number), layout.at(f"{ANSWER}{number}", layout.names_row)
            canvas.formula(result.at(key, result.head_row), formulas.named(name, cell), name, "head")
    canvas.sheet.row_dimensions[result.head_row].height = 24


def _section(canvas: Canvas, layout: Layout, result: ResultLayout, number: int, part: Part) -> None:
    row, minimum = result.first_row + number - 1, part.section.minimum
    points = sum(question.inspect.points for question in part.questions)
    canvas.text(result.at("title", row), part.section.title, "cell")
    canvas.number(result.at("weight", row), part.section.weight if layout.paper.weighted and part.section.weight else points)
    if minimum:
        canvas.number(result.at("minimum", row), minimum, "minimum")
    else:
        canvas.text(result.at("minimum", row), label("score.none"), "centre")
    for assessor in range(1, layout.assessors + 1):
        _shares(canvas, layout, result, row, number, assessor)
    _means(canvas, layout, result, row)
    percent, none = result.at("percent", row), label("score.none")
    verdict = f"IF({percent}>={minimum},{formulas.words(label('sheet.reached'))},{formulas.words(label('sheet.missed'))})"
    wanted = f"IF(ISNUMBER({percent}),{verdict},{formulas.words(none)})" if minimum else formulas.words(none)
    canvas.formula(result.at("verdict", row), wanted, none)
    canvas.height(row, [(part.section.title, WIDTHS["title"], "cell")])


def _shares(canvas: Canvas, layout: Layout, result: ResultLayout, row: int, section: int, assessor: int) -> None:
    """Hidden: what one assessor's answers earn in one section."""
    got, full, share, weighted = (result.at(f"{key}-{assessor}", row) for key in ("got", "full", "share", "weighted"))
    canvas.formula(got, formulas.got(layout, section, assessor), 0, "hidden")
    canvas.formula(full, formulas.full(layout, section, assessor), 0, "hidden")
    canvas.formula(share, formulas.share(got, full), "", "hidden")
    if layout.paper.weighted:
        canvas.formula(weighted, f"IF({full}=0,0,{result.at('weight', row)}*{share})", 0, "hidden")


def _means(canvas: Canvas, layout: Layout, result: ResultLayout, row: int, look: str = "percent") -> None:
    """What is shown of a row: each assessor's percentage, and their mean."""
    none = label("score.none")
    for key in result.visible:
        if key.startswith("shown-"):
            share = result.at(f"share-{key.partition('-')[2]}", row)
            canvas.formula(result.at(key, row), formulas.mean(share, drop_extremes=False), none, look)
    mean = formulas.mean(result.across("share", row), layout.paper.checklist.drop_extremes)
    canvas.formula(result.at("percent", row), mean, none, look)


def _sum(canvas: Canvas, layout: Layout, result: ResultLayout) -> None:
    row = result.sum_row
    for key in result.visible:
        canvas.empty(result.at(key, row), "total")
    canvas.text(result.at("title", row), label("sheet.grand-total"), "total")
    canvas.formula(result.at("weight", row), f"SUM({result.down('weight')})", _weights(layout), "total")
    for assessor in range(1, layout.assessors + 1):
        canvas.formula(result.at(f"share-{assessor}", row), formulas.total_share(result, assessor), "", "hidden")
    _means(canvas, layout, result, row, "total-percent")
    canvas.sheet.row_dimensions[row].height = 24


def _weights(layout: Layout) -> int:
    if layout.paper.weighted:
        return sum(part.section.weight or 0 for part in layout.paper.parts)
    return sum(question.inspect.points for question in layout.paper.questions.values())


def _foot(canvas: Canvas, result: ResultLayout, bands: Bands, row: int) -> None:
    """The bands from the highest, and lines to sign on."""
    last = result.visible[-1]
    canvas.text(result.at("title", row), label("sheet.bands"), "heading")
    canvas.sheet.row_dimensions[row].height = 24
    room = sum(WIDTHS.get(key, SHOWN_WIDTH) for key in result.visible[2:])
    for number, (threshold, title, then) in enumerate(reversed(bands), row + 1):
        canvas.text(result.at("title", number), title, "cell")
        canvas.text(result.at("weight", number), label("sheet.band-from", from_=threshold), "small")
        canvas.text(result.at("minimum", number), then, "cell")
        canvas.merge(f"{result.at('minimum', number)}:{result.at(last, number)}")
        canvas.height(number, [(title, WIDTHS["title"], "cell"), (then, room, "cell")])
    signs = row + len(bands) + 2
    for key, line, field in (("title", 0, "assessor"), ("minimum", 0, "person"), ("title", 1, "date")):
        name = meta_label(result.layout, field)
        words = label("sheet.named" if field == "date" else "sheet.sign", name=name)
        canvas.text(result.at(key, signs + line), words, "sign")
        canvas.sheet.row_dimensions[signs + line].height = 36
    canvas.sheet.print_area = f"A1:{get_column_letter(result.columns[last])}{signs + 1}"


def _colours(canvas: Canvas, result: ResultLayout) -> None:
    """The outcome and the verdicts in colour, by their own words."""
    verdicts = result.down("verdict")
    first = result.at("verdict", result.first_row)
    missed, reached = (formulas.words(label(f"sheet.{word}")) for word in ("missed", "reached"))
    rules = canvas.sheet.conditional_formatting
    if result.layout.paper.parts:
        rules.add(verdicts, Rule("expression", dxf=tint("fail", "never"), formula=[f"{first}={missed}"]))
        rules.add(verdicts, Rule("expression", dxf=tint("pass", "must"), formula=[f"{first}={reached}"]))
    outcome = result.at("weight", result.outcome_row)
    fixed = f"${outcome[0]}${outcome[1:]}"
    fills = {"incomplete": "warn", "unscorable": "warn", "veto": "fail", "section": "fail"}
    said = {label(f"score.outcome.{code}"): fill for code, fill in fills.items()}
    said |= {band.title: "pass" if band.passes else "fail" for band in result.layout.paper.bands}
    for words, fill in said.items():
        rules.add(outcome, Rule("expression", dxf=tint(fill), formula=[f"{fixed}={formulas.words(words)}"]))
