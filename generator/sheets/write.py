"""A checklist as an Excel workbook that scores itself."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.workbook.properties import CalcProperties

from generator.handbook import Handbook
from generator.models.checklist import Checklist
from generator.render.edition import Edition, workbook_path
from generator.render.text import plain
from generator.sheets.canvas import Canvas
from generator.sheets.data_sheet import write_bands, write_lists, write_meta
from generator.sheets.guide_sheet import write_guide
from generator.sheets.layout import PROPERTY, Layout, sheet_name
from generator.sheets.list_sheet import write_list
from generator.sheets.questions import paper
from generator.sheets.repack import repack
from generator.sheets.result_sheet import write_result
from generator.texts import label

SHEETS = ("guide", "list", "result", "data")


def workbook(handbook: Handbook, checklist: Checklist, edition: Edition, url: str = "") -> bytes:
    """The workbook of a checklist, the same bytes for the same handbook; `url` is the checklist's page, if it has one.

    Raises HandbookError when a text is longer than a cell can hold.
    """
    layout = Layout(paper(handbook, checklist))
    book = Workbook()
    book.remove(book.worksheets[0])
    canvases = {name: Canvas(book.create_sheet(sheet_name(name)), workbook_path(checklist)) for name in SHEETS}
    bands = [(band.from_, band.title, plain(handbook, band.then or "")) for band in layout.paper.bands]
    meta = {"checklist": checklist.id, "version": edition.version, "digest": layout.paper.digest, "store": handbook.store}
    write_guide(canvases["guide"], handbook, layout, edition, bands, url)
    write_list(canvases["list"], layout)
    write_meta(canvases["data"], meta)
    write_result(canvases["result"], layout, bands, write_bands(canvases["data"], bands))
    for name in write_lists(canvases["data"], layout.paper):
        book.defined_names[name.name] = name
    properties: CustomPropertyList[StringProperty] = vars(book)["custom_doc_props"]  # the stubs do not know it
    for key, value in meta.items():
        properties.append(StringProperty(name=f"{PROPERTY}{key}", value=value))
    _finish(book, canvases, checklist, edition)
    content = BytesIO()
    book.save(content)
    blanks = [canvas.blanks for canvas in canvases.values()]
    return repack(content.getvalue(), title=checklist.title, creator=edition.site_name, blanks=blanks)


def _finish(book: Workbook, canvases: dict[str, Canvas], checklist: Checklist, edition: Edition) -> None:
    """Pages, locks, and how the workbook opens."""
    footer = label("sheet.footer", id=checklist.id, version=edition.version)
    for name in SHEETS[:-1]:
        canvases[name].page(checklist.title, footer, label("sheet.page"), long=name == "list")
        canvases[name].protect()
    canvases["data"].protect()
    canvases["data"].sheet.sheet_state = "veryHidden"
    book.active = SHEETS.index("list")
    for name in SHEETS:
        canvases[name].sheet.sheet_view.tabSelected = name == "list"
    book.calculation = CalcProperties(fullCalcOnLoad=True)
