"""The schema says of a source what the models say, in Chinese, and the committed files are those the program writes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from generator.editing.schema import key_of, merged, schema_files, source_schema
from generator.models import KINDS, Model
from generator.project import Project
from generator.reading.source import read_source
from generator.texts import read_texts

ROOT = Path(__file__).resolve().parents[2]
SOUND = """
chapters:
  convenience: {title: 便民服务, order: 1, summary: 借还与求助, own: true}
roles:
  service-desk: {title: 服务台, own: true}
slas:
  greeting: {title: 迎候, limit: ≤ 30 秒, from: 客户走近, owner: service-desk, own: true}
standards:
  lend:
    title: 借伞
    chapter: convenience
    roles: [service-desk]
    clauses:
      - {id: greet, text: "迎候 [[greeting]]。", must: true, inspect: {how: 看, mode: deduct, points: 5, deduct: 1}}
checklists:
  opening:
    title: 开店检查
    summary: 看一遍
    when: 每天开店
    assessed-by: [service-desk]
    sections:
      - {id: all, title: 全部, items: [lend.greet, {clause: lend.greet, inspect: {how: 问}}]}
    bands: [{from: 0, title: 不合格, passes: false}, {from: 80, title: 合格}]
"""


def data(text: str) -> Any:
    source, problems = read_source("a.yaml", text.encode())
    assert source is not None, problems
    return source.data


def faults(content: Any) -> list[tuple[str, str]]:
    """Where the schema finds something wrong, and by which of its words."""
    found = Draft7Validator(source_schema()).iter_errors(content)
    return sorted((".".join(map(str, error.absolute_path)), str(error.validator)) for error in found)


def test_the_schema_is_a_schema() -> None:
    Draft7Validator.check_schema(source_schema())


def test_a_sound_source_is_accepted() -> None:
    assert faults(data(SOUND)) == []


@pytest.mark.parametrize("path", Project(ROOT).source_files(), ids=lambda path: path.name)
def test_the_handbook_s_own_sources_are_accepted(path: Path) -> None:
    assert faults(data(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("standards:", "standarts:", ("", "additionalProperties")),
        ("must: true", "must: yes", ("standards.lend.clauses.0.must", "type")),
        ("must: true", "musst: true", ("standards.lend.clauses.0", "additionalProperties")),
        ('text: "迎候 [[greeting]]。", ', "", ("standards.lend.clauses.0", "required")),
        ("mode: deduct", "mode: minus", ("standards.lend.clauses.0.inspect.mode", "enum")),
        ("points: 5", "points: 0", ("standards.lend.clauses.0.inspect.points", "minimum")),
        ("id: greet", "id: Greet", ("standards.lend.clauses.0.id", "pattern")),
        ("roles: [service-desk]", "roles: service-desk", ("standards.lend.roles", "type")),
        ("  lend:", "  借伞:", ("standards", "pattern")),
        ("limit: ≤ 30 秒", "limit: 30", ("slas.greeting.limit", "type")),
        ("order: 1", "order: 第一", ("chapters.convenience.order", "type")),
        ("items: [lend.greet, ", "items: [7, ", ("checklists.opening.sections.0.items.0", "anyOf")),
        ("chapters:", "sources:\n  s2-1: {title: 某条, document: 某手册, at: 第一节}\nchapters:", ("sources", "pattern")),
        ("title: 借伞", "id: lend\n    title: 借伞", ("standards.lend", "additionalProperties")),
    ],
)
def test_a_mistake_is_found_where_it_stands(right: str, wrong: str, fault: tuple[str, str]) -> None:
    assert right in SOUND
    assert faults(data(SOUND.replace(right, wrong, 1))) == [fault]


def models() -> dict[str, type[Model]]:
    """Every model by its name in `templates/schema.yaml`."""
    found: list[type[Model]] = [Model]
    for model in found:
        found += model.__subclasses__()
    return {key_of(model.__name__): model for model in found[1:]}


def keys(model: type[Model]) -> set[str]:
    return {str(field.alias) for field in model.model_fields.values()}


def test_every_kind_key_and_choice_has_its_chinese_words_and_no_word_is_left_over() -> None:
    texts = read_texts("schema.yaml")
    kinds = {kind.kind for kind in KINDS}
    common = keys(models()["entry"]) - {"id"}
    expected = {"entry": common}
    for name, model in models().items():
        if name not in expected:
            expected[name] = keys(model) - (common | {"id"} if name in kinds else set())
    overridden = {("source", "title")}
    assert set(texts["kinds"]) == kinds
    assert set(texts["parts"]) == set(models()) - kinds - {"entry"}
    assert {(model, key) for model, words in texts["keys"].items() for key in words if (model, key) not in overridden} == {
        (model, key) for model, names in expected.items() for key in names
    }


def test_every_hover_text_is_chinese() -> None:
    shapes = [source_schema()]
    for shape in shapes:
        shapes += [*shape.get("properties", {}).values(), *shape.get("definitions", {}).values(), *shape.get("anyOf", ())]
        if "title" in shape:
            assert re.search(r"[\u4e00-\u9fff]", shape["title"]), shape
            assert re.search(r"[\u4e00-\u9fff].*[。？]$", shape["description"]), shape
            assert len(shape.get("enumDescriptions", ())) == len(shape.get("enum", ()))
    assert len(shapes) > 200


def test_the_committed_files_are_those_the_program_writes() -> None:
    assert {path: (ROOT / path).read_text("utf-8") for path in schema_files()} == schema_files()


def test_vs_code_holds_the_schema_against_every_source_file() -> None:
    settings = json.loads(schema_files()[".vscode/settings.json"])
    [(schema, globs)] = settings["yaml.schemas"].items()
    assert (ROOT / schema).is_file()
    patterns = [glob.replace(".", r"\.").replace("**/", "(?:.+/)?").replace("*", "[^/]*") for glob in globs]
    for path in (
        "standards/a.yaml",
        "forms/deep/er/b.yml",
        *(p.relative_to(ROOT).as_posix() for p in Project(ROOT).source_files()),
    ):
        assert any(re.fullmatch(pattern, path) for pattern in patterns), path
    assert settings["yaml.yamlVersion"] == "1.2"
    assert settings["files.encoding"] == "utf8"
    assert settings["[yaml]"]["editor.tabSize"] == 2


@pytest.mark.parametrize(
    ("theirs", "ours", "both"),
    [
        ({"a": 1, "b": {"c": [1]}}, {"b": {"d": 2}, "e": True}, {"a": 1, "b": {"c": [1], "d": 2}, "e": True}),
        ({"a": 1}, {"a": 2}, {"a": 2}),
        ({"recommendations": ["x.y"]}, {"recommendations": ["z.z", "x.y"]}, {"recommendations": ["x.y", "z.z"]}),
    ],
)
def test_settings_are_set_beside_the_user_s_own(theirs: Any, ours: Any, both: Any) -> None:
    found = merged(json.dumps(theirs).encode(), json.dumps(ours))

    assert found is not None
    assert json.loads(found) == both


@pytest.mark.parametrize("theirs", [b'{"a": 1,}', b'// mine\n{"a": 1}', b"[1]", b"\xff", b"[" * 100_000])
def test_what_is_no_plain_json_is_not_merged(theirs: bytes) -> None:
    assert merged(theirs, "{}") is None


@pytest.mark.parametrize("path", [".vscode/settings.json", ".vscode/extensions.json"])
def test_settings_that_are_there_already_keep_every_byte(path: str) -> None:
    ours = schema_files()[path]
    own = json.dumps({"editor.fontSize": "\ud800", **json.loads(ours)}, indent=7).encode()

    assert merged(own, ours) == own
    assert merged(b" \n", ours) == ours.encode()
    assert merged(b'{"a": "\\ud800"}', '{"b": 1}') == b'{\n  "a": "\\ud800",\n  "b": 1\n}\n'
