"""What the templates of pages ask for: where an entry is used, checked, sourced and written, ready to print."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from generator.handbook import Handbook, Origin, clauses_of, quotes
from generator.inline import Token, Variable, tokens
from generator.models import KIND_BY_PLURAL, Entry
from generator.models.checklist import Checklist, Section
from generator.models.provenance import Decision, Source
from generator.models.speech import Script
from generator.models.standard import Chapter, Standard, Uniform
from generator.problems import Place
from generator.render.edition import Edition, address_of
from generator.render.text import Writer
from generator.render.trail import Crumb

OPENINGS = ("summary", "purpose", "situation", "means", "of", "lesson", "covers")
MEMBERS = ("standards", "services", "uniforms", "cases", "documents")


@dataclass(frozen=True)
class Book:
    """A handbook in an edition, with what is worth computing once for all pages."""

    handbook: Handbook
    edition: Edition

    @cached_property
    def checked(self) -> dict[str, tuple[tuple[Checklist, Section], ...]]:
        """Where each clause is inspected, under `<entry>.<clause>`."""
        found: dict[str, list[tuple[Checklist, Section]]] = defaultdict(list)
        for checklist in self.handbook.of(Checklist):
            for section in checklist.sections:
                for item in section.items:
                    found[item.clause].append((checklist, section))
        return {clause: tuple(places) for clause, places in found.items()}

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        return ordered_chapters(self.handbook)

    @cached_property
    def members(self) -> dict[str, dict[str, list[Entry]]]:
        return members_of(self.handbook)


def ordered_chapters(handbook: Handbook) -> tuple[Chapter, ...]:
    """The chapters in their order."""
    return tuple(sorted(handbook.of(Chapter), key=lambda chapter: (chapter.order, chapter.id)))


def members_of(handbook: Handbook) -> dict[str, dict[str, list[Entry]]]:
    """What each chapter has of each kind that belongs to chapters."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for plural in MEMBERS:
        for entry in handbook.of(KIND_BY_PLURAL[plural]):
            found.setdefault(getattr(entry, "chapter", ""), {}).setdefault(plural, []).append(entry)
    return found


@dataclass(frozen=True)
class View:
    """One page of a book; templates know it as `v`."""

    book: Book
    page: str
    trail: tuple[Crumb, ...] = ()
    entry: Entry | None = None

    @property
    def handbook(self) -> Handbook:
        return self.book.handbook

    @property
    def edition(self) -> Edition:
        return self.book.edition

    @cached_property
    def writer(self) -> Writer:
        return Writer(self.handbook, self.edition, self.page)

    def entries(self, ids: tuple[str, ...]) -> list[Entry]:
        """The entries of these ids that this edition shows."""
        return [self.handbook.entries[id] for id in ids if id not in self.handbook.hidden]

    def to(self, page: str) -> str:
        """The way to another page, such as `slas` or `scripts/index`."""
        return self.writer.href(self.edition.url(page))

    def address(self, entry: Entry, anchor: str = "") -> str:
        """The way to an entry's page or row."""
        return self.writer.href(address_of(entry, self.edition, anchor))

    def plain(self, lines: tuple[str, ...]) -> str:
        """Lines as words, one under the other."""
        return "\n".join(self.writer.plain(line) for line in lines)

    def first_words(self, entry: Entry) -> str:
        """One line about an entry for a card: its summary, or the first thing it says."""
        text = next((found for name in OPENINGS if (found := getattr(entry, name, None))), None)
        rules = clauses_of(entry)
        return self.writer.plain(text or (rules[0].text if rules else ""))

    def bound(self, entry: Entry) -> list[Entry]:
        """The roles a page is for."""
        return self.entries(getattr(entry, "roles", ()) or getattr(entry, "speakers", ()))

    def cited(self, kind: type[Entry]) -> list[Entry]:
        """The sources or the decisions the page's entry rests on."""
        assert self.entry
        return [found for id in self.entry.sources if isinstance(found := self.handbook.entries[id], kind)]

    def sources(self) -> list[Entry]:
        return self.cited(Source)

    def decisions(self) -> list[Entry]:
        return self.cited(Decision)

    def points_of_law(self, entry: Entry) -> bool:
        """Whether a person must check this entry against the law."""
        found = (self.handbook.entries[id] for id in entry.sources)
        return any(isinstance(source, Source) and source.check_law for source in found)

    def checklists(self) -> tuple[Checklist, ...]:
        """Those that inspect clauses of the page's entry."""
        assert self.entry
        return self.handbook.quoting(self.entry.id, Checklist) if isinstance(self.entry, Standard | Uniform) else ()

    def users(self, id: str) -> list[Entry]:
        """Whatever names an entry and is not a checklist, decision or source."""
        return [entry for entry in self.handbook.quoting(id, Entry) if not isinstance(entry, Checklist | Decision | Source)]

    def citing(self, id: str) -> list[Entry]:
        """The entries that rest on a source or decision."""
        return [entry for entry in self.handbook.quoting(id, Entry) if id in entry.sources]

    def overridden(self) -> list[tuple[Entry, Origin]]:
        """The numbers the page's entry quotes that are a store's own, or follow from those."""
        assert self.entry
        if not self.handbook.overrides:
            return []
        numbers = (id for id in dict.fromkeys(quotes(self.entry)) if self.handbook.is_number(id))
        origins = ((self.handbook.entries[id], self.handbook.origin(id)) for id in numbers)
        return [(entry, origin) for entry, origin in origins if origin.value != origin.base]

    def place(self, entry: Entry) -> Place | None:
        """The line that defines an entry."""
        located = self.handbook.located.get(entry.id)
        return located.place(key=True) if located else None

    def edit_address(self, place: Place) -> str:
        return self.edition.edit_url.replace("{file}", place.file).replace("{line}", str(place.line))

    def filled(self, script: Script, line: str) -> Markup:
        """A line with the examples of its variables filled in, or nothing where it has none."""
        parts = tokens(line)
        if not any(isinstance(part, Variable) for part in parts):
            return Markup("")
        return Markup("".join([self._filled(script, part) for part in parts]))

    def _filled(self, script: Script, part: Token) -> Markup:
        if isinstance(part, Variable) and part.name in script.variables:
            return Markup(f'<span class="hb-filled">{escape(script.variables[part.name].example)}</span>')
        return self.writer.join((part,))
