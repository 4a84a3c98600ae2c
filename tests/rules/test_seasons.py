from collections.abc import Callable

import pytest

from generator.problems import Problem
from tests.rules.conftest import Found

Check = Callable[[str], Found]


def seasons(*ranges: str) -> str:
    """A figure for each range of dates, and a uniform for each figure."""
    figures = "".join(f"  s{n}: {{title: 季节{n}号, value: {dates}, own: true}}\n" for n, dates in enumerate(ranges))
    uniforms = "".join(
        f"  u{n}: {{title: 着装{n}号, chapter: desk, part: 全身, roles: [service-desk], season: s{n},"
        f" required: [{{id: wear, text: 穿整套}}], own: true}}\n"
        for n in range(len(ranges))
    )
    return f"figures:\n{figures}uniforms:\n{uniforms}"


@pytest.mark.parametrize(
    "ranges",
    [
        ["1月1日–12月31日"],
        ["5月1日–10月31日", "11月1日–次年4月30日"],
        ["3月1日–5月31日", "6月1日–8月31日", "9月1日–11月30日", "12月1日–次年2月29日"],
    ],
)
def test_seasons_that_meet_are_sound(check: Check, ranges: list[str]) -> None:
    assert check(seasons(*ranges)) == []


@pytest.mark.parametrize(
    ("ranges", "found"),
    [
        (["5月1日–10月30日", "11月1日–次年4月30日"], ["10月31日没有哪个季节管（接在“季节0号”后面）"]),
        (["5月1日–10月31日", "11月1日–次年4月28日"], ["4月29日到4月30日没有哪个季节管（接在“季节1号”后面）"]),
        (["1月2日–12月30日"], ["12月31日到1月1日没有哪个季节管（接在“季节0号”后面）"]),
        (["3月1日–11月30日", "12月1日–次年2月28日"], ["2月29日没有哪个季节管（接在“季节1号”后面）"]),
        (["5月1日–11月1日", "11月1日–次年4月30日"], ["11月1日既属于“季节1号”，又属于“季节0号”"]),
        (["1月1日–12月31日", "5月1日–5月2日"], ["5月1日到5月2日既属于“季节1号”，又属于“季节0号”"]),
    ],
)
def test_gaps_and_overlaps_name_their_days(
    problems: Callable[[str], tuple[Problem, ...]], ranges: list[str], found: list[str]
) -> None:
    assert [p.says() for p in problems(seasons(*ranges))] == found


def test_a_season_is_a_range_of_dates(check: Check) -> None:
    text = seasons("1月1日–12月31日") + seasons().replace("figures:\nuniforms:\n", "")
    assert check(text.replace("season: s0", "season: deposit")) == [("orphan", "s0"), ("season-not-dates", "deposit")]


def test_a_handbook_without_seasons_is_sound(check: Check) -> None:
    assert check("terms:\n  season: {title: 季节, means: 一年四季}\n") == []
