"""A screened workbook as plain cells: values as they are stored, with no sheet's word taken for its size.

Read without openpyxl, which gives up a whole file for one odd number or validation, trusts `<dimension>`, and cannot give a
formula and its stored value at once.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Literal
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel
from openpyxl.utils.escape import unescape

from generator.sheets.screen import XML_NAMES

Kind = Literal["text", "number", "percent", "date", "bool", "error", "formula"]
SHEET_TYPE = "/worksheet"
PROPERTIES = "docProps/custom.xml"
BUILTIN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
MOST_TEXT = 2000
QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Raw:
    """One cell: its words, or its number as stored; a formula's are those it last had, a date's are ISO."""

    kind: Kind
    value: str


@dataclass(frozen=True)
class Page:
    """One sheet: its name and the cells that hold something, by row and column."""

    name: str
    cells: Mapping[tuple[int, int], Raw]


@dataclass(frozen=True)
class Loaded:
    """All sheets, and the properties of the file."""

    pages: tuple[Page, ...]
    properties: Mapping[str, str]


def load(content: bytes) -> Loaded:
    """The cells of a workbook that has passed the screen; raises whatever a broken part makes the XML parser raise."""
    with ZipFile(BytesIO(content)) as archive:
        book = _Book(archive)
        return Loaded(tuple(book.pages()), book.properties())


def properties(content: bytes) -> dict[str, str]:
    """The properties alone, of a workbook that has passed the screen; raises as `load` does."""
    with ZipFile(BytesIO(content)) as archive:
        return _properties(archive) if PROPERTIES in archive.namelist() else {}


def _properties(archive: ZipFile) -> dict[str, str]:
    found = _named(fromstring(archive.read(PROPERTIES)), "property")
    return {own.get("name", ""): "".join(own.itertext()) for own in found}


class _Book:
    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.names = frozenset(name for name in archive.namelist() if name.lower().endswith(XML_NAMES))
        relations = self._relations("_rels/.rels")
        self.path = next((path for path, kind in relations.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")
        folder, name = posixpath.split(self.path)
        self.relations = self._relations(f"{folder}/_rels/{name}.rels", folder)
        self.root = fromstring(archive.read(self.path))
        self.strings = [_text(item) for item in self._part("/sharedStrings", "si")]
        self.formats = self._formats()
        properties = next(_named(self.root, "workbookPr"), None)
        flag = properties.get("date1904", "") if properties is not None else ""
        self.epoch = MAC_EPOCH if flag in ("1", "true") else WINDOWS_EPOCH

    def pages(self) -> Iterator[Page]:
        for sheet in _named(self.root, "sheet"):
            id = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            path, kind = self.relations.get(id, ("", ""))
            if kind.endswith(SHEET_TYPE) and path in self.names:
                yield Page(sheet.get("name", ""), dict(self._cells(path)))

    def properties(self) -> dict[str, str]:
        return _properties(self.archive) if PROPERTIES in self.names else {}

    def _relations(self, path: str, folder: str = "") -> dict[str, tuple[str, str]]:
        """Path and type of each part that another one names."""
        if path not in self.names:
            return {}
        found = {}
        for relation in _named(fromstring(self.archive.read(path)), "Relationship"):
            target = relation.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = full, relation.get("Type", "")
        return found

    def _part(self, kind: str, tag: str) -> Iterator[Element]:
        path = next((path for path, own in self.relations.values() if own.endswith(kind)), "")
        return _named(fromstring(self.archive.read(path)), tag) if path in self.names else iter(())

    def _formats(self) -> list[Kind]:
        """What a number of each style is: a number, a percent or a date."""
        codes = {f.get("numFmtId", ""): f.get("formatCode", "") for f in self._part("/styles", "numFmt")}
        styles = next(self._part("/styles", "cellXfs"), None)
        return [_format(codes, style.get("numFmtId", "0")) for style in styles] if styles is not None else []

    def _cells(self, path: str) -> Iterator[tuple[tuple[int, int], Raw]]:
        row = 0
        with self.archive.open(path) as part:
            for _, element in iterparse(part, events=("end",)):
                if _tag(element) == "row":
                    row = int(element.get("r", row + 1))
                    column = 0
                    for cell in element:
                        column = _column(cell) or column + 1
                        raw = self._raw(cell)
                        if raw:
                            yield (row, column), raw
                    element.clear()

    def _raw(self, cell: Element) -> Raw | None:
        parts = {_tag(child): child for child in cell}
        stored = (parts["v"].text or "") if "v" in parts else ""
        kind, value = self._value(cell.get("t", "n"), stored, parts.get("is"), cell.get("s", "0"))
        if "f" in parts:
            return Raw("formula", value)
        return Raw(kind, value) if value else None

    def _value(self, type: str, stored: str, inline: Element | None, style: str) -> tuple[Kind, str]:
        if type == "inlineStr":
            return "text", _text(inline) if inline is not None else ""
        if type == "s":
            return "text", self.strings[int(stored)] if stored else ""
        if type == "str":
            return "text", _clean(stored)
        if type in ("b", "e"):
            return "bool" if type == "b" else "error", stored
        kind: Kind = "date" if type == "d" else self.formats[int(style)] if int(style) < len(self.formats) else "number"
        return kind, self._date(stored) if kind == "date" and type != "d" else stored

    def _date(self, stored: str) -> str:
        """The day as `2026-03-15`; what is no day of the calendar stays as stored."""
        try:
            found = from_excel(float(stored), self.epoch)
        except (ValueError, OverflowError):
            return stored
        day = found.date() if isinstance(found, datetime) else found
        return day.isoformat() if isinstance(day, date) else stored


def _format(codes: Mapping[str, str], id: str) -> Kind:
    code = codes.get(id) or BUILTIN_FORMATS.get(int(id), "General")
    if (id not in codes and int(id) in BUILTIN_DATES) or is_date_format(code):
        return "date"
    return "percent" if "%" in QUOTED.sub("", code) else "number"


def _column(cell: Element) -> int:
    reference = cell.get("r", "")
    return column_index_from_string(coordinate_from_string(reference)[0]) if reference else 0


def _text(item: Element) -> str:
    """The words of a string, without the readings that East Asian Excel keeps beside them."""
    runs = [child for child in item if _tag(child) in ("t", "r")]
    return _clean("".join("".join(run.itertext()) for run in runs))


def _clean(stored: str) -> str:
    """The words meant by stored text: Excel's escapes resolved, no control characters, no halves of characters."""
    words = ILLEGAL_CHARACTERS_RE.sub("", unescape(stored[: 2 * MOST_TEXT]))
    return words.encode("utf-8", "replace").decode().replace("\r\n", "\n")[:MOST_TEXT]


def _named(root: Element, tag: str) -> Iterator[Element]:
    return (element for element in root.iter() if _tag(element) == tag)


def _tag(element: Element) -> str:
    """The name without its namespace: the transitional and the strict format differ in nothing else we read."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
