"""Schedules, indicators, cases and option lists keep their rules."""

from collections.abc import Callable

import pytest

from tests.rules.conftest import Found, standard

Check = Callable[[str], Found]

SCHEDULE = """
schedules:
  drill: {{title: 演练, type: drill, recurs: {{{recurs}}}, owner: service-desk, what: 练一遍, own: true{more}}}
"""
OFTEN = "figures:\n  often: {{title: 多久练一次, value: {value}, own: true}}\n"


@pytest.mark.parametrize(
    ("recurs", "found"),
    [
        ("every: day", []),
        ("every: week, weekday: friday", []),
        ("every: month, day: 31", []),
        ("every: month, weekday: monday", []),
        ("every: quarter, month: 3, day: 31", []),
        ("every: year, month: 2, day: 29", []),
        ("every: year, day: 31", []),
        ("every: day, weekday: friday", [("recurs-needless", "friday")]),
        ("every: week, day: 3", [("recurs-needless", "3")]),
        ("every: month, month: 3", [("recurs-needless", "3")]),
        ("every: month, weekday: monday, day: 4", [("recurs-twice", "4")]),
        ("every: year, month: 2, day: 30", [("recurs-no-such-day", "30")]),
        ("every: half-year, month: 6, day: 31", [("recurs-no-such-day", "31")]),
    ],
)
def test_the_day_of_a_schedule_exists_and_is_told_once(check: Check, recurs: str, found: Found) -> None:
    assert check(SCHEDULE.format(recurs=recurs, more="")) == found


@pytest.mark.parametrize(
    ("every", "value"),
    [
        ("month", "每月 ≥ 1 次"),
        ("month", "每月 ≥ 5 次"),
        ("month", "每月 2 次"),
        ("week", "每月 4 次"),
        ("week", "每月 ≥ 5 次"),
        ("half-year", "每年 2 次"),
        ("quarter", "4 次/年"),
        ("month", "每年 ≥ 4 次"),
        ("year", "每月 ≤ 1 次"),
        ("day", "每班 1 次"),
        ("quarter", "1 个季度"),
        ("half-year", "≤ 6 个月"),
        ("month", "≤ 6 个月"),
    ],
)
def test_a_schedule_is_as_frequent_as_its_number_says(check: Check, every: str, value: str) -> None:
    text = SCHEDULE.format(recurs=f"every: {every}", more=", frequency: often")
    assert check(text + OFTEN.format(value=value)) == []


@pytest.mark.parametrize(
    ("every", "value"),
    [
        ("quarter", "每月 ≥ 1 次"),
        ("year", "每年 2 次"),
        ("week", "每月 2 次"),
        ("month", "每季度 1 次"),
        ("month", "每年 ≤ 4 次"),
        ("year", "≤ 6 个月"),
        ("month", "1 个季度"),
        ("month", "≥ 6 个月"),
    ],
)
def test_a_schedule_that_differs_from_its_number_is_found(check: Check, every: str, value: str) -> None:
    text = SCHEDULE.format(recurs=f"every: {every}", more=", frequency: often")
    assert check(text + OFTEN.format(value=value)) == [("frequency-differs", every)]


@pytest.mark.parametrize("value", ["20 元/把", "每人 ≥ 2 次", "≤ 30 分钟"])
def test_a_number_that_says_nothing_of_periods_is_no_frequency(check: Check, value: str) -> None:
    text = SCHEDULE.format(recurs="every: month", more=", frequency: often")
    assert check(text + OFTEN.format(value=value)) == [("not-a-frequency", "often")]


KPI = "  {id}: {{title: 指标{id}, set: {set}, weight: {weight}, measure: 数, data: 表, owner: service-desk, own: true}}\n"


@pytest.mark.parametrize(
    ("kpis", "found"),
    [
        ([("甲", 60), ("甲", 40)], []),
        ([("甲", 100), ("乙", 100)], []),
        ([("甲", 60), ("甲", 30)], [("kpi-weights", "30")]),
        ([("甲", 60), ("甲", 41), ("乙", 100)], [("kpi-weights", "41")]),
    ],
)
def test_the_weights_of_a_set_add_up_to_100(check: Check, kpis: list[tuple[str, int]], found: Found) -> None:
    rows = [KPI.format(id=f"k{n}", set=name, weight=weight) for n, (name, weight) in enumerate(kpis)]
    assert check("kpis:\n" + "".join(rows)) == found


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("[lend]", []),
        ("[deposit, lend]", []),
        ("[]", [("case-without-standard", "standards")]),
        ("[deposit]", [("case-without-standard", "standards")]),
    ],
)
def test_a_case_names_a_standard(check: Check, named: str, found: Found) -> None:
    words = "scene: 借伞, turn: 没登记, handling: 补上, lesson: 先登记"
    text = f"cases:\n  wet: {{title: 淋湿, chapter: desk, outcome: failure, {words}, standards: {named}, own: true}}\n"
    assert check(text) == found


OPTIONS = (
    "option-lists:\n  kinds: {{title: 类别, used-for: 登记表, choices: [{{label: 质量}}, {{label: {label}}}], own: true}}\n"
)


def test_choices_read_differently(check: Check) -> None:
    assert check(OPTIONS.format(label="态度")) == []
    assert check(OPTIONS.format(label="质量")) == [("choice-twice", "质量")]
    assert check(OPTIONS.format(label="Ａ").replace("质量", "a")) == [("choice-twice", "Ａ")]


def test_a_list_that_says_not_what_for_is_quoted_somewhere(check: Check) -> None:
    text = OPTIONS.format(label="态度").replace("used-for: 登记表, ", "")
    assert check(text) == [("orphan", "kinds")]
    assert check(standard("见 [[kinds]]", text)) == []


def test_new_kinds_say_where_they_come_from(check: Check) -> None:
    assert check(SCHEDULE.format(recurs="every: day", more="").replace(", own: true", "")) == [("no-source", "drill")]


def test_a_form_that_only_a_schedule_uses_is_used(check: Check) -> None:
    form = "forms:\n  log: {title: 演练表, number: FM-1, purpose: 记录, copies: [一联], parts: [], own: true}\n"
    assert check(SCHEDULE.format(recurs="every: day", more=", forms: [log]") + form) == []
