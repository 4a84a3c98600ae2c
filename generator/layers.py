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
from generator.models.standard import Standard, Uniform
from generator.problems import HandbookError, Place, Problem
from generator.reading.nearest import nearest

FOLLOWERS = Standard | Form | Script | Figure | Sla
KEEPERS = FOLLOWERS | Service | Uniform | Schedule | Kpi


def layered(handbook: Handbook, store_id: str) -> Handbook:
    """The handbook as one store has it; raises HandbookError when there is no such store."""
    store = handbook.entries.get(store_id)
    if not isinstance(store, Store):
        known = [s.id for s in handbook.of(Store)]
        problem = Problem("no-such-store", Place("--store", line=0), {"id": store_id, "known": ", ".join(known) or "-"})
        raise HandbookError([replace(problem, suggestions=nearest(store_id, known))])
    values = {id: parse_quantity(text) for id, text in store.values.items()}
    return replace(handbook, overrides=values, store=store.title, hidden=without(handbook, store.without))


def without(handbook: Handbook, services: tuple[str, ...]) -> frozenset[str]:
    """The services, and what only they lead to, however its entries quote each other.

    What the services name themselves stays only where something they do not lead to uses it, or what another service
    alone names does, unless that is an overview. What they lead to further on stays wherever anything that stays uses it.
    """
    led_to, off = _led_to(handbook, services), {*services}
    overviews = {id for id in led_to if _is_overview(handbook, id)}
    weak = {id for id in led_to if not (by := _named_by(handbook, id)) or by & off} | overviews
    own = {id for service in services for id in _quoted(handbook, service)}
    hidden = led_to
    while kept := {id for id in hidden - off if _users(handbook, id) - hidden - (weak if id in own else set())}:
        hidden -= kept
    return hidden


def _is_overview(handbook: Handbook, id: str) -> bool:
    """Whether an entry tells of what belongs to several services and not to its own."""
    by = _named_by(handbook, id)
    others = {_named_by(handbook, quoted) for quoted in _quoted(handbook, id)}
    return len([other for other in others if other and not other & by]) > 1


def _named_by(handbook: Handbook, id: str) -> frozenset[str]:
    """The services that name an entry themselves."""
    return frozenset(user for user in handbook.quoted_by.get(id, ()) if isinstance(handbook.entries[user], Service))


def _led_to(handbook: Handbook, services: tuple[str, ...]) -> frozenset[str]:
    """The services and everything reached from them."""
    found, ahead = {*services}, {*services}
    while ahead := {id for known in ahead for id in _quoted(handbook, known)} - found:
        found |= ahead
    return frozenset(found)


def _quoted(handbook: Handbook, by: str) -> set[str]:
    """What goes with an entry: all it quotes, by its clauses too, that has no life of its own."""
    named = {id.split(".", 1)[0] for id in quotes(handbook.entries[by])}
    return {id for id in named if isinstance(handbook.entries.get(id), FOLLOWERS)}


def _users(handbook: Handbook, id: str) -> set[str]:
    """The entries that keep another one alive; a checklist, a role, a term or a decision that names it does not."""
    return {user for user in handbook.quoted_by.get(id, ()) if isinstance(handbook.entries[user], KEEPERS)}
