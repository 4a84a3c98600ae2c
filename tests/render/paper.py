"""What a reader of the paper sees: the words of a PDF, its pictures, and the words of the printed copies of a page."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO

import pytest
import segno
from PIL import Image

from generator.render.cells import Cell, Section
from generator.render.layout import FormLayout
from generator.texts import label

MM = 300 / 25.4
DARK = 128


def program(name: str) -> str:
    """The path of a program; without it the test is skipped, or fails where all programs must be there."""
    path = shutil.which(name)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")
    return path


def bare(text: str) -> str:
    """The text without blanks, line ends and places where it may break."""
    return re.sub(r"[\s\u200b]+", "", text)


def pdf_pages(pdf: bytes) -> list[str]:
    """The bare words of each page in the order of reading."""
    ran = subprocess.run(
        [program("pdftotext"), "-raw", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True, stderr=subprocess.DEVNULL
    )
    return [bare(page) for page in ran.stdout.decode().split("\f")[:-1]]


def pictures(pdf: bytes) -> list[Image.Image]:
    """Each page in grey at 300 dots an inch."""
    command = [program("pdftoppm"), "-gray", "-r", "300", "-"]
    data = subprocess.run(command, input=pdf, stdout=subprocess.PIPE, check=True, stderr=subprocess.DEVNULL).stdout
    return list(_portable_maps(data))


def _portable_maps(data: bytes) -> Iterator[Image.Image]:
    while data:
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        assert head
        end = head.end() + int(head[1]) * int(head[2])
        yield Image.open(BytesIO(data[:end])).convert("L")
        data = data[end:]


def ink(picture: Image.Image) -> tuple[float, float, float, float]:
    """How many mm of white paper lie left, above, right and below of everything printed."""
    box = picture.point(lambda grey: 255 * (grey < DARK)).getbbox()
    assert box
    return box[0] / MM, box[1] / MM, (picture.width - box[2]) / MM, (picture.height - box[3]) / MM


def qr_modules(picture: Image.Image, modules: int, side: float) -> list[list[int]]:
    """The modules of the code in the head of a page, `side` mm wide with its quiet zone, 14 mm from the right edge."""
    right = picture.width - round(14 * MM)
    area = picture.crop((right - round(side * MM), round(10 * MM), right, round(50 * MM)))
    dark = area.point(lambda grey: 255 * (grey < DARK))
    rows = [y for y in range(dark.height) if dark.crop((0, y, dark.width, y + 1)).getbbox()]
    bottom = next((y for y in rows if y + 1 not in rows), rows[-1])
    box = dark.crop((0, 0, dark.width, bottom + 1)).getbbox()
    assert box
    step = (box[2] - box[0]) / modules
    centres = [(n + 0.5) * step for n in range(modules)]
    return [[int(area.getpixel((int(box[0] + x), int(box[1] + y))) < DARK) for x in centres] for y in centres]  # type: ignore[operator]


def qr_expected(address: str) -> list[list[int]]:
    """The modules of the code of an address."""
    return [list(row) for row in segno.make_qr(address, error="m", boost_error=False).matrix]


class Sheets(HTMLParser):
    """Gathers the bare words of each table of class `sheet`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table" and ("class", "sheet") in attrs:
            self.found.append("")
        self.depth += tag == "table"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "table"

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1] += bare(data)


def html_copies(page: str) -> list[str]:
    """The bare words of each printed copy of a page."""
    sheets = Sheets()
    sheets.feed(page)
    return sheets.found


def expected_copy(form: FormLayout, copy: str) -> str:
    """The bare words one copy must show, in their order."""
    store = [label("form.store"), form.store] if form.store or form.ask_store else []
    scan = [label("form.scan"), form.address] if form.address else []
    version = [label("form.version"), form.version]
    notices = [f"{rule.number}.{rule.text}" for column in form.notices for rule in column]
    return bare(
        "".join(
            [
                *(form.title, copy, *store, form.number, *version, *scan),
                *([label("form.notices"), *notices] if notices else []),
                *(word for part in form.above for word in _section_words(part)),
                *([label("form.cut")] if form.below else []),
                *(word for part in form.below for word in _section_words(part)),
                *(form.thanks, form.keep),
                *(form.number, form.title, "·", copy, "·", *version, label("form.page", page=1, pages=1)),
            ]
        )
    )


def _section_words(part: Section) -> Iterator[str]:
    yield from (part.title, part.filled_by)
    for row in part.rows:
        for cell in row:
            yield from _cell_words(cell)


def _cell_words(cell: Cell) -> Iterator[str]:
    yield cell.label
    yield f"（{cell.hint}）" if cell.hint else ""
    yield cell.printed
    yield from cell.blanks
    for choice in cell.options:
        yield choice.label
        yield label("form.leads-to") + choice.consequence if choice.consequence else ""


def unnamed(copy: str, name: str, title: str) -> str:
    """The words of a copy without who keeps it, which stands behind the title and in the foot."""
    return copy.replace(bare(title + name), bare(title), 1).replace(f"·{bare(name)}·", "··", 1)
