"""Where things come from: sources, decisions where they disagree, and the stores' own layers."""

from typing import ClassVar, Literal

from pydantic import StrictStr

from generator.models.base import Account, AnyRef, Entry, Flag, Model, Prose, RoleRef, ServiceRef, Text, Title


def document_id(id: str) -> str:
    """What names the document in the id of a source, as in a path: `s2` of `S2-2.4.2-05`."""
    return id.split("-", 1)[0].lower()


class Source(Entry):
    """A fact that entries render: where it stands and what it says in our words."""

    kind: ClassVar[str] = "source"
    plural: ClassVar[str] = "sources"

    title: Account  # a fact's summary is longer than a title and may hold any number
    document: Title
    at: Title
    set_aside: Account | None = None
    """Why no entry renders it."""
    check_law: Flag = False
    """true: a person must check this against the law in force."""


class Position(Model):
    """What one source says on a disputed point."""

    source: Title
    says: Account


class Decision(Entry):
    """What was decided where sources disagree, and why."""

    kind: ClassVar[str] = "decision"
    plural: ClassVar[str] = "decisions"

    status: Literal["decided", "open"] = "decided"
    positions: tuple[Position, ...]
    decided: Prose | None = None
    reason: Account | None = None
    values: tuple[AnyRef, ...] = ()
    """The limits and figures that result."""
    stores: Account | None = None
    """What stores may do differently."""
    own_reading: Account | None = None
    """Where and why we depart from what was proposed."""


class Store(Entry):
    """A layer over the handbook: own values by id, services switched off, and nothing else."""

    kind: ClassVar[str] = "store"
    plural: ClassVar[str] = "stores"

    values: dict[StrictStr, Text] = {}
    without: tuple[ServiceRef, ...] = ()
    address: Text | None = None
    manager: RoleRef | None = None
