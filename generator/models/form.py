"""Forms: parts with fields, notices, consequences, signatures and copies."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field as Limits
from pydantic import StrictInt, model_validator
from pydantic_core import PydanticCustomError

from generator.models.base import Entry, Flag, Id, Model, Prose, RoleRef, Title

FieldType = Literal["text", "number", "money", "date", "time", "choice", "checkbox", "signature", "note"]


class Option(Model):
    """One box to tick, and what follows from it."""

    label: Title
    consequence: Prose | None = None


class Field(Model):
    """One thing to fill in; `width` counts twelfths of the line."""

    id: Id
    label: Title
    type: FieldType = "text"
    width: Annotated[StrictInt, Limits(ge=1, le=12)] = 6
    unit: Title | None = None
    hint: Prose | None = None
    options: tuple[Option, ...] = ()
    several: Flag = False
    """true: more than one option may be ticked."""
    printed: Prose | None = None
    """What is printed in the field already."""

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        if (self.type == "choice") != bool(self.options):
            code = "options-of-choice" if self.options else "choice-without-options"
            raise PydanticCustomError(code, "", {"type": self.type})
        return self


class Part(Model):
    """Fields one person fills at one moment."""

    id: Id
    title: Title
    for_: Literal["customer", "staff", "return"]
    filled_by: Prose
    """Who fills it and when."""
    fields: tuple[Field, ...]
    below_cut: Flag = False
    """true: stands below the cut line."""


class Notice(Model):
    """A rule the customer reads; `fields` are those of the form on which it is kept."""

    text: Prose
    fields: tuple[Id, ...] = ()
    information: Flag = False
    """true: needs no field."""


class Form(Entry):
    """A form to print and fill."""

    kind: ClassVar[str] = "form"
    plural: ClassVar[str] = "forms"

    number: Title
    """The number printed on it, such as FM-33."""
    paper: Literal["A4", "A5"] = "A4"
    orientation: Literal["portrait", "landscape"] = "portrait"
    purpose: Prose
    copies: tuple[Title, ...]
    """Who keeps each copy."""
    notices: tuple[Notice, ...] = ()
    parts: tuple[Part, ...]
    thanks: Prose | None = None
    keep: Prose | None = None
    """How long it is kept, where, and who may read it."""
    kept_by: RoleRef | None = None
