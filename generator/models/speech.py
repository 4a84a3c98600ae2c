"""Words to say, and the words of the house."""

from typing import ClassVar, Literal

from generator.models.base import AnyRef, Entry, Model, Prose, RoleRef, Text, Title


class Variable(Model):
    """A blank in a script."""

    means: Prose
    example: Text


class Variant(Model):
    """The same situation in other words."""

    when: Prose
    lines: tuple[Prose, ...]


class Avoid(Model):
    """Words not to say here, and why or what to say instead."""

    words: Text
    instead: Prose


class Script(Entry):
    """Words to say in a situation; `{name}` in a line is a variable."""

    kind: ClassVar[str] = "script"
    plural: ClassVar[str] = "scripts"

    situation: Prose
    channel: Literal["face", "phone", "written", "broadcast"] = "face"
    speakers: tuple[RoleRef, ...]
    lines: tuple[Prose, ...]
    variables: dict[Title, Variable] = {}
    variants: tuple[Variant, ...] = ()
    avoid: tuple[Avoid, ...] = ()
    tone: Prose | None = None
    """How to say it: face, voice, pace, gesture."""


class Term(Entry):
    """A preferred word; `aliases` are other words people search by, `banned` forms may not be printed at all."""

    kind: ClassVar[str] = "term"
    plural: ClassVar[str] = "terms"

    means: Prose
    banned: tuple[Title, ...] = ()
    see: tuple[AnyRef, ...] = ()
