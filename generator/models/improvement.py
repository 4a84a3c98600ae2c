"""What recurs, what is measured, and what was learnt: schedules, indicators, cases, option lists and documents."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StrictInt

from generator.models.base import (
    AnyRef,
    ChapterRef,
    ChecklistRef,
    Entry,
    FigureRef,
    FormRef,
    Model,
    Percent,
    Prose,
    RoleRef,
    ScriptRef,
    SlaRef,
    StandardRef,
    Text,
    Title,
)

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Month = Annotated[StrictInt, Field(ge=1, le=12)]
MonthDay = Annotated[StrictInt, Field(ge=1, le=31)]


class Recurrence(Model):
    """When something comes round: on a day, or on a weekday.

    In a month, or a longer period, `day: 31` is its last day and `weekday` the first such day; `month` is the month of the
    quarter, half-year or year, told by any of its months: 2 is February, May, August and November.
    """

    every: Literal["day", "week", "month", "quarter", "half-year", "year"]
    weekday: Weekday | None = None
    day: MonthDay | None = None
    month: Month | None = None


class Schedule(Entry):
    """Work that recurs: training, drill, review, stock-taking, mystery visit."""

    kind: ClassVar[str] = "schedule"
    plural: ClassVar[str] = "schedules"

    type: Literal["training", "drill", "review", "stock-taking", "visit", "meeting", "report", "check"]
    recurs: Recurrence
    frequency: FigureRef | None = None
    """The registered frequency this keeps."""
    lasts: FigureRef | None = None
    owner: RoleRef
    participants: tuple[RoleRef, ...] = ()
    what: Prose
    """What is done, in one or two sentences."""
    result: Prose | None = None
    """What is on paper afterwards."""
    forms: tuple[FormRef, ...] = ()
    checklists: tuple[ChecklistRef, ...] = ()
    standards: tuple[StandardRef, ...] = ()


class Kpi(Entry):
    """A weighted indicator of one set; the weights of a set add up to 100."""

    kind: ClassVar[str] = "kpi"
    plural: ClassVar[str] = "kpis"

    set: Title
    """The set it belongs to."""
    weight: Percent
    target: FigureRef | SlaRef | None = None
    measure: Prose
    """How it is counted: numerator, denominator, period, excluded cases."""
    data: Prose
    """Where the data come from."""
    owner: RoleRef
    roles: tuple[RoleRef, ...] = ()
    """Who is measured by it."""
    period: Literal["week", "month", "quarter", "year"] = "month"
    standards: tuple[AnyRef, ...] = ()


class Case(Entry):
    """A success or failure with its lesson."""

    kind: ClassVar[str] = "case"
    plural: ClassVar[str] = "cases"

    chapter: ChapterRef
    outcome: Literal["success", "failure"]
    scene: Prose
    turn: Prose
    """What escalated or saved it."""
    handling: Prose
    lesson: Prose
    ask: tuple[Prose, ...] = ()
    """Questions for a discussion after reading."""
    standards: tuple[AnyRef, ...]
    scripts: tuple[ScriptRef, ...] = ()


class Choice(Model):
    """One of the choices of a list."""

    label: Title
    means: Prose | None = None


class Options(Entry):
    """The choices behind a field, kept once for every form and table that offers them."""

    kind: ClassVar[str] = "options"
    plural: ClassVar[str] = "option-lists"

    choices: tuple[Choice, ...]
    used_for: Prose | None = None


class Revision(Model):
    """One version of a document."""

    version: Text
    date: Text | None = None
    changed: Prose


class Document(Entry):
    """A controlled document: what it covers, who approves it, and how it has changed."""

    kind: ClassVar[str] = "document"
    plural: ClassVar[str] = "documents"

    chapter: ChapterRef
    covers: Prose
    prepared_by: RoleRef
    approved_by: RoleRef
    kept: Prose
    revisions: tuple[Revision, ...] = ()
