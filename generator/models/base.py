"""What all models share: frozen values, no unknown keys, and text that knows whether it may quote other entries."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, StringConstraints
from pydantic_core import PydanticCustomError

Path = tuple[str | int, ...]
RESERVED = frozenset({"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


@dataclass(frozen=True)
class IsProse:
    """Marks text that may hold `[[references]]`; `measured` says that numbers in it must be quoted, not typed."""

    measured: bool = True


@dataclass(frozen=True)
class RefTo:
    """Marks text that is the id of another entry of one of these kinds, or of a clause."""

    kinds: tuple[str, ...]


def _portable(value: str) -> str:
    if value in RESERVED:
        raise PydanticCustomError("reserved-id", "{id} is a device name on Windows", {"id": value})
    return value


Id = Annotated[StrictStr, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60), AfterValidator(_portable)]
Text = Annotated[StrictStr, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Title = Annotated[StrictStr, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
Prose = Annotated[Text, IsProse()]
Account = Annotated[Text, IsProse(measured=False)]
Flag = StrictBool
Count = Annotated[StrictInt, Field(ge=0, le=100_000)]
Points = Annotated[StrictInt, Field(ge=1, le=1000)]
Percent = Annotated[StrictInt, Field(ge=0, le=100)]


class Model(BaseModel):
    """A frozen value; YAML keys are the field names with hyphens for underscores."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        use_attribute_docstrings=True,
    )

    def prose(self) -> Iterator[tuple[Path, str, IsProse]]:
        """Every text of this value and the values in it that may quote entries, with its path in the YAML."""
        return ((path, value, mark) for path, value, mark in self.marked() if isinstance(mark, IsProse))

    def refs(self) -> Iterator[tuple[Path, str, RefTo]]:
        """Every id this value names, with its path in the YAML."""
        return ((path, value, mark) for path, value, mark in self.marked() if isinstance(mark, RefTo))

    def marked(self) -> Iterator[tuple[Path, str, Any]]:
        """Both: texts that may quote entries, and ids."""
        return _marked(self)


def _marked(model: Model, path: Path = ()) -> Iterator[tuple[Path, str, Any]]:
    for name, alias, mark in _fields(type(model)):
        value = getattr(model, name)
        if value:
            yield from _leaves(value, (*path, alias), mark)


def _leaves(value: Any, path: Path, mark: Any) -> Iterator[tuple[Path, str, Any]]:
    if isinstance(value, str):
        if mark:
            yield path, value, mark
    elif isinstance(value, Model):
        yield from _marked(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index), mark)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key), mark)


@cache
def _fields(model: type[Model]) -> tuple[tuple[str, str, Any], ...]:
    """Name, YAML key and mark of each field that holds marked text or further models."""
    found = []
    for name, field in model.model_fields.items():
        if name == "id":
            continue
        mark = next((m for m in field.metadata if isinstance(m, IsProse | RefTo)), None) or _mark_in(field.annotation)
        if mark or _holds_models(field.annotation):
            found.append((name, field.alias or name, mark))
    return tuple(found)


def _holds_models(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return True
    return any(_holds_models(part) for part in get_args(annotation))


def _mark_in(annotation: Any) -> Any:
    parts = (*get_args(annotation), *getattr(annotation, "__metadata__", ()))
    marks = [mark for part in parts if (mark := part if isinstance(part, IsProse | RefTo) else _mark_in(part))]
    refs = [mark for mark in marks if isinstance(mark, RefTo)]
    if len(refs) > 1:
        return RefTo(tuple(dict.fromkeys(kind for ref in refs for kind in ref.kinds)))
    return marks[0] if marks else None


Named = Annotated[StrictStr, StringConstraints(min_length=1)]
RoleRef = Annotated[Named, RefTo(("role",))]
ChapterRef = Annotated[Named, RefTo(("chapter",))]
ScriptRef = Annotated[Named, RefTo(("script",))]
SlaRef = Annotated[Named, RefTo(("sla",))]
FigureRef = Annotated[Named, RefTo(("figure",))]
FormRef = Annotated[Named, RefTo(("form",))]
StandardRef = Annotated[Named, RefTo(("standard", "uniform"))]
ChecklistRef = Annotated[Named, RefTo(("checklist",))]
ServiceRef = Annotated[Named, RefTo(("service",))]
ClauseRef = Annotated[Named, RefTo(("clause",))]
SourceRef = Annotated[Named, RefTo(("source", "decision"))]
AnyRef = Annotated[Named, RefTo(())]


class Entry(Model):
    """What every entry of the handbook has."""

    kind: ClassVar[str]
    plural: ClassVar[str]

    id: StrictStr
    """Lower-case ASCII words with hyphens; the key under which the entry stands."""
    title: Title
    """The name people use, as it appears on pages."""
    aliases: tuple[Title, ...] = ()
    """Other words people type when they look for this."""
    sources: tuple[SourceRef, ...] = ()
    """Ids of the facts and decisions this entry renders."""
    own: Flag = False
    """true: no source says this, we designed it."""
