"""What people write in an answer cell is understood, or refused, but never guessed."""

import pytest

from generator.models.standard import Inspect
from generator.sheets.answers import Answer, NotAnAnswer, answer_of
from tests.sheets.papers import inspect


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        *[(word, "pass") for word in ("合格", "是", "√", "✔", " 合格 ", "是\n", "Ｙ", "yes", "合格\u200b")],
        *[(word, "fail") for word in ("不合格", "否", "×", "✗", "X", "ｘ", "不达标")],
        *[(word, "na") for word in ("不适用", "N/A", "Ｎ／Ａ", "n/a", " NA ")],
        ("", None),
        ("  \u3000", None),
    ],
)
def test_words_people_use_for_an_answer_are_understood(written: str, answer: Answer) -> None:
    assert answer_of(written, Inspect.model_validate(inspect(na=True))) == answer


@pytest.mark.parametrize("written", ["５", " 5 ", "5分", "5.0", "５ 分", "5\u200b"])
def test_numbers_people_type_are_understood(written: str) -> None:
    assert answer_of(written, Inspect.model_validate(inspect("grade", 5))) == 5


@pytest.mark.parametrize(
    ("how", "written", "code"),
    [
        (inspect(), "不适用", "answer-na"),
        (inspect("grade", 5), "N/A", "answer-na"),
        (inspect(), "基本合格", "answer-unknown"),
        (inspect(), "1", "answer-unknown"),
        (inspect(), "/", "answer-unknown"),
        (inspect("grade", 5), "合格", "answer-number"),
        (inspect("grade", 5), "5/5", "answer-number"),
        (inspect("grade", 5), "4.5", "answer-number"),
        (inspect("grade", 5), "-1", "answer-number"),
        (inspect("grade", 5), "−1", "answer-number"),
        (inspect("grade", 5), "50%", "answer-number"),
        (inspect("grade", 5), "五", "answer-number"),
        (inspect("grade", 5), "nan", "answer-number"),
        (inspect("grade", 5), "1e999", "answer-number"),
        (inspect("grade", 5), "6", "answer-range"),
        (inspect("deduct", 5, deduct=1), "100", "answer-range"),
    ],
)
def test_what_is_no_answer_is_refused_rather_than_guessed(how: dict[str, object], written: str, code: str) -> None:
    with pytest.raises(NotAnAnswer) as caught:
        answer_of(written, Inspect.model_validate(how))
    assert caught.value.code == code
