"""Tables as a workbook to look through: coloured cells, fixed heads, filters, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.utils import get_column_letter

from generator.sheets.canvas import Canvas
from generator.sheets.layout import FORMAT, SUMMARY
from generator.sheets.repack import repack
from generator.texts import label


@dataclass(frozen=True)
class Cell:
    """Words or a number, and a look of `style.looks`."""

    value: str | int | Decimal | None
    look: str = "cell"


@dataclass(frozen=True)
class Column:
    """A column's head and its width in characters."""

    title: str
    width: float


@dataclass(frozen=True)
class Table:
    """Rows under heads, perhaps with a heading above."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heading: str = ""


def summary(title: str, sheets: Sequence[tuple[str, Sequence[Table]]]) -> bytes:
    """A workbook with one sheet for each name, its tables below each other; no text in it becomes a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, tables in sheets:
        canvas = Canvas(book.create_sheet(name))
        _sheet(canvas, tables)
        canvas.page(f"{title} · {name}", "", label("sheet.page"), long=True)
    properties: CustomPropertyList[StringProperty] = vars(book)["custom_doc_props"]  # the stubs do not know it
    properties.append(StringProperty(name=SUMMARY, value=str(FORMAT)))
    content = BytesIO()
    book.save(content)
    return repack(content.getvalue(), title=title, creator="")


def _sheet(canvas: Canvas, tables: Sequence[Table]) -> None:
    count = max(len(table.columns) for table in tables)
    widths = [max(t.columns[i].width for t in tables if i < len(t.columns)) for i in range(count)]
    canvas.widths(widths)
    row = 1
    for table in tables:
        row = _table(canvas, table, widths, row) + 1
    canvas.sheet.sheet_view.showGridLines = False
    if len(tables) == 1 and not tables[0].heading:
        canvas.sheet.freeze_panes = "A2"
        canvas.sheet.print_title_rows = "1:1"
        if tables[0].rows:
            canvas.sheet.auto_filter.ref = f"A1:{get_column_letter(count)}{len(tables[0].rows) + 1}"


def _table(canvas: Canvas, table: Table, widths: Sequence[float], row: int) -> int:
    """Write one table from a row on; gives the row below it."""
    if table.heading:
        canvas.text(f"A{row}", table.heading, "heading")
        canvas.sheet.row_dimensions[row].height = 26
        row += 1
    heads = [Cell(column.title, "head") for column in table.columns]
    for cells in (heads, *table.rows):
        for number, cell in enumerate(cells, 1):
            _cell(canvas, f"{get_column_letter(number)}{row}", cell)
        texts = [(str(cell.value), width, cell.look) for cell, width in zip(cells, widths, strict=False) if cell.value]
        canvas.height(row, texts or [("", 10, "cell")])
        row += 1
    return row


def _cell(canvas: Canvas, ref: str, cell: Cell) -> None:
    if isinstance(cell.value, str):
        canvas.text(ref, cell.value, cell.look)
    elif cell.value is None:
        canvas.empty(ref, cell.look)
    else:
        canvas.number(ref, float(cell.value), cell.look)
