"""Chapters, standards and their clauses, steps and tables; uniforms, whose rules are clauses too."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.models.base import (
    AnyRef,
    ChapterRef,
    Count,
    Entry,
    FigureRef,
    Flag,
    FormRef,
    Id,
    Model,
    Points,
    Prose,
    RoleRef,
    ScriptRef,
    SlaRef,
    Title,
)

Mode = Literal["pass", "grade", "deduct"]


class Inspect(Model):
    """How a clause is inspected and what it is worth."""

    how: Prose
    """What the inspector looks at."""
    mode: Mode = "pass"
    """pass: it holds or not; grade: 0 … points; deduct: findings × deduction, not below 0."""
    points: Points = 1
    """Full marks."""
    deduct: Points | None = None
    """Points lost a finding; mode deduct only."""
    levels: tuple[Prose, ...] = ()
    """What earns 0, 1, … points, one anchor a level; mode grade only."""
    critical: Flag = False
    """true: failing this fails the whole checklist."""
    na: Flag = False
    """true: "not applicable" may be answered."""

    @model_validator(mode="after")
    def _fits_mode(self) -> Self:
        if self.mode == "grade" and len(self.levels) != self.points + 1:
            raise PydanticCustomError("levels-count", "", {"expected": self.points + 1, "found": len(self.levels)})
        if self.mode != "grade" and self.levels:
            raise PydanticCustomError("levels-without-grade", "", {})
        if (self.mode == "deduct") != (self.deduct is not None):
            raise PydanticCustomError("deduct-mode", "", {})
        return self


class Clause(Model):
    """One checkable sentence: a duty, an advice or a prohibition."""

    id: Id
    text: Prose
    must: Flag = False
    should: Flag = False
    never: Flag = False
    why: Prose | None = None
    inspect: Inspect | None = None

    @model_validator(mode="after")
    def _one_modality(self) -> Self:
        if self.must + self.should + self.never != 1:
            raise PydanticCustomError("modality", "", {"found": self.must + self.should + self.never})
        return self

    @property
    def modality(self) -> str:
        return "must" if self.must else "should" if self.should else "never"


class Branch(Model):
    """Where a step leads when something holds."""

    when: Prose
    to: Id | None = None
    """The step to go on with; none ends here with `then`."""
    then: Prose | None = None


class Step(Model):
    """Who does what, says what, avoids what, within what time, on which form, and what comes next or what if not."""

    id: Id
    title: Title
    who: RoleRef
    does: Prose
    says: tuple[ScriptRef, ...] = ()
    avoids: Prose | None = None
    within: tuple[SlaRef, ...] = ()
    forms: tuple[FormRef, ...] = ()
    if_not: Prose | None = None
    branches: tuple[Branch, ...] = ()


class Table(Model):
    """Rows of words under headings."""

    title: Title
    columns: tuple[Title, ...]
    rows: tuple[tuple[Prose, ...], ...]

    @model_validator(mode="after")
    def _rows_fit(self) -> Self:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise PydanticCustomError("row-width", "", {"row": number, "expected": len(self.columns), "found": len(row)})
        return self


class Chapter(Entry):
    """An ordered part of the handbook."""

    kind: ClassVar[str] = "chapter"
    plural: ClassVar[str] = "chapters"

    order: Count
    summary: Prose


class Standard(Entry):
    """What must be done: clauses, steps and tables, with the roles it binds."""

    kind: ClassVar[str] = "standard"
    plural: ClassVar[str] = "standards"

    chapter: ChapterRef
    roles: tuple[RoleRef, ...]
    summary: Prose | None = None
    """One or two sentences: what this is about, and the answer most readers look for."""
    why: Prose | None = None
    clauses: tuple[Clause, ...] = ()
    steps: tuple[Step, ...] = ()
    tables: tuple[Table, ...] = ()
    scripts: tuple[ScriptRef, ...] = ()
    forms: tuple[FormRef, ...] = ()
    related: tuple[AnyRef, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.clauses or self.steps or self.tables):
            raise PydanticCustomError("empty-standard", "", {})
        return self


class UniformRule(Model):
    """One checkable sentence about looks; whether it is required, tolerated or forbidden is where it stands."""

    id: Id
    text: Prose
    inspect: Inspect | None = None


class Uniform(Entry):
    """Looks by body part, gender, role and season: what is required, tolerated, forbidden."""

    kind: ClassVar[str] = "uniform"
    plural: ClassVar[str] = "uniforms"

    chapter: ChapterRef
    part: Title
    """The part of the body or the thing worn, such as hair or shoes."""
    gender: Literal["all", "female", "male"] = "all"
    roles: tuple[RoleRef, ...]
    season: FigureRef | None = None
    """The date range in which this is worn."""
    summary: Prose | None = None
    required: tuple[UniformRule, ...] = ()
    tolerated: tuple[UniformRule, ...] = ()
    forbidden: tuple[UniformRule, ...] = ()
