"""Folding and tokens in Python, and the same in the browser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.fold import characters, fold, numeral, readings, tokens
from generator.render.search import tables


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("≥ ３０ 秒。", "30秒"),
        ("三十秒", "30秒"),
        ("二十四小时", "24小时"),
        ("两把伞", "2把伞"),
        ("一般投诉", "一般投诉"),
        ("20 元/把", "20元 把"),
        ("20块钱", "20元"),
        ("3–5 cm", "3 5厘米"),
        ("15°", "15度"),
        ("22点", "22:00"),
        ("晚上十点整", "晚上10:00"),
        ("10月1号", "10月1日"),
        ("50.5%", "50.5%"),
        ("FM-33", "fm33"),
        ("fm 33", "fm33"),
        ("雨傘、嬰兒車", "雨伞 婴儿车"),
        ("着裝／著裝", "着装 着装"),
        ("雨伞 押金", "雨伞押金"),
        ("ＶＩＰ 卡", "vip卡"),
        ("《单》（甲）。", "单 甲"),
        ("a.b: c", "a b c"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("folded", "found"),
    [
        ("30秒", ["30", "秒", "30秒"]),
        ("雨伞 vip", ["雨", "伞", "雨伞", "vip"]),
        ("22:00前", ["22:00", "前", "22:00前"]),
        ("", []),
    ],
)
def test_tokens(folded: str, found: list[str]) -> None:
    assert tokens(folded) == found


@pytest.mark.parametrize(
    ("written", "number"), [("十", 10), ("二十四", 24), ("一百零五", 105), ("两万三千", 23000), ("三六", 36)]
)
def test_numeral(written: str, number: int) -> None:
    assert numeral(written) == number


@given(st.text(alphabet="雨伞押金租借还甲乙abc", max_size=12))
def test_width_and_case_make_no_difference(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() else c for c in text.upper())

    assert fold(wide) == fold(text)


@given(st.text(max_size=30))
def test_a_folded_text_has_single_blanks_and_no_capitals(text: str) -> None:
    folded = fold(text)

    assert folded == folded.strip(" ")
    assert "  " not in folded
    assert not any("A" <= char <= "Z" for char in folded)


def test_tables_stay_small() -> None:
    assert len(tables()["characters"].encode()) < 20_000
    assert len(tables()["readings"].encode()) < 40_000
    assert characters()[ord("傘")] == "伞"
    assert readings()["还"] == ("hai", "huan")
