"""The words and looks that stand in data: `templates/*.yaml` for messages, labels, units and style."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


@cache
def read_texts(name: str) -> dict[str, Any]:
    """The content of `templates/<name>`; our own file, so a fault in it is a bug and keeps its traceback."""
    data = yaml.load((TEMPLATES / name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert isinstance(data, dict), name
    return data


def label(key: str, **values: object) -> str:
    """A word or phrase for pages, forms and workbooks, such as `label("sheet.total")`."""
    found: Any = read_texts("labels.yaml")
    for part in key.split("."):
        found = found[part]
    return str(found).format(**values) if values else str(found)
