"""When a schedule comes round: in words, as a rule for calendar programs, and its first day from a date on.

Days that a month lacks fall on its last one. Without a day, a week begins on Monday and a longer period on its first day.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import get_args

from generator.models.improvement import Recurrence, Weekday
from generator.texts import label

PERIODS = ("day", "week", "month", "quarter", "half-year", "year")
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
LAST = 31
SHORTEST = 28
WEEK = 7


def said(recurs: Recurrence) -> str:
    """The words for it, such as `every month, on the 15th`, in the language of the pages."""
    period = label(f"recurs.every.{recurs.every}")
    if recurs.every in ("day", "week"):
        return period + (label(f"recurs.weekdays.{recurs.weekday}") if recurs.weekday else "")
    if recurs.day == LAST and not recurs.month:
        return period + label(f"recurs.last.{recurs.every}")
    return _joined(period, _month_said(recurs), _day_said(recurs))


def _joined(*words: str) -> str:
    """Words one behind the other, with a blank between a letter and a digit."""
    said = ""
    for word in filter(None, words):
        said += f" {word}" if word[0].isdigit() and said[-1:].isalpha() else word
    return said


def _month_said(recurs: Recurrence) -> str:
    """The months it falls in, where they are named or a day has to be told."""
    if recurs.every == "month" or not (recurs.month or recurs.day or recurs.weekday):
        return ""
    return label(
        "recurs.month" if recurs.every == "year" else "recurs.months", months=label("recurs.and").join(map(str, months(recurs)))
    )


def _day_said(recurs: Recurrence) -> str:
    if recurs.weekday:
        return label("recurs.first", weekday=label(f"recurs.weekdays.{recurs.weekday}"))
    if recurs.day == LAST:
        return label("recurs.last.month")
    return label("recurs.day", day=recurs.day) if recurs.day else ""


def months(recurs: Recurrence) -> tuple[int, ...]:
    """The months of the year in which something falls that comes round by months."""
    step = MONTHS[recurs.every]
    chosen = recurs.month or (step if recurs.day == LAST else 1)
    return tuple(range((chosen - 1) % step + 1, 13, step))


def rule(recurs: Recurrence) -> str:
    """The value of an RRULE; the interval counts from the first day."""
    if recurs.every == "day":
        return "FREQ=DAILY"
    if recurs.every == "week":
        return f"FREQ=WEEKLY;BYDAY={_weekday(recurs)}"
    if recurs.every == "year":
        return f"FREQ=YEARLY;BYMONTH={months(recurs)[0]};{_day_rule(recurs)}"
    return f"FREQ=MONTHLY;INTERVAL={MONTHS[recurs.every]};{_day_rule(recurs)}"


def _weekday(recurs: Recurrence) -> str:
    return (recurs.weekday or WEEKDAYS[0])[:2].upper()


def _day_rule(recurs: Recurrence) -> str:
    if recurs.weekday:
        return f"BYDAY=1{_weekday(recurs)}"
    day = recurs.day or 1
    if day == LAST:
        return "BYMONTHDAY=-1"
    if day <= SHORTEST:
        return f"BYMONTHDAY={day}"
    return f"BYMONTHDAY={','.join(map(str, range(SHORTEST, day + 1)))};BYSETPOS=-1"


def first(recurs: Recurrence, start: date) -> date:
    """The first day from `start` on."""
    if recurs.every == "day":
        return start
    if recurs.every == "week":
        return start + timedelta((WEEKDAYS.index(recurs.weekday or WEEKDAYS[0]) - start.weekday()) % WEEK)
    days = (_day_in(recurs, year, month) for year in (start.year, start.year + 1) for month in months(recurs))
    return next(day for day in days if day >= start)


def _day_in(recurs: Recurrence, year: int, month: int) -> date:
    begins, length = monthrange(year, month)
    if recurs.weekday:
        return date(year, month, (WEEKDAYS.index(recurs.weekday) - begins) % WEEK + 1)
    return date(year, month, min(recurs.day or 1, length))


def order(recurs: Recurrence) -> tuple[int, ...]:
    """What sorts recurrences by period, month and day."""
    in_year = months(recurs)[0] if recurs.every in MONTHS else 0
    weekday = WEEKDAYS.index(recurs.weekday) + 1 if recurs.weekday else 0
    return PERIODS.index(recurs.every), in_year, recurs.day or 0, weekday
