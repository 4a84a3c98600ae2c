"""A layout becomes a page that stands on its own and sends nothing anywhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest

from generator.handbook import Handbook
from generator.models.form import Form
from generator.render.edition import Edition
from generator.render.layout import layout
from generator.render.prints import form_artifacts, print_page
from tests.render.form_samples import EDITION, HOSTILE, SHORT, UMBRELLA, form, handbook, part, sample
from tests.render.paper import bare, expected_copy, html_copies, unnamed

OFFLINE = replace(EDITION, offline=True)


class Elements(HTMLParser):
    """All start tags of a page with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, *names: str) -> list[str]:
        return [value for _, attrs in self.tags for name, value in attrs.items() if name in names and value]


def page(edition: Edition = EDITION, drawn: Form | None = None) -> str:
    drawn = drawn or form()
    return print_page(drawn, layout(handbook(drawn), drawn, edition), edition)


def inputs(html: str) -> list[tuple[str, str]]:
    """Name and type of everything that can be filled in."""
    kinds = {"input", "textarea"}
    return [(attrs["name"] or "", attrs.get("type") or tag) for tag, attrs in Elements(html).tags if tag in kinds]


@pytest.mark.parametrize(
    ("edition", "links"),
    [
        (EDITION, ["../../assets/print.css", "../../assets/print.js", "./", "../rain-slip.pdf"]),
        (OFFLINE, ["../assets/print.css", "../assets/print.js", "rain-slip.html", "rain-slip.pdf"]),
    ],
)
def test_links_lead_to_files_of_the_same_edition(edition: Edition, links: list[str]) -> None:
    assert Elements(page(edition)).values("href", "src", "action", "poster", "data") == links


@pytest.mark.parametrize("edition", [EDITION, OFFLINE])
def test_every_form_comes_as_page_and_pdf_and_what_they_link_to_once(edition: Edition) -> None:
    forms = form(), form(SHORT)
    made = list(form_artifacts(handbook(*forms), edition))
    ending = "/print.html" if not edition.offline else ".print.html"
    assert [(a.path, a.entry) for a in made] == [
        (f"forms/rain-slip{ending}", "rain-slip"),
        ("forms/rain-slip.pdf", "rain-slip"),
        (f"forms/key-slip{ending}", "key-slip"),
        ("forms/key-slip.pdf", "key-slip"),
        ("assets/print.css", ""),
        ("assets/print.js", ""),
    ]
    there = {a.path for a in made}
    for artifact in made[:4:2]:
        linked = Elements(artifact.content.decode()).values("href", "src")
        folder = PurePosixPath(artifact.path).parent
        targets = {re.sub(r"[^/]+/\.\./", "", str(folder / link)) for link in linked if link.endswith((".css", ".js", ".pdf"))}
        while any("../" in target for target in targets):
            targets = {re.sub(r"[^/]+/\.\./", "", target) for target in targets}
        assert targets <= there


def test_without_forms_there_is_nothing() -> None:
    assert list(form_artifacts(Handbook({}), EDITION)) == []


def test_both_editions_have_the_same_pdf_and_the_same_copies() -> None:
    online, offline = list(form_artifacts(handbook(form()), EDITION)), list(form_artifacts(handbook(form()), OFFLINE))
    assert online[1:] == offline[1:]
    assert html_copies(online[0].content.decode()) == html_copies(offline[0].content.decode())


def test_no_foreign_host_and_no_code_inside() -> None:
    html = page()
    addresses = re.findall(r"(?:https?:)?//[^\s\"'<]+", html)
    assert set(addresses) <= {"http://www.w3.org/2000/svg", "https://handbook.example/forms/rain-slip/"}
    scripts = [attrs for tag, attrs in Elements(html).tags if tag == "script"]
    assert scripts == [{"src": "../../assets/print.js", "defer": None}]
    assert not [name for _, attrs in Elements(html).tags for name in attrs if name.startswith("on")]
    style, script = (a.content.decode() for a in list(form_artifacts(handbook(form()), EDITION))[-2:])
    assert "url(" not in style
    assert "@import" not in style
    assert not re.search(r"fetch|XMLHttpRequest|sendBeacon|localStorage|sessionStorage|cookie|innerHTML|eval", script)


def test_each_field_is_typed_into_once_in_the_order_of_the_form() -> None:
    assert inputs(page()) == [
        ("store", "text"),
        ("borrow.serial", "text"),
        ("borrow.name", "text"),
        ("borrow.phone", "text"),
        ("borrow.count", "number"),
        ("borrow.day", "date"),
        ("borrow.due", "date"),
        ("desk.paid", "number"),
        *[("desk.paid-by", "checkbox")] * 3,
        ("return.first", "text"),
        ("return.second", "text"),
        ("return.taken", "checkbox"),
        ("return.returned", "date"),
        ("return.hour", "time"),
        ("return.late-days", "number"),
        *[("return.state", "radio")] * 4,
        ("return.late", "number"),
        ("return.damage", "number"),
        ("return.refund", "number"),
        ("return.remark", "textarea"),
        ("return.name", "text"),
    ]


def test_the_form_to_type_into_says_what_the_paper_says() -> None:
    html = page()
    typed = bare("".join(Elements(html[html.index('<form id="fill"') : html.index("</form>")]).words))
    drawn = sample()
    labels = [cell.label for part in (*drawn.above, *drawn.below) for row in part.rows for cell in row]
    notices = [f"{rule.number}.{rule.text}" for column in drawn.notices for rule in column]
    position = 0
    for words in (*notices, *labels, drawn.thanks, drawn.keep):
        position = typed.index(bare(words), position) + len(bare(words))
    assert "损坏→按价目扣款，以押金20元/把为上限" in typed


@pytest.mark.parametrize("data", [UMBRELLA, SHORT, {**SHORT, "copies": ["甲"]}, {**SHORT, "copies": ["甲", "乙", "丙"]}])
def test_copies_differ_in_their_name_only(data: dict[str, object]) -> None:
    drawn = sample(data)
    copies = html_copies(page(drawn=form(data)))
    assert copies == [expected_copy(drawn, copy) for copy in drawn.copies]
    assert len({unnamed(copy, name, drawn.title) for copy, name in zip(copies, drawn.copies, strict=True)}) == 1


def test_text_stays_text() -> None:
    fields = [
        {"id": "a", "label": HOSTILE[:60], "hint": HOSTILE, "printed": HOSTILE, "width": 12},
        {"id": "b", "label": "乙", "type": "choice", "width": 12, "options": [{"label": HOSTILE[:60], "consequence": HOSTILE}]},
    ]
    changes = {"title": HOSTILE[:60], "copies": ["<b>甲"], "thanks": HOSTILE, "keep": HOSTILE, "purpose": HOSTILE}
    drawn = form(SHORT, **changes, parts=[part(*fields, title=HOSTILE[:60])])
    html = page(replace(EDITION, store="<i>店</i>"), drawn)
    tags = [tag for tag, _ in Elements(html).tags]
    assert html_copies(html) == [expected_copy(layout(handbook(drawn), drawn, replace(EDITION, store="<i>店</i>")), "<b>甲联")]
    assert (tags.count("script"), tags.count("b"), tags.count("i")) == (1, 0, 0)
    assert bare(HOSTILE) in bare("".join(Elements(html).words))


def test_a_form_without_a_site_has_no_code() -> None:
    html = page(replace(EDITION, site_url=""))
    assert 'class="qr"' not in html
    assert "扫码看说明" not in html
