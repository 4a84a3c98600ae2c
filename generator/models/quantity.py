"""Numbers as people write them: a limit, a price each, `3–5 cm`, `15°`, so many times a month, `22:00`, a range of dates."""

import re
from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.texts import read_texts

NUMBER = r"\d+(?:\.\d+)?"
DASH = r"[–—~～-]"
OPERATORS = {"≤": "≤", "<=": "≤", "≥": "≥", ">=": "≥", "<": "<", ">": ">", "": "="}
LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Day:
    """A day of every year."""

    month: int
    day: int

    @property
    def number(self) -> int:
        """Days from 1 January, which is 0, in a leap year."""
        return sum(monthrange(LEAP_YEAR, m)[1] for m in range(1, self.month)) + self.day - 1


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its comparison and unit: `low` to `high` (equal unless a range), in `unit`, perhaps `per` something.

    A clock time has the unit `clock` and minutes from midnight as its number; a date range has `days`.
    """

    text: str
    op: str = "="
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    unit: str = ""
    per: str = ""
    every: str = ""
    days: tuple[Day, Day] | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def seconds(self) -> Decimal | None:
        """The upper end in seconds, for units of time."""
        size = units()["time"].get(self.unit)
        return self.high * Decimal(str(size)) if size else None

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two quantities the same number however they are typed."""
        return (self.low, self.high, self.unit, self.per, self.days)


@cache
def units() -> dict[str, Any]:
    """Known units by family, from `templates/units.yaml`."""
    return read_texts("units.yaml")


@cache
def unit_names() -> tuple[str, ...]:
    """Every unit that may stand after a number, longest first."""
    families = units()
    names = {name for family in ("time", "money", "measure", "count") for name in families[family]}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def _pattern() -> re.Pattern[str]:
    unit = "|".join(map(re.escape, unit_names()))
    periods = "|".join(map(re.escape, units()["every"]))
    return re.compile(
        rf"(?:(?P<every>{units()['each']}(?:{periods}))\s*)?(?P<op>≤|≥|<=|>=|<|>)?\s*(?P<low>{NUMBER})"
        rf"(?:\s*{DASH}\s*(?P<high>{NUMBER})|/(?P<of>[1-9]\d*))?\s*(?P<unit>{unit})(?:/(?P<per>\S{{1,6}}))?"
    )


@cache
def _date_range() -> re.Pattern[str]:
    words = units()
    date = rf"(\d{{1,2}}){words['month']}(\d{{1,2}}){words['day']}"
    return re.compile(rf"{date}\s*{DASH}\s*(?:{words['next-year']})?{date}")


CLOCK = re.compile(r"(?P<op>≤|≥|<=|>=|<|>)?\s*(\d{1,2}):(\d{2})")
CLOCK_LIKE = re.compile(r"\d{1,2}[:\uff1a]\d{1,2}(?:[:\uff1a]\d{1,2})?")
OTHER_UNIT = re.compile(rf"(?:≤|≥|<=|>=|<|>)?\s*{NUMBER}(?:\s*{DASH}\s*{NUMBER})?\s*([^\W\d]+|%)(?:/\S{{1,6}})?")
BARE = re.compile(rf"(?:≤|≥|<=|>=|<|>)?\s*{NUMBER}")
LONGEST = 60


def parse_quantity(value: object) -> Quantity:
    """The quantity `value` writes; raises a validation error that names what is wrong with it."""
    if isinstance(value, Quantity):
        return value
    if isinstance(value, int | float):
        raise PydanticCustomError("no-unit", "{found} has no unit", {"found": value})
    if not isinstance(value, str) or len(value) > LONGEST:
        raise PydanticCustomError("bad-quantity", "not a quantity: {found}", {"found": str(value)[:LONGEST]})
    return _dates(value) or _clock(value) or _measured(value)


def _dates(text: str) -> Quantity | None:
    match = _date_range().fullmatch(text)
    if not match:
        return None
    first, last = _day(match[1], match[2]), _day(match[3], match[4])
    return Quantity(text, unit="date", days=(first, last))


def _day(month: str, day: str) -> Day:
    if not 1 <= int(month) <= 12:
        raise PydanticCustomError("no-such-month", "no such month", {"month": month})
    last = monthrange(LEAP_YEAR, int(month))[1]
    if not 1 <= int(day) <= last:
        raise PydanticCustomError("no-such-day", "no such day", {"month": month, "day": day, "last": last})
    return Day(int(month), int(day))


def _clock(text: str) -> Quantity | None:
    match = CLOCK.fullmatch(text)
    if not match:
        if CLOCK_LIKE.fullmatch(text):
            raise PydanticCustomError("no-such-time", "no such time", {"found": text})
        return None
    if int(match[2]) > 23 or int(match[3]) > 59:
        raise PydanticCustomError("no-such-time", "no such time", {"found": text})
    minutes = Decimal(int(match[2]) * 60 + int(match[3]))
    return Quantity(text, OPERATORS[match["op"] or ""], minutes, minutes, "clock")


def _measured(text: str) -> Quantity:
    match = _pattern().fullmatch(text)
    if not match:
        other = OTHER_UNIT.fullmatch(text)
        if other:
            raise PydanticCustomError("unknown-unit", "unknown unit: {unit}", {"found": text, "unit": other[1]})
        code = "no-unit" if BARE.fullmatch(text) else "bad-quantity"
        raise PydanticCustomError(code, "not a quantity: {found}", {"found": text})
    low = Decimal(match["low"])
    high = Decimal(match["high"]) if match["high"] else low
    if match["of"]:
        low = high = low / Decimal(match["of"])
    if low > high:
        raise PydanticCustomError("range-reversed", "range runs backwards", {"found": text})
    op = OPERATORS[match["op"] or ""]
    return Quantity(text, op, low, high, match["unit"], match["per"] or "", match["every"] or "")


QuantityText = Annotated[Quantity, BeforeValidator(parse_quantity), WithJsonSchema({"type": "string"})]
