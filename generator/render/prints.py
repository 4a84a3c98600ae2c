"""The page of a form to read, to type into and to print, and everything a form comes out as."""

import posixpath
from collections.abc import Iterator

from markupsafe import Markup

from generator.artifacts import Artifact
from generator.handbook import Handbook
from generator.models.form import Form
from generator.render.edition import Edition, address_of, pdf_path, relative
from generator.render.environment import fill
from generator.render.layout import FormLayout, layout
from generator.render.pdf import pdf
from generator.texts import TEMPLATES

STYLE = "assets/print.css"
SCRIPT = "assets/print.js"


def print_page(form: Form, layout: FormLayout, edition: Edition) -> str:
    """A whole page: the form to type into on the screen, and all its copies, with what was typed, on paper."""
    folder = posixpath.dirname(edition.print_url(form))
    page = address_of(form, edition)
    return fill(
        "print/form.html",
        form=layout,
        assets=relative("assets", folder),
        back=relative(page, folder) + ("/" if page.endswith("/") else ""),
        pdf=relative(pdf_path(form), folder),
        code=Markup(layout.qr.svg if layout.qr else ""),
        scissors=Markup((TEMPLATES / "print" / "scissors.svg").read_text(encoding="utf-8").strip()),
    )


def shared_assets() -> Iterator[Artifact]:
    """The style and the script of all print pages."""
    yield Artifact(STYLE, fill("print/print.css").encode())
    yield Artifact(SCRIPT, (TEMPLATES / "print" / "print.js").read_bytes())


def form_artifacts(handbook: Handbook, edition: Edition) -> Iterator[Artifact]:
    """Every form as a page and as PDF, and what the pages share."""
    forms = handbook.of(Form)
    for form in forms:
        laid_out = layout(handbook, form, edition)
        yield Artifact(edition.print_url(form), print_page(form, laid_out, edition).encode(), form.id)
        yield Artifact(pdf_path(form), pdf(laid_out), form.id)
    if forms:
        yield from shared_assets()
