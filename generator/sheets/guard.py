"""Drop-downs, and colours that follow the answers."""

from itertools import groupby

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.models.standard import Inspect
from generator.sheets.answers import most_of
from generator.sheets.data_sheet import list_name
from generator.sheets.formulas import answer_cells
from generator.sheets.layout import ANSWER, EARNED, NOT_APPLICABLE, Layout
from generator.sheets.style import tint
from generator.texts import label


def guard_cells(sheet: Worksheet, layout: Layout) -> None:
    """Drop-downs for the answers, by the way each is given, and a word of help for the date."""
    kinds: dict[str, tuple[Inspect, DataValidation]] = {}
    for row in layout.rows:
        if row.question:
            inspect = row.question.inspect
            name = list_name(inspect)
            validation = kinds.setdefault(name, (inspect, _validation(name, inspect)))[1]
            for cell in answer_cells(layout, row.number):
                validation.add(cell)
    for _, validation in kinds.values():
        sheet.add_data_validation(validation)
    date = DataValidation(showInputMessage=True, promptTitle=label("sheet.meta.date"), prompt=label("sheet.prompt.date"))
    date.add(layout.at("how", layout.meta_row))
    sheet.add_data_validation(date)


def _validation(name: str, inspect: Inspect) -> DataValidation:
    says = label(f"sheet.prompt.{inspect.mode}{'-na' if inspect.na else ''}", most=most_of(inspect))
    return DataValidation(
        type="list",
        formula1=name,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop",
        errorTitle=label("sheet.error-title"),
        error=says,
        showInputMessage=True,
        promptTitle=label("sheet.column.answer"),
        prompt=says,
    )


def colour_cells(sheet: Worksheet, layout: Layout) -> None:
    """Answers and remarks change colour by their own row: each rule's formula speaks of the first row of its range."""
    for is_item, rows in groupby(layout.rows, key=lambda row: row.question is not None):
        if is_item:
            numbers = [row.number for row in rows]
            for answer, earned in zip(layout.keys(ANSWER), layout.keys(EARNED), strict=True):
                _answer_colours(sheet, layout, answer, earned, numbers[0], numbers[-1])
            found, remark = (layout.at(key, numbers[0], fixed="column") for key in ("found", "remark"))
            area = f"{layout.at('remark', numbers[0])}:{layout.at('remark', numbers[-1])}"
            formula = f"AND({found}>0,LEN(TRIM({remark}))=0)"
            sheet.conditional_formatting.add(area, Rule("expression", dxf=tint("fail"), formula=[formula]))


def _answer_colours(sheet: Worksheet, layout: Layout, answer: str, earned: str, first: int, last: int) -> None:
    points, got = layout.at("points", first, fixed="column"), layout.at(earned, first, fixed="column")
    rules = (
        (f'{got}="{NOT_APPLICABLE}"', tint("soft", "muted")),
        (f"AND(ISNUMBER({got}),{got}={points})", tint("pass", "must")),
        (f"AND(ISNUMBER({got}),{got}=0)", tint("fail", "never")),
        (f"ISNUMBER({got})", tint("warn")),
    )
    area = f"{layout.at(answer, first)}:{layout.at(answer, last)}"
    for formula, look in rules:
        sheet.conditional_formatting.add(area, Rule("expression", dxf=look, formula=[formula], stopIfTrue=True))
