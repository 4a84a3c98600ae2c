"""Numbers in Chinese characters as digits."""

from decimal import Decimal
from functools import cache

from generator.models.quantity import units


def in_digits(text: str) -> str:
    """The text with a number in Chinese characters at its beginning, or a share, written in digits."""
    percent = units()["percent"]
    if text.startswith(percent):
        return f"{_value(text.removeprefix(percent))}%"
    length = next((n for n, char in enumerate(text) if char not in _values()), len(text))
    return f"{_value(text[:length])}{text[length:]}" if length else text


@cache
def _values() -> dict[str, Decimal]:
    return {char: Decimal(str(value)) for char, value in units()["spoken-values"].items()}


def _value(numeral: str) -> Decimal:
    """The value: digits, each before the power of ten that multiplies it."""
    total = waiting = Decimal(0)
    for char in numeral:
        value = _values()[char]
        if value < 10:
            waiting = value
        elif value == 10_000:
            total, waiting = (total + waiting or Decimal(1)) * value, Decimal(0)
        else:
            total, waiting = total + (waiting or Decimal(1)) * value, Decimal(0)
    return total + waiting
