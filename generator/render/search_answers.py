"""What each kind of entry answers when it is searched: the limit, the price, the words; and what else it says."""

from collections.abc import Iterator

from generator.handbook import Handbook, clauses_of
from generator.models import Entry, Model
from generator.models.checklist import Checklist
from generator.models.form import Form
from generator.models.improvement import Case, Document, Kpi, Options, Schedule
from generator.models.number import Figure, Sla
from generator.models.people import Role, Service
from generator.models.provenance import Decision
from generator.models.speech import Script, Term
from generator.models.standard import Chapter, Standard, Uniform
from generator.render.recurrence import said
from generator.render.text import plain
from generator.texts import label

Part = tuple[str, str, str]


def answer(handbook: Handbook, entry: Entry) -> str:
    """The words that answer the question for this entry, as plain text."""
    return plain(handbook, _answer(handbook, entry))


def _answer(handbook: Handbook, entry: Entry) -> str:
    match entry:
        case Sla():
            key = "search.sla-working" if entry.clock == "working" else "search.sla"
            return label(key, limit=handbook.quantity(entry.id), start=plain(handbook, entry.from_))
        case Figure():
            return " · ".join(filter(None, (str(handbook.quantity(entry.id)), entry.of)))
        case Script():
            return "\n".join(entry.lines)
        case Standard() | Uniform():
            return entry.summary or next((clause.text for clause in clauses_of(entry)), "")
        case Form():
            return label("search.form", number=entry.number, purpose=plain(handbook, entry.purpose))
        case Role():
            return entry.note or "\n".join(entry.duties[:2]) or entry.department or ""
        case Term():
            return entry.means
        case Decision():
            return entry.decided or ""
        case Chapter() | Service() | Checklist():
            return entry.summary
    return _improvement(handbook, entry)


def _improvement(handbook: Handbook, entry: Entry) -> str:
    match entry:
        case Schedule():
            owner = handbook.entries[entry.owner].title
            return label("search.schedule", when=said(entry.recurs), owner=owner, what=plain(handbook, entry.what))
        case Kpi():
            target = label("search.kpi-target", target=handbook.quantity(entry.target)) if entry.target else ""
            return label("search.kpi", weight=entry.weight, target=target, measure=plain(handbook, entry.measure))
        case Case():
            return entry.lesson
        case Options():
            return label("search.and").join(choice.label for choice in entry.choices)
        case Document():
            return entry.covers
    return entry.title


def parts(handbook: Handbook, entry: Entry) -> Iterator[Part]:
    """What in an entry is an answer of its own: clauses, steps, rows of tables, as anchor, title and text."""
    for clause in clauses_of(entry):
        yield clause.id, "", plain(handbook, clause.text)
    if isinstance(entry, Standard):
        yield from _steps(handbook, entry)
        yield from _rows(handbook, entry)


def _steps(handbook: Handbook, entry: Standard) -> Iterator[Part]:
    for number, step in enumerate(entry.steps, 1):
        text = label("search.step", number=number, title=step.title, does=plain(handbook, step.does))
        yield f"step_{step.id}", step.title, text


def _rows(handbook: Handbook, entry: Standard) -> Iterator[Part]:
    for table in entry.tables:
        for row in table.rows:
            cells = [
                label("search.row", column=column, cell=plain(handbook, cell))
                for column, cell in zip(table.columns, row, strict=True)
            ]
            yield "", table.title, " · ".join(cells)


def body(handbook: Handbook, entry: Entry) -> str:
    """All other texts of an entry, each once: what its answer and parts do not show."""
    shown = {_answer(handbook, entry)} | _shown(entry)
    texts = dict.fromkeys(text for _, text, _ in entry.prose() if text not in shown)
    return " · ".join([*texts, *(() if isinstance(entry, Options) else _labels(entry))])


def _shown(entry: Entry) -> set[str]:
    shown = {clause.text for clause in clauses_of(entry)}
    if isinstance(entry, Standard):
        shown |= {step.does for step in entry.steps}
        shown |= {cell for table in entry.tables for row in table.rows for cell in row}
    match entry:
        case Script():
            shown |= set(entry.lines)
        case Sla():
            shown.add(entry.from_)
        case Figure():
            shown.add(entry.of or "")
        case Form():
            shown.add(entry.purpose)
        case Schedule():
            shown.add(entry.what)
        case Kpi():
            shown.add(entry.measure)
    return shown


def _labels(entry: Entry) -> Iterator[str]:
    """Titles inside an entry: fields of a form, sections of a checklist, steps."""
    for value in vars(entry).values():
        yield from _titles(value)


def _titles(value: object) -> Iterator[str]:
    if isinstance(value, str):
        return
    if isinstance(value, Model):
        values = vars(value)
        yield from (text for name in ("title", "label") if (text := values.get(name)))
        for inner in values.values():
            yield from _titles(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _titles(inner)
