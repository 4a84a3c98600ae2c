"""Texts with references as HTML for a page, or as plain words for workbooks, PDF and search."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.handbook import Handbook
from generator.inline import Break, Literal, Reference, Strong, Token, Variable, Words, tokens
from generator.models import Entry
from generator.models.form import Form
from generator.models.number import Figure, Sla
from generator.models.speech import Script
from generator.render.edition import Edition, address_of
from generator.texts import label


def natural(handbook: Handbook, id: str) -> str:
    """How an entry reads in a sentence: a number its value, a form 《its name》, a script “its words”, others their title."""
    entry = handbook.entries.get(id)
    if entry is None:
        return plain(handbook, handbook.clauses[id][1].text)
    if isinstance(entry, Sla | Figure):
        return str(handbook.quantity(id))
    if isinstance(entry, Form):
        return label("text.form", title=entry.title)
    if isinstance(entry, Script):
        return label("text.script", words="".join(plain(handbook, line) for line in entry.lines))
    return entry.title


def plain(handbook: Handbook, text: str) -> str:
    """The text as words: references in their natural form, variables in braces, no emphasis."""
    return "".join(_plain(handbook, token) for token in tokens(text))


def _plain(handbook: Handbook, token: Token) -> str:
    match token:
        case Words(text) | Literal(text):
            return text
        case Reference(id, words):
            return words or natural(handbook, id)
        case Variable(name):
            return f"{{{name}}}"
        case Strong(inner):
            return "".join(_plain(handbook, t) for t in inner)
        case Break():
            return "\n"


@dataclass(frozen=True)
class Writer:
    """Writes texts for one page of one edition: references become links relative to that page."""

    handbook: Handbook
    edition: Edition
    page: str

    def html(self, text: str) -> Markup:
        """The text as inline HTML, everything but our own syntax escaped."""
        return self.join(tokens(text))

    def plain(self, text: str) -> str:
        return plain(self.handbook, text)

    def natural(self, id: str) -> str:
        return natural(self.handbook, id)

    def href(self, address: str) -> str:
        """The way from this page to an address below the site's root."""
        return self.edition.href(self.page, address)

    def link(self, entry: Entry, words: str = "", anchor: str = "") -> Markup:
        """A link to an entry, by its title unless words are given; words alone where the store does not have it."""
        if entry.id in self.handbook.hidden:
            return escape(words or entry.title)
        target = self.href(address_of(entry, self.edition, anchor))
        return Markup(f'<a href="{escape(target)}" data-id="{escape(entry.id)}">{escape(words or entry.title)}</a>')

    def reference(self, id: str, words: str = "") -> Markup:
        """A link to an entry or clause in its natural form."""
        if id in self.handbook.entries:
            return self.link(self.handbook.entries[id], words or self.natural(id))
        owner, clause = self.handbook.clauses[id]
        return self.link(owner, words or self.natural(id), clause.id)

    def join(self, parts: Iterable[Token]) -> Markup:
        """Tokens of a text as inline HTML."""
        return Markup("".join([self._html(token) for token in parts]))

    def _html(self, token: Token) -> Markup:
        match token:
            case Words(text) | Literal(text):
                return escape(text)
            case Reference(id, words):
                return self.reference(id, words)
            case Variable(name):
                return Markup(f'<var class="hb-blank">{escape(name)}</var>')
            case Strong(inner):
                return Markup(f"<strong>{self.join(inner)}</strong>")
            case Break():
                return Markup("<br>")
