import pytest

from generator.problems import Place
from generator.reading.dialect import decode, misread, odd_lines


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("甲\n".encode(), "甲\n"),
        ("\ufeff甲\r\n乙\r丙".encode(), "甲\n乙\n丙"),
        (b"", ""),
    ],
)
def test_utf_8_is_decoded(content: bytes, expected: str) -> None:
    assert decode("a.yaml", content) == (expected, [])


@pytest.mark.parametrize(
    ("content", "code", "encoding"),
    [
        ("figures:\n  a: {title: 雨伞押金}\n".encode("gbk"), "encoding", "GBK"),
        ("\ufeff甲乙".encode("utf-16-le"), "encoding", "UTF-16"),
        ("\ufeff甲乙".encode("utf-16-be"), "encoding", "UTF-16"),
        ("a: 甲乙\n".encode("utf-16-le"), "encoding", "UTF-16"),
        (b"\xe7\x94\xb2\xff\xff\n", "broken-bytes", ""),
    ],
)
def test_other_encodings_are_named(content: bytes, code: str, encoding: str) -> None:
    text, problems = decode("a.yaml", content)
    assert text is None
    assert [(p.code, p.params["encoding"]) for p in problems] == [(code, encoding)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 甲\n", []),
        ("a:\n\tb: 1\n", [("tab-indent", 2, 1, 1)]),
        ("a:\n  \tb: 1\n", [("tab-indent", 2, 3, 1)]),
        ("a: 甲\t乙\n", []),
        ("a:\n\u3000\u3000b: 1\n", [("fullwidth-space", 2, 1, 2)]),
        ("a:\u3000甲\n", [("fullwidth-space", 1, 3, 1)]),
        ("a: 甲\u3000乙\n", []),
        ("a:\n  － 甲\n", [("fullwidth-dash", 2, 3, 1)]),
        ("<<<<<<< HEAD\n=======\n>>>>>>> x\n", [("merge-conflict", n, 1, w) for n, w in ((1, 12), (2, 7), (3, 9))]),
        ("a: 甲 ======= 乙\n", []),
        ("a: 甲\x0b\n", [("control-character", 1, 5, 1)]),
        ("a: \u202e甲\u200b\n", [("control-character", 1, 4, 1), ("control-character", 1, 6, 1)]),
        ("a: 👨\u200d👩 ❤\ufe0f\u200d🔥\n", []),
        ("a: 甲\u200d乙\n", [("control-character", 1, 5, 1)]),
    ],
)
def test_odd_characters_and_line_starts(text: str, found: list[tuple[str, int, int, int]]) -> None:
    expected = [(code, Place("a.yaml", line, column, length)) for code, line, column, length in found]
    assert [(problem.code, problem.place) for problem in odd_lines("a.yaml", text)] == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("title：雨伞", "fullwidth-colon"),
        ("称谓：怎样称呼", "fullwidth-colon"),
        ("title:雨伞", "colon-space"),
        ("-伞 -洋伞", "dash-space"),
        ("直接写了一句话", ""),
        ("注意，这里有一句很长的话：先看再做", ""),
        ("http://例子", ""),
        (12, ""),
    ],
)
def test_text_in_the_place_of_keys_shows_the_slip(value: object, code: str) -> None:
    assert misread(value) == code
