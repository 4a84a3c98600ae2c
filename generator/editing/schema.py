"""What an editor program needs for completion, hover text and errors while typing: JSON Schema and VS Code settings.

The shapes come from the models, the Chinese words from `templates/schema.yaml`. The dialect of the schema is draft 07,
which old and new versions of the YAML language server read alike.
"""

import json
import re
from typing import Any

from generator.models import KINDS, Entry
from generator.reading.parse import ENTRY_ID, SOURCE_ID
from generator.texts import read_texts

Json = dict[str, Any]
SCHEMA = "schema/handbook.schema.json"
SETTINGS: Json = {
    "yaml.schemas": {f"./{SCHEMA}": ["standards/**/*.yaml", "standards/**/*.yml", "forms/**/*.yaml", "forms/**/*.yml"]},
    "yaml.yamlVersion": "1.2",
    "yaml.schemaStore.enable": False,
    "yaml.format.enable": False,
    "files.encoding": "utf8",
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    "files.trimTrailingWhitespace": True,
    "editor.unicodeHighlight.allowedLocales": {"zh-hans": True},
    "[yaml]": {
        "editor.tabSize": 2,
        "editor.insertSpaces": True,
        "editor.detectIndentation": False,
        "editor.wordWrap": "on",
        "editor.quickSuggestions": {"strings": True, "other": True, "comments": False},
    },
}
EXTENSIONS: Json = {"recommendations": ["redhat.vscode-yaml"]}


def schema_files() -> dict[str, str]:
    """The text of every file that helps an editor program, by its path in the project."""
    files = {SCHEMA: source_schema(), ".vscode/settings.json": SETTINGS, ".vscode/extensions.json": EXTENSIONS}
    return {path: json.dumps(data, ensure_ascii=False, indent=2) + "\n" for path, data in files.items()}


def merged(existing: bytes, ours: str) -> bytes | None:
    """A JSON file with our keys set in it and all others kept, lists united; none where it is no plain JSON object.

    A file that holds our keys already stays as it is, to the byte.
    """
    try:
        found = json.loads(existing.decode("utf-8-sig").strip() or "{}")
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    both = _united(found, json.loads(ours))
    text = json.dumps(both, ensure_ascii=False, indent=2) + "\n"
    return existing if both == found and existing.strip() else text.encode("utf-8", "backslashreplace")


def _united(theirs: Any, ours: Any) -> Any:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return theirs | {key: _united(theirs.get(key), value) for key, value in ours.items()}
    if isinstance(theirs, list) and isinstance(ours, list):
        return [*theirs, *(item for item in ours if item not in theirs)]
    return ours


def source_schema() -> Json:
    """JSON Schema of a whole source file: kinds, the ids below them, and the keys of every entry."""
    texts = read_texts("schema.yaml")
    definitions: Json = {}
    for kind in KINDS:
        shape = kind.model_json_schema(ref_template="#/definitions/{model}")
        definitions |= {name: _definition(name, part, None, texts) for name, part in shape.get("$defs", {}).items()}
        definitions[kind.__name__] = _definition(kind.__name__, shape, kind, texts)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": texts["file"]["name"],
        "description": texts["file"]["about"],
        "type": "object",
        "properties": {kind.plural: _kind(kind, texts) for kind in KINDS},
        "additionalProperties": False,
        "definitions": definitions,
    }


def _kind(kind: type[Entry], texts: Json) -> Json:
    """The mapping of ids to entries that stands under a kind's key."""
    pattern, message = (SOURCE_ID, "source-id") if kind.kind == "source" else (ENTRY_ID, "id")
    about = texts["kinds"][kind.kind]
    return {
        "title": about["name"],
        "description": about["about"],
        "type": "object",
        "propertyNames": {"pattern": f"^(?:{pattern.pattern})$", "patternErrorMessage": texts["messages"][message]},
        "additionalProperties": {"$ref": f"#/definitions/{kind.__name__}"},
    }


def _definition(name: str, shape: Json, kind: type[Entry] | None, texts: Json) -> Json:
    """One model's shape with the words for it and its keys; a shorthand beside the model stays as it is."""
    if "anyOf" in shape:
        return {"anyOf": [_definition(name, part, kind, texts) if "properties" in part else part for part in shape["anyOf"]]}
    key = key_of(name)
    about = texts["kinds"][kind.kind] if kind else texts["parts"][key]
    own_keys = {yaml_key: value for yaml_key, value in shape["properties"].items() if not (kind and yaml_key == "id")}
    return {
        "title": about["name"],
        "description": about["about"],
        "type": "object",
        "properties": {k: _property(value, _words(texts, key, k, kind), texts) for k, value in own_keys.items()},
        "required": [k for k in shape.get("required", ()) if k in own_keys],
        "additionalProperties": False,
    }


def key_of(model: str) -> str:
    """The name of a model in `templates/schema.yaml`: `UniformRule` is `uniform-rule`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model).lower()


def _words(texts: Json, model: str, key: str, kind: type[Entry] | None) -> Json:
    own: Json = texts["keys"].get(model, {})
    found: Json = own[key] if key in own or not kind else texts["keys"]["entry"][key]
    return found


def _property(shape: Json, words: Json, texts: Json) -> Json:
    """A key's shape with name, hover text, choices explained and examples."""
    shape = {key: value for key, value in shape.items() if key not in ("title", "description")}
    if shape.get("default") in (None, [], {}):
        shape.pop("default", None)
    if "anyOf" in shape:
        shape |= _present(shape.pop("anyOf"))
    if "$ref" in shape:
        shape["allOf"] = [{"$ref": shape.pop("$ref")}]  # draft 07 reads nothing beside $ref
    if "pattern" in shape:
        shape["patternErrorMessage"] = texts["messages"]["id"]
    if "enum" in shape:
        shape["enumDescriptions"] = [words["choices"][choice] for choice in shape["enum"]]
    head = {"title": words["name"], "description": words["about"]}
    return head | shape | ({"examples": words["examples"]} if "examples" in words else {})


def _present(parts: list[Json]) -> Json:
    """The shape of an optional value that is there; a key without a value is a slip of the editor's."""
    shapes = [part for number, part in enumerate(parts) if part.get("type") != "null" and part not in parts[:number]]
    return dict(shapes[0]) if len(shapes) == 1 else {"anyOf": shapes}
