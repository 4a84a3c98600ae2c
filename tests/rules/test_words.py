from collections.abc import Callable

import pytest

from generator.problems import Problem
from tests.rules.conftest import Found, standard

Check = Callable[[str], Found]
Problems = Callable[[str], tuple[Problem, ...]]

SCRIPT = """
scripts:
  ask:
    title: 询问
    situation: 顾客犹豫，不知道你在不在
    speakers: [service-desk]
    lines: ['{line}']
    avoid: [{{words: 你要什么, instead: 问“您需要什么”}}]
    own: true
"""
TERMS = """
terms:
  customer: {title: 顾客, means: 来店的人，不叫客人, banned: [客人, 消费者], aliases: [老客人]}
"""


def script(line: str) -> str:
    return standard("照 [[ask]] 说") + SCRIPT.format(line=line)


def test_words_no_customer_should_hear_are_found_in_lines_only(check: Check) -> None:
    assert check(script("你好，你们要迷你伞吗？")) == [("banned-word", "你"), ("banned-word", "你们")]
    assert check(script("您好，要迷你伞吗？")) == []


def test_the_word_to_say_instead_is_named(problems: Problems) -> None:
    assert [p.fix() for p in problems(script("你们好"))] == ["改成“各位”。"]


def test_banned_words_in_variants_are_found(check: Check) -> None:
    text = script("您好。") + "    variants: [{when: 只有你一个人, lines: [你请坐。]}]\n"
    assert check(text) == [("banned-word", "你")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见客人就问好，客人多时也问", [("banned-word", "客人"), ("banned-word", "客人")]),
        ("[[customer|消费者]]", [("banned-word", "消费者")]),
        ("老客人不算，[[customer]]也不算，顾客更不算", []),
    ],
)
def test_banned_forms_of_terms(check: Check, text: str, found: Found) -> None:
    assert check(standard(text, TERMS)) == found


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("好,再见", [","]),
        ("好:再见;走!吧?好", [":", ";", "!", "?"]),
        ("伞(大的)在", ["(", ")"]),
        ("说完了.", ["."]),
        ("A,B 和 1,000 和 3.5、C(D)", []),
        ("好，再见。（大的）", []),
        ("见 [[lend|租借]], 再说", []),
    ],
)
def test_half_width_punctuation_between_chinese_characters(check: Check, text: str, marks: list[str]) -> None:
    assert check(standard(text)) == [("punctuation", mark) for mark in marks]


def test_full_width_digits_and_letters(problems: Problems) -> None:
    (problem,) = problems(standard("拨打１２３转Ａ"))[:1]
    assert (problem.code, problem.params["found"], problem.params["wanted"]) == ("fullwidth-digits", "１２３", "123")


def clause(text: str) -> str:
    return standard("短").replace("text: 照做", f'text: "{text}"')


def test_a_sentence_of_a_clause_has_at_most_sixty_characters(check: Check) -> None:
    assert check(clause("字" * 60)) == []
    assert check(clause("字" * 60 + "。" + "字" * 60 + "；" + "字" * 60)) == []
    assert check(clause("短句。长" + "字" * 60)) == [("long-sentence", "长字字字字字")]


def test_sentences_are_measured_as_printed(check: Check) -> None:
    assert check(clause("[[deposit]]" + "字" * 54)) == []
    assert check(clause("[[deposit]]" + "字" * 55))[0][0] == "long-sentence"
    assert check(clause("**粗**" + "字" * 59)) == []
