from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.models.quantity import LEAP_YEAR, Day, Quantity, parse_quantity, unit_names, units


def number(value: str) -> Decimal:
    return Decimal(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≤ 30 秒", Quantity("≤ 30 秒", "≤", number("30"), number("30"), "秒")),
        ("<=30秒", Quantity("<=30秒", "≤", number("30"), number("30"), "秒")),
        ("20 元/把", Quantity("20 元/把", "=", number("20"), number("20"), "元", "把")),
        ("1 元/把/天", Quantity("1 元/把/天", "=", number("1"), number("1"), "元", "把/天")),
        ("3–5 cm", Quantity("3–5 cm", "=", number("3"), number("5"), "cm")),
        ("3-5cm", Quantity("3-5cm", "=", number("3"), number("5"), "cm")),
        ("15°", Quantity("15°", "=", number("15"), number("15"), "°")),
        ("≥ 90%", Quantity("≥ 90%", "≥", number("90"), number("90"), "%")),
        ("每月 ≥ 5 次", Quantity("每月 ≥ 5 次", "≥", number("5"), number("5"), "次", "", "每月")),
        ("2 个工作日", Quantity("2 个工作日", "=", number("2"), number("2"), "个工作日")),
        ("1/2 页", Quantity("1/2 页", "=", number("0.5"), number("0.5"), "页")),
        ("1.5 小时", Quantity("1.5 小时", "=", number("1.5"), number("1.5"), "小时")),
        ("22:00", Quantity("22:00", "=", number("1320"), number("1320"), "clock")),
        ("≤ 9:05", Quantity("≤ 9:05", "≤", number("545"), number("545"), "clock")),
        ("5月1日–5月31日", Quantity("5月1日–5月31日", unit="date", days=(Day(5, 1), Day(5, 31)))),
        ("12月1日–次年2月29日", Quantity("12月1日–次年2月29日", unit="date", days=(Day(12, 1), Day(2, 29)))),
    ],
)
def test_quantities_as_people_write_them(text: str, expected: Quantity) -> None:
    assert parse_quantity(text) == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("20", "no-unit"),
        (20, "no-unit"),
        (1.5, "no-unit"),
        ("≤ 30", "no-unit"),
        ("20 块", "unknown-unit"),
        ("30 分种", "unknown-unit"),
        ("20 块/把", "unknown-unit"),
        ("大约 20 元", "bad-quantity"),
        ("二十元", "bad-quantity"),
        ("", "bad-quantity"),
        (None, "bad-quantity"),
        (["20 元"], "bad-quantity"),
        ("20 元" * 30, "bad-quantity"),
        ("9" * 5000 + " 元", "bad-quantity"),
        ("5–3 cm", "range-reversed"),
        ("4月31日–5月1日", "no-such-day"),
        ("13月1日–5月1日", "no-such-month"),
        ("25:00", "no-such-time"),
        ("22:60", "no-such-time"),
        ("9:5", "no-such-time"),
        ("22:00:30", "no-such-time"),
        ("22：00", "no-such-time"),
        ("1/0 页", "bad-quantity"),
    ],
)
def test_what_is_no_quantity_says_why(value: object, code: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_quantity(value)
    assert error.value.type == code


@given(st.text(max_size=30) | st.from_regex(r"[≤≥]?\d{0,3}[ /:–月日]{0,2}\d{0,3}[元把秒年]{0,2}", fullmatch=True))
def test_any_text_is_a_quantity_or_a_known_problem(text: str) -> None:
    try:
        quantity = parse_quantity(text)
    except PydanticCustomError:
        return
    assert quantity.text == text
    assert quantity.low <= quantity.high


@given(st.decimals(0, 10_000, places=2), st.sampled_from(sorted(unit_names())), st.sampled_from(["", "≤ ", "≥ "]))
def test_every_registered_unit_can_be_written(value: Decimal, unit: str, op: str) -> None:
    quantity = parse_quantity(f"{op}{value} {unit}")
    assert (quantity.low, quantity.unit) == (value, unit)


@pytest.mark.parametrize("unit", sorted(units()["time"]))
def test_units_of_time_are_seconds(unit: str) -> None:
    assert parse_quantity(f"2 {unit}").seconds == 2 * Decimal(str(units()["time"][unit]))


def test_the_days_of_a_leap_year_are_numbered_from_0_to_365() -> None:
    days = [Day(month, day) for month in range(1, 13) for day in range(1, 32) if day <= _last(month)]
    assert [day.number for day in days] == list(range(366))


def _last(month: int) -> int:
    from calendar import monthrange

    return monthrange(LEAP_YEAR, month)[1]


def test_the_same_number_typed_differently_has_the_same_key() -> None:
    assert parse_quantity("20元/把").key == parse_quantity("20 元/把").key != parse_quantity("20 元/辆").key
