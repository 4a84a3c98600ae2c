"""The right entry first, for what people type, on the real handbook in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.handbook import Handbook
from generator.project import Project, load
from tests.search.conftest import SearchPage

pytestmark = pytest.mark.browser
HERE = Path(__file__).parent
QUERIES = yaml.safe_load((HERE / "queries.yaml").read_text("utf-8"))
FURTHER = yaml.safe_load((HERE / "further.yaml").read_text("utf-8"))
GOLD = [query for topic, queries in QUERIES.items() if topic != "not-yet-first" for query in queries]
Start = Callable[..., SearchPage]


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return load(Project(HERE.parents[1])).handbook


def wanted(query: dict[str, Any]) -> list[str]:
    first = query["first"]
    return first if isinstance(first, list) else [first]


@pytest.mark.parametrize("disk", [False, True], ids=["http", "disk"])
def test_every_first_hit_is_right(search_page: Start, handbook: Handbook, disk: bool) -> None:
    shown = search_page(handbook, disk=disk)
    shown.search()

    hits = {query["query"]: shown.type(query["query"])[:3] for query in GOLD}

    wrong = [
        (query["query"], hits[query["query"]]) for query in GOLD if hits[query["query"]][:1] not in [[w] for w in wanted(query)]
    ]
    assert wrong == []
    assert len(GOLD) >= 50
    assert shown.seen.complaints == []
    assert {url for url in shown.seen.requests if not url.startswith(shown.base)} == set()


def test_what_is_not_first_yet_is_near(search_page: Start, handbook: Handbook) -> None:
    shown = search_page(handbook)
    shown.search()

    far = [q["query"] for q in QUERIES["not-yet-first"] if not {*wanted(q)} & {*shown.type(q["query"])[:5]}]

    assert far == []


def test_questions_nobody_tuned_for_are_answered_too(search_page: Start, handbook: Handbook) -> None:
    shown = search_page(handbook)
    shown.search()

    hits = [(q, shown.type(q["query"])) for q in FURTHER]

    later = [q["query"] for q, ids in hits if not {*wanted(q)} & {*ids[:1]}]
    missing = [q["query"] for q, ids in hits if not {*wanted(q)} & {*ids[:5]}]
    assert len(later) <= 0.1 * len(FURTHER), later
    assert len(missing) <= 0.05 * len(FURTHER), missing
