"""The page of a form in a browser, opened from disk: typing, printing, clearing, on a phone and at a desk."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.artifacts import write
from generator.render.prints import form_artifacts
from tests.render.form_samples import EDITION, SHORT, UMBRELLA, form, handbook, part
from tests.render.paper import ink, pdf_pages, pictures, qr_expected, qr_modules
from tests.render.test_pdf import CROWDED, many

pytestmark = [pytest.mark.browser, pytest.mark.poppler]
OFFLINE = replace(EDITION, offline=True)
LINE = 178 * 96 / 25.4
LONG: dict[str, Any] = {**SHORT, "parts": [part(*many(40))]}
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1 && !e.matches(".sheets, input, textarea"))
  .map(e => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 20))"""
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a form from disk; every request and every fault of it fails the test unless it is one of ours."""
    pages: list[Page] = []
    seen: list[str] = []

    def show(data: dict[str, Any] = UMBRELLA, width: int = 1280, scheme: str = "light") -> Page:
        drawn = form(data)
        write(form_artifacts(handbook(drawn), OFFLINE), tmp_path)
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page.on("request", lambda request: seen.append(request.url))
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.goto(f"{tmp_path.as_uri()}/forms/{drawn.id}.print.html")
        pages.append(page)
        return page

    yield show
    ours = re.compile(rf"{re.escape(tmp_path.as_uri())}/(forms/[a-z-]+\.print\.html|assets/print\.(css|js))")
    for page in pages:
        page.close()
    assert [url for url in seen if not ours.fullmatch(url)] == []


def paper(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True)


def fill_in(page: Page) -> None:
    page.locator("[name='borrow.name']").fill("王小明")
    page.locator("[name='borrow.count']").fill("7")
    page.locator("[name='borrow.day']").fill("2026-12-01")
    page.locator("[name='return.hour']").fill("09:05")
    page.locator("[name='return.remark']").fill("伞柄有旧伤")
    page.get_by_role("radio", name="损坏").check()
    page.get_by_label("现金").check()
    page.get_by_label("银行卡").check()
    page.get_by_label("已收押金").check()


def ticked(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.ticked')].map(e => e.dataset.of + e.dataset.is)")  # type: ignore[no-any-return]


def test_what_is_typed_stands_on_every_copy(opened: Open) -> None:
    page = opened()
    fill_in(page)
    copies = pdf_pages(paper(page))
    assert len(copies) == 2
    for copy in copies:
        for words in ("借用人姓名王小明", "（最多2把）7把", "2026年12月1日", "09时05分", "备注伞柄有旧伤"):
            assert copy.count(words) == 1
    assert sorted(ticked(page)) == sorted(["desk.paid-by1", "desk.paid-by3", "return.state3", "return.taken1"] * 2)


NARROW: dict[str, Any] = {
    **SHORT,
    "parts": [
        part(
            {"id": "sum", "label": "应收", "type": "money", "width": 9},
            {"id": "remark", "label": "备注（借出时旧伤）", "type": "note", "width": 3},
            {"id": "name", "label": "经手人", "width": 12},
        )
    ],
}
SPILT = """() => [...document.querySelectorAll(".sheet .cell.note")].flatMap(cell => {
  const box = e => e.getBoundingClientRect(), row = box(cell.closest(".row")), words = document.createRange();
  words.selectNodeContents(cell.querySelector(".ink"));
  const over = {label: box(cell.querySelector(".name")).bottom - box(words).top, cell: box(words).bottom - box(cell).bottom,
                row: box(cell).bottom - row.bottom, next: row.bottom - box(cell.closest(".row").nextElementSibling).top};
  return Object.keys(over).filter(name => over[name] > 2);
})"""


@pytest.mark.parametrize("length", [11, 49, 150, 300])
def test_a_row_grows_with_what_is_typed_into_it(opened: Open, length: int) -> None:
    page = opened(NARROW)
    said = ("伞柄有旧伤、伞面有污渍" * 60)[:length]
    page.locator("[name='all.remark']").fill(said)
    page.emulate_media(media="print")
    assert page.locator(".sheet .cell.note .ink").all_inner_texts() == [said] * 2
    assert page.evaluate(SPILT) == []
    assert sum(sheet.count(said) for sheet in pdf_pages(paper(page))) == 2


def test_clearing_asks_first_and_leaves_a_blank_form(opened: Open) -> None:
    page = opened()
    blank = pdf_pages(paper(page))
    fill_in(page)
    filled = pdf_pages(paper(page))
    clear = page.get_by_role("button", name="清空")
    page.once("dialog", lambda dialog: dialog.dismiss())
    clear.click()
    assert pdf_pages(paper(page)) == filled != blank
    page.once("dialog", lambda dialog: dialog.accept())
    clear.click()
    page.wait_for_function("!document.querySelector('.ticked')")
    assert pdf_pages(paper(page)) == blank


def test_nothing_typed_leaves_the_page(opened: Open) -> None:
    page = opened()
    address = page.url
    fill_in(page)
    page.locator("[name='borrow.name']").press("Enter")
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert (page.url, kept) == (address, [0, 0, ""])
    page.reload()
    assert page.locator("[name='borrow.name']").input_value() == ""


def test_printing_is_one_press(opened: Open) -> None:
    page = opened()
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed") is True


@pytest.mark.parametrize(
    ("data", "sheets", "pages"),
    [
        (UMBRELLA, "own", 2),
        (SHORT, "shared", 1),
        ({**SHORT, "copies": ["甲", "乙", "丙"]}, "shared", 2),
        ({**SHORT, "copies": ["甲"]}, "own", 1),
        ({**SHORT, "paper": "A5"}, "own", 2),
        (LONG, "long", 6),
    ],
)
def test_copies_take_the_sheets_they_need(opened: Open, data: dict[str, Any], sheets: str, pages: int) -> None:
    page = opened(data)
    printed = pdf_pages(paper(page))
    assert (page.evaluate("document.body.dataset.sheets"), len(printed)) == (sheets, pages)


def test_a_long_form_repeats_its_head_counts_its_pages_and_splits_no_line(opened: Open) -> None:
    printed = pdf_pages(paper(opened(LONG)))
    for number, page in enumerate(printed, 1):
        assert "钥匙领用条" + ("领用人联" if number <= 3 else "保安部联") in page
        assert f"第{number}页/共{len(printed)}页" in page
    marks = (r"甲(\d+)始", r"乙(\d+)终")
    first, last = ({n: page for page, text in enumerate(printed[:3]) for n in re.findall(mark, text)} for mark in marks)
    assert first == last
    assert len(first) == 40


@pytest.mark.parametrize("data", [UMBRELLA, SHORT, CROWDED, LONG])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_its_box_on_a_screen(opened: Open, data: dict[str, Any], width: int) -> None:
    page = opened(data, width)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("data", [UMBRELLA, SHORT, CROWDED, LONG])
def test_nothing_is_wider_than_its_box_on_paper(opened: Open, data: dict[str, Any]) -> None:
    page = opened(data, round(LINE))
    page.emulate_media(media="print")
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("data", [UMBRELLA, SHORT, CROWDED, LONG])
def test_no_ink_touches_the_margins(opened: Open, data: dict[str, Any]) -> None:
    for picture in pictures(paper(opened(data))):
        left, top, right, bottom = ink(picture)
        assert (left > 17.5, top > 11.5, right > 13.5, bottom > 9) == (True, True, True, True)


def test_paper_is_black_on_white_though_the_screen_is_dark(opened: Open) -> None:
    light, dark = (pictures(paper(opened(scheme=scheme))) for scheme in ("light", "dark"))
    assert [picture.tobytes() for picture in light] == [picture.tobytes() for picture in dark]
    assert light[0].getpixel((5, 5)) == 255


def test_the_screen_is_dark_where_that_is_wished(opened: Open) -> None:
    brightness = "getComputedStyle(document.querySelector('.typed')).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    assert max(opened(scheme="dark").evaluate(brightness)) < 80
    assert min(opened(scheme="light").evaluate(brightness)) > 230


def test_the_printed_code_reads_as_the_address_of_the_page(opened: Open) -> None:
    expected = qr_expected("https://handbook.example/forms/rain-slip/")
    side = 20 * (len(expected) + 8) / len(expected)
    for picture in pictures(paper(opened())):
        assert qr_modules(picture, len(expected), side) == expected


def test_everything_to_fill_in_has_a_name_that_is_read_aloud(opened: Open) -> None:
    page = opened()
    nameless = (
        "[...document.getElementById('fill').elements].filter(e => !e.labels?.length && e.type !== 'reset').map(e => e.name)"
    )
    assert page.evaluate(nameless) == []
    assert page.get_by_role("group", name="归还情况").get_by_role("radio").count() == 4
