"""A worksheet to write on: text stays text, formulas come with the value a blank sheet has."""

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.problems import HandbookError, Place, Problem
from generator.sheets.style import Look, dress, height, looks

MOST_CHARACTERS = 32_767
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
HEADER_ROOM = 120


@dataclass
class Canvas:
    """One sheet being written; `blanks` are the values its formulas have while nothing is filled in.

    `worn` keeps each look as openpyxl numbers it, for dressing a cell anew costs more than all else.
    """

    sheet: Worksheet
    file: str = ""
    """What the workbook is called where a text is too long for it."""
    blanks: dict[str, str | int | float] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=looks)
    worn: dict[str, StyleArray] = field(default_factory=dict)

    def text(self, ref: str, text: str, look: str = "plain") -> Cell:
        """Put words into a cell, whatever they begin with."""
        cell = self._cell(ref, look)
        keep_text(cell, text, self.file)
        return cell

    def number(self, ref: str, value: float, look: str = "centre") -> None:
        self._cell(ref, look).value = value

    def formula(self, ref: str, formula: str, blank: str | float, look: str = "centre") -> None:
        """Put a formula (without its `=`) into a cell, with its value while nothing is filled in."""
        self._cell(ref, look).value = f"={formula}"
        self.blanks[ref] = blank

    def empty(self, ref: str, look: str) -> Cell:
        """A cell to be filled in, or only coloured."""
        return self._cell(ref, look)

    def merge(self, refs: str) -> None:
        """Join cells that nobody fills in; all keep the look of the first."""
        first, _, _ = refs.partition(":")
        look = self.sheet[first]
        for row in self.sheet[refs]:
            for cell in row:
                cell._style = look._style
        self.sheet.merge_cells(refs)

    def widths(self, widths: Iterable[float]) -> None:
        """Widths of the columns from the first."""
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width

    def height(self, row: int, texts: Iterable[tuple[str, float, str]]) -> None:
        """Make a row as high as its texts need in columns of these widths with these looks."""
        self.sheet.row_dimensions[row].height = height((text, width, self.looks[look].size) for text, width, look in texts)

    def hide_columns(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self.sheet.column_dimensions[get_column_letter(number)].hidden = True

    def page(self, title: str, footer: str, pages: str, *, long: bool) -> None:
        """Print on A4 with the title above and the page's number below: upright on one page, or broad over several."""
        sheet = self.sheet
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape" if long else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0 if long else 1
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.7
        margins.header = margins.footer = 0.3
        assert sheet.oddHeader is not None
        assert sheet.oddFooter is not None
        sheet.oddHeader.left.text = header_text(title)
        sheet.oddFooter.left.text = header_text(footer)
        sheet.oddFooter.right.text = pages

    def protect(self) -> None:
        """Lock all cells but those to be filled in; no password, for it only guards against accidents."""
        protection = self.sheet.protection
        protection.sheet = True
        protection.formatRows = protection.formatColumns = False

    def _cell(self, ref: str, look: str) -> Cell:
        cell = self.sheet[ref]
        assert isinstance(cell, Cell), ref
        styled: Any = cell  # the stubs leave `_style` out
        if look not in self.worn:
            dress(cell, self.looks[look])
            self.worn[look] = copy(styled._style)
        styled._style = copy(self.worn[look])
        return cell


def keep_text(cell: Cell, text: str, file: str) -> None:
    """Store words so that no program takes them for a formula, an error value or an escape; too long is a problem."""
    clean = ESCAPE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("\ufffd", text).encode("utf-8", "replace").decode())
    if len(clean) > MOST_CHARACTERS:
        place = Place(file, sheet=str(cell.parent.title), ref=cell.coordinate)
        raise HandbookError([Problem("cell-too-long", place, {"count": len(clean), "limit": MOST_CHARACTERS})])
    cell.value = clean
    cell.data_type = "s"
    if clean.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def header_text(text: str) -> str:
    """Words for a page's header or footer, where `&` begins a command."""
    line = " ".join(ILLEGAL_CHARACTERS_RE.sub("", text).split())
    return line[:HEADER_ROOM].replace("&", "&&")
