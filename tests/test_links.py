from collections.abc import Callable

from generator.problems import Suggestion
from tests.conftest import Drawn

BASE = """
chapters: {desk: {title: 服务台, order: 1, summary: 每天做的事}}
roles: {clerk: {title: 店员}}
figures: {deposit: {title: 雨伞押金, value: 20 元, own: true}}
standards:
  lend:
    title: 雨伞租借
    chapter: desk
    roles: [clerk]
    clauses: [{id: first, text: "先收 [[deposit]]。", must: true}]
    own: true
"""
Draw = Callable[[dict[str, str]], Drawn]


def found(project: Draw, more: str) -> list[tuple[str, str, list[Suggestion]]]:
    problems = project({"standards/a.yaml": BASE, "standards/b.yaml": more}).check().problems
    return [(p.code, str(p.params.get("id")), list(p.suggestions)) for p in problems]


def term(means: str, see: str = "") -> str:
    return f'terms:\n  umbrella: {{title: 雨伞, means: "{means}", see: [{see}]}}\n'


def test_references_that_lead_somewhere_are_sound(project: Draw) -> None:
    assert found(project, term("**[[deposit]]**、[[lend.first|第一条]]、[[desk]]", "lend, clerk, deposit")) == []


def test_an_unknown_id_names_the_one_meant_by_spelling_title_or_sound(project: Draw) -> None:
    assert found(project, term("[[depositt]] [[雨伞押金]] [[雨伞押斤]]", "lendd")) == [
        ("unknown-id", "depositt", [Suggestion("deposit")]),
        ("unknown-id", "雨伞押金", [Suggestion("deposit", "title")]),
        ("unknown-id", "雨伞押斤", [Suggestion("deposit", "sound")]),
        ("unknown-id", "lendd", [Suggestion("lend")]),
    ]


def test_an_entry_of_another_kind_is_told_apart(project: Draw) -> None:
    more = "services:\n  umbrellas: {title: 借伞, chapter: clerk, charge: free, summary: 借伞, own: true}\n"
    (problem,) = project({"standards/a.yaml": BASE, "standards/b.yaml": more}).check().problems
    assert problem.code == "wrong-kind"
    assert problem.says() == "“clerk”登记在 roles 里，这里要的是 chapters 里的"


def test_a_broken_entry_is_not_reported_again_where_it_is_quoted(project: Draw) -> None:
    more = term("[[fee]] [[fee.x]]", "fee") + "figures:\n  fee: {title: 费}\n"
    assert [code for code, _, _ in found(project, more)] == ["value-or-computed"]


def test_nothing_is_unknown_while_a_file_cannot_be_read(project: Draw) -> None:
    drawn = project({"standards/a.yaml": BASE, "standards/b.yaml": term("[[elsewhere]]"), "standards/c.yaml": "terms: ["})
    assert drawn.codes() == ["unclosed"]


def test_ids_alike_in_width_and_case_are_one(project: Draw) -> None:
    more = "terms:\n  Deposit: {title: 甲, means: 甲}\n  ｌｅｎｄ: {title: 乙, means: 乙}\n"
    codes = project({"standards/a.yaml": BASE, "standards/b.yaml": more}).codes()
    assert codes == ["bad-id", "duplicate-id", "bad-id", "duplicate-id"]


def test_a_repeated_clause_is_pointed_at(project: Draw) -> None:
    text = BASE.replace("must: true}]", "must: true}, {id: first, text: 再收。, never: true}]")
    drawn = project({"standards/a.yaml": text})
    assert [(p.code, p.place.line, p.place.column) for p in drawn.check().problems] == [("duplicate-clause", 10, 70)]
