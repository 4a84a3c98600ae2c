"""Schedules come round when they say, weights add up, cases teach a standard, and lists tell their choices apart."""

import unicodedata
from calendar import monthrange
from collections.abc import Iterator

from generator.handbook import Handbook
from generator.models.improvement import Case, Kpi, Options, Recurrence, Schedule
from generator.models.quantity import LEAP_YEAR
from generator.models.standard import Standard, Uniform
from generator.problems import Problem
from generator.rules.finding import finding
from generator.rules.frequency import agrees, is_frequency

# what may say on which day of each period something falls
SAYS_DAY = {"day": (), "week": ("weekday",), "month": ("weekday", "day")}
SAYS_ALL = ("weekday", "day", "month")


def recurrences(handbook: Handbook) -> Iterator[Problem]:
    """A schedule names no day its month lacks, no day twice, and none where the period has no such thing."""
    for schedule in handbook.of(Schedule):
        for code, key, params in _faults(schedule.recurs):
            yield finding(handbook, schedule, code, ("recurs", key), params)


def _faults(recurs: Recurrence) -> Iterator[tuple[str, str, dict[str, object]]]:
    for key in SAYS_ALL:
        if getattr(recurs, key) is not None and key not in SAYS_DAY.get(recurs.every, SAYS_ALL):
            yield "recurs-needless", key, {"key": key, "every": recurs.every}
    if recurs.every in ("day", "week"):
        return
    if recurs.weekday and recurs.day:
        yield "recurs-twice", "day", {}
    if recurs.day and recurs.month and recurs.every != "month":
        last = monthrange(LEAP_YEAR, recurs.month)[1]
        if recurs.day > last:
            yield "recurs-no-such-day", "day", {"month": recurs.month, "day": recurs.day, "last": last}


def frequencies(handbook: Handbook) -> Iterator[Problem]:
    """The registered frequency that a schedule keeps is one, and the schedule comes round as often."""
    for schedule in handbook.of(Schedule):
        if not schedule.frequency:
            continue
        quantity, params = handbook.quantity(schedule.frequency), {"id": schedule.frequency}
        if not is_frequency(quantity):
            found = {**params, "found": str(quantity)}
            yield finding(handbook, schedule, "not-a-frequency", ("frequency",), found)
        elif not agrees(schedule.recurs.every, quantity):
            found = {**params, "found": str(quantity), "every": schedule.recurs.every}
            yield finding(handbook, schedule, "frequency-differs", ("recurs", "every"), found)


def weights(handbook: Handbook) -> Iterator[Problem]:
    """The weights of a set of indicators add up to 100."""
    sets: dict[str, list[Kpi]] = {}
    for kpi in handbook.of(Kpi):
        sets.setdefault(kpi.set, []).append(kpi)
    for name, kpis in sets.items():
        given = [kpi.weight for kpi in kpis]
        if sum(given) != 100:
            params = {"set": name, "sum": sum(given), "terms": " + ".join(map(str, given))}
            yield finding(handbook, kpis[-1], "kpi-weights", ("weight",), params)


def cases_teach(handbook: Handbook) -> Iterator[Problem]:
    """A case names a standard that it shows kept or broken."""
    for case in handbook.of(Case):
        named = (handbook.entries.get(id) for id in case.standards)
        if not any(isinstance(entry, Standard | Uniform) for entry in named):
            yield finding(handbook, case, "case-without-standard", ("standards",), key=True)


def choices_differ(handbook: Handbook) -> Iterator[Problem]:
    """No two choices of a list read alike."""
    for options in handbook.of(Options):
        seen: set[str] = set()
        for index, choice in enumerate(options.choices):
            folded = unicodedata.normalize("NFKC", choice.label).casefold()
            if folded in seen:
                yield finding(handbook, options, "choice-twice", ("choices", index, "label"), {"label": choice.label})
            seen.add(folded)
