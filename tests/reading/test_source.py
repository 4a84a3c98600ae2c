import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.problems import Place
from generator.reading.source import MAX_DEPTH, Source, read_source


def read(text: str | bytes) -> Source:
    source, problems = read_source("a.yaml", text if isinstance(text, bytes) else text.encode())
    assert problems == []
    assert source is not None
    return source


def codes(content: str | bytes) -> list[str]:
    _, problems = read_source("a.yaml", content if isinstance(content, bytes) else content.encode())
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("1.5", 1.5),
        *(
            (text, text)
            for text in ("22:00", "0571", "007", "013800138000", "1.10", "1:1", "NO", "no", "on", "yes", "~", "True")
        ),
        *((text, text) for text in ("1_000", "0x10", "1e999", ".nan", ".5", "+1", "2026-02-30", "00", "1.", "9" * 5000)),
        ("'12'", "12"),
        ('"true"', "true"),
        ("=1+1", "=1+1"),
        ("🎉 👨‍👩‍👧 ❤️", "🎉 👨‍👩‍👧 ❤️"),
        ("{开门: 10:00, 关门: 22:00}", {"开门": "10:00", "关门": "22:00"}),
        ("[1, a, 0571]", [1, "a", "0571"]),
    ],
)
def test_only_plain_numbers_true_false_and_null_are_more_than_text(typed: str, value: object) -> None:
    data = read(f"a: {typed}\n").data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_blocks_and_folded_text_are_read_as_yaml_says() -> None:
    text = "a: |\n  一\n  二\nb: >-\n  三\n  四\nc: 五\n  六\nd: '七''八'\n\"on\": x\n"
    assert read(text).data == yaml.safe_load(text)


TEXT = """\
figures:
  deposit:
    title: 雨伞押金
    of: "先 收 收"
    list: [甲, 乙]
    block: |
      第一行
      第二行 甲
"""


@pytest.mark.parametrize(
    ("path", "options", "place"),
    [
        ((), {}, Place("a.yaml", 1, 1, 1)),
        (("figures",), {"key": True}, Place("a.yaml", 1, 1, 7)),
        (("figures", "deposit"), {"key": True}, Place("a.yaml", 2, 3, 7)),
        (("figures", "deposit", "title"), {}, Place("a.yaml", 3, 12, 4)),
        (("figures", "deposit", "title"), {"key": True}, Place("a.yaml", 3, 5, 5)),
        (("figures", "deposit", "title"), {"needle": "押金"}, Place("a.yaml", 3, 14, 2)),
        (("figures", "deposit", "title"), {"needle": "没有"}, Place("a.yaml", 3, 12, 4)),
        (("figures", "deposit", "of"), {"needle": "收", "nth": 1}, Place("a.yaml", 4, 14, 1)),
        (("figures", "deposit", "list", 1), {}, Place("a.yaml", 5, 15, 1)),
        (("figures", "deposit", "list", 7), {}, Place("a.yaml", 5, 11, 1)),
        (("figures", "deposit", "block"), {"needle": "甲"}, Place("a.yaml", 8, 11, 1)),
        (("figures", "nothing"), {"key": True}, Place("a.yaml", 1, 1, 7)),
    ],
)
def test_places(path: tuple[str | int, ...], options: dict[str, object], place: Place) -> None:
    assert read(TEXT).place(path, **options) == place  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[" * 100_000 + "]" * 100_000, "too-deep"),
        ("a: " + "{a: " * 100_000, "too-deep"),
        ("".join("  " * n + "a:\n" for n in range(MAX_DEPTH + 2)), "too-deep"),
        ("a: [" + "[], " * 110_000 + "]", "too-many-values"),
        ("a: [" + "x, " * 500_000 + "]", "too-many-values"),
        ("a: " + "x" * 3_000_000, "file-too-big"),
        (b"\x80" * 1_000_000, "broken-bytes"),
        ("a: " + "&a " * 100_000, "yaml-anchor"),
        ("a: " + '"' * 1_000_000, "bad-indent"),
        ("? " * 100_000, "too-deep"),
        ("- " * 100_000, "too-deep"),
        ("a: !!python/object/apply:os.system ['touch /tmp/never']", "yaml-tag"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else None,
)
def test_hostile_files_are_refused_at_once(content: str | bytes, code: str) -> None:
    start = time.perf_counter()
    assert code in codes(content)
    assert time.perf_counter() - start < 30
    assert not Path("/tmp/never").exists()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_mark_change_nothing(end: str) -> None:
    source = read(b"\xef\xbb\xbf" + TEXT.replace("\n", end).encode())
    assert (source.data, source.lines) == (read(TEXT).data, read(TEXT).lines)


@given(st.binary(max_size=200))
@settings(max_examples=300)
def test_any_bytes_are_read_or_give_problems(content: bytes) -> None:
    source, problems = read_source("a.yaml", content)
    assert (source is not None) or problems


NOT_OURS = st.sampled_from(sorted("-:?[]{}&*!|>'\"%@`#,\n 甲a1~<=\t："))


@example("[?1#")
@example(":: 1")
@given(st.text(NOT_OURS, max_size=60))
@settings(max_examples=500, deadline=None)
def test_what_is_accepted_means_what_yaml_says(text: str) -> None:
    source, problems = read_source("a.yaml", text.encode())
    for problem in problems:
        lines = text.split("\n")
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    if source is not None and not problems:
        assert _texts(source.data) == _texts(yaml.load(text, Loader=yaml.CBaseLoader))


def _texts(data: object) -> object:
    """Data with every scalar as text, as YAML's most cautious loader gives it; typed ones are compared elsewhere."""
    if isinstance(data, dict):
        return {str(key): _texts(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_texts(value) for value in data]
    return "" if data is None else str(data).lower() if isinstance(data, bool) else str(data)
