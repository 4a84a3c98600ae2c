"""A store's layer over the handbook: its own values by id, and services it does not offer."""

from dataclasses import replace

from generator.handbook import Handbook, quotes
from generator.models.form import Form
from generator.models.improvement import Kpi, Schedule
from generator.models.number import Figure, Sla
from generator.models.people import Service
from generator.models.provenance import Store
from generator.models.quantity import parse_quantity
from generator.models.speech import Script
from generator.models.standard import Standard
from generator.problems import HandbookError, Place, Problem
from generator.reading.nearest import nearest

FOLLOWERS = Standard | Form | Script | Figure | Sla
KEEPERS = FOLLOWERS | Service | Schedule | Kpi


def layered(handbook: Handbook, store_id: str) -> Handbook:
    """The handbook as one store has it; raises HandbookError when there is no such store."""
    store = handbook.entries.get(store_id)
    if not isinstance(store, Store):
        known = [s.id for s in handbook.of(Store)]
        problem = Problem("no-such-store", Place("--store"), {"id": store_id, "known": ", ".join(known) or "-"})
        raise HandbookError([replace(problem, suggestions=nearest(store_id, known))])
    values = {id: parse_quantity(text) for id, text in store.values.items()}
    return replace(handbook, overrides=values, store=store.title, hidden=without(handbook, store.without))


def without(handbook: Handbook, services: tuple[str, ...]) -> frozenset[str]:
    """The services, and whatever only they, or what goes with them, quote."""
    hidden = set(services)
    while followers := {id for gone in hidden for id in _led_to(handbook, gone, hidden)} - hidden:
        hidden |= followers
    return frozenset(hidden)


def _led_to(handbook: Handbook, gone: str, hidden: set[str]) -> set[str]:
    quoted = {id for id in quotes(handbook.entries[gone]) if isinstance(handbook.entries.get(id), FOLLOWERS)}
    return {id for id in quoted if _users(handbook, id) <= hidden}


def _users(handbook: Handbook, id: str) -> set[str]:
    """The entries that keep another one alive; a glossary or a decision that names it does not."""
    return {user for user in handbook.quoted_by.get(id, ()) if isinstance(handbook.entries[user], KEEPERS)}
