from generator.models.number import Figure
from generator.problems import Place, Problem
from generator.reading.parse import named, parse
from generator.reading.source import Source, read_source


def source(text: str) -> Source:
    found, problems = read_source("a.yaml", text.encode())
    assert problems == []
    assert found is not None
    return found


def problems(text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.place.line, p.place.column) for p in parse(source(text))[1]]


def test_sound_entries_come_with_their_paths() -> None:
    entries, found = parse(source("figures:\n  a: {title: 甲, value: 1 元, stores-may: any, own: true}\n"))
    assert found == []
    assert [(type(entry), entry.id, entry.title, path) for entry, path in entries] == [(Figure, "a", "甲", ("figures", "a"))]


def test_a_broken_entry_does_not_hide_the_others() -> None:
    entries, found = parse(source("terms:\n  a: {title: 甲}\n  b: {title: 乙, means: 乙}\n"))
    assert [entry.id for entry, _ in entries] == ["b"]
    assert found == [Problem("missing-key", Place("a.yaml", 2, 3, 1), {"key": "means", "entry": "a"})]


def test_broken_entries_and_unknown_kinds_still_have_names() -> None:
    assert list(named(source("terms:\n  a: {}\n  b: 1\ntrems:\n  c: {}\nroles: x\n"))) == [
        ("terms", "a"), ("terms", "b"), ("trems", "c"),
    ]  # fmt: skip


def test_all_mistakes_of_an_entry_are_found_at_once() -> None:
    text = "standards:\n  a:\n    title: 12\n    chapter: [c]\n    roles: r\n    claues: []\n"
    assert problems(text) == [("not-text", 3, 12), ("unquoted-bracket", 4, 14), ("not-a-list", 5, 12), ("unknown-key", 6, 5)]


def test_a_mistyped_key_is_not_reported_as_a_missing_one_too() -> None:
    assert problems("terms:\n  a: {titel: 甲, means: 甲}\n") == [("unknown-key", 2, 7)]


def test_the_deepest_key_that_exists_is_pointed_at() -> None:
    clause = "{id: x, text: 甲, must: true, inspect: {how: 看, points: 0}}"
    text = f"standards:\n  a:\n    title: 甲\n    chapter: c\n    roles: [r]\n    clauses:\n      - {clause}\n"
    assert problems(text) == [("out-of-range", 7, 9 + clause.index("0}}"))]


def test_an_id_of_its_own_is_an_unknown_key() -> None:
    assert problems("terms:\n  a: {id: b, title: 甲, means: 甲}\n") == [("unknown-key", 2, 7)]


def test_both_ends_of_a_wrong_value_stand_in_the_problem() -> None:
    (problem,) = parse(source("services:\n  a: {title: 甲, chapter: c, charge: fre, summary: 甲}\n"))[1]
    assert (problem.params["found"], problem.params["allowed"]) == ("fre", "free, paid, conditional")
    assert [s.word for s in problem.suggestions] == ["free"]


def test_levels_without_grading_are_pointed_at() -> None:
    inspect = "{how: 看, levels: [没有做, 做到]}"
    rule = f"{{id: x, text: 甲, inspect: {inspect}}}"
    text = f"uniforms:\n  a:\n    title: 甲\n    chapter: c\n    part: 手\n    roles: [r]\n    required: [{rule}]\n"
    assert problems(text) == [("levels-without-grade", 7, text.splitlines()[6].index("[没有做") + 1)]


def test_an_entry_with_a_mistyped_key_still_has_its_texts_checked(project) -> None:
    """Otherwise the second mistake would only come up once the first is put right."""
    drawn = project("""
roles:
  desk: {title: 服务台客服, own: true}
  lead:
    titel: 值班领班
    duties: [先收押金 20 元，再交伞。, "见 [[no-such-entry]]。"]
    reports-to: desk
    own: true
""")

    assert sorted(drawn.codes()) == ["bare-figure", "unknown-id", "unknown-key"]
