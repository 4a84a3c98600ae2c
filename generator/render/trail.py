"""Where a page stands: home, what it belongs to, and then itself."""

from dataclasses import dataclass

from generator.handbook import Handbook
from generator.models import Entry
from generator.models.improvement import Case
from generator.models.people import Service
from generator.models.provenance import Source
from generator.models.standard import Chapter, Standard, Uniform
from generator.render.edition import PAGES, page_of
from generator.texts import label


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page."""

    title: str
    page: str


HOME = "index"


def trail(handbook: Handbook, entry: Entry | None = None) -> tuple[Crumb, ...]:
    """The pages above an entry's page; above any other page there is only home."""
    home = Crumb(label("page.home"), HOME)
    if isinstance(entry, Standard | Uniform | Service | Case):
        chapter = handbook.get(entry.chapter, Chapter)
        return (home, Crumb(chapter.title, page_of(chapter)))
    if isinstance(entry, Source) or (entry and entry.kind in PAGES and not isinstance(entry, Chapter)):
        return (home, Crumb(label(f"page.{entry.plural}"), f"{entry.plural}/index"))
    return (home,)
