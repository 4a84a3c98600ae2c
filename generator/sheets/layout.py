"""Where everything stands in a checklist workbook; the one truth that writer and reader share.

In the list each row carries a key in its hidden first column (a clause id, or one of the marks below), and one hidden row
carries the keys of the columns. The reader goes by these keys alone, so sorting, moving and renaming do no harm.
"""

from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter, quote_sheetname

from generator.sheets.questions import Paper, Part, Question
from generator.texts import label

COLUMN_KEYS = "hb:columns"
META = "hb:meta"
NAMES = "hb:names"
HEAD = "hb:head"
SECTION = "hb:section"
TOTAL = "hb:total"
DATA = "hb:checklist"
FORMAT = 1
PROPERTY = "handbook-"
"""What the names of our own properties of the file begin with."""
SUMMARY = f"{PROPERTY}summary"
"""The property by which a summary of scores is known again."""

ANSWER = "answer-"
EARNED = "earned-"
META_COLUMNS = ("text", "how")
NOT_APPLICABLE = "na"
"""What a hidden cell of earned points says where the answer is na."""

WIDTHS = {"id": 4.0, "no": 9.0, "text": 36.0, "level": 11.5, "how": 36.0, "points": 6.5, "score": 8.5, "remark": 22.0}
ANSWER_WIDTH = 10.5
HIDDEN_WIDTH = 6.0


def sheet_name(sheet: str) -> str:
    """The name on the tab of the sheet `guide`, `list`, `result` or `data`."""
    return label(f"sheet.names.{sheet}")


def quoted(sheet: str, address: str) -> str:
    """An address on another sheet, as formulas write it."""
    return f"{quote_sheetname(sheet_name(sheet))}!{address}"


@dataclass(frozen=True)
class Row:
    """A row of the list: a section's heading, or a question of it with its number."""

    number: int
    part: Part
    question: Question | None = None
    no: int = 0


@dataclass(frozen=True)
class Layout:
    """Columns and rows of the list for one paper."""

    paper: Paper

    @property
    def assessors(self) -> int:
        return self.paper.checklist.assessors

    @cached_property
    def visible(self) -> tuple[str, ...]:
        """The keys of the columns people see, from the left; the hidden `id` comes before them."""
        return ("no", "text", "level", "how", "points", *self.keys(ANSWER), "score", "remark")

    @cached_property
    def columns(self) -> dict[str, int]:
        """The number of each column by its key."""
        keys = ("id", *self.visible, "section", "critical", *self.keys(EARNED), "failed", "found")
        return {key: number for number, key in enumerate(keys, 1)}

    def keys(self, prefix: str) -> tuple[str, ...]:
        """The keys of the columns that stand once for each assessor."""
        return tuple(f"{prefix}{number}" for number in range(1, self.assessors + 1))

    def width(self, key: str) -> float:
        """In characters; a Chinese one counts two."""
        return ANSWER_WIDTH if key.startswith(ANSWER) else WIDTHS.get(key, HIDDEN_WIDTH)

    @cached_property
    def meta(self) -> tuple[tuple[str, ...], ...]:
        """What is filled in above the list, two a row; several assessors write their names above their columns."""
        return (("store", "date"), ("assessor", "person") if self.assessors == 1 else ("person", "post"))

    title_row = 1
    meta_row = 2

    @property
    def names_row(self) -> int | None:
        return self.meta_row + len(self.meta) if self.assessors > 1 else None

    @property
    def keys_row(self) -> int:
        return self.meta_row + len(self.meta) + (self.assessors > 1)

    @property
    def head_row(self) -> int:
        return self.keys_row + 1

    @property
    def first_row(self) -> int:
        return self.head_row + 1

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Headings and questions, in order."""
        rows: list[Row] = []
        number = 0
        for part in self.paper.parts:
            rows.append(Row(self.first_row + len(rows), part))
            for question in part.questions:
                number += 1
                rows.append(Row(self.first_row + len(rows), part, question, number))
        return tuple(rows)

    @property
    def total_row(self) -> int:
        return self.first_row + len(self.rows)

    def at(self, key: str, row: int, *, fixed: str = "") -> str:
        """A cell, such as `H8`; fixed `column` writes `$H8`, fixed `all` writes `$H$8`."""
        letter = get_column_letter(self.columns[key])
        return f"{'$' if fixed else ''}{letter}{'$' if fixed == 'all' else ''}{row}"

    def of(self, key: str, last: str = "") -> str:
        """One column of all rows (or several, to `last`) as other sheets write it."""
        last_row = self.total_row - 1
        return quoted("list", f"{self.at(key, self.first_row, fixed='all')}:{self.at(last or key, last_row, fixed='all')}")

    def across(self, prefix: str, row: int) -> str:
        """The cells of all assessors in one row."""
        keys = self.keys(prefix)
        return f"{self.at(keys[0], row, fixed='column')}:{self.at(keys[-1], row, fixed='column')}"
