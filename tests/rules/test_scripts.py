from collections.abc import Callable

from generator.problems import Problem, Suggestion
from tests.rules.conftest import Found, standard
from tests.rules.test_words import script

Check = Callable[[str], Found]

VARIABLE = "    variables: {称谓: {means: 怎样称呼, example: 女士}}\n"


def test_declared_and_used_variables_are_sound(check: Check) -> None:
    assert check(script("{{称谓}}，您好。".replace("{{", "{").replace("}}", "}")) + VARIABLE) == []


def test_an_undeclared_variable_is_pointed_at_with_the_one_meant(problems: Callable[[str], tuple[Problem, ...]]) -> None:
    found = problems(script("{称胃}，您好。") + VARIABLE)
    assert [(p.code, p.suggestions) for p in found] == [
        ("variable-undeclared", (Suggestion("称谓", "sound"),)),
        ("variable-unused", ()),
    ]


def test_a_variable_that_no_line_uses_is_pointed_at(check: Check) -> None:
    assert check(script("您好。") + VARIABLE) == [("variable-unused", "称谓")]


def test_variables_outside_scripts_have_nobody_to_fill_them(check: Check) -> None:
    assert check(standard("{称谓}，您好")) == [("variable-outside-script", "{称谓}")]


def test_braces_of_other_languages_are_plain_words(check: Check) -> None:
    assert check(standard("写成 ${x} 或 {{ 7*7 }}")) == []
