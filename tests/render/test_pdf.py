"""A layout becomes a PDF that prints right the first time."""

import itertools
import re
import subprocess
import sys
from typing import Any

import pytest

from generator.render.pdf import compiler, pdf
from tests.render.form_samples import HOSTILE, SHORT, UMBRELLA, part, sample
from tests.render.paper import bare, expected_copy, ink, pdf_pages, pictures, program, qr_expected, qr_modules

TYPES = ("text", "date", "money", "number", "time", "signature", "note", "checkbox")
LONG_WORD = "W" * 60
CROWDED: dict[str, Any] = {
    **SHORT,
    "title": "名字很长的表单" * 8,
    "copies": ["持有的人很多很多很多很多" * 4, "保安部"],
    "notices": [{"text": "须知" * 200}, {"text": LONG_WORD * 3}, {"text": "短。"}, {"text": "短。"}],
    "parts": [
        part(
            {"id": "narrow", "label": "很长的标签" * 12, "width": 1},
            {"id": "word", "label": "甲", "width": 9, "hint": "说明" * 60},
            {"id": "edge", "label": LONG_WORD, "width": 2, "type": "date"},
            {"id": "unit", "label": "数量", "width": 1, "type": "money", "unit": "很长的单位" * 6},
            {"id": "choice", "label": LONG_WORD, "width": 3, "type": "choice",
             "options": [{"label": LONG_WORD}, {"label": "长" * 60}]},
            {"id": "state", "label": "情况" * 30, "width": 8, "type": "choice",
             "options": [{"label": LONG_WORD, "consequence": "赔" * 150}, {"label": "好", "consequence": LONG_WORD * 2}]},
            {"id": "said", "label": "告知", "width": 12, "type": "note", "printed": "告知" * 150 + LONG_WORD * 4},
            title="标题" * 30, **{"filled-by": "由谁填写" * 40},
        )
    ],
    "thanks": "谢谢" * 100,
    "keep": LONG_WORD * 5,
}  # fmt: skip


def many(count: int) -> list[dict[str, Any]]:
    """Fields of every type, each with its first and last words marked."""
    return [
        {
            "id": f"f{n}",
            "label": f"甲{n}始",
            "hint": "说明" * (n % 5 * 8) + f"乙{n}终",
            "width": 12,
            "type": TYPES[n % len(TYPES)],
        }
        for n in range(count)
    ]


def info(content: bytes) -> dict[str, str]:
    ran = subprocess.run(
        [program("pdfinfo"), "-"], input=content, stdout=subprocess.PIPE, check=True, stderr=subprocess.DEVNULL
    )
    pairs = (line.split(":", 1) for line in ran.stdout.decode().splitlines())
    return {key: value.strip() for key, value in pairs}


def test_the_same_layout_gives_the_same_bytes() -> None:
    first = pdf(sample())
    pdf(sample(SHORT))
    assert first.startswith(b"%PDF-")
    assert first == pdf(sample())


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import sys; from generator.render.pdf import pdf; from tests.render.form_samples import SHORT, sample;"
        "sys.stdout.buffer.write(pdf(sample(SHORT)))"
    )
    other = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout
    assert other == pdf(sample(SHORT))


def test_one_compiler_is_kept() -> None:
    assert compiler() is compiler()


@pytest.mark.poppler
def test_it_says_what_it_is() -> None:
    about = info(pdf(sample()))
    named = {key: about.get(key) for key in ("Title", "Author", "Subject", "Tagged", "JavaScript", "Form", "CreationDate")}
    assert named == {
        "Title": "FM-33 雨伞租借申请",
        "Author": "顾客服务手册",
        "Subject": "客户借用雨伞时填写，收押金 20 元/把，归还时凭单退押金。",
        "Tagged": "yes",
        "JavaScript": "no",
        "Form": "none",
        "CreationDate": None,
    }
    assert b"zh" in re.findall(rb"/Lang\s*\((.*?)\)", pdf(sample()))[0]


@pytest.mark.poppler
@pytest.mark.parametrize(
    ("paper", "orientation", "size"),
    [
        ("A4", "portrait", (210, 297)),
        ("A4", "landscape", (297, 210)),
        ("A5", "portrait", (148, 210)),
        ("A5", "landscape", (210, 148)),
    ],
)
def test_it_has_the_paper_the_form_asks_for(paper: str, orientation: str, size: tuple[int, int]) -> None:
    points = info(pdf(sample(SHORT, paper=paper, orientation=orientation)))["Page size"]
    width, height = (float(number) / 72 * 25.4 for number in points.split(" pts")[0].split(" x "))
    assert (round(width), round(height)) == size


@pytest.mark.poppler
@pytest.mark.parametrize(
    ("data", "changes", "pages"),
    [
        (UMBRELLA, {}, 2),
        (UMBRELLA, {"copies": ["顾客"]}, 1),
        (UMBRELLA, {"copies": ["顾客", "客服中心", "财务"]}, 3),
        (SHORT, {}, 1),
        (SHORT, {"copies": ["甲"]}, 1),
        (SHORT, {"copies": ["甲", "乙", "丙"]}, 2),
        (SHORT, {"paper": "A5"}, 2),
        (SHORT, {"orientation": "landscape"}, 1),
    ],
)
def test_copies_share_a_sheet_of_a4_where_two_fit(data: dict[str, Any], changes: dict[str, Any], pages: int) -> None:
    form = sample(data, **changes)
    found = pdf_pages(pdf(form))
    assert len(found) == pages
    copies = "裁切线".join(expected_copy(form, copy) for copy in form.copies)
    joined = "裁切线".join(found) if pages == len(form.copies) else "".join(found)
    assert joined.replace("裁切线", "") == copies.replace("裁切线", "")


@pytest.mark.poppler
def test_the_cut_line_lies_between_two_copies_and_not_below_a_single_one() -> None:
    pair, single = pdf_pages(pdf(sample(SHORT, copies=["甲", "乙", "丙"])))
    assert (pair.count("裁切线"), single.count("裁切线")) == (1, 0)
    assert pair.index("甲联") < pair.index("裁切线") < pair.index("乙联")


@pytest.mark.poppler
def test_a_long_form_goes_on_page_by_page_and_no_line_is_split() -> None:
    form = sample(SHORT, parts=[part(*many(40))])
    found = pdf_pages(pdf(form))
    half = len(found) // 2
    assert half >= 2
    for index, page in enumerate(found):
        assert page.startswith(f"钥匙领用条{form.copies[index // half]}门店FM-90")
        assert page.endswith(f"第{index % half + 1}页/共{half}页")
    where = [
        {n: page for page, text in enumerate(found[:half]) for n in re.findall(mark, text)}
        for mark in (r"甲(\d+)始", r"乙(\d+)终")
    ]
    assert where[0] == where[1]
    assert list(where[0]) == [str(n) for n in range(40)]


@pytest.mark.poppler
def test_a_little_too_much_for_one_page_says_two() -> None:
    counts = [len(pdf_pages(pdf(sample(SHORT, copies=["甲"], parts=[part(*many(n))])))) for n in range(12, 26)]
    assert counts == sorted(counts)
    assert set(counts) == {1, 2}


@pytest.mark.poppler
@pytest.mark.parametrize("paper", ["A4", "A5"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("data", [UMBRELLA, SHORT, CROWDED, {**SHORT, "parts": [part(*many(40))]}])
def test_no_ink_touches_the_margins(data: dict[str, Any], paper: str, orientation: str) -> None:
    for picture in pictures(pdf(sample(data, paper=paper, orientation=orientation))):
        left, top, right, bottom = ink(picture)
        assert (left > 17.7, top > 11.5, right > 13.7, bottom > 11.5) == (True, True, True, True)


@pytest.mark.poppler
def test_nothing_is_lost_where_it_is_crowded() -> None:
    form = sample(CROWDED, copies=["保安部"])
    found = pdf_pages(pdf(form))
    head = found[0][: found[0].index("须知")]
    foot = bare(f"{form.number}{form.title}·保安部联·版本{form.version}")
    body = "".join(re.sub(rf"{re.escape(foot)}第\d+页/共\d+页$", "", page).removeprefix(head) for page in found)
    assert head + body == expected_copy(form, "保安部联").removesuffix(foot + "第1页/共1页")


@pytest.mark.poppler
def test_text_stays_text() -> None:
    fields = [
        {"id": "a", "label": HOSTILE[:60], "hint": HOSTILE, "printed": HOSTILE, "width": 12},
        {"id": "b", "label": "乙", "type": "choice", "width": 12, "options": [{"label": HOSTILE[:60], "consequence": HOSTILE}]},
    ]
    form = sample(
        SHORT, title=HOSTILE[:60], copies=["#甲"], thanks=HOSTILE, keep=HOSTILE, parts=[part(*fields, title=HOSTILE[:60])]
    )
    assert pdf_pages(pdf(form)) == [expected_copy(form, "#甲联")]


@pytest.mark.poppler
def test_the_code_reads_as_the_address_of_the_page() -> None:
    form = sample()
    assert form.qr
    expected = qr_expected("https://handbook.example/forms/rain-slip/")
    for picture in pictures(pdf(form)):
        assert qr_modules(picture, len(expected), form.qr.mm) == expected


@pytest.mark.poppler
def test_lines_are_high_enough_for_a_hand() -> None:
    rows = [{"id": f"f{n}", "label": f"第{n}行", "width": 12} for n in range(24)]
    picture = pictures(pdf(sample(SHORT, copies=["甲"], parts=[part(*rows)])))[0]
    column = picture.crop((picture.width // 2, 0, picture.width // 2 + 1, picture.height))
    dark = [y for y in range(column.height) if column.getpixel((0, y)) < 128]  # type: ignore[operator]
    lines = [y for y in dark if y - 1 not in dark]
    assert len(lines) == 25
    assert min(b - a for a, b in itertools.pairwise(lines)) / (300 / 25.4) >= 7.9
