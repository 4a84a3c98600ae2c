"""Forms as PDF, by Typst: our template and the layout as data, never the one pasted into the other."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files

import typst

from generator.render.layout import FormLayout
from generator.texts import TEMPLATES, read_texts


@cache
def compiler() -> typst.Compiler:
    """The one compiler of this process: it has read the fonts, which takes longer than a form."""
    return typst.Compiler(font_paths=[str(files("manimgx_fonts_cjk"))], ignore_system_fonts=True)


@cache
def template() -> bytes:
    """The Typst source of every form."""
    return (TEMPLATES / "pdf" / "form.typ").read_bytes()


def inputs(layout: FormLayout) -> dict[str, str]:
    """What the template is given: the form, our words, the paper, the scissors on the cut line."""
    data = {
        "form": asdict(layout),
        "words": read_texts("labels.yaml")["form"],
        "style": read_texts("style.yaml"),
        "scissors": (TEMPLATES / "print" / "scissors.svg").read_text(encoding="utf-8"),
    }
    return {"data": json.dumps(data, ensure_ascii=False)}


def pdf(layout: FormLayout) -> bytes:
    """The form as PDF with all its copies, two on a sheet of A4 where both fit; the same layout gives the same bytes."""
    compiled = compiler().compile(template(), format="pdf", sys_inputs=inputs(layout), pdf_standards="ua-1")
    assert isinstance(compiled, bytes)
    return compiled
