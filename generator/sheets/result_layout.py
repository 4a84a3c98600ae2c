"""Where everything stands on the result sheet."""

from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from generator.sheets.layout import Layout, quoted

WIDTHS = {"title": 30.0, "weight": 11.0, "minimum": 11.0, "percent": 12.0, "verdict": 14.0}


@dataclass(frozen=True)
class ResultLayout:
    """Rows and columns of the result sheet: sections below each other, each assessor's share beside them."""

    layout: Layout

    title_row = 1
    meta_row = 2
    total_row = 4
    outcome_row = 5
    then_row = 6
    notice_row = 7
    notices = ("blank", "na", "remark")

    @property
    def head_row(self) -> int:
        return self.notice_row + len(self.notices) + 1

    @property
    def first_row(self) -> int:
        return self.head_row + 1

    @property
    def sum_row(self) -> int:
        return self.first_row + len(self.layout.paper.parts)

    @cached_property
    def columns(self) -> dict[str, int]:
        """The number of each column by its key; from `share-1` on they are hidden."""
        n = self.layout.assessors
        shown = [f"shown-{k}" for k in range(1, n + 1)] if n > 1 else []
        hidden = [f"{key}-{k}" for key in ("got", "full", "share", "weighted") for k in range(1, n + 1)]
        return {
            key: number for number, key in enumerate(("title", "weight", "minimum", *shown, "percent", "verdict", *hidden), 1)
        }

    @property
    def visible(self) -> tuple[str, ...]:
        """The keys of the columns people see."""
        return tuple(key for key in self.columns if key.partition("-")[0] not in ("got", "full", "share", "weighted"))

    def width(self, key: str) -> float:
        """In characters; a Chinese one counts two."""
        return WIDTHS.get(key, 10.0)

    def at(self, key: str, row: int) -> str:
        return f"{get_column_letter(self.columns[key])}{row}"

    def fixed(self, key: str, row: int) -> str:
        """The cell as other sheets write it."""
        return quoted("result", f"${get_column_letter(self.columns[key])}${row}")

    def down(self, key: str) -> str:
        """One column over all sections."""
        return f"{self.at(key, self.first_row)}:{self.at(key, self.sum_row - 1)}"

    def across(self, key: str, row: int) -> str:
        """The cells of all assessors in one row."""
        return f"{self.at(f'{key}-1', row)}:{self.at(f'{key}-{self.layout.assessors}', row)}"
