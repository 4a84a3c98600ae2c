"""Jinja over our own templates: everything escaped, an unknown name is an error."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.texts import TEMPLATES, label, read_texts


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
    jinja.globals.update(label=label, style=read_texts("style.yaml"))
    return jinja


def fill(template: str, **values: object) -> str:
    """The template `templates/<template>` with these values."""
    return environment().get_template(template).render(**values)
