"""The list in a workbook that came back: its columns and rows by their keys, wherever they stand now."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from generator.problems import Place
from generator.sheets.layout import COLUMN_KEYS
from generator.sheets.load import Page, Raw


@dataclass(frozen=True)
class Grid:
    """The sheet with the list: where its columns are, and the rows by their keys."""

    page: Page
    keys_row: int
    columns: dict[str, int]

    def raw(self, row: int, key: str) -> Raw | None:
        return self.page.cells.get((row, self.columns.get(key, 0)))

    @cached_property
    def rows(self) -> dict[int, str]:
        """The key of each row that holds anything; empty where it has none."""
        return {row: word(self.raw(row, "id")) for row in sorted({row for row, _ in self.page.cells})}

    def marked(self, mark: str) -> int | None:
        """The first row with this key."""
        return next((row for row, key in self.rows.items() if key == mark), None)

    def place(self, file: str, row: int | None = None, key: str = "") -> Place:
        """A cell of the sheet, or the sheet as a whole."""
        ref = f"{get_column_letter(self.columns.get(key, 1))}{row}" if row else ""
        return Place(file, sheet=self.page.name, ref=ref)


def grids(page: Page) -> Iterator[Grid]:
    """The list of this sheet, or of each copy of it: a row of column keys begins it."""
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    marks = []
    for (row, column), raw in page.cells.items():
        if raw.kind == "text":
            rows[row].setdefault(raw.value, column)
            if raw.value == COLUMN_KEYS:
                marks.append((row, column))
    return (Grid(page, row, {**rows[row], "id": column}) for row, column in marks)


def word(raw: Raw | None) -> str:
    """A key or a mark as it stands in a cell."""
    return raw.value.strip() if raw and raw.kind in ("text", "number") else ""


def plain_number(raw: Raw) -> str:
    """What a cell says, a number as people write it: `5` for the 5.0 that Excel may have stored."""
    if raw.kind == "text":
        return raw.value
    try:
        value = float(raw.value)
    except ValueError:
        return raw.value
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else raw.value
