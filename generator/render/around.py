"""What stands around an entry or on a list: the ties of a role, the items of a checklist, entries in groups."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from generator.handbook import Handbook
from generator.models import KIND_BY_PLURAL, Entry
from generator.models.checklist import Checklist, Section
from generator.models.form import Form
from generator.models.improvement import Case, Document, Kpi, Schedule
from generator.models.number import Sla
from generator.models.people import Role, Service
from generator.models.provenance import Source
from generator.models.speech import Script
from generator.models.standard import Clause, Inspect, Standard, Step, Uniform, UniformRule
from generator.render.edition import ROWS, page_of
from generator.render.recurrence import order
from generator.render.trail import HOME
from generator.render.view import Book
from generator.texts import label

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Ties:
    """What binds a role, each from the entry that says so."""

    standards: list[Entry]
    steps: list[tuple[Standard, list[Step]]]
    scripts: list[Script]
    limits: list[Sla]
    escalated: list[Sla]
    forms: list[Form]
    services: list[Service]
    checked: list[Checklist]
    inspects: list[Checklist]
    schedules: list[Schedule]
    kpis: list[Kpi]


@dataclass(frozen=True)
class CheckedItem:
    """An item of a checklist with its clause and the entry of the clause."""

    owner: Standard | Uniform
    clause: Clause | UniformRule
    inspect: Inspect


def ties(book: Book, role: Role) -> Ties:
    """Everything that names a role."""
    handbook, id = book.handbook, role.id
    standards = handbook.quoting(id, Standard)
    steps = [(standard, [step for step in standard.steps if step.who == id]) for standard in standards]
    used = {form for _, own in steps for step in own for form in step.forms}
    return Ties(
        [*(s for s in standards if id in s.roles), *(u for u in handbook.quoting(id, Uniform) if id in u.roles)],
        [(standard, own) for standard, own in steps if own],
        [script for script in handbook.quoting(id, Script) if id in script.speakers],
        [sla for sla in handbook.quoting(id, Sla) if sla.owner == id],
        [sla for sla in handbook.quoting(id, Sla) if sla.escalates_to == id],
        [form for form in handbook.of(Form) if form.id in used or form.kept_by == id],
        [service for service in handbook.quoting(id, Service) if service.custodian == id],
        [checklist for checklist in handbook.quoting(id, Checklist) if id in checklist.roles],
        [checklist for checklist in handbook.quoting(id, Checklist) if id in checklist.assessed_by],
        [schedule for schedule in handbook.quoting(id, Schedule) if id in (schedule.owner, *schedule.participants)],
        [kpi for kpi in handbook.quoting(id, Kpi) if id in (kpi.owner, *kpi.roles)],
    )


def under(book: Book, role: Role) -> list[Role]:
    """The roles that report to a role."""
    return [other for other in book.handbook.quoting(role.id, Role) if other.reports_to == role.id]


def items(book: Book, section: Section) -> list[CheckedItem]:
    """The items of a section that this edition has, each with the way it is inspected here."""
    found = []
    for item in section.items:
        if book.handbook.has_clause(item.clause):
            owner, clause = book.handbook.clauses[item.clause]
            inspect = item.inspect or clause.inspect
            assert inspect, item.clause
            found.append(CheckedItem(owner, clause, inspect))
    return found


def most_used(book: Book, most: int) -> list[Sla]:
    """The limits that most entries quote, and those alone that any quotes."""
    slas = [(len(book.handbook.quoted_by.get(sla.id, ())), sla) for sla in book.handbook.of(Sla)]
    ranked = sorted((pair for pair in slas if pair[0]), key=lambda pair: -pair[0])
    return [sla for _, sla in ranked[:most]]


def some(book: Book, plural: str, most: int) -> tuple[Entry, ...]:
    """The first entries of a kind."""
    return book.handbook.of(KIND_BY_PLURAL[plural])[:most]


def by_chapter(book: Book, entries: Iterable[E]) -> list[tuple[str, list[E]]]:
    """Entries under the titles of the chapters they belong to or are first used in, in the order of the chapters."""
    found: dict[str, list[E]] = {chapter.id: [] for chapter in book.chapters}
    for entry in entries:
        found.setdefault(chapter_of(book.handbook, entry), []).append(entry)
    titles = {chapter.id: chapter.title for chapter in book.chapters}
    return [(titles.get(id) or label("page.group-other"), group) for id, group in found.items() if group]


def chapter_of(handbook: Handbook, entry: Entry) -> str:
    """The id of the chapter an entry belongs to, by itself or through the first standard or service that uses it."""
    if isinstance(entry, Standard | Uniform | Service | Case | Document):
        return entry.chapter
    users: tuple[Standard | Service, ...] = (*handbook.quoting(entry.id, Standard), *handbook.quoting(entry.id, Service))
    return users[0].chapter if users else ""


def grouped(entries: Iterable[E], name: str) -> list[tuple[str, list[E]]]:
    """Entries by the value of a field, in the order in which the values first come."""
    return grouped_by(entries, lambda entry: getattr(entry, name) or "")


def by_period(schedules: Iterable[Schedule]) -> list[tuple[str, list[Schedule]]]:
    """Schedules by how often they come round, daily first, each in the order of the year."""
    return grouped_by(sorted(schedules, key=lambda schedule: order(schedule.recurs)), lambda schedule: schedule.recurs.every)


def grouped_by(entries: Iterable[E], key: Callable[[E], str]) -> list[tuple[str, list[E]]]:
    """Entries by what a key says of each, in the order in which it first says so."""
    found: dict[str, list[E]] = {}
    for entry in entries:
        found.setdefault(key(entry), []).append(entry)
    return list(found.items())


def documents(handbook: Handbook) -> dict[str, list[Source]]:
    """The facts by the page of their document."""
    found: dict[str, list[Source]] = {}
    for fact in handbook.of(Source):
        found.setdefault(page_of(fact), []).append(fact)
    return dict(sorted(found.items()))


def said(standard: Standard) -> set[str]:
    """The scripts whose words stand in the steps already."""
    return {id for step in standard.steps for id in step.says}


def step_title(standard: Standard, id: str) -> str:
    return next(f"{number}. {step.title}" for number, step in enumerate(standard.steps, 1) if step.id == id)


def field_label(form: Form, id: str) -> str:
    return next(field.label for part in form.parts for field in part.fields if field.id == id)


def season(book: Book, id: str) -> str:
    """The first and last day of a date range as `05-01/05-31`, for the reader's own calendar."""
    days = book.handbook.quantity(id).days
    return "/".join(f"{day.month:02}-{day.day:02}" for day in days) if days else ""


def home_of(plural: str) -> str:
    """The page that lists a kind."""
    return ROWS.get(KIND_BY_PLURAL[plural].kind, f"{plural}/{HOME}")
