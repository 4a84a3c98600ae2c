"""The pages of the site as finished Markdown: one for each entry, overviews, and the assets they need."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.artifacts import Artifact
from generator.handbook import Handbook
from generator.models import Entry
from generator.models.checklist import Checklist
from generator.models.form import Form
from generator.models.improvement import Case, Document, Kpi, Options, Schedule
from generator.models.number import Figure, Sla
from generator.models.people import Role, Service
from generator.models.provenance import Decision, Source, Store
from generator.models.speech import Script, Term
from generator.models.standard import Chapter, Standard, Uniform
from generator.render import around, calendar, recurrence
from generator.render.edition import Edition, page_of, pdf_path, workbook_path
from generator.render.environment import fill
from generator.render.markdown import attribute, document, heading
from generator.render.sought import sought
from generator.render.trail import HOME, Crumb, trail
from generator.render.view import Book, View
from generator.texts import TEMPLATES, read_texts

STYLES = ("assets/handbook.css",)
SCRIPTS = ("assets/handbook.js",)
FAVICON = "assets/favicon.svg"
WITH_PAGE: tuple[type[Entry], ...] = (Chapter, Standard, Uniform, Script, Service, Form, Checklist, Role, Case)


@dataclass(frozen=True)
class Overview:
    """A page that lists all entries of a kind, if there are any."""

    page: str
    kind: type[Entry]


OVERVIEWS = (
    Overview("standards/index", Standard),
    Overview("uniforms/index", Uniform),
    Overview("scripts/index", Script),
    Overview("services/index", Service),
    Overview("forms/index", Form),
    Overview("checklists/index", Checklist),
    Overview("roles/index", Role),
    Overview("schedules/index", Schedule),
    Overview("kpis/index", Kpi),
    Overview("cases/index", Case),
    Overview("option-lists", Options),
    Overview("documents", Document),
    Overview("slas", Sla),
    Overview("figures", Figure),
    Overview("terms", Term),
    Overview("decisions", Decision),
    Overview("sources/index", Source),
    Overview("stores", Store),
)


def pages(handbook: Handbook, edition: Edition) -> Iterator[Artifact]:
    """Every page as `<page>.md`, with the style, script and icon they share."""
    book = Book(handbook, edition)
    yield _page("home", View(book, HOME), edition.site_name, contents=False)
    for kind in WITH_PAGE:
        for entry in handbook.of(kind):
            view = View(book, page_of(entry), trail(handbook, entry), entry)
            yield _page(entry.kind, view, entry.title, entry=entry)
    for overview in overviews(handbook):
        view = View(book, overview.page, trail(handbook))
        yield _page(f"overview/{overview.kind.plural}", view, words()[overview.kind.plural], entries=handbook.of(overview.kind))
    yield from _source_pages(book)
    yield from _assets()


def overviews(handbook: Handbook) -> tuple[Overview, ...]:
    """The overviews this handbook needs."""
    return tuple(overview for overview in OVERVIEWS if handbook.of(overview.kind))


@cache
def words() -> dict[str, str]:
    """The words of pages; templates know them as `t`."""
    found: dict[str, str] = read_texts("labels.yaml")["page"]
    return found


def _page(template: str, view: View, title: str, contents: bool = True, **values: object) -> Artifact:
    rendered = fill(
        f"pages/{template}.md.j2", v=view, w=view.writer, t=words(), title=title, heading=heading, attribute=attribute,
        pdf_path=pdf_path, workbook_path=workbook_path, around=around, sought=sought,
        calendar=calendar, recurrence=recurrence, **values,
    )  # fmt: skip
    return Artifact(f"{view.page}.md", document(title, rendered, contents).encode(), view.entry.id if view.entry else "")


def _source_pages(book: Book) -> Iterator[Artifact]:
    for page, facts in around.documents(book.handbook).items():
        title = words()["source-page"].format(document=facts[0].document)
        above = (*trail(book.handbook), Crumb(words()["sources"], "sources/index"))
        yield _page("source", View(book, page, above), title, entries=facts)


def _assets() -> Iterator[Artifact]:
    for path in (*STYLES, FAVICON):
        yield Artifact(path, fill(f"{path}.j2").encode())
    for path in SCRIPTS:
        yield Artifact(path, (TEMPLATES / path).read_bytes())
