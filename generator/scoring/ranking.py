"""Where points are lost: the items of all results, the worst first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from generator.scoring.results import Result
from generator.scoring.scores import ItemScore
from generator.sheets.questions import Question


@dataclass
class Tally:
    """How one item fared over all results."""

    question: Question
    checklist: str
    section: str
    checked: int = 0
    failed: int = 0
    lost: Fraction = Fraction()
    stores: dict[str, None] = field(default_factory=dict)

    def add(self, item: ItemScore, store: str) -> None:
        known = [points for points in item.earned if points is not None]
        if known:
            self.checked += 1
            lost = 1 - Fraction(sum(known), len(known) * item.question.inspect.points)
            self.lost += lost
            self.failed += lost > 0
            if lost and store:
                self.stores[store] = None

    @property
    def share(self) -> Fraction:
        """The points lost, of all that could be earned where it was checked; from 0 to 1."""
        return self.lost / self.checked


def ranking(results: Iterable[Result]) -> list[Tally]:
    """The items that lost points, by the share of points lost, then by how often, then by id."""
    tallies: dict[tuple[str, str], Tally] = {}
    for result in results:
        assert result.score
        checklist = result.score.paper.checklist
        for section in result.score.sections:
            for item in section.items:
                own = Tally(item.question, checklist.title, section.part.section.title)
                tallies.setdefault((checklist.id, item.question.id), own).add(item, result.meta("store"))
    lossy = [tally for tally in tallies.values() if tally.lost]
    return sorted(lossy, key=lambda tally: (-tally.share, -tally.failed, tally.question.id))
