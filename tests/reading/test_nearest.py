import pytest

from generator.problems import Suggestion
from generator.reading.nearest import nearest


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("必需", ["必须", "应当", "建议"], [("必须", "sound")]),
        ("說明", ["说明", "标题"], [("说明", "traditional")]),
        ("权中", ["权重", "说明"], [("权重", "sound")]),
        ("说名", ["签名", "说明"], [("说明", "sound"), ("签名", "spelling")]),
        ("ｔｉｔｌｅ", ["title", "text"], [("title", "width")]),
        ("Title", ["title"], [("title", "width")]),
        ("stores_may", ["stores-may"], [("stores-may", "width")]),
        ("titel", ["title", "text"], [("title", "spelling")]),
        ("umbrela-deposit", ["umbrella-deposit", "umbrella-slip"], [("umbrella-deposit", "spelling")]),
        ("mut", ["must", "should"], [("must", "spelling")]),
        (
            "deposit",
            ["umbrella-deposit", "stroller-deposit"],
            [("stroller-deposit", "spelling"), ("umbrella-deposit", "spelling")],
        ),
        ("x", ["y", "z"], []),
        ("quite-different", ["umbrella-deposit"], []),
        ("title", ["title"], []),
        ("", ["title"], []),
    ],
)
def test_what_may_have_been_meant(word: str, known: list[str], expected: list[tuple[str, str]]) -> None:
    assert nearest(word, known) == tuple(Suggestion(*pair) for pair in expected)


def test_at_most_three_are_named_best_first() -> None:
    found = nearest("umbrella-1", [f"umbrella-{n}" for n in range(10, 30)])
    assert len(found) == 3
    assert found[0].word == "umbrella-10"
