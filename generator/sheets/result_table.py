"""The table of sections: weight, minimum, each assessor's percentage, the mean, and whether the minimum is reached."""

from openpyxl.formatting.rule import Rule

from generator.sheets import formulas
from generator.sheets.canvas import Canvas
from generator.sheets.layout import ANSWER, Layout
from generator.sheets.list_sheet import answer_label
from generator.sheets.questions import Part
from generator.sheets.result_layout import ResultLayout
from generator.sheets.style import tint
from generator.texts import label


def write_table(canvas: Canvas, result: ResultLayout) -> None:
    """Heads, sections and the sum; what an assessor's answers earn stands in hidden columns beside it."""
    _head(canvas, result)
    for number, part in enumerate(result.layout.paper.parts, 1):
        _section(canvas, result, number, part)
    _sum(canvas, result)
    if result.layout.paper.parts:
        _colour(canvas, result)


def _head(canvas: Canvas, result: ResultLayout) -> None:
    weight = "weight-head" if result.layout.paper.weighted else "full"
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
        elif result.layout.names_row:
            number = int(key.partition("-")[2])
            name, cell = answer_label(result.layout, number), result.layout.at(f"{ANSWER}{number}", result.layout.names_row)
            canvas.formula(result.at(key, result.head_row), formulas.named(name, cell), name, "head")
    canvas.sheet.row_dimensions[result.head_row].height = 24


def _section(canvas: Canvas, result: ResultLayout, number: int, part: Part) -> None:
    row, minimum = result.first_row + number - 1, part.section.minimum
    points = sum(question.inspect.points for question in part.questions)
    weight = part.section.weight if result.layout.paper.weighted else None
    canvas.text(result.at("title", row), part.section.title, "cell")
    canvas.number(result.at("weight", row), weight or points)
    if minimum:
        canvas.number(result.at("minimum", row), minimum, "minimum")
    else:
        canvas.text(result.at("minimum", row), label("score.none"), "centre")
    for assessor in range(1, result.layout.assessors + 1):
        _shares(canvas, result, row, number, assessor)
    _means(canvas, result, row)
    percent, none = result.at("percent", row), label("score.none")
    verdict = f"IF({percent}>={minimum},{formulas.words(label('sheet.reached'))},{formulas.words(label('sheet.missed'))})"
    wanted = f"IF(ISNUMBER({percent}),{verdict},{formulas.words(none)})" if minimum else formulas.words(none)
    canvas.formula(result.at("verdict", row), wanted, none)
    canvas.height(row, [(part.section.title, result.width("title"), "cell")])


def _shares(canvas: Canvas, result: ResultLayout, row: int, section: int, assessor: int) -> None:
    """Hidden: what one assessor's answers earn in one section."""
    got, full, share, weighted = (result.at(f"{key}-{assessor}", row) for key in ("got", "full", "share", "weighted"))
    canvas.formula(got, formulas.got(result.layout, section, assessor), 0, "hidden")
    canvas.formula(full, formulas.full(result.layout, section, assessor), 0, "hidden")
    canvas.formula(share, formulas.share(got, full), "", "hidden")
    if result.layout.paper.weighted:
        canvas.formula(weighted, f"IF({full}=0,0,{result.at('weight', row)}*{share})", 0, "hidden")


def _means(canvas: Canvas, result: ResultLayout, row: int, look: str = "percent") -> None:
    """What is shown of a row: each assessor's percentage, and their mean."""
    none = label("score.none")
    for key in result.visible:
        if key.startswith("shown-"):
            share = result.at(f"share-{key.partition('-')[2]}", row)
            canvas.formula(result.at(key, row), formulas.mean(share, drop_extremes=False), none, look)
    mean = formulas.mean(result.across("share", row), result.layout.paper.checklist.drop_extremes)
    canvas.formula(result.at("percent", row), mean, none, look)


def _sum(canvas: Canvas, result: ResultLayout) -> None:
    row = result.sum_row
    for key in result.visible:
        canvas.empty(result.at(key, row), "total")
    canvas.text(result.at("title", row), label("sheet.grand-total"), "total")
    canvas.formula(result.at("weight", row), f"SUM({result.down('weight')})", _weights(result.layout), "total")
    for assessor in range(1, result.layout.assessors + 1):
        canvas.formula(result.at(f"share-{assessor}", row), formulas.total_share(result, assessor), "", "hidden")
    _means(canvas, result, row, "total-percent")
    canvas.sheet.row_dimensions[row].height = 24


def _weights(layout: Layout) -> int:
    if layout.paper.weighted:
        return sum(part.section.weight or 0 for part in layout.paper.parts)
    return sum(question.inspect.points for question in layout.paper.questions.values())


def _colour(canvas: Canvas, result: ResultLayout) -> None:
    """The verdicts in colour, by their own words."""
    first = result.at("verdict", result.first_row)
    for word, look in (("missed", tint("fail", "never")), ("reached", tint("pass", "must"))):
        formula = f"{first}={formulas.words(label(f'sheet.{word}'))}"
        canvas.sheet.conditional_formatting.add(result.down("verdict"), Rule("expression", dxf=look, formula=[formula]))
