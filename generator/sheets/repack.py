"""What openpyxl saved, made the same bytes every time, with values stored beside the formulas."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
FORMULA_CELL = re.compile(r'<c r="(?P<ref>[A-Z]+[0-9]+)"(?P<rest>[^>]*?)><f>(?P<formula>[^<]*)</f><v ?/?>(?:</v>)?</c>')
CORE_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>'
    "</cp:coreProperties>"
)

Blanks = Mapping[str, str | int | float]


def repack(content: bytes, *, title: str, creator: str, blanks: Sequence[Blanks] = ()) -> bytes:
    """The same workbook with sorted members of one date and no clock in it; `blanks` hold, by sheet, a value a formula."""
    with ZipFile(BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[CORE] = CORE_XML.format(title=escape(title), creator=escape(creator)).encode()
    for number, values in enumerate(blanks, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        members[name] = _with_values(members[name].decode(), values).encode()
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name in sorted(members):
            info = ZipInfo(name, EPOCH)
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 0, 0
            archive.writestr(info, members[name])
    return packed.getvalue()


def _with_values(xml: str, values: Blanks) -> str:
    """The sheet with a stored value beside each formula, so that what does not calculate still shows something."""

    def stored(match: re.Match[str]) -> str:
        value = values[match["ref"]]
        kind = ' t="str"' if isinstance(value, str) else ""
        rest, formula = match["rest"], match["formula"]
        return f'<c r="{match["ref"]}"{rest}{kind}><f>{formula}</f><v>{escape(str(value))}</v></c>'

    return FORMULA_CELL.sub(stored, xml)
