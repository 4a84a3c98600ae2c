"""What a checklist asks: its items as questions, resolved from the handbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from generator.handbook import Handbook
from generator.models.checklist import Band, Checklist, Item, Section
from generator.models.standard import Clause, Inspect, Uniform
from generator.render.text import plain

FEWEST_FOR_EXTREMES = 5
"""From this many assessors on, the highest and the lowest may be dropped."""
MOST_NOT_APPLICABLE = 30
"""More answers of na than this, in percent, are worth a notice."""


@dataclass(frozen=True)
class Question:
    """One item: the clause's id and words, its level (`must`, `forbidden` …), and how it is inspected here."""

    id: str
    text: str
    level: str
    inspect: Inspect
    how: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A section with its questions."""

    section: Section
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Paper:
    """A checklist with every question it asks; what a store does not offer is not asked there."""

    checklist: Checklist
    parts: tuple[Part, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by clause id, in their order."""
        return {question.id: question for part in self.parts for question in part.questions}

    @property
    def weighted(self) -> bool:
        """Whether sections count by weight; otherwise all points count alike."""
        return all(part.section.weight is not None for part in self.parts)

    @property
    def bands(self) -> tuple[Band, ...]:
        """From the lowest threshold to the highest."""
        return tuple(sorted(self.checklist.bands, key=lambda band: band.from_))

    @cached_property
    def digest(self) -> str:
        """Twelve characters that change whenever a question, a number quoted in it, or the way of scoring changes."""
        asked = [(part.section.model_dump_json(), part.questions) for part in self.parts]
        rules = (self.checklist.assessors, self.checklist.drop_extremes, self.bands)
        return sha256(repr((self.checklist.id, asked, rules)).encode()).hexdigest()[:12]


def paper(handbook: Handbook, checklist: Checklist) -> Paper:
    """The questions of a checklist in a checked handbook, which guarantees that each says how it is inspected."""
    parts = (Part(section, tuple(_questions(handbook, section))) for section in checklist.sections)
    return Paper(checklist, tuple(part for part in parts if part.questions))


def _questions(handbook: Handbook, section: Section) -> Iterator[Question]:
    return (_question(handbook, item) for item in section.items if handbook.has_clause(item.clause))


def _question(handbook: Handbook, item: Item) -> Question:
    owner, clause = handbook.clauses[item.clause]
    inspect = item.inspect or clause.inspect
    assert inspect is not None, item.clause
    if isinstance(clause, Clause):
        level = clause.modality
    else:
        assert isinstance(owner, Uniform), item.clause
        level = "required" if clause in owner.required else "tolerated" if clause in owner.tolerated else "forbidden"
    levels = tuple(plain(handbook, anchor) for anchor in inspect.levels)
    return Question(item.clause, plain(handbook, clause.text), level, inspect, plain(handbook, inspect.how), levels)
