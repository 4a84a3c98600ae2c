"""`style.yaml` as openpyxl's styles, made fresh for each workbook, and how high a row must be."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle

from generator.texts import read_texts

PERCENT = '0.0"%"'
WHOLE_PERCENT = '0"%"'
DATE = "yyyy-mm-dd"
UNSEEN = ";;;"
FILLS = ("pass", "warn", "fail")
MOST_HEIGHT = 409.0
LINE = 1.5
"""A line's height as a multiple of the font's size."""
PADDING = 8.0
WIDTH_SIZE = 10.5
"""The size of a font of which a Chinese character is as wide as two units of a column's width."""


@dataclass(frozen=True)
class Look:
    """How a cell looks; `ink` and `fill` are names of colours in style.yaml."""

    size: float
    ink: str = "ink"
    fill: str = ""
    bold: bool = False
    across: str = "left"
    down: str = "center"
    border: bool = False
    open: bool = False
    """true: may be filled in."""
    format: str = "General"
    wrap: bool = True
    indent: int = 0


def looks() -> dict[str, Look]:
    """The looks of all cells, by what the cell is for."""
    sizes = _style()["sheet"]
    text = Look(sizes["text"])
    cell = replace(text, border=True, indent=1)
    centre = replace(cell, across="center", indent=0)
    return {
        "plain": text,
        "muted": replace(text, size=sizes["small"], ink="muted"),
        "title": Look(sizes["title"], ink="brand", bold=True, wrap=False),
        "heading": Look(sizes["heading"], ink="brand", bold=True, wrap=False),
        "label": replace(text, ink="muted", across="right"),
        "head": replace(centre, ink="paper", fill="brand", bold=True),
        "section": replace(cell, fill="soft", bold=True),
        "cell": cell,
        "centre": centre,
        "small": replace(cell, size=sizes["small"]),
        "percent": replace(centre, format=PERCENT),
        "points": replace(centre, format="0.##"),
        "answer": replace(centre, fill="input", open=True, bold=True),
        "write": replace(cell, fill="input", open=True),
        "write-date": replace(cell, fill="input", open=True, format=DATE),
        "minimum": replace(centre, format=WHOLE_PERCENT),
        "total": replace(centre, fill="soft", bold=True),
        "total-percent": replace(centre, fill="soft", bold=True, format=PERCENT),
        "big": replace(cell, size=sizes["big"], bold=True, format=PERCENT),
        "echo": replace(text, bold=True, wrap=False),
        "notice": replace(text, ink="never", bold=True),
        "link": replace(cell, ink="should"),
        "sign": replace(text, down="bottom", wrap=False),
        **{fill: replace(cell, fill=fill) for fill in FILLS},
        **{f"{fill}-percent": replace(centre, fill=fill, format=PERCENT) for fill in FILLS},
        "hidden": replace(text, format=UNSEEN, wrap=False),
    }


def dress(cell: Cell, look: Look) -> None:
    """Give a cell its look."""
    cell.font = Font(name=_style()["font"]["sheet"], size=look.size, bold=look.bold, color=colour(look.ink))
    if look.fill:
        cell.fill = PatternFill("solid", start_color=colour(look.fill), end_color=colour(look.fill))
    cell.alignment = Alignment(horizontal=look.across, vertical=look.down, wrap_text=look.wrap, indent=look.indent)
    if look.border:
        side = Side(style="thin", color=colour("line"))
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if look.open:
        cell.protection = Protection(locked=False)
    cell.number_format = look.format


def colour(name: str) -> str:
    """A colour of style.yaml as Excel writes it: opaque, without `#`."""
    return "FF" + str(_style()["colour"][name]).lstrip("#").upper()


def tint(fill: str, ink: str = "") -> DifferentialStyle:
    """What a conditional format changes: the fill and perhaps the ink."""
    background = PatternFill("solid", start_color=colour(fill), end_color=colour(fill))
    return DifferentialStyle(fill=background, font=Font(color=Color(rgb=colour(ink))) if ink else None)


def text_width(text: str) -> int:
    """In half-width characters; a Chinese one counts two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def lines(text: str, width: float, size: float) -> int:
    """How many lines a text of a font size takes in a column of that width."""
    room = (width - 2) * WIDTH_SIZE / size
    return sum(max(1, ceil(text_width(line) / max(2.0, room))) for line in text.split("\n"))


def height(texts: Iterable[tuple[str, float, float]]) -> float:
    """The height of a row, in points, whose cells hold texts in columns of a width and in a font size."""
    most = max(lines(text, width, size) * size * LINE for text, width, size in texts)
    return min(MOST_HEIGHT, round(most + PADDING, 1))


def _style() -> Mapping[str, Any]:
    return read_texts("style.yaml")
