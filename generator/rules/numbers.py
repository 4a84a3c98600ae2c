"""A number is registered once and quoted everywhere else."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import pairwise

from generator.handbook import Handbook
from generator.models.quantity import DASH, NUMBER, Quantity, parse_quantity, unit_names, units
from generator.problems import Problem, Suggestion
from generator.rules.finding import finding, numbers_of, printed, spot_of
from generator.rules.numerals import in_digits

MOST = 2
Key = tuple[Decimal, Decimal, str]


def bare_figure(handbook: Handbook) -> Iterator[Problem]:
    """Numbers with a unit that are typed into a text instead of quoted, with the entry to quote if there is one."""
    registry = _Registry.of(handbook)
    maybe, pattern = _maybe(), _pattern()
    for entry, path, text, mark in handbook.texts:
        if not mark.measured or not maybe.search(text):
            continue
        shown = printed(text)
        for match in pattern.finditer(shown):
            if not match["skip"]:
                meant = registry.suggest(match[0], shown, entry.id)
                params = {"found": match[0].strip()}
                yield finding(handbook, entry, "bare-figure", path, params, spot=spot_of(text, match), suggestions=meant)


@cache
def _maybe() -> re.Pattern[str]:
    """Tells quickly that a text holds no number."""
    names = units()
    digits = names["spoken-digits"] + names["spoken-one"]
    return re.compile(rf"\d|{names['percent']}|[{digits}](?:{_either(names['spoken'])})")


@cache
def _pattern() -> re.Pattern[str]:
    """Numbers with a unit, in digits or spoken; what looks like one but is none is the group `skip`."""
    ordinal = rf"{units()['ordinal']}\s*+\d++\s*+(?!{_either(list(units()['time']))})"
    skip = rf"{ordinal}|(?:19|20)\d\d\s*{units()['year']}|{_either(units()['no-number'])}"
    return re.compile(rf"(?<![A-Za-z0-9_.:/-])(?:(?P<skip>{skip})|{_in_digits()})|{_spoken()}")


def _in_digits() -> str:
    """Clock times and dates, alone or as ranges, and numbers with a unit."""
    clock = r"\d{1,2}[:\uff1a][0-5]\d(?!\d)"
    date = rf"\d{{1,2}}\s*{units()['month']}\s*\d{{1,2}}\s*{units()['day']}"
    measured = rf"(?:[≤≥<>]=?\s*)?{NUMBER}(?:\s*{DASH}\s*{NUMBER}|/[1-9]\d*)?\s*(?:{_units()})"
    return rf"{clock}(?:\s*{DASH}\s*{clock})?|{date}(?:\s*{DASH}\s*{date})?|{measured}"


def _spoken() -> str:
    """Numbers in Chinese characters, with units that mean nothing else; a lone one takes fewer of them."""
    names = units()
    many, one = names["spoken-digits"], names["spoken-one"]
    number = rf"[{many}{one}]*[{many}][{many}{one}]*(?:{_either(names['spoken'])})"
    single = rf"{one[0]}(?:{_either(names['spoken-one-units'])})"
    share = rf"{names['percent']}[{many}{one}]+"
    return rf"(?<![{many}{one}])(?:{share}|{number}|{single})(?![{names['spoken-not-before']}])"


def _units() -> str:
    """Units after digits; a Latin one ends where its letters end."""
    latin = [name for name in unit_names() if name.isascii() and name.isalpha()]
    others = [name for name in unit_names() if name not in latin]
    return rf"(?:{_either(others)})|(?:{_either(latin)})(?![A-Za-z0-9])"


def _either(names: list[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


@dataclass(frozen=True)
class _Registry:
    """The registered numbers by value and unit, and by the pairs of characters of their titles."""

    values: dict[str, Quantity] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    by_key: dict[Key, list[str]] = field(default_factory=dict)
    by_pair: dict[str, list[str]] = field(default_factory=dict)

    @staticmethod
    def of(handbook: Handbook) -> "_Registry":
        found = _Registry()
        for entry in numbers_of(handbook):
            found.titles[entry.id] = entry.title
            for pair in _pairs(entry.title):
                found.by_pair.setdefault(pair, []).append(entry.id)
            if entry.value is not None:
                found.values[entry.id] = entry.value
                found.by_key.setdefault(_key(entry.value), []).append(entry.id)
        return found

    def suggest(self, found: str, text: str, writer: str) -> tuple[Suggestion, ...]:
        """The entries to quote for a number in a text: the same number first, then those whose title the text speaks of."""
        quantity = _read(found)
        alike = Counter(id for pair in _pairs(text) for id in self.by_pair.get(pair, ()) if id != writer)
        same = [id for id in self.by_key.get(_key(quantity), ()) if id != writer] if quantity else []
        if same:
            best = sorted(same, key=lambda id: -alike[id])[:MOST]
            return tuple(self._suggestion(id, "equal") for id in best)
        near = [id for id, _ in alike.most_common(20) if self._near(id, quantity)]
        return tuple(self._suggestion(id, "near") for id in near[:MOST])

    def _near(self, id: str, quantity: Quantity | None) -> bool:
        value = self.values.get(id)
        if value is None or quantity is None:
            return value is None
        return _unit(value) == _unit(quantity) or (value.low, value.high) == (quantity.low, quantity.high)

    def _suggestion(self, id: str, reason: str) -> Suggestion:
        return Suggestion(f"[[{id}]] {self.titles[id]} {self.values.get(id, '')}".strip(), reason)


def _pairs(text: str) -> set[str]:
    return {pair for a, b in pairwise(text) if (pair := a + b).isalnum() and not pair.isascii()}


def _read(text: str) -> Quantity | None:
    """The quantity as typed or spoken; odd spellings have none."""
    try:
        return parse_quantity(in_digits(text.strip()).replace("\uff1a", ":"))
    except ValueError:
        return None


def _key(value: Quantity) -> Key:
    """The same for 1 hour and 60 minutes, and for a price with and without what it is for."""
    if value.days:
        return Decimal(value.days[0].number), Decimal(value.days[1].number), "date"
    size = Decimal(str(units()["time"].get(value.unit, 1)))
    return value.low * size, value.high * size, _unit(value)


def _unit(value: Quantity) -> str:
    return "time" if value.unit in units()["time"] else str(units()["same"].get(value.unit, value.unit))
