from collections.abc import Callable

import pytest

from tests.rules.conftest import Found, standard

Check = Callable[[str], Found]

NOTICES = "[{text: '押金 [[deposit]]，逾期每天 [[fee]]，[[late]]扣满。', fields: [name]}]"
FIELDS = "[{id: name, label: 姓名, width: 12}]"
LOAN = "{deposit: deposit, late-fee: fee, forfeit: late, form: slip}"


def form(notices: str = NOTICES, fields: str = FIELDS, loan: str = LOAN, fee: str = "1 元/把/天", late: str = "") -> str:
    return f"""
figures:
  fee: {{title: 逾期费, value: {fee}, own: true}}
  late: {{title: 扣满日, {late or "computed: {fee: fee, exceeds: deposit}"}, own: true}}
services:
  umbrellas: {{title: 借伞, chapter: desk, charge: paid, summary: 下雨借伞, loan: {loan}, own: true}}
forms:
  slip:
    title: 租借单
    number: FM-1
    purpose: 借伞填写
    copies: [顾客联]
    notices: {notices}
    parts: [{{id: lend, title: 借出, for: customer, filled-by: 顾客, fields: {fields}}}]
    own: true
""" + standard("用 [[slip]]，[[late]]")


def test_a_loan_whose_form_says_everything_is_sound(check: Check) -> None:
    assert check(form()) == []


@pytest.mark.parametrize(
    ("notice", "found"),
    [
        ("{text: 请签名}", [("notice-without-field", "{")]),
        ("{text: 请签名, information: true}", []),
        ("{text: 请签名, fields: [name]}", []),
        ("{text: 请签名, fields: [name, nam]}", [("unknown-field", "nam")]),
    ],
)
def test_a_notice_has_its_field(check: Check, notice: str, found: Found) -> None:
    assert check(form(NOTICES[:-1] + f", {notice}]")) == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("[{id: a, label: 甲, width: 6}, {id: name, label: 乙, width: 6}, {id: c, label: 丙, width: 4}]", []),
        ("[{id: a, label: 甲, width: 8}, {id: name, label: 乙, width: 6}]", [("ragged-row", "{")]),
        ("[{id: name, label: 甲, width: 8}, {id: name, label: 乙, width: 4}]", [("duplicate-part", "name")]),
        (
            "[{id: name, label: 甲, type: choice, options: [{label: 好, consequence: 退}, {label: 坏}]}]",
            [("option-without-consequence", "{")],
        ),
        ("[{id: name, label: 甲, type: choice, options: [{label: 好}, {label: 坏}]}]", []),
    ],
)
def test_fields(check: Check, fields: str, found: Found) -> None:
    assert check(form(fields=fields)) == found


@pytest.mark.parametrize(
    ("fee", "found"),
    [
        ("1 元/天", []),
        ("每天 1 元", []),
        ("5 角/把/天", [("loan-units", "fee")]),
        ("1 元/辆/天", [("loan-units", "fee")]),
        ("5%", [("fee-not-daily", "fee"), ("loan-units", "fee")]),
        ("1 元/把", [("fee-not-daily", "fee")]),
        ("1 元/把/周", [("fee-not-daily", "fee")]),
        ("0 元/把/天", [("computed-from-computed", "fee"), ("fee-not-daily", "fee")]),
    ],
)
def test_deposit_and_late_fee_agree(check: Check, fee: str, found: Found) -> None:
    assert check(form(fee=fee)) == found


@pytest.mark.parametrize(
    ("late", "found"),
    [
        ("value: 21 天", [("loan-forfeit", "late")]),
        ("computed: {fee: deposit, exceeds: fee}", [("loan-forfeit", "late")]),
        ("computed: {fee: fee, exceeds: late}", [("computed-from-computed", "late"), ("loan-forfeit", "late")]),
    ],
)
def test_the_forfeit_is_computed_from_the_loans_own_numbers(check: Check, late: str, found: Found) -> None:
    assert check(form(late=late)) == found


def test_the_form_of_a_loan_tells_every_term(check: Check) -> None:
    assert check(form(notices="[{text: 请当面点清, information: true}]")) == [("loan-not-on-form", "notices")] * 3
