"""The cells of a form: what each asks for, and how they fill whole lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.handbook import Handbook
from generator.models.form import Field, FieldType, Part
from generator.render.text import plain
from generator.texts import label

LINE = 12


@dataclass(frozen=True)
class Choice:
    """A box to tick and what follows from it, or nothing."""

    label: str
    consequence: str


@dataclass(frozen=True)
class Cell:
    """One thing to fill in: `width` twelfths of the line; `blanks` are the words behind each blank, such as a unit."""

    id: str
    label: str
    type: FieldType
    width: int
    hint: str
    printed: str
    blanks: tuple[str, ...]
    options: tuple[Choice, ...]
    several: bool


@dataclass(frozen=True)
class Section:
    """The cells one person fills at one moment, in full lines of twelve twelfths."""

    id: str
    title: str
    filled_by: str
    below_cut: bool
    rows: tuple[tuple[Cell, ...], ...]


def section(handbook: Handbook, part: Part, store: str) -> Section:
    """A part laid out; a field that asks for the store has its name printed where it is known."""
    rows = tuple(_full(row) for row in _rows([_cell(handbook, part, field, store) for field in part.fields]))
    return Section(part.id, part.title, plain(handbook, part.filled_by), part.below_cut, rows)


def _cell(handbook: Handbook, part: Part, field: Field, store: str) -> Cell:
    return Cell(
        id=f"{part.id}.{field.id}",
        label=field.label,
        type=field.type,
        width=field.width,
        hint=plain(handbook, field.hint or ""),
        printed=plain(handbook, field.printed or "") or (store if field.label == label("form.store") else ""),
        blanks=_blanks(field),
        options=tuple(Choice(option.label, plain(handbook, option.consequence or "")) for option in field.options),
        several=field.several,
    )


def _blanks(field: Field) -> tuple[str, ...]:
    match field.type:
        case "date" | "time":
            return tuple(label(f"form.{field.type}").split())
        case "choice" | "checkbox":
            return ()
        case "note" if field.printed:
            return ()
        case "money":
            return (field.unit or label("form.money"),)
        case _:
            return (field.unit or "",)


def _rows(cells: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    """The cells in lines of at most twelve twelfths."""
    row: list[Cell] = []
    for cell in cells:
        if row and sum(c.width for c in row) + cell.width > LINE:
            yield tuple(row)
            row = []
        row.append(cell)
    if row:
        yield tuple(row)


def _full(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The row stretched to twelve twelfths, each cell by its share, so that no line ends ragged."""
    total = sum(cell.width for cell in row)
    ends = [round(sum(cell.width for cell in row[: n + 1]) * LINE / total) for n in range(len(row))]
    starts = [0, *ends[:-1]]
    return tuple(replace(cell, width=end - start) for cell, start, end in zip(row, starts, ends, strict=True))
