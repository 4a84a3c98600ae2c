from collections.abc import Callable

import pytest

from tests.rules.conftest import Found

Check = Callable[[str], Found]

SECTIONS = "[{id: one, title: 甲, items: [lend.first]}]"
BANDS = "[{from: 60, title: 合格}, {from: 0, title: 不合格, passes: false}]"


def checklist(sections: str = SECTIONS, bands: str = BANDS, more: str = "") -> str:
    return f"""
standards:
  look:
    title: 仪容
    chapter: desk
    roles: [service-desk]
    clauses:
      - {{id: hair, text: 头发整齐, must: true, inspect: {{how: 看}}}}
      - {{id: shoes, text: 鞋面干净, must: true}}
    own: true
checklists:
  opening:
    title: 开店检查
    summary: 开店前检查一遍
    when: 每天开店前
    assessed-by: [service-desk]
    sections: {sections}
    bands: {bands}
    own: true
{more}"""


def test_a_plain_checklist_is_sound(check: Check) -> None:
    assert check(checklist()) == []


@pytest.mark.parametrize(
    ("sections", "found"),
    [
        ("[{id: a, title: 甲, weight: 60, items: [lend.first]}, {id: b, title: 乙, weight: 40, items: [look.hair]}]", []),
        (
            "[{id: a, title: 甲, weight: 60, items: [lend.first]}, {id: b, title: 乙, weight: 50, items: [look.hair]}]",
            [("weights-sum", "sections")],
        ),
        (
            "[{id: a, title: 甲, weight: 100, items: [lend.first]}, {id: b, title: 乙, items: [look.hair]}]",
            [("weights-missing", "b")],
        ),
        ("[{id: a, title: 甲, items: []}]", [("empty-section", "{")]),
        ("[{id: a, title: 甲, items: [lend.first, lend.first]}]", [("clause-twice", "lend.first")]),
        (
            "[{id: a, title: 甲, items: [lend.first]}, {id: a, title: 乙, items: [lend.first]}]",
            [("duplicate-part", "a"), ("clause-twice", "lend.first")],
        ),
        ("[{id: a, title: 甲, items: [look.shoes]}]", [("no-inspect", "look.shoes")]),
        ("[{id: a, title: 甲, items: [{clause: look.shoes, inspect: {how: 看}}]}]", []),
        (
            "[{id: a, title: 甲, items: [{clause: look.shoes, inspect: {how: 看, critical: true, na: true}}]}]",
            [("critical-na", "true")],
        ),
    ],
)
def test_sections(check: Check, sections: str, found: Found) -> None:
    assert check(checklist(sections)) == found


@pytest.mark.parametrize(
    ("bands", "found"),
    [
        ("[{from: 0, title: 不分档}]", []),
        ("[]", [("bands-start", "bands")]),
        ("[{from: 60, title: 合格}]", [("bands-start", "{")]),
        ("[{from: 60, title: 合格}, {from: 60, title: 良好}, {from: 0, title: 差}]", [("bands-order", "60")]),
        ("[{from: 60, title: 合格}, {from: 90, title: 优秀}, {from: 0, title: 差}]", [("bands-order", "90")]),
        ("[{from: 60, title: 合格, passes: false}, {from: 0, title: 差}]", [("bands-pass", "{")]),
    ],
)
def test_bands(check: Check, bands: str, found: Found) -> None:
    assert check(checklist(bands=bands)) == found


@pytest.mark.parametrize(("assessors", "found"), [(5, []), (4, [("drop-extremes", "true")]), (1, [("drop-extremes", "true")])])
def test_dropping_extremes_takes_five_assessors(check: Check, assessors: int, found: Found) -> None:
    assert check(checklist(more=f"    assessors: {assessors}\n    drop-extremes: true\n")) == found


def test_a_critical_clause_may_not_be_called_not_applicable(check: Check) -> None:
    assert check(checklist().replace("inspect: {how: 看}}", "inspect: {how: 看, critical: true, na: true}}")) == [
        ("critical-na", "true")
    ]
