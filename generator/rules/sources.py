"""Every entry says where it comes from, and every fact goes somewhere."""

from collections.abc import Iterator

from generator.handbook import Handbook
from generator.models.people import Role
from generator.models.provenance import Decision, Source, Store, document_id
from generator.models.speech import Term
from generator.models.standard import Chapter
from generator.problems import Problem
from generator.rules.finding import finding

NEED_NO_SOURCE = (Source, Decision, Store, Chapter, Role, Term)


def entries_cite_sources(handbook: Handbook) -> Iterator[Problem]:
    """Entries that neither cite a source nor say that they are our own."""
    for entry in handbook.entries.values():
        if not entry.sources and not entry.own and not isinstance(entry, NEED_NO_SOURCE):
            yield finding(handbook, entry, "no-source")


def sources_are_cited(handbook: Handbook) -> Iterator[Problem]:
    """Facts that nothing renders and nobody set aside, and facts set aside that are cited all the same."""
    for source in handbook.of(Source):
        cited = handbook.quoted_by.get(source.id, ())
        if not cited and not source.set_aside:
            yield finding(handbook, source, "uncited-source", (), {"id": source.id})
        elif cited and source.set_aside:
            by = handbook.entries[cited[0]].title
            yield finding(handbook, source, "set-aside-cited", ("set-aside",), {"id": source.id, "by": by}, key=True)


def one_document_each(handbook: Handbook) -> Iterator[Problem]:
    """Facts on the page of one document that name another."""
    firsts: dict[str, Source] = {}
    for source in handbook.of(Source):
        first = firsts.setdefault(document_id(source.id), source)
        if source.document != first.document:
            params = {"id": source.id, "document": source.document, "first": first.id, "other": first.document}
            yield finding(handbook, source, "source-document", ("document",), params)


def decisions_are_made(handbook: Handbook) -> Iterator[Problem]:
    """Decisions that are open, or do not say what was decided and why."""
    for decision in handbook.of(Decision):
        if decision.status == "open":
            yield finding(handbook, decision, "undecided", ("status",))
        for name in ("decided", "reason"):
            if decision.status != "open" and not getattr(decision, name):
                yield finding(handbook, decision, "decision-incomplete", (), {"missing": name}, key=True)
