"""Checklists add up, and every item says how it is inspected."""

from collections.abc import Iterator
from itertools import pairwise

from generator.handbook import Handbook, clause_paths
from generator.models.checklist import Checklist, Item
from generator.models.standard import Inspect
from generator.problems import Problem
from generator.reading.source import Path
from generator.rules.finding import clause_owners, finding

FEWEST_FOR_EXTREMES = 5


def weights(handbook: Handbook) -> Iterator[Problem]:
    """Either every section has a weight or none has; weights add up to 100."""
    for checklist in handbook.of(Checklist):
        given = [section.weight for section in checklist.sections if section.weight is not None]
        if given and len(given) < len(checklist.sections):
            for index, section in enumerate(checklist.sections):
                if section.weight is None:
                    yield finding(handbook, checklist, "weights-missing", ("sections", index, "id"), {"section": section.title})
        elif given and sum(given) != 100:
            terms = " + ".join(map(str, given))
            yield finding(handbook, checklist, "weights-sum", ("sections",), {"sum": sum(given), "terms": terms}, key=True)


def bands(handbook: Handbook) -> Iterator[Problem]:
    """Bands go down to 0 without repeating a threshold, and none below a failing one passes."""
    for checklist in handbook.of(Checklist):
        if not checklist.bands or checklist.bands[-1].from_ != 0:
            path = ("bands", len(checklist.bands) - 1) if checklist.bands else ("bands",)
            yield finding(handbook, checklist, "bands-start", path, key=not checklist.bands)
        for index, (upper, lower) in enumerate(pairwise(checklist.bands), 1):
            if lower.from_ >= upper.from_:
                params = {"lower": lower.from_, "upper": upper.from_}
                yield finding(handbook, checklist, "bands-order", ("bands", index, "from"), params)
            if lower.passes and not upper.passes:
                yield finding(handbook, checklist, "bands-pass", ("bands", index), {"lower": lower.title, "upper": upper.title})


def items(handbook: Handbook) -> Iterator[Problem]:
    """Every section has items, and no clause is inspected twice."""
    for checklist in handbook.of(Checklist):
        seen: dict[str, str] = {}
        for section_index, section in enumerate(checklist.sections):
            if not section.items:
                yield finding(handbook, checklist, "empty-section", ("sections", section_index), {"section": section.title})
            for index, item in enumerate(section.items):
                if item.clause in seen:
                    params = {"clause": item.clause, "section": seen[item.clause]}
                    yield finding(handbook, checklist, "clause-twice", _item_path(section_index, index), params)
                seen.setdefault(item.clause, section.title)


def inspections(handbook: Handbook) -> Iterator[Problem]:
    """Every item knows how it is inspected."""
    for checklist in handbook.of(Checklist):
        for section_index, section in enumerate(checklist.sections):
            for index, item in enumerate(section.items):
                if item.clause in handbook.clauses and inspection(handbook, item) is None:
                    yield finding(handbook, checklist, "no-inspect", _item_path(section_index, index), {"clause": item.clause})


def inspection(handbook: Handbook, item: Item) -> Inspect | None:
    """How an item is inspected: its own way, or its clause's."""
    return item.inspect or handbook.clauses[item.clause][1].inspect


def extremes(handbook: Handbook) -> Iterator[Problem]:
    """Dropping the highest and the lowest takes five assessors."""
    for checklist in handbook.of(Checklist):
        if checklist.drop_extremes and checklist.assessors < FEWEST_FOR_EXTREMES:
            params = {"assessors": checklist.assessors, "fewest": FEWEST_FOR_EXTREMES}
            yield finding(handbook, checklist, "drop-extremes", ("drop-extremes",), params)


def critical_answered(handbook: Handbook) -> Iterator[Problem]:
    """A critical item must be answered: it may not be called not applicable."""
    for owner in clause_owners(handbook):
        for path, clause in clause_paths(owner):
            if clause.inspect and clause.inspect.critical and clause.inspect.na:
                yield finding(handbook, owner, "critical-na", (*path, "inspect", "na"), {"clause": clause.id})
    for checklist in handbook.of(Checklist):
        for section_index, section in enumerate(checklist.sections):
            for index, item in enumerate(section.items):
                if item.inspect and item.inspect.critical and item.inspect.na:
                    path = (*_item_path(section_index, index), "inspect", "na")
                    yield finding(handbook, checklist, "critical-na", path, {"clause": item.clause})


def _item_path(section: int, item: int) -> Path:
    return ("sections", section, "items", item)
