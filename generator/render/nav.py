"""The navigation: three levels of about twenty, whatever the size of the handbook; other pages are reached from overviews."""

from collections.abc import Iterable, Sequence

from markupsafe import escape

from generator.handbook import Handbook
from generator.models import KIND_BY_PLURAL, Entry
from generator.models.checklist import Checklist
from generator.models.standard import Chapter
from generator.render.around import home_of
from generator.render.edition import PAGES, page_of
from generator.render.trail import HOME
from generator.render.view import members_of, ordered_chapters
from generator.texts import label

MOST = 20
BESIDE = 2  # home, and the section of everything else

Item = dict[str, "str | list[Item]"]


def nav(handbook: Handbook) -> list[Item]:
    """The `nav` of the engine: titles escaped, because themes print them as they are, and files below the docs folder."""
    home, chapters, others = _leaf(label("page.home"), HOME), _chapters(handbook), _others(handbook)
    if 1 + len(chapters) + len(others) > MOST:
        return [home, *chapters, *_section(label("page.others"), others)]
    return [home, *chapters, *others]


def _others(handbook: Handbook) -> list[Item]:
    """What stands beside the chapters: lists of all words, numbers, forms and so on."""
    return [
        *_lists(handbook, "scripts"),
        *_section(label("page.numbers"), _lists(handbook, "slas", "figures", "terms")),
        *_lists(handbook, "forms"),
        *_section(label("page.checklists"), [*_lists(handbook, "checklists"), *_few(handbook.of(Checklist))]),
        *_lists(handbook, "roles"),
        *_section(label("page.improvement"), _lists(handbook, "schedules", "kpis", "cases", "option-lists", "documents")),
        *_section(label("page.basis"), _lists(handbook, "decisions", "sources", "stores")),
    ]


def _chapters(handbook: Handbook) -> list[Item]:
    """Chapters with their pages; many chapters in groups, and without their pages."""
    chapters = ordered_chapters(handbook)
    if len(chapters) > MOST - BESIDE:
        groups = [chapters[start : start + MOST] for start in range(0, len(chapters), MOST)]
        return [_group(number * MOST + 1, group) for number, group in enumerate(groups)]
    members = members_of(handbook)
    return [_chapter(chapter, members.get(chapter.id, {})) for chapter in chapters]


def _group(first: int, chapters: Sequence[Chapter]) -> Item:
    title = label("page.more-chapters", first=first, last=first + len(chapters) - 1)
    return {title: [_leaf(chapter.title, page_of(chapter)) for chapter in chapters]}


def _chapter(chapter: Chapter, members: dict[str, list[Entry]]) -> Item:
    """A chapter with its standards, services, uniforms and cases; the last of these are left out where all are too many."""
    kinds = [entries for entries in members.values() if entries[0].kind in PAGES]
    pages = next((few for most in range(len(kinds), 0, -1) if (few := _few([e for kind in kinds[:most] for e in kind]))), [])
    if not pages:
        return _leaf(chapter.title, page_of(chapter))
    overview = _leaf(label("page.chapter-overview", title=chapter.title), page_of(chapter))
    return {str(escape(chapter.title)): [overview, *pages]}


def _few(entries: Sequence[Entry]) -> list[Item]:
    """A leaf for each entry, unless there are too many to list beside their overview."""
    return [_leaf(entry.title, page_of(entry)) for entry in entries] if len(entries) < MOST else []


def _lists(handbook: Handbook, *plurals: str) -> list[Item]:
    """The overviews of those kinds that have entries."""
    return [_leaf(label(f"page.{plural}"), home_of(plural)) for plural in plurals if handbook.of(KIND_BY_PLURAL[plural])]


def _section(title: str, items: Iterable[Item]) -> list[Item]:
    children = list(items)
    return [{title: children}] if children else []


def _leaf(title: str, page: str) -> Item:
    return {str(escape(" ".join(title.split()))): f"{page}.md"}
