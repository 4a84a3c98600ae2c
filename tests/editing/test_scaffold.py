"""`handbook new` gives an example that is sound at once, whatever the handbook holds already."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from generator.editing.scaffold import new_entry
from generator.editing.schema import source_schema
from generator.handbook import Handbook
from generator.models import KINDS
from generator.problems import HandbookError
from generator.project import Project, load
from generator.reading.source import read_source

ROOT = Path(__file__).resolve().parents[2]
KIND_NAMES = [kind.kind for kind in KINDS]
Draw = Callable[..., Any]


def example_id(kind: str) -> str:
    return "S9-1.1-01" if kind == "source" else f"try-{kind}"


def problems(root: Path) -> list[str]:
    """What is wrong, but for the reminders that the example's words are to be changed."""
    return [f"{p.place} {p.code} {p.says()}" for p in load(Project(root)).problems if p.code != "placeholder"]


@pytest.fixture(scope="module")
def real_sources() -> dict[str, bytes]:
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in Project(ROOT).source_files()}


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_an_example_is_sound_in_an_empty_project(kind: str, project: Draw) -> None:
    path, text = new_entry(kind, example_id(kind), Handbook({}))
    drawn = project({path: text})
    assert problems(drawn.root) == []
    assert drawn.check().handbook.entries[example_id(kind)].kind == kind


def test_all_examples_are_sound_together_in_the_real_handbook(project: Draw, real_sources: dict[str, bytes]) -> None:
    drawn = project(dict(real_sources))
    before = problems(drawn.root)
    for kind in KIND_NAMES:
        path, text = new_entry(kind, example_id(kind), drawn.check().handbook)
        drawn.write(path, text)
    assert problems(drawn.root) == before


def test_examples_one_after_the_other_share_a_chapter_and_a_role(project: Draw) -> None:
    drawn = project({})
    for kind in KIND_NAMES:
        path, text = new_entry(kind, example_id(kind), drawn.check().handbook)
        drawn.write(path, text)
    assert problems(drawn.root) == []
    handbook = drawn.check().handbook
    assert {entry.id for entry in handbook.by_kind["role"]} == {"try-standard-role", "try-role"}
    assert {entry.id for entry in handbook.by_kind["chapter"]} == {"try-chapter"}


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_an_example_satisfies_the_schema_and_leaves_no_placeholder(kind: str) -> None:
    path, text = new_entry(kind, example_id(kind), Handbook({}))
    source, _ = read_source(path, text.encode())
    assert source is not None
    assert list(Draft7Validator(source_schema()).iter_errors(source.data)) == []
    assert "my-" not in text
    assert text.startswith("# ")
    assert len([line for line in text.splitlines() if "请改" in line]) >= 3


def test_forms_and_checklists_go_to_forms_and_all_else_to_standards() -> None:
    paths = {kind: new_entry(kind, example_id(kind), Handbook({}))[0].split("/")[0] for kind in KIND_NAMES}
    assert paths == {kind: "forms" if kind in ("form", "checklist") else "standards" for kind in KIND_NAMES}


def test_an_example_offers_the_chapters_and_roles_there_are(project: Draw) -> None:
    handbook = (
        project("""
chapters:
  late: {title: 后面, order: 2, summary: 后, own: true}
  early: {title: 前面, order: 1, summary: 前, own: true}
roles:
  customers: {title: 顾客, type: customer-group, own: true}
  cashier: {title: 收银员, own: true}
""")
        .check()
        .handbook
    )
    _, text = new_entry("standard", "queue", handbook)
    assert "    chapter: early  # 可选：early（前面）、late（后面）\n" in text
    assert "    roles: [cashier]  # 可选：cashier（收银员）、customers（顾客）\n" in text
    assert "chapters:" not in text
    assert "roles:\n" not in text


def test_a_store_s_example_changes_a_number_that_stores_may_change(project: Draw) -> None:
    drawn = project("""
figures:
  fixed: {title: 定价, value: 9 元/件, own: true}
  open: {title: 本店价, value: 7 元/件, stores-may: any, own: true}
""")
    _, text = new_entry("store", "east", drawn.check().handbook)
    assert '      open: "7 元/件"  # 可选：open（本店价）\n' in text
    assert "figures:" not in text


@pytest.mark.parametrize(
    ("kind", "id", "code", "meant"),
    [
        ("standart", "a", "no-such-kind", ["standard"]),
        ("标准", "Big", "bad-id", []),
        ("standard", "借伞", "bad-id", []),
        ("standard", "../a", "bad-id", []),
        ("standard", "nul", "reserved-id", []),
        ("standard", "a" * 41, "too-long", []),
        ("source", "lower-1", "bad-source-id", []),
        ("source", "Index-1", "reserved-id", []),
        ("source", "S9-../../x", "bad-source-id", []),
        ("form", "taken", "duplicate-id", []),
        ("form", "half", "duplicate-id", []),
        ("form", "broken", "duplicate-id", []),
    ],
)
def test_what_cannot_be_made_is_refused(kind: str, id: str, code: str, meant: list[str], project: Draw) -> None:
    handbook = (
        project("""
roles:
  taken: {title: 甲, own: true}
  half-standard: {title: 乙, own: true}
  broken: {own: true}
""")
        .check()
        .handbook
    )
    with pytest.raises(HandbookError) as refused:
        new_entry(kind, id, handbook)
    [problem] = refused.value.problems
    assert (problem.code, [s.word for s in problem.suggestions]) == (code, meant)
    assert problem.says("zh")
    assert problem.fix("en")


def test_kinds_are_known_by_singular_plural_and_chinese_name() -> None:
    assert new_entry("form", "slip", Handbook({})) == new_entry("forms", "slip", Handbook({}))
    assert new_entry("form", "slip", Handbook({})) == new_entry("表单", "slip", Handbook({}))
