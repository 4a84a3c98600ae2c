"""Whether something that comes round every week, month or year is as frequent as a number says."""

from fractions import Fraction
from math import ceil, floor
from typing import Any

from generator.models.quantity import Quantity, units

AT_MOST = ("≤", "<")
# days of a period in the mean; months divide a year evenly
YEAR = Fraction(36525, 100)
DAYS = {
    "day": Fraction(1),
    "week": Fraction(7),
    "month": YEAR / 12,
    "quarter": YEAR / 4,
    "half-year": YEAR / 2,
    "year": YEAR,
}


def is_frequency(quantity: Quantity) -> bool:
    """Whether a number says how often (at least 5 times a month, twice a year) or how far apart (at most 6 months)."""
    return bool(_period(quantity) or _apart(quantity))


def agrees(every: str, quantity: Quantity) -> bool:
    """Whether a recurrence is frequent enough, and where no more is allowed not too frequent.

    Where no period divides evenly, coming round once in that of the number is enough: twice a month are two in one
    month's turn, while twice a year is every half-year. Weeks do not divide months, so that weekly agrees with 4 times a
    month and with 5.
    """
    period = _period(quantity)
    if period:
        times = DAYS[period] / DAYS[every]
        if times == 1:
            return not any(DAYS[period] / days == quantity.low for name, days in DAYS.items() if name != every)
        return (times > 1 or quantity.op in AT_MOST) and _counts(quantity, floor(times), ceil(times))
    apart = _apart(quantity)
    if quantity.op in AT_MOST:
        return DAYS[every] <= apart
    return DAYS[every] >= apart if quantity.op in ("≥", ">") else DAYS[every] == apart


def _counts(quantity: Quantity, fewest: int, most: int) -> bool:
    low, high = quantity.low, quantity.high
    match quantity.op:
        case "≥":
            return most >= low
        case ">":
            return most > low
        case "≤":
            return fewest <= high
        case "<":
            return fewest < high
    return fewest <= high and low <= most


def _period(quantity: Quantity) -> str:
    """The period in which something is counted, or nothing."""
    return str(_names().get(quantity.every.removeprefix(units()["each"]) or quantity.per.split("/")[-1], ""))


def _apart(quantity: Quantity) -> Fraction:
    """The days from one time to the next, or 0 where the number is no such interval."""
    period = units()["interval"].get(quantity.unit)
    return Fraction(quantity.high) * DAYS[period] if period and not (quantity.every or quantity.per) else Fraction(0)


def _names() -> dict[str, Any]:
    names: dict[str, Any] = units()["period"]
    return names
