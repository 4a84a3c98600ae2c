from collections.abc import Callable

import pytest

from tests.rules.conftest import Found, standard

Check = Callable[[str], Found]

FACT = "sources:\n  S1-1.1: {title: 先收押金, document: 手册, at: 第一节%s}\n"
CITING = standard("先收").replace("own: true", "sources: [S1-1.1]")


def test_an_entry_cites_a_source_or_says_that_it_is_our_own(check: Check) -> None:
    assert check(standard("先收").replace("    own: true\n", "")) == [("no-source", "other")]
    assert check(CITING + FACT % "") == []


def test_every_fact_is_cited_or_set_aside(check: Check) -> None:
    assert check(FACT % "") == [("uncited-source", "S1-1.1")]
    assert check(FACT % ", set-aside: 过时") == []
    assert check(CITING + FACT % ", set-aside: 过时") == [("set-aside-cited", "set-aside")]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("decided: 从甲, reason: 甲全", []),
        ("status: open", [("undecided", "open")]),
        ("decided: 从甲", [("decision-incomplete", "who")]),
        ("reason: 甲全", [("decision-incomplete", "who")]),
    ],
)
def test_decisions_are_made(check: Check, fields: str, found: Found) -> None:
    assert check(f"decisions:\n  who: {{title: 听谁的, positions: [], {fields}}}\n") == found


@pytest.mark.parametrize(
    ("second", "document", "found"),
    [
        ("S1-1.2", "手册", []),
        ("S1-1.2", "指引", [("source-document", "指引")]),
        ("S2-1.2", "指引", []),
        ("S1.1-2", "指引", []),
    ],
)
def test_facts_that_share_a_page_are_from_one_document(check: Check, second: str, document: str, found: Found) -> None:
    facts = FACT % "" + f"  {second}: {{title: 再交伞, document: {document}, at: 第二节, set-aside: 过时}}\n"
    assert check(CITING + facts) == found


@pytest.mark.parametrize("id", ["Index-1", "INDEX-1.2", "Con-1"])
def test_a_document_is_not_named_like_a_page_or_device(check: Check, id: str) -> None:
    assert check(f"sources:\n  {id}: {{title: 先收押金, document: 手册, at: 一, set-aside: 过时}}\n") == [("reserved-id", id)]
