"""How to fill the checklist in, how it scores, and which edition it is."""

from collections.abc import Iterator

from generator.handbook import Handbook
from generator.models.people import Role
from generator.render.edition import Edition
from generator.render.text import plain
from generator.sheets.canvas import Canvas
from generator.sheets.data_sheet import Bands, shares
from generator.sheets.layout import Layout
from generator.sheets.list_sheet import meta_label
from generator.sheets.questions import FEWEST_FOR_EXTREMES, MOST_NOT_APPLICABLE
from generator.texts import label, read_texts

WIDTHS = (14.0, 84.0)


def write_guide(canvas: Canvas, handbook: Handbook, layout: Layout, edition: Edition, bands: Bands, url: str) -> None:
    """The whole sheet but for its page set-up; bands are threshold, title and consequence, from the lowest."""
    canvas.widths(WIDTHS)
    canvas.text("A1", layout.paper.checklist.title, "title")
    canvas.sheet.row_dimensions[1].height = 32
    row = 2
    for head, texts in _chapters(handbook, layout, edition, bands):
        canvas.text(f"A{row}", head, "section")
        for number, text in enumerate(texts, row):
            canvas.text(f"B{number}", text, "cell")
            canvas.height(number, [(text, WIDTHS[1], "cell")])
        canvas.merge(f"A{row}:A{row + len(texts) - 1}")
        row += len(texts)
    if url.startswith(("https://", "http://")):
        canvas.text(f"A{row}", label("sheet.guide.page"), "section")
        canvas.text(f"B{row}", url, "link").hyperlink = url
        canvas.height(row, [(url, WIDTHS[1], "link")])
    canvas.sheet.sheet_view.showGridLines = False
    canvas.sheet.print_area = f"A1:B{row}"


def _chapters(handbook: Handbook, layout: Layout, edition: Edition, bands: Bands) -> Iterator[tuple[str, list[str]]]:
    """Headings with their lines."""
    checklist = layout.paper.checklist
    guide = read_texts("labels.yaml")["sheet"]["guide"]
    roles = {"assessed-by": checklist.assessed_by, "roles": checklist.roles}
    yield guide["about"], [plain(handbook, checklist.summary)]
    yield guide["when"], [plain(handbook, checklist.when)]
    for key, ids in roles.items():
        if ids:
            yield guide[key], [label("sheet.facts").join(handbook.get(id, Role).title for id in ids)]
    yield guide["how"], _numbered([*_steps(layout)])
    yield guide["scoring"], _numbered([*_scoring(layout)])
    told = [_band(title, share, then) for share, (_, title, then) in zip(shares(bands), bands, strict=True)]
    yield guide["bands"], told[::-1]
    yield guide["return"], [guide["return-text"]]
    facts = {"site": edition.site_name, "version": edition.version, "id": checklist.id, "digest": layout.paper.digest}
    yield guide["edition"], [label("sheet.guide.edition-text", **facts)]


def _band(title: str, share: str, then: str) -> str:
    said = label("sheet.guide.band", title=title, from_=share)
    return f"{said}{label('sheet.guide.band-then', then=then)}" if then else said


def _steps(layout: Layout) -> Iterator[str]:
    guide = read_texts("labels.yaml")["sheet"]["guide"]
    for step in guide["steps"]:
        yield step.format(most=MOST_NOT_APPLICABLE)
    if layout.assessors > 1:
        yield guide["several"].format(count=layout.assessors, assessor=meta_label(layout, "assessor"))
    if layout.paper.checklist.drop_extremes and layout.assessors >= FEWEST_FOR_EXTREMES:
        yield guide["extremes"]


def _scoring(layout: Layout) -> Iterator[str]:
    guide = read_texts("labels.yaml")["sheet"]["guide"]
    yield guide["scoring-weighted" if layout.paper.weighted else "scoring-points"]
    yield guide["scoring-rounding"]
    if any(question.inspect.critical for question in layout.paper.questions.values()):
        yield guide["scoring-critical"]
    if any(part.section.minimum for part in layout.paper.parts):
        yield guide["scoring-minimum"]


def _numbered(texts: list[str]) -> list[str]:
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]
