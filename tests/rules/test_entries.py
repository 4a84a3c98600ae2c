from collections.abc import Callable

import pytest

from tests.rules.conftest import Found, standard
from tests.rules.test_words import SCRIPT

Check = Callable[[str], Found]

ENTRIES = {
    "fee": "figures:\n  fee: {title: 折旧, value: 1 元/天, own: true}\n",
    "waits": "slas:\n  waits: {title: 等候, limit: 1 天, from: 排队, owner: service-desk, own: true}\n",
    "ask": SCRIPT.format(line="您好。"),
    "slip": "forms:\n  slip: {title: 单, number: FM-1, purpose: 填写, copies: [一联], parts: [], own: true}\n",
}


@pytest.mark.parametrize("id", ENTRIES)
def test_what_nothing_uses_is_an_orphan(check: Check, id: str) -> None:
    assert check(ENTRIES[id]) == [("orphan", id)]
    assert check(standard(f"见 [[{id}]]", ENTRIES[id])) == []


def test_a_term_or_decision_that_names_an_entry_does_not_use_it(check: Check) -> None:
    text = "terms:\n  wear: {title: 磨损, means: 按天扣, see: [fee]}\n"
    assert check(ENTRIES["fee"] + text) == [("orphan", "fee")]


def test_two_entries_of_a_kind_have_different_titles(check: Check) -> None:
    same = "figures:\n  other-deposit: {title: 雨伞押金, value: 30 元/把, own: true}\n"
    assert check(standard("见 [[other-deposit]]", same)) == [("duplicate-title", "雨伞押金")]
    other_kind = "terms:\n  deposit-term: {title: 雨伞押金, means: 先交的钱}\n"
    assert check(other_kind) == []


STEPS = """
standards:
  complain:
    title: 投诉
    chapter: desk
    roles: [service-desk]
    steps:
      - {{id: listen, title: 倾听, who: service-desk, does: 听完, branches: [{branch}]}}
      - {{id: {second}, title: 解决, who: service-desk, does: 当场办}}
    own: true
"""


@pytest.mark.parametrize(
    ("branch", "second", "found"),
    [
        ("{when: 能办, to: solve}", "solve", []),
        ("{when: 能办, then: 道谢}", "solve", []),
        ("{when: 能办, to: solv}", "solve", [("unknown-step", "solv")]),
        ("{when: 能办}", "solve", [("branch-nowhere", "{")]),
        ("{when: 能办, then: 道谢}", "listen", [("duplicate-part", "listen")]),
    ],
)
def test_steps(check: Check, branch: str, second: str, found: Found) -> None:
    assert check(STEPS.format(branch=branch, second=second)) == found
