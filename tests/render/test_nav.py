"""The navigation stays small, whatever the size of the handbook."""

from collections.abc import Iterator

import pytest

from generator.render.nav import Item, nav
from tests.render.page_samples import SHOP, book


def chapters(count: int, standards: int) -> str:
    """A handbook of so many chapters with so many standards each."""
    found = ["chapters:"]
    found += [f"  c{n}: {{title: 第{n}章, order: {n}, summary: 甲}}" for n in range(count)]
    found += ["roles:", "  desk: {title: 服务台, own: true}", "standards:"]
    for n in range(count):
        for m in range(standards):
            clause = "{id: a, text: 甲, must: true}"
            found.append(f"  s{n}-{m}: {{title: 标准{n}之{m}, chapter: c{n}, roles: [desk], clauses: [{clause}], own: true}}")
    return "\n".join(found)


def most(items: list[Item]) -> int:
    """The longest list anywhere."""
    inner = [children for item in items for children in item.values() if isinstance(children, list)]
    return max([len(items), *map(most, inner)])


def test_chapters_in_their_order_with_what_they_hold() -> None:
    assert nav(book()) == [
        {"首页": "index.md"},
        {"便民服务": [
            {"便民服务：总览": "chapters/services.md"},
            {"雨伞租借": "standards/lend.md"},
            {"雨伞": "services/umbrella.md"},
            {"夏帽": "uniforms/hat.md"},
            {"淋湿的客人": "cases/wet.md"},
        ]},
        {"话术": "scripts/index.md"},
        {"时限与数值": [{"时限总表": "slas.md"}, {"数值总表": "figures.md"}, {"用词": "terms.md"}]},
        {"表单": "forms/index.md"},
        {"检查表": [{"检查表": "checklists/index.md"}, {"每日巡检": "checklists/round.md"}]},
        {"岗位": "roles/index.md"},
        {"日程与改进": [
            {"日程": "schedules/index.md"}, {"考核指标": "kpis/index.md"}, {"案例": "cases/index.md"},
            {"选项表": "option-lists.md"}, {"受控文件": "documents.md"},
        ]},
        {"裁定与来源": [{"口径裁定": "decisions.md"}, {"来源": "sources/index.md"}]},
    ]  # fmt: skip


def test_a_chapter_with_too_many_pages_is_one_entry() -> None:
    assert nav(book(chapters(1, 20)))[1] == {"第0章": "chapters/c0.md"}
    assert most(nav(book(chapters(1, 19)))) == 20


def test_a_chapter_keeps_its_standards_when_its_uniforms_are_too_many() -> None:
    rules = "required: [{id: a, text: 甲}], own: true}"
    uniforms = [f"  u{n}: {{title: 仪容{n}, chapter: c0, part: 头, roles: [desk], {rules}" for n in range(20)]

    found = nav(book("\n".join([chapters(1, 2), "uniforms:", *uniforms])))

    assert found[1] == {
        "第0章": [{"第0章：总览": "chapters/c0.md"}, {"标准0之0": "standards/s0-0.md"}, {"标准0之1": "standards/s0-1.md"}]
    }


def test_many_chapters_stand_in_groups_without_their_pages() -> None:
    found = nav(book(chapters(45, 2)))

    assert [list(item) for item in found[1:4]] == [["第 1–20 章"], ["第 21–40 章"], ["第 41–45 章"]]
    assert most(found) <= 20


@pytest.mark.parametrize("count", [*range(10, 24), 60, 340])
def test_no_level_is_longer_than_twenty(count: int) -> None:
    found = nav(book(SHOP.replace("chapters:", chapters(count, 1).partition("roles:")[0].strip(), 1)))

    assert most(found) <= 20
    assert {"index.md", "chapters/services.md", "forms/index.md", "schedules/index.md"} <= {*leaves(found)}


def test_lists_stand_in_one_section_where_chapters_leave_no_room() -> None:
    few, many = (nav(book(SHOP.replace("chapters:", chapters(n, 1).partition("roles:")[0].strip(), 1))) for n in (11, 12))

    assert len(few) == 20
    assert {"话术", "表单", "岗位"} <= {title for item in few for title in item}
    assert [title for item in many for title in item][-1] == "话术、表单与总表"
    assert many[-1]["话术、表单与总表"] == few[-7:]


def leaves(items: list[Item]) -> Iterator[str]:
    """Every page."""
    for item in items:
        for below in item.values():
            yield from [below] if isinstance(below, str) else leaves(below)


def test_titles_are_escaped_because_themes_print_them_as_they_are() -> None:
    text = 'chapters:\n  a: {title: "<b>&\\"甲", order: 1, summary: 乙}\n'

    assert nav(book(text))[1] == {"&lt;b&gt;&amp;&#34;甲": "chapters/a.md"}
