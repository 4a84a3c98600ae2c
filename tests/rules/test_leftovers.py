"""Given brackets or words that were meant to be something else, expect them to be pointed at."""

import pytest

HANDBOOK = """
figures:
  umbrella-deposit: {{title: 雨伞押金, value: 20 元/把, own: true}}
terms:
  umbrella:
    title: 雨伞
    means: {text}
    see: [umbrella-deposit]
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("先收 [umbrella-deposit] 再交伞。", "[umbrella-deposit]"),
        ("先收 [[umbrella-deposit] 再交伞。", "[[umbrella-deposit]"),
        ("先收 【【umbrella-deposit】】 再交伞。", "【【"),
        ("先收 umbrella-deposit]] 再交伞。", "]]"),
    ],
)
def test_a_reference_that_lacks_a_bracket(project, text: str, found: str) -> None:
    [first, *_] = [p for p in project(HANDBOOK.format(text=text)).check().problems if p.code == "broken-reference"]

    assert (first.params["found"], first.place.line) == (found, 7)


@pytest.mark.parametrize("text", ["先收 [[umbrella-deposit]] 再交伞。", "见附表 [甲]。", "按[必填]两个字找。"])
def test_brackets_of_ordinary_words(project, text: str) -> None:
    assert "broken-reference" not in project(HANDBOOK.format(text=f'"{text}"')).codes()


def test_words_of_the_example_are_a_reminder_only(project) -> None:
    loaded = project(HANDBOOK.format(text="请改：写上意思。")).check()

    assert [(p.code, p.severity) for p in loaded.problems if p.code == "placeholder"] == [("placeholder", "warning")]
