"""The search: what each entry answers, as one script file, and the program that looks it up in the browser."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, pairwise
from typing import Any

from generator.artifacts import Artifact
from generator.handbook import Handbook
from generator.models import Entry
from generator.models.form import Form
from generator.models.improvement import Case, Document
from generator.models.number import Figure, Sla
from generator.models.people import Service
from generator.models.provenance import Source, Store
from generator.models.quantity import unit_names
from generator.models.speech import Script, Term
from generator.models.standard import Chapter, Standard, Uniform
from generator.render.edition import Edition, address_of
from generator.render.fold import characters, fold, number_rules, readings
from generator.render.search_answers import answer, body, parts
from generator.render.text import plain
from generator.texts import TEMPLATES, read_texts

STYLES = ("assets/search.css",)
SCRIPTS = ("assets/minisearch.js", "assets/search.js")
PARTS = ("fold", "sound", "store", "query", "rank", "mark", "view")
OWNERS = (Standard, Uniform, Service)
SUGGESTED: tuple[type[Entry], ...] = (Service, Figure, Sla, Form, Script)
EACH = 2

Synonyms = dict[str, list[tuple[str, list[str]]]]


def search_artifacts(handbook: Handbook, edition: Edition) -> Iterator[Artifact]:
    """`search/search-data.js`, and `search.js`, `search.css`, `minisearch.js` in `assets/`; all work from disk."""
    data = json.dumps(search_data(handbook, edition), ensure_ascii=False, separators=(",", ":"))
    yield Artifact("search/search-data.js", f"globalThis.handbookSearchData={data};\n".encode())
    yield from search_assets()


@cache
def search_assets() -> tuple[Artifact, ...]:
    """The program and its looks, the same for every handbook."""
    folder = TEMPLATES / "assets"
    words = json.dumps(read_texts("labels.yaml")["search"]["words"], ensure_ascii=False)
    scripts = [f"globalThis.handbookSearch={{words:{words}}};\n".encode()]
    scripts += [(folder / "search" / f"{name}.js").read_bytes() for name in PARTS]
    return (
        Artifact("assets/minisearch.js", (folder / "vendor/minisearch/minisearch.js").read_bytes()),
        Artifact("assets/search.js", b"".join(scripts)),
        Artifact("assets/search.css", (folder / "search.css").read_bytes()),
    )


def search_data(handbook: Handbook, edition: Edition) -> dict[str, Any]:
    """Everything the browser needs: entries, their parts, the tables of folding and sound, and what is often looked for.

    An entry is `[kind, id, url, title, aliases, answer, body, owners, synonyms]`, owners being positions in `entries`;
    a part is `[position of its entry, anchor, title, text, synonyms]`. Empty values at the end are left out.
    """
    entries = [e for e in handbook.entries.values() if e.id not in handbook.hidden and not isinstance(e, Source | Store)]
    position = {entry.id: number for number, entry in enumerate(entries)}
    synonyms = _synonyms(handbook.of(Term))
    return {
        "version": edition.version,
        "kinds": read_texts("labels.yaml")["search"]["kinds"],
        "entries": [_entry(handbook, edition, e, position, synonyms) for e in entries],
        "parts": [_row(position[e.id], *part, _also(fold(part[2]), synonyms)) for e in entries for part in parts(handbook, e)],
        "suggestions": _suggestions(handbook),
        **tables(),
    }


def _entry(handbook: Handbook, edition: Edition, entry: Entry, position: dict[str, int], synonyms: Synonyms) -> list[Any]:
    says, more = answer(handbook, entry), fold(plain(handbook, body(handbook, entry)))
    owners = [position[owner.id] for owner in _owners(handbook, entry)]
    also = _also("\n".join((fold(" · ".join((entry.title, *entry.aliases, says))), more)), synonyms)
    return _row(entry.kind, entry.id, address_of(entry, edition), entry.title, list(entry.aliases), says, more, owners, also)


def _row(*values: Any) -> list[Any]:
    """The values without the empty ones at the end."""
    row = list(values)
    while not row[-1]:
        row.pop()
    return row


def _also(folded: str, synonyms: Synonyms) -> str:
    """The everyday words for the words of the house in a text."""
    starts = {"", *folded, *map("".join, pairwise(folded))}
    near = chain.from_iterable(synonyms[start] for start in starts & synonyms.keys())
    return " ".join(sorted({word for house, words in near if house in folded for word in words}))


def _owners(handbook: Handbook, entry: Entry) -> list[Entry]:
    """What an entry belongs to: its chapter, or the standards and services that quote it, the likest name first."""
    if isinstance(entry, Standard | Uniform | Service | Case | Document):
        return [handbook.get(entry.chapter, Chapter)]
    if isinstance(entry, Chapter):
        return []
    quoting: list[Entry] = [owner for kind in OWNERS for owner in handbook.quoting(entry.id, kind)]
    return sorted(quoting, key=lambda owner: -len({*entry.title} & {*owner.title}))


def _synonyms(terms: Iterable[Term]) -> Synonyms:
    """Words of the house with the everyday words that mean the same, all folded, by the first pair of the former."""
    found: Synonyms = {}
    meaning = {fold(term.title): [fold(word) for word in (*term.aliases, *term.banned)] for term in terms}
    for house, words in meaning.items():
        found.setdefault(house[:2], []).append((house, words))
    return found


def _suggestions(handbook: Handbook) -> list[str]:
    """What people ask for most, going by what other entries quote most: titles of each kind in turn."""
    return [
        entry.title for kind in SUGGESTED for entry in sorted(handbook.of(kind), key=lambda e: -_quoted(handbook, e))[:EACH]
    ]


def _quoted(handbook: Handbook, entry: Entry) -> int:
    return len(handbook.quoted_by.get(entry.id, ()))


@cache
def tables() -> dict[str, Any]:
    """What the browser folds and hears with: characters in pairs, characters by reading, number words, question words."""
    words = read_texts("search.yaml")
    return {
        "characters": "".join(f"{chr(point)}{char}" for point, char in characters().items()),
        "readings": _by_reading(),
        "numbers": {**number_rules(), "names": words["units"], "digits": words["digits"], "powers": words["powers"]},
        "units": list(unit_names()),
        "questions": words["questions"],
        "ignored": words["ignored"],
        "light": "".join(words["light"]),
    }


def _by_reading() -> str:
    """`a` and its characters, a blank, `ai` and its characters, and so on."""
    by_reading: dict[str, list[str]] = {}
    for char, sounds in readings().items():
        for sound in sounds:
            by_reading.setdefault(sound, []).append(char)
    return " ".join(sound + "".join(chars) for sound, chars in sorted(by_reading.items()))
