"""Seasons cover the year once."""

from calendar import monthrange
from collections.abc import Iterator, Sequence

from generator.handbook import Handbook
from generator.models.number import Figure
from generator.models.quantity import LEAP_YEAR, Day
from generator.models.standard import Uniform
from generator.problems import Problem
from generator.rules.finding import finding

YEAR = tuple(Day(month, day) for month in range(1, 13) for day in range(1, monthrange(LEAP_YEAR, month)[1] + 1))


def season_is_dates(handbook: Handbook) -> Iterator[Problem]:
    """A uniform's season is a range of dates."""
    for uniform in handbook.of(Uniform):
        if uniform.season and not _days(handbook, uniform.season):
            yield finding(handbook, uniform, "season-not-dates", ("season",), {"id": uniform.season})


def seasons_cover_the_year(handbook: Handbook) -> Iterator[Problem]:
    """Days that no season, or more than one, claims."""
    ids = dict.fromkeys(u.season for u in handbook.of(Uniform) if u.season and _days(handbook, u.season))
    seasons = [handbook.get(id, Figure) for id in ids]
    claims = {day: [s for s in seasons if _within(day, s)] for day in YEAR} if seasons else {}
    for run in _runs([day for day, by in claims.items() if not by]):
        before = claims[YEAR[YEAR.index(run[0]) - 1]][0]
        yield finding(handbook, before, f"season-gap{_span(run)}", ("value",), _named(run))
    for run in _runs([day for day, by in claims.items() if len(by) > 1]):
        first, second = claims[run[0]][:2]
        yield finding(handbook, second, f"season-overlap{_span(run)}", ("value",), {"other": first.title, **_named(run)})


def _days(handbook: Handbook, id: str) -> tuple[Day, Day] | None:
    figure = handbook.entries.get(id)
    return figure.value.days if isinstance(figure, Figure) and figure.value else None


def _within(day: Day, season: Figure) -> bool:
    assert season.value is not None
    assert season.value.days is not None
    first, last = (d.number for d in season.value.days)
    return first <= day.number <= last if first <= last else not last < day.number < first


def _runs(days: Sequence[Day]) -> list[list[Day]]:
    """Days cut into stretches without a hole; one that goes on after New Year's Eve stays whole."""
    runs: list[list[Day]] = []
    for day in days:
        if runs and runs[-1][-1].number + 1 == day.number:
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) > 1 and runs[0][0] == YEAR[0] and runs[-1][-1] == YEAR[-1]:
        runs[0] = runs.pop() + runs[0]
    return runs


def _span(run: list[Day]) -> str:
    """The ending of the code, since one day is told in other words than several."""
    return "-day" if len(run) == 1 else ""


def _named(run: list[Day]) -> dict[str, int]:
    first, last = run[0], run[-1]
    return {"month": first.month, "day": first.day, "to_month": last.month, "to_day": last.day}
