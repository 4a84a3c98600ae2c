"""Whether a file may be opened at all: a small, plain Excel workbook without macros, links, entities or bombs."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from generator.problems import Place, Problem
from generator.texts import label

MOST_BYTES = 10 * 2**20
MOST_UNPACKED = 50 * 2**20
MOST_PART = 30 * 2**20
MOST_MEMBERS = 500
MOST_RATIO = 100
RATIO_FROM = 2**20
MOST_TAGS = 400_000
MOST_ROWS = 5000
MOST_COLUMNS = 200

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ACTIVE = (
    "vbaproject",
    "externallinks/",
    "embeddings/",
    "activex/",
    "ddelink",
    "connections.xml",
    "querytables/",
    "macrosheets/",
)
XML_NAMES = (".xml", ".rels", ".vml")
ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
PLAIN_ENCODINGS = frozenset({b"utf-8", b"us-ascii", b"ascii"})
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
DDE = re.compile(rb"<(?:\w+:)?(?:ddeLink|oleLink|oleObject)\b")
CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]{0,200}?\br\s*=\s*["']([A-Za-z]{1,9})(\d{1,9})["']""")
ROW = re.compile(rb"""<(?:\w+:)?row\s[^<>]{0,200}?\br\s*=\s*["'](\d{1,9})["']""")


def screened(file: str, content: bytes) -> Problem | None:
    """Why the file is not opened, or nothing if it may be."""
    found = _kind(file, content)
    if found:
        return _problem(file, found)
    if len(content) > MOST_BYTES:
        return _problem(file, "xlsx-too-big", size=f"{len(content) / 2**20:.1f}", limit=MOST_BYTES // 2**20)
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _archive(file, archive)
    except Exception:  # zipfile raises whatever its decoders raise
        return _problem(file, "xlsx-broken")


def _kind(file: str, content: bytes) -> str:
    """The code for what is no zip at all, or nothing."""
    if not content:
        return "xlsx-empty"
    if content.startswith(OLD_EXCEL):
        return "xlsx-password" if ENCRYPTED_STREAM in content else "xlsx-old"
    return "" if content.startswith(b"PK") else _not(file)


def _not(file: str) -> str:
    """The code for what is no workbook; its name is spoken of only where it says otherwise."""
    return "xlsx-not" if file.lower().endswith(".xlsx") else "xlsx-other"


def _archive(file: str, archive: ZipFile) -> Problem | None:
    members = archive.infolist()
    unsafe = next(_unsafe_members(members), "")
    if unsafe:
        return _problem(file, "xlsx-unsafe", what=unsafe)
    if "[Content_Types].xml" not in archive.namelist():
        return _problem(file, "xlsx-opendocument" if _open_document(archive) else _not(file))
    tags = 0
    for member in members:
        if member.filename.lower().endswith(XML_NAMES):
            part = archive.read(member)
            tags += part.count(b"<")
            unsafe = "values" if tags > MOST_TAGS else _unsafe_part(part)
            if unsafe:
                return _problem(file, "xlsx-unsafe", what=unsafe)
    return None


def _open_document(archive: ZipFile) -> bool:
    if "mimetype" not in archive.namelist():
        return False
    with archive.open("mimetype") as kind:
        return kind.read(len(OPEN_DOCUMENT)) == OPEN_DOCUMENT


def _unsafe_members(members: list[ZipInfo]) -> Iterator[str]:
    """What is wrong with the list of members, before any is unpacked; keys of `sheet.unsafe` in labels.yaml."""
    names = [member.filename.replace("\\", "/").lower() for member in members]
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        yield "members"
    if unpacked > MOST_UNPACKED or any(member.file_size > MOST_PART for member in members):
        yield "unpacked"
    if unpacked > RATIO_FROM and unpacked > MOST_RATIO * sum(member.compress_size for member in members):
        yield "ratio"
    if len(set(names)) < len(names):
        yield "duplicates"
    if any(name.startswith("/") or ":" in name or ".." in name.split("/") for name in names):
        yield "paths"
    if any(member.flag_bits & 1 for member in members):
        yield "encrypted"
    if any(active in name for name in names for active in ACTIVE):
        yield "active"


def _unsafe_part(part: bytes) -> str:
    """What is wrong with one XML part, or nothing."""
    encoding = ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
    if (
        b"\0" in part
        or part.startswith((b"\xff\xfe", b"\xfe\xff"))
        or (encoding and encoding[1].lower() not in PLAIN_ENCODINGS)
    ):
        return "encoding"
    if DECLARATION.search(part):
        return "entities"
    if DDE.search(part):
        return "active"
    rows = (int(match[1]) for match in ROW.finditer(part))
    cells = ((_column(match[1]), int(match[2])) for match in CELL.finditer(part))
    if any(row > MOST_ROWS for row in rows) or any(column > MOST_COLUMNS or row > MOST_ROWS for column, row in cells):
        return "far"
    return ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _problem(file: str, code: str, **params: object) -> Problem:
    if "what" in params:
        params["what"] = label(f"sheet.unsafe.{params['what']}")
    return Problem(code, Place(file, 0, 0), params)
