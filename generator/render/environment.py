"""Jinja over our own templates: everything escaped, an unknown name is an error."""

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context

from generator.texts import TEMPLATES, label, read_texts


class PlainContext(Context):
    """Calls as they stand: nothing that our templates call asks for the context, and pages make very many calls."""

    def call(__self, __callable: Callable[..., Any], *args: Any, **values: Any) -> Any:
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
        return __callable(*args, **values)


@cache
def environment() -> Environment:
    """The environment of `templates/`; `label` and `style` are known to every template."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.context_class = PlainContext
    jinja.globals.update(label=label, style=read_texts("style.yaml"))
    return jinja


def fill(template: str, **values: object) -> str:
    """The template `templates/<template>` with these values."""
    return environment().get_template(template).render(**values)
