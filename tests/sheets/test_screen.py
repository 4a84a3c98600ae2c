"""Files that are no plain small workbook are refused before anything opens them, with what to do instead."""

from collections.abc import Callable
from io import BytesIO
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from generator.sheets.screen import screened
from generator.sheets.write import workbook
from tests.sheets.papers import EDITION, LIST_PART, drawn, inspect, section, zipped

GOOD = workbook(*drawn(section(inspect(points=2), inspect("grade", 3))), EDITION)
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def members(content: bytes = GOOD) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(name: str, part: bytes) -> bytes:
    return zipped({**members(), name: part})


def in_list(old: bytes, new: bytes) -> bytes:
    part = members()[LIST_PART]
    assert old in part
    return with_part(LIST_PART, part.replace(old, new, 1))


def twice() -> bytes:
    output = BytesIO(GOOD)
    with ZipFile(output, "a", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("XL/Worksheets/Sheet2.xml"), b"<x/>")
    return output.getvalue()


def flagged_as_encrypted() -> bytes:
    content = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        content[at + offset] |= 1
    return bytes(content)


def bomb_of(unit: bytes, size: int) -> bytes:
    return with_part("xl/worksheets/sheet9.xml", b"<x>" + unit * (size // len(unit)) + b"</x>")


def many_strings() -> bytes:
    return "".join(f"<si>{number}</si>" for number in range(300_000)).encode()


def declared(encoding: str) -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?><x/>'.encode(encoding)


def test_a_workbook_of_ours_passes() -> None:
    assert screened("a.xlsx", GOOD) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "xlsx-empty"),
        (OLE, "xlsx-old"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "xlsx-password"),
        ("<html><table><tr><td>合格</td></tr></table></html>".encode(), "xlsx-not"),
        ("序号,答案\n1,合格\n".encode("gbk"), "xlsx-not"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}), "xlsx-opendocument"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "xlsx-not"),
        (GOOD[: len(GOOD) // 2], "xlsx-broken"),
        (GOOD[:-30], "xlsx-broken"),
        (b"PK\x03\x04" + b"\0" * 50, "xlsx-broken"),
        (GOOD + b"\0" * 10 * 2**20, "xlsx-too-big"),
    ],
)
def test_what_is_no_workbook_is_told_how_to_become_one(content: bytes, code: str) -> None:
    problem = screened("交回/一店.xlsx", content)

    assert problem
    assert (problem.code, str(problem.place)) == (code, "交回/一店.xlsx")
    assert "xlsx" in problem.fix() or code == "xlsx-too-big"


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("清单.md", "# 清单".encode(), "这不是 Excel 工作簿"),
        ("扫描.pdf", b"%PDF-1.7", "这不是 Excel 工作簿"),
        ("照片.zip", zipped({"a.png": b"\x89PNG"}), "这不是 Excel 工作簿"),
        ("扫描.XLSX", b"%PDF-1.7", "这不是 Excel 工作簿，只是文件名像"),
        ("一店.ods", zipped({"mimetype": OPEN_DOCUMENT, "content.xml": b"<x/>"}), "这是 OpenDocument 表格，请另存为 .xlsx"),
        ("一店.xlsx", zipped({"mimetype": OPEN_DOCUMENT, "content.xml": b"<x/>"}), "这是 OpenDocument 表格，请另存为 .xlsx"),
    ],
)
def test_a_name_is_spoken_of_only_where_it_says_otherwise(file: str, content: bytes, says: str) -> None:
    problem = screened(file, content)

    assert problem
    assert problem.says() == says


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (lambda: bomb_of(b"<row/>", 29 * 2**20), "压缩得反常"),
        (lambda: bomb_of(b" " * 64, 31 * 2**20), "解开后太大"),
        (
            lambda: zipped({**members(), "xl/sharedStrings.xml": "".join(f"<si>{n}</si>" for n in range(300_000)).encode()}),
            "单元格太多",
        ),
        (lambda: zipped({**members(), **{f"xl/media/{n}.png": b"x" for n in range(501)}}), "部件太多"),
        (twice, "重名"),
        (lambda: with_part("../../etc/cron.d/x.xml", b"<x/>"), "越出了文件"),
        (lambda: with_part("/xl/x.xml", b"<x/>"), "越出了文件"),
        (lambda: with_part("C:\\x.xml", b"<x/>"), "越出了文件"),
        (flagged_as_encrypted, "加了密"),
        (lambda: with_part("xl/vbaProject.bin", OLE), "宏"),
        (lambda: with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "外部链接"),
        (lambda: with_part("xl/embeddings/oleObject1.bin", OLE), "嵌入对象"),
        (lambda: with_part("xl/connections.xml", b"<x/>"), "数据连接"),
        (
            lambda: with_part("xl/x.xml", b"<externalLink><ddeLink ddeService='cmd' ddeTopic='/c calc'/></externalLink>"),
            "外部链接",
        ),
        (lambda: with_part("xl/x.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'), "实体"),
        (lambda: with_part("docProps/core.xml", b"<?xml version='1.0'?>\n<!doctype a><a/>"), "实体"),
        (lambda: with_part("xl/x.xml", declared("utf-16")), "UTF-8"),
        (lambda: with_part("xl/x.xml", declared("utf-16").decode("utf-16").encode("utf-8")), "UTF-8"),
        (lambda: with_part("xl/x.xml", declared("utf-7")), "UTF-8"),
        (lambda: in_list(b'<c r="B7"', b'<c r="XFD1048576"'), "5000 行"),
        (lambda: in_list(b'<c r="B7"', b"<c s='3' r = 'GS7'"), "200 列"),
        (lambda: in_list(b'<row r="7"', b'<row r="5001"'), "5000 行"),
    ],
)
def test_a_dangerous_workbook_is_refused_at_once_with_what_is_wrong(content: Callable[[], bytes], what: str) -> None:
    made = content()
    began = perf_counter()

    problem = screened("a.xlsx", made)

    assert problem
    assert (problem.code, what in problem.says()) == ("xlsx-unsafe", True), problem.says()
    assert perf_counter() - began < 20


def test_pictures_and_what_wps_adds_do_no_harm() -> None:
    extra = {
        "xl/media/image1.png": b"\x89PNG",
        "customXml/item1.xml": b"<x/>",
        "xl/printerSettings/printerSettings1.bin": b"\0",
    }

    assert screened("a.xlsx", zipped({**members(), **extra})) is None
