from collections.abc import Callable

import pytest

from tests.rules.conftest import Found, standard

Check = Callable[[str], Found]

LATE_FEES = """
figures:
  fee: {title: 逾期费, value: %s, stores-may: any, own: true}
  gift: {title: 赠品价, value: 1 元/天, stores-may: any, own: true}
  late: {title: 扣满日, computed: {fee: fee, exceeds: deposit}, own: true}
stores:
  north: {title: 北店, values: {%s}}
"""
NUMBERS = """
figures:
  fee: {title: 逾期费, value: 1 元/天, own: true}
  late: {title: 扣满日, computed: {fee: fee, exceeds: deposit}, stores-may: any, own: true}
  stock: {title: 备量, value: 10–20 把, stores-may: raise, own: true}
  opens: {title: 开门, value: 9:30, stores-may: any, own: true}
slas:
  waits: {title: 等候, limit: ≤ 3 分钟, from: 排队, owner: service-desk, stores-may: lower, own: true}
stores:
  north: {title: 北店, values: {%s}}
"""


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("waits: ≤ 2 分钟", []),
        ("waits: ≤ 3 分钟", []),
        ("waits: ≤ 150 秒", []),
        ("waits: ≤ 181 秒", [("store-not-lower", "≤ 181 秒")]),
        ("waits: ≤ 1 小时", [("store-not-lower", "≤ 1 小时")]),
        ("waits: ≥ 2 分钟", [("store-unit", "≥ 2 分钟")]),
        ("waits: ≤ 2", [("no-unit", "≤ 2")]),
        ("waits: 2", [("no-unit", "2")]),
        ("waits: 2 块", [("unknown-unit", "2 块")]),
        ("stock: 10–30 把", []),
        ("stock: 9–30 把", [("store-not-raise", "9–30 把")]),
        ("stock: 10–20 辆", [("store-unit", "10–20 辆")]),
        ("opens: 10:00", []),
        ("opens: 25:00", [("no-such-time", "25:00")]),
        ("opens: 10 把", [("store-unit", "10 把")]),
        ("deposit: 30 元/把", [("store-locked", "deposit")]),
        ("late: 22 天", [("store-computed", "late")]),
        ("wait: ≤ 2 分钟", [("store-unknown", "wait")]),
        ("lend: ≤ 2 分钟", [("store-unknown", "lend")]),
    ],
)
def test_values_of_a_store(check: Check, value: str, found: Found) -> None:
    assert check(standard("[[late]] [[stock]] [[opens]] [[waits]]", NUMBERS % value)) == found


@pytest.mark.parametrize(
    ("fee", "value", "found"),
    [
        ("1 元/天", "fee: 2 元/天", []),
        ("1 元/天", "gift: 0 元/天", []),
        ("1 元/天", "fee: 0 元/天", [("store-zero-fee", "0 元/天")]),
        ("1 元/天", "fee: 0.00 元/天", [("store-zero-fee", "0.00 元/天")]),
        ("0 元/天", "gift: 2 元/天", [("computed-from-computed", "fee")]),
    ],
)
def test_a_fee_that_a_day_is_computed_from_is_more_than_nothing(check: Check, fee: str, value: str, found: Found) -> None:
    assert check(standard("[[late]] [[gift]]", LATE_FEES % (fee, value))) == found
