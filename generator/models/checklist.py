"""Checklists for inspection and training: sections of items, each item a clause of the handbook."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, GetJsonSchemaHandler, StrictInt, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from generator.models.base import ClauseRef, Count, Entry, Flag, FormRef, Id, Model, Percent, Points, Prose, RoleRef, Title
from generator.models.standard import Inspect

Assessors = Annotated[StrictInt, Field(ge=1, le=30)]
"""How many may assess at once: their columns fit a workbook that may be read back."""


class Item(Model):
    """A clause to inspect; `inspect` replaces the clause's own way of inspecting here."""

    clause: ClauseRef
    inspect: Inspect | None = None

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, data: Any) -> Any:
        return {"clause": data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(core_schema)]}


class Section(Model):
    """Items that belong together, with the section's weight and the least share of points it must reach."""

    id: Id
    title: Title
    weight: Points | None = None
    minimum: Percent | None = None
    items: tuple[Item, ...]


class Band(Model):
    """The outcome from this percentage upwards."""

    from_: Percent
    title: Title
    passes: Flag = True
    then: Prose | None = None
    """What follows from this outcome."""


class Checklist(Entry):
    """An inspection or a training score sheet."""

    kind: ClassVar[str] = "checklist"
    plural: ClassVar[str] = "checklists"

    purpose: Literal["inspection", "training"] = "inspection"
    summary: Prose
    when: Prose
    assessed_by: tuple[RoleRef, ...]
    roles: tuple[RoleRef, ...] = ()
    """Who is inspected or examined."""
    assessors: Assessors = 1
    drop_extremes: Flag = False
    """true: from five assessors on, the highest and the lowest total are dropped."""
    sections: tuple[Section, ...]
    bands: tuple[Band, ...]
    forms: tuple[FormRef, ...] = ()
    order: Count = 100
