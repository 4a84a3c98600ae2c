"""What stands where on a form, computed once for every output: the printed page and the PDF both show exactly this."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from generator.handbook import Handbook
from generator.models.form import Form
from generator.models.people import Role
from generator.render.cells import Section, section
from generator.render.edition import Edition, address_of
from generator.render.qr import Qr, qr
from generator.render.text import plain
from generator.texts import label

NOTICES_FOR_COLUMNS = 4
NOTICE_LINE = 24
"""Wide characters on one line of a notice that stands in a column."""
MOSTLY_NARROW = "\u2e80"
"""Characters up to here are about half as wide as Chinese ones."""


@dataclass(frozen=True)
class Rule:
    """A notice with its number."""

    number: int
    text: str


@dataclass(frozen=True)
class FormLayout:
    """A form as it is printed: plain words in the order of reading; `notices` in columns, `copies` named by who keeps them."""

    id: str
    title: str
    number: str
    version: str
    store: str
    ask_store: bool
    """Whether the head has a blank for the store: it is not known, and no field asks for it."""
    publisher: str
    purpose: str
    paper: str
    orientation: str
    qr: Qr | None
    address: str
    """What the QR code leads to, as people type it."""
    notices: tuple[tuple[Rule, ...], ...]
    above: tuple[Section, ...]
    below: tuple[Section, ...]
    """The sections below the cut line."""
    keep: str
    thanks: str
    copies: tuple[str, ...]


def layout(handbook: Handbook, form: Form, edition: Edition) -> FormLayout:
    """The form laid out; its QR code leads to its page on the web in every edition, and is left out where there is none."""
    url = edition.full_url(address_of(form, replace(edition, offline=False)))
    asked = any(field.label == label("form.store") for part in form.parts for field in part.fields)
    sections = [section(handbook, part, edition.store) for part in form.parts]
    return FormLayout(
        id=form.id,
        title=form.title,
        number=form.number,
        version=f"{edition.version}-{handbook.digest(form.id)}",
        store=edition.store,
        ask_store=not (edition.store or asked),
        publisher=edition.store or edition.site_name,
        purpose=plain(handbook, form.purpose),
        paper=form.paper,
        orientation=form.orientation,
        qr=qr(url) if url else None,
        address=url.partition("://")[2],
        notices=_columns(_notices(handbook, form), wide=(form.paper, form.orientation) != ("A5", "portrait")),
        above=tuple(s for s in sections if not s.below_cut),
        below=tuple(s for s in sections if s.below_cut),
        keep=_keep(handbook, form),
        thanks=plain(handbook, form.thanks or ""),
        copies=tuple(_holder(copy) for copy in form.copies),
    )


def _notices(handbook: Handbook, form: Form) -> list[Rule]:
    return [Rule(number, plain(handbook, notice.text)) for number, notice in enumerate(form.notices, 1)]


def _columns(rules: Sequence[Rule], *, wide: bool) -> tuple[tuple[Rule, ...], ...]:
    """Many notices in two columns of about the same number of lines, few in one."""
    if len(rules) < NOTICES_FOR_COLUMNS or not wide:
        return (tuple(rules),) if rules else ()
    lines = [ceil(sum(0.5 + 0.5 * (sign > MOSTLY_NARROW) for sign in rule.text) / NOTICE_LINE) for rule in rules]
    cut = min(range(1, len(rules)), key=lambda n: max(sum(lines[:n]), sum(lines[n:])))
    return tuple(rules[:cut]), tuple(rules[cut:])


def _keep(handbook: Handbook, form: Form) -> str:
    keeper = label("form.kept-by", role=handbook.get(form.kept_by, Role).title) if form.kept_by else ""
    return "".join(filter(None, (plain(handbook, form.keep or ""), keeper)))


def _holder(copy: str) -> str:
    suffix = label("form.copy")
    return copy if copy.endswith(suffix) else copy + suffix
