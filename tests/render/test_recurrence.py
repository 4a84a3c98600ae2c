"""What comes round is said in words, and its rule and its first day agree with each other."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from generator.models.improvement import Recurrence
from generator.render.recurrence import PERIODS, WEEKDAYS, first, months, order, rule, said

BY_MONTHS = PERIODS[2:]
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
RECURRENCES = st.one_of(
    st.just(Recurrence(every="day")),
    st.builds(Recurrence, every=st.just("week"), weekday=st.none() | st.sampled_from(WEEKDAYS)),
    st.builds(Recurrence, every=st.just("month"), day=st.none() | st.integers(1, 31)),
    st.builds(Recurrence, every=st.just("month"), weekday=st.sampled_from(WEEKDAYS)),
    st.builds(
        Recurrence,
        every=st.sampled_from(BY_MONTHS[1:]),
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 31),
    ),
    st.builds(
        Recurrence,
        every=st.sampled_from(BY_MONTHS[1:]),
        month=st.none() | st.integers(1, 12),
        weekday=st.sampled_from(WEEKDAYS),
    ),
)


@given(recurs=RECURRENCES, start=DAYS)
def test_the_first_day_is_the_first_of_the_rule_and_each_next_one_is_the_first_after_it(
    recurs: Recurrence, start: date
) -> None:
    days = [first(recurs, start)]
    for _ in range(5):
        days.append(first(recurs, days[-1] + timedelta(1)))

    begins = datetime.combine(days[0], datetime.min.time())
    ruled = rrulestr(rule(recurs), dtstart=begins)

    assert days[0] >= start
    assert [day.date() for day in ruled[:6]] == days


@given(recurs=RECURRENCES, start=DAYS)
def test_no_period_passes_without_its_day(recurs: Recurrence, start: date) -> None:
    longest = {"day": 1, "week": 7, "month": 31 + 6, "quarter": 92 + 6, "half-year": 184 + 6, "year": 366 + 6}[recurs.every]

    day = first(recurs, start)

    assert (first(recurs, day + timedelta(1)) - day).days <= longest
    assert said(recurs)


@pytest.mark.parametrize(
    ("recurs", "words", "ruled", "day"),
    [
        ({"every": "day"}, "每天", "FREQ=DAILY", "2026-12-01"),
        ({"every": "week"}, "每周", "FREQ=WEEKLY;BYDAY=MO", "2026-12-07"),
        ({"every": "week", "weekday": "friday"}, "每周星期五", "FREQ=WEEKLY;BYDAY=FR", "2026-12-04"),
        ({"every": "month"}, "每月", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=1", "2026-12-01"),
        ({"every": "month", "day": 15}, "每月 15 日", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=15", "2026-12-15"),
        ({"every": "month", "day": 30}, "每月 30 日", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30;BYSETPOS=-1", "2026-12-30"),
        ({"every": "month", "day": 31}, "每月最后一天", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1", "2026-12-31"),
        ({"every": "month", "weekday": "monday"}, "每月第一个星期一", "FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO", "2026-12-07"),
        ({"every": "quarter"}, "每季度", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "2027-01-01"),
        ({"every": "quarter", "day": 31}, "每季度最后一天", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2026-12-31"),
        (
            {"every": "quarter", "month": 11, "day": 5},
            "每季度（2、5、8、11 月）5 日",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5",
            "2027-02-05",
        ),
        ({"every": "half-year", "month": 6, "day": 30}, "每半年（6、12 月）30 日",
         "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=28,29,30;BYSETPOS=-1", "2026-12-30"),
        ({"every": "year", "month": 11, "day": 9}, "每年 11 月 9 日", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=9", "2027-11-09"),
        ({"every": "year", "day": 31}, "每年最后一天", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "2026-12-31"),
    ],
)  # fmt: skip
def test_a_recurrence_in_words_as_a_rule_and_from_a_day_on(recurs: dict[str, object], words: str, ruled: str, day: str) -> None:
    read = Recurrence.model_validate(recurs)

    assert (said(read), rule(read), first(read, date(2026, 12, 1)).isoformat()) == (words, ruled, day)


@given(every=st.sampled_from(BY_MONTHS), month=st.integers(1, 12))
def test_any_month_of_a_period_tells_all_of_them(every: str, month: int) -> None:
    recurs = Recurrence.model_validate({"every": every, "month": month})

    assert month in months(recurs)
    assert len(months(recurs)) == {"month": 12, "quarter": 4, "half-year": 2, "year": 1}[every]


def test_the_order_is_by_period_then_by_the_day_in_it() -> None:
    given = [{"every": "year"}, {"every": "month", "day": 9}, {"every": "month", "day": 2}, {"every": "week"}, {"every": "day"}]

    assert sorted(given, key=lambda r: order(Recurrence.model_validate(r))) == [
        {"every": "day"}, {"every": "week"}, {"every": "month", "day": 2}, {"every": "month", "day": 9}, {"every": "year"},
    ]  # fmt: skip
