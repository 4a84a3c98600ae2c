from collections.abc import Callable

import pytest

from generator.problems import Problem, Suggestion
from generator.rules.numerals import in_digits
from tests.rules.conftest import Found, standard

Check = Callable[[str], Found]
Problems = Callable[[str], tuple[Problem, ...]]


@pytest.mark.parametrize(
    "figure",
    [
        "20 元", "20元", "1.5 小时", "≥ 90%", "≤30秒", "15°", "3–5 cm", "3-5 厘米", "7 天", "2 个工作日", "24小时", "10 把",
        "22:00", "9:30", "22：00", "9:30–22:00", "5月1日", "5 月 1 日", "5月1日–9月30日", "1/2 页", "3 个月", "100 kg",
        "第 21 天", "三天", "五百元", "半小时", "两周", "十五分钟", "一小时", "一个工作日", "十个工作日", "百分之九十",
    ],
)  # fmt: skip
def test_a_number_with_a_unit_is_found_whole(check: Check, figure: str) -> None:
    assert check(standard(f"要在{figure}，才算数")) == [("bare-figure", figure.removeprefix("第 "))]


@pytest.mark.parametrize(
    "text",
    [
        "一个人在第一时间一次办好，等一会儿，三番五次", "2026 年的手册", "2026年", "FM-33 和 S2-2.4 节", "A4 纸", "5S 管理",
        "拨 110", "1 对 1 服务", "第 3 联，第 2 页", "一天一次", "一周盘点，三周年", "多元化", "半边", "百货", "千万不要",
        "十分重要",
        "IPv4 6to4", "3d 模型", "[[=24 小时]]照字面写", "押金 [[deposit]]", "[[deposit|押金]]不变", "4mm2x",
        "万一下雨", "三人行", "两位顾客", "八成新",
    ],
)  # fmt: skip
def test_what_is_no_number_with_a_unit_is_left_alone(check: Check, text: str) -> None:
    assert check(standard(text)) == []


def test_each_of_several_equal_numbers_is_pointed_at(problems: Problems) -> None:
    found = problems(standard("20 元、[[=20 元]]、**20 元**、[[deposit|20 元]]"))
    line = "    summary: '20 元、[[=20 元]]、**20 元**、[[deposit|20 元]]'"
    assert [(p.code, p.place.column) for p in found] == [
        ("bare-figure", line.index("20 元") + 1),
        ("bare-figure", line.index("**20") + 3),
        ("bare-figure", line.index("|20") + 2),
    ]


def test_in_a_block_of_lines_the_right_line_is_pointed_at(problems: Problems) -> None:
    text = standard("x").replace("'x'", "|\n      第一行没有。\n      第二行收 30 元。")
    assert [(p.place.line, p.place.column) for p in problems(text)] == [(9, 12)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("先交 20 元", [Suggestion("[[deposit]] 雨伞押金 20 元/把", "equal")]),
        ("先交 20 元/把", [Suggestion("[[deposit]] 雨伞押金 20 元/把", "equal")]),
        ("先交二十元", [Suggestion("[[deposit]] 雨伞押金 20 元/把", "equal")]),
        ("押金 30 元", [Suggestion("[[deposit]] 雨伞押金 20 元/把", "near")]),
        ("押金 20 角", [Suggestion("[[deposit]] 雨伞押金 20 元/把", "near")]),
        ("赔偿 30 元", []),
        ("押金 3 天后退", []),
    ],
)
def test_the_entry_to_quote_is_named(problems: Problems, text: str, meant: list[Suggestion]) -> None:
    (problem,) = problems(standard(text))
    assert list(problem.suggestions) == meant


def test_the_same_time_in_other_units_is_the_same_number(problems: Problems) -> None:
    sla = "slas:\n  waits: {title: 等候, limit: ≤ 60 分钟, from: 排队, owner: service-desk, own: true}\n"
    (problem,) = problems(standard("一小时内办好，[[waits]]", sla))
    assert problem.suggestions == (Suggestion("[[waits]] 等候 ≤ 60 分钟", "equal"),)


def test_of_equal_numbers_the_one_the_text_speaks_of_comes_first(problems: Problems) -> None:
    figures = "".join(
        f"  f{n}: {{title: {title}, value: 3 天, own: true}}\n" for n, title in enumerate(["盘点周期", "归还期限", "回访"])
    )
    text = standard("归还不超过 3 天 [[f0]] [[f1]] [[f2]]", "figures:\n" + figures)
    (problem,) = problems(text)
    assert [s.word[:6] for s in problem.suggestions] == ["[[f1]]", "[[f0]]"]


def test_accounts_of_sources_may_hold_any_number(check: Check) -> None:
    text = "sources:\n  S1-1.1: {title: 押金 30 元, document: 手册, at: 第 3 页, set-aside: 说的是 30 元}\n"
    assert check(text) == []


@pytest.mark.parametrize(
    ("spoken", "digits"),
    [
        ("三天", "3天"), ("十五分钟", "15分钟"), ("五百元", "500元"), ("一百二十元", "120元"), ("两万元", "20000元"),
        ("十万元", "100000元"), ("三千零五元", "3005元"), ("半小时", "0.5小时"), ("百分之九十", "90%"),
        ("百分之百", "100%"), ("30 元", "30 元"),
        ("", ""),
    ],
)  # fmt: skip
def test_spoken_numbers_as_digits(spoken: str, digits: str) -> None:
    assert in_digits(spoken) == digits
