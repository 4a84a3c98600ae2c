"""A store changes only numbers that exist, that it may change, and only as far as it may."""

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from generator.handbook import Handbook
from generator.models.number import Figure, Sla
from generator.models.provenance import Store
from generator.models.quantity import Quantity, parse_quantity
from generator.problems import Problem
from generator.reading.nearest import nearest
from generator.rules.finding import finding, numbers_of

OFFLINE = "-offline"  # `site-<store>-offline` is the same store's site to be opened from disk


def store_values(handbook: Handbook) -> Iterator[Problem]:
    """What is wrong with the stores' own values."""
    numbers = {entry.id: entry for entry in numbers_of(handbook)}
    days = {figure.computed.fee: figure.title for figure in handbook.of(Figure) if figure.computed}
    for store in handbook.of(Store):
        if f"-{store.id}".endswith(OFFLINE):
            yield finding(handbook, store, "reserved-id", params={"found": store.id})
        for id, text in store.values.items():
            path = ("values", id)
            base = numbers.get(id)
            if base is None:
                yield finding(handbook, store, "store-unknown", path, {"id": id}, key=True, suggestions=nearest(id, numbers))
            elif base.value is None:
                yield finding(handbook, store, "store-computed", path, {"id": id, "title": base.title}, key=True)
            elif base.stores_may == "locked":
                yield finding(handbook, store, "store-locked", path, {"id": id, "title": base.title}, key=True)
            else:
                yield from _value(handbook, store, base, text, days.get(id, ""))


def _value(handbook: Handbook, store: Store, base: Figure | Sla, text: str, day: str) -> Iterator[Problem]:
    """What is wrong with one value; `day` is the title of the day computed from it, if there is one."""
    path = ("values", base.id)
    assert base.value is not None
    try:
        value = parse_quantity(text)
    except PydanticCustomError as error:
        yield finding(handbook, store, error.type, path, {"found": text, **(error.context or {})})
        return
    params = {"title": base.title, "value": text, "base": base.value.text}
    if _shape(value) != _shape(base.value):
        yield finding(handbook, store, "store-unit", path, params)
    elif base.stores_may in ("lower", "raise") and not _allowed(value, base.value, base.stores_may):
        yield finding(handbook, store, f"store-not-{base.stores_may}", path, params)
    elif day and value.high == 0:
        yield finding(handbook, store, "store-zero-fee", path, {**params, "day": day})


def _shape(value: Quantity) -> tuple[object, ...]:
    """What a store may not change: the comparison, what is counted, and for what."""
    return value.op, "time" if value.seconds is not None else value.unit, value.per, value.every


def _allowed(value: Quantity, base: Quantity, change: str) -> bool:
    """Whether both ends of `value` lie on the allowed side of those of `base`."""
    size, base_size = (q.seconds / q.high if q.seconds else 1 for q in (value, base))
    pairs = ((value.low * size, base.low * base_size), (value.high * size, base.high * base_size))
    return all(new <= old if change == "lower" else new >= old for new, old in pairs)
