"""Words that find something, as examples of what to type into the search."""

from generator.models import Entry
from generator.models.number import Figure, Sla
from generator.models.people import Service
from generator.models.speech import Script
from generator.models.standard import Uniform
from generator.render.view import Book

KINDS: tuple[type[Entry], ...] = (Service, Sla, Uniform, Script, Figure)
MOST = 3


def sought(book: Book) -> list[str]:
    """What people call the entry of each kind that others quote most: its first alias, or its title."""
    entries = (
        max(found, key=lambda e: len(book.handbook.quoted_by.get(e.id, ())))
        for kind in KINDS
        if (found := book.handbook.of(kind))
    )
    words = ((*entry.aliases, entry.title)[0] for entry in entries)
    return list(dict.fromkeys(words))[:MOST]
