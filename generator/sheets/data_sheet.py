"""The hidden sheet: which checklist and edition this is, the bands, and the lists behind the drop-downs."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from generator.models.standard import Inspect
from generator.sheets.answers import most_of
from generator.sheets.canvas import Canvas
from generator.sheets.layout import DATA, FORMAT, quoted
from generator.sheets.questions import Paper
from generator.texts import label

BANDS_COLUMN = 4
LISTS_COLUMN = 8

Bands = Sequence[tuple[int, str, str]]
"""Threshold, title and consequence, from the lowest."""


def shares(bands: Bands) -> list[str]:
    """What total each band takes, in words: the lowest what lies below the next, the others theirs and more."""
    words = [label("sheet.band-from", from_=threshold) for threshold, _, _ in bands]
    return [label("sheet.band-below", below=bands[1][0]), *words[1:]] if len(bands) > 1 else words


@dataclass(frozen=True)
class BandCells:
    """Where thresholds, titles and consequences stand, as formulas write them."""

    thresholds: str
    titles: str
    thens: str


def write_meta(canvas: Canvas, meta: dict[str, str]) -> None:
    """Keys and values in the first two columns, below the mark by which the sheet is known."""
    for row, (key, value) in enumerate({DATA: str(FORMAT), **meta}.items(), 1):
        canvas.text(f"A{row}", key)
        canvas.text(f"B{row}", value)


def write_bands(canvas: Canvas, bands: Bands) -> BandCells:
    """Thresholds from low to high, with titles and consequences."""
    first = [get_column_letter(BANDS_COLUMN + offset) for offset in range(3)]
    for row, (threshold, title, then) in enumerate(bands, 1):
        canvas.number(f"{first[0]}{row}", threshold)
        canvas.text(f"{first[1]}{row}", title)
        canvas.text(f"{first[2]}{row}", then)
    return BandCells(*(quoted("data", f"${letter}$1:${letter}${len(bands)}") for letter in first))


def write_lists(canvas: Canvas, paper: Paper) -> list[DefinedName]:
    """One column for each way of answering that occurs, and the names under which drop-downs find them."""
    kinds = {list_name(question.inspect): question.inspect for question in paper.questions.values()}
    return [_list(canvas, LISTS_COLUMN + offset, name, kinds[name]) for offset, name in enumerate(sorted(kinds))]


def list_name(inspect: Inspect) -> str:
    """The name of the list of answers: `hb_pass`, `hb_grade_5_na` and the like."""
    most = f"_{most_of(inspect)}" if inspect.mode != "pass" else ""
    return f"hb_{inspect.mode}{most}{'_na' if inspect.na else ''}"


def _list(canvas: Canvas, column: int, name: str, inspect: Inspect) -> DefinedName:
    letter = get_column_letter(column)
    numbers = range(most_of(inspect) + 1) if inspect.mode != "pass" else ()
    words = [
        label(f"sheet.answer.{word}")
        for word in (*(("pass", "fail") if inspect.mode == "pass" else ()), *(("na",) if inspect.na else ()))
    ]
    for row, number in enumerate(numbers, 1):
        canvas.number(f"{letter}{row}", number)
    for row, word in enumerate(words, len(numbers) + 1):
        canvas.text(f"{letter}{row}", word)
    last = len(numbers) + len(words)
    return DefinedName(name, attr_text=quoted("data", f"${letter}$1:${letter}${last}"))
