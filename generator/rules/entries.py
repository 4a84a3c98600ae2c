"""Entries are used, told apart by their titles, and unambiguous inside."""

import unicodedata
from collections.abc import Iterable, Iterator

from generator.handbook import Handbook
from generator.models.checklist import Checklist
from generator.models.form import Form
from generator.models.improvement import Options
from generator.models.number import Figure, Sla
from generator.models.provenance import Decision, Source, Store
from generator.models.speech import Script, Term
from generator.models.standard import Standard
from generator.problems import Problem
from generator.reading.nearest import nearest
from generator.reading.source import Path
from generator.rules.finding import finding

MUST_BE_USED = (Form, Script, Figure, Sla, Options)
NO_USE = (Source, Decision, Store, Term)


def orphans(handbook: Handbook) -> Iterator[Problem]:
    """Forms, scripts and numbers that nothing in the handbook uses, and option lists that do not even say what for."""
    for kind in MUST_BE_USED:
        for entry in handbook.of(kind):
            if isinstance(entry, Options) and entry.used_for:
                continue
            users = (handbook.entries[id] for id in handbook.quoted_by.get(entry.id, ()))
            if not any(not isinstance(user, NO_USE) for user in users):
                yield finding(handbook, entry, "orphan", (), {"id": entry.id})


def duplicate_titles(handbook: Handbook) -> Iterator[Problem]:
    """Two entries of one kind that readers could not tell apart."""
    seen: dict[tuple[str, str], str] = {}
    for entry in handbook.entries.values():
        title = unicodedata.normalize("NFKC", entry.title).casefold()
        first = seen.setdefault((entry.kind, title), entry.id)
        if first != entry.id and not isinstance(entry, Source):
            yield finding(handbook, entry, "duplicate-title", ("title",), {"title": entry.title, "first": first})


def repeated_parts(handbook: Handbook) -> Iterator[Problem]:
    """Steps of a standard, sections of a checklist, parts and fields of a form that share an id."""
    for standard in handbook.of(Standard):
        paths = [(("steps", i), step.id) for i, step in enumerate(standard.steps)]
        yield from _repeated(handbook, standard, paths)
    for checklist in handbook.of(Checklist):
        yield from _repeated(
            handbook, checklist, [(("sections", i), section.id) for i, section in enumerate(checklist.sections)]
        )
    for form in handbook.of(Form):
        yield from _repeated(handbook, form, [(("parts", i), part.id) for i, part in enumerate(form.parts)])
        fields = [(("parts", p, "fields", i), f.id) for p, part in enumerate(form.parts) for i, f in enumerate(part.fields)]
        yield from _repeated(handbook, form, fields)


def _repeated(handbook: Handbook, entry: Standard | Checklist | Form, ids: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, id in ids:
        if id in seen:
            yield finding(handbook, entry, "duplicate-part", (*path, "id"), {"id": id})
        seen.add(id)


def steps_lead_somewhere(handbook: Handbook) -> Iterator[Problem]:
    """Branches go on to a step of the same standard, or say what ends them."""
    for standard in handbook.of(Standard):
        known = [step.id for step in standard.steps]
        for index, step in enumerate(standard.steps):
            for position, branch in enumerate(step.branches):
                path = ("steps", index, "branches", position)
                if branch.to is not None and branch.to not in known:
                    meant = nearest(branch.to, known)
                    yield finding(handbook, standard, "unknown-step", (*path, "to"), {"id": branch.to}, suggestions=meant)
                elif branch.to is None and branch.then is None:
                    yield finding(handbook, standard, "branch-nowhere", path)
