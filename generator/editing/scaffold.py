"""A filled, valid example of every kind, to be changed into one's own entry.

The examples are `templates/new/<kind>.yaml`. In them `my-id` is the new id, `my-chapter`, `my-role` and `my-number` are
entries of the handbook at hand, and `my-chapters`, `my-roles`, `my-numbers` list what else could stand there. What a
handbook lacks is added from `templates/new/_chapter.yaml` and its like, so that an example is sound in an empty project too.
"""

import json
import re
from collections.abc import Iterable
from functools import cache

from generator.handbook import Handbook
from generator.models import KINDS, Entry
from generator.models.number import Figure, Sla
from generator.models.people import Role
from generator.models.standard import Chapter
from generator.problems import HandbookError, Place, Problem
from generator.reading.nearest import nearest
from generator.reading.parse import ENTRY_ID, SOURCE_ID, reserved
from generator.reading.source import read_source
from generator.texts import TEMPLATES, label, read_texts

LONGEST_ID = 40
SHOWN = 8
IN_FORMS = ("form", "checklist")
PLACEHOLDER = re.compile(r"\bmy-(?:id|order|value|(?:chapter|role|number)s?)\b")


def new_entry(kind: str, id: str, handbook: Handbook) -> tuple[str, str]:
    """The path of a new source file and its text: an entry of `kind` (also its plural or Chinese name) under `id`.

    Raises HandbookError for a kind that does not exist, and an id that is ill-formed or taken.
    """
    model = _kind(kind)
    if problem := _wrong_id(model, id):
        raise HandbookError([problem])
    text = _filled(model.kind, id, handbook)
    taken = [_taken(name, handbook) for name in _ids(text) if name in handbook.located]
    if taken:
        raise HandbookError(taken)
    return f"{'forms' if model.kind in IN_FORMS else 'standards'}/{id}.yaml", text


def _kind(name: str) -> type[Entry]:
    words = read_texts("schema.yaml")["kinds"]
    names = {alias: kind for kind in KINDS for alias in (kind.kind, kind.plural, words[kind.kind]["name"])}
    if name not in names:
        kinds = [kind.kind for kind in KINDS]
        meant = tuple(s for s in nearest(name, names) if s.word in kinds) or nearest(name, kinds)
        raise HandbookError([Problem("no-such-kind", Place("KIND", line=0), {"kind": name, "known": ", ".join(kinds)}, meant)])
    return names[name]


def _wrong_id(model: type[Entry], id: str) -> Problem | None:
    pattern, code = (SOURCE_ID, "bad-source-id") if model.kind == "source" else (ENTRY_ID, "bad-id")
    if not pattern.fullmatch(id):
        return Problem(code, Place("ID", line=0), {"found": id})
    if reserved(model, id):
        return Problem("reserved-id", Place("ID", line=0), {"found": id, "id": id})
    if len(id) > LONGEST_ID:
        return Problem("too-long", Place("ID", line=0), {"found": id, "limit": LONGEST_ID})
    return None


def _taken(id: str, handbook: Handbook) -> Problem:
    return Problem("duplicate-id", Place("ID", line=0), {"id": id, "first": str(handbook.located[id].place(key=True))})


def _ids(text: str) -> list[str]:
    source, _ = read_source("new", text.encode())
    assert source is not None
    return [id for entries in source.data.values() for id in entries]


def _filled(kind: str, id: str, handbook: Handbook) -> str:
    """The example of a kind with everything it needs, in the words of the handbook at hand."""
    known = _known(handbook)
    text = _example(kind)
    for part in ("number", "chapter", "role"):
        if f"my-{part}" in text and not known[part]:
            text += _example(f"_{part}")
    words = {"my-id": id, "my-order": str(max((c.order for c in handbook.of(Chapter)), default=0) + 1)}
    for part, entries in known.items():
        words[f"my-{part}"] = entries[0].id if entries else f"{id}-{part}"
        words[f"my-{part}s"] = _listed(entries) or words[f"my-{part}"]
    first = known["number"][0] if known["number"] else None
    value = first.value if isinstance(first, Figure | Sla) else None
    words["my-value"] = json.dumps(str(value) if value else label("new.value"), ensure_ascii=False)
    return PLACEHOLDER.sub(lambda found: words[found[0]], text)


@cache
def _example(name: str) -> str:
    return (TEMPLATES / "new" / f"{name}.yaml").read_text(encoding="utf-8")


def _known(handbook: Handbook) -> dict[str, list[Entry]]:
    """The chapters, posts and numbers open to stores that the handbook has, the likeliest first."""
    registered: tuple[Figure | Sla, ...] = (*handbook.of(Figure), *handbook.of(Sla))
    return {
        "chapter": [*sorted(handbook.of(Chapter), key=lambda chapter: chapter.order)],
        "role": [*sorted(handbook.of(Role), key=lambda role: role.type != "post")],
        "number": [entry for entry in registered if entry.value and entry.stores_may != "locked"],
    }


def _listed(entries: Iterable[Entry]) -> str:
    """Ids with titles for a comment, on one line."""
    found = [label("new.choice", id=entry.id, title=" ".join(entry.title.split())) for entry in entries]
    return label("new.and").join(found[:SHOWN]) + (label("new.more") if len(found) > SHOWN else "")
