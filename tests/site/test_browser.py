"""The finished site in a browser: over http and from disk, on a phone and at a desk, light and dark."""

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.artifacts import write
from generator.handbook import Handbook
from generator.project import Project, load
from generator.render.edition import Edition
from generator.render.nav import nav
from generator.render.pages import SCRIPTS, STYLES, pages
from generator.site import engine
from generator.site.settings import edition_of, read_settings
from tests.render.page_samples import HOSTILE, book, hostile

pytestmark = [pytest.mark.browser, pytest.mark.build]

ROOT = Path(__file__).resolve().parents[2]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
KINDS = ["", "standards/lend", "scripts/offer", "forms/slip", "checklists/round", "roles/desk", "slas", "figures", "decisions"]
KINDS += ["schedules/index", "kpis/index", "cases/wet", "option-lists", "documents"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: what a page asks for is seen in the browser."""


def made(handbook: Handbook, folder: Path, offline: bool, name: str = "顾客服务手册") -> Path:
    """The pages of a handbook as a site, without forms, workbooks and search."""
    root = read_settings((ROOT / "mkdocs.yml").read_bytes())
    edition = replace(edition_of(root, offline=offline), site_name=name)
    write(pages(handbook, edition), folder / "docs")
    (folder / "mkdocs.yml").write_text(engine.config(root, nav(handbook), edition, STYLES, SCRIPTS), encoding="utf-8")
    engine.run(folder / "mkdocs.yml", folder / "site", edition)
    return folder / "site"


@pytest.fixture(scope="module", params=["http", "file"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """The address of a page of the small handbook, served or on disk."""
    offline = request.param == "file"
    site = made(book(), tmp_path_factory.mktemp("site"), offline)
    edition = Edition("1", "x", offline=offline)
    if offline:
        yield lambda page: f"{site.as_uri()}/{edition.url(page or 'index')}"
        return
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield lambda page: f"http://127.0.0.1:{server.server_port}/{edition.url(page or 'index')}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., tuple[Any, list[str]]]]:
    """Opens an address; the list holds what the page complained of and every request that left the site."""
    contexts = []

    def show(url: str, size: dict[str, int] = DESK, scheme: str = "light") -> tuple[Any, list[str]]:
        context = browser.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        page, seen = context.new_page(), list[str]()
        page.on("console", lambda message: seen.append(message.text))
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
        home = re.match(r"http://[^/]*/|file://", url)
        page.on(
            "request", lambda request: None if home and request.url.startswith((home[0], "data:")) else seen.append(request.url)
        )
        page.goto(url)
        return page, seen

    yield show
    for context in contexts:
        context.close()


@pytest.mark.parametrize("page", KINDS)
def test_a_page_fits_a_phone_and_asks_nobody_else(address: Any, opened: Any, page: str) -> None:
    shown, seen = opened(address(page), PHONE)

    assert shown.evaluate("document.scrollingElement.scrollWidth") == 390
    assert seen == []


CONTRAST = """() => {
  const light = c => { const [r, g, b] = c.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
                       return .2126 * r + .7152 * g + .0722 * b; };
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
                        if (c.length === 3 || c[3] === 1) return c.slice(0, 3); } return [255, 255, 255]; };
  const low = new Set();
  for (const e of document.querySelectorAll("article *, .md-header *, .md-footer *")) {
    const says = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!says || !e.checkVisibility({checkOpacity: true}) || e.matches(".headerlink")) continue;
    const style = getComputedStyle(e), c = parse(style.color), back = behind(e), alpha = c.length === 4 ? c[3] : 1;
    const fore = c.slice(0, 3).map((v, i) => v * alpha + back[i] * (1 - alpha));
    const [a, b] = [light(fore), light(back)].sort((x, y) => y - x), ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) low.add(e.className + " " + e.tagName + " " + ratio.toFixed(2));
  }
  return [...low];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["", "standards/lend", "scripts/offer", "checklists/round"])
def test_words_stand_out_from_what_is_behind_them(address: Any, opened: Any, page: str, scheme: str) -> None:
    shown, _ = opened(address(page), DESK, scheme)

    assert shown.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[scheme]
    assert shown.evaluate(CONTRAST) == []


ON_PAPER = """() => {
  const light = c => { const [r, g, b] = c.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
                       return .2126 * r + .7152 * g + .0722 * b; };
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const wrong = new Set();
  for (const e of document.querySelectorAll("body, article, article *")) {
    if (!e.checkVisibility({checkOpacity: true})) continue;
    const style = getComputedStyle(e), back = parse(style.backgroundColor), name = e.tagName + " " + e.className + " ";
    const says = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    const [r, g, b, alpha = 1] = parse(style.color), fore = [r, g, b].map(v => v * alpha + 255 * (1 - alpha));
    if (says && 1.05 / (light(fore) + .05) < 4.5) wrong.add(name + style.color);
    if (back[3] !== 0 && light(back.slice(0, 3)) < .6) wrong.add(name + "on " + style.backgroundColor);
  }
  return [...wrong];
}"""


@pytest.mark.parametrize("chosen", ["system", "button"])
@pytest.mark.parametrize("page", ["standards/lend", "scripts/offer", "figures", "checklists/round"])
def test_paper_is_dark_on_white_though_the_screen_is_dark(address: Any, opened: Any, page: str, chosen: str) -> None:
    shown, _ = opened(address(page), DESK, "dark" if chosen == "system" else "light")
    if chosen == "button":
        shown.click(".md-header__option label:visible")
        shown.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")

    assert shown.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert shown.evaluate(ON_PAPER) != []

    shown.emulate_media(media="print")

    assert shown.evaluate("[...document.querySelectorAll('h1, h2, .hb-label, th, .hb-line')].some(e => e.checkVisibility())")
    assert shown.evaluate(ON_PAPER) == []
    assert shown.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_buttons_are_large_enough_for_a_thumb(address: Any, opened: Any) -> None:
    shown, _ = opened(address("standards/lend"), PHONE)

    sizes = shown.evaluate(
        "[...document.querySelectorAll('.hb-button, .hb-copy, .hb-card')].map(e => Math.min(e.offsetHeight, e.offsetWidth))"
    )
    assert sizes
    assert min(sizes) >= 44


def test_a_line_is_copied_as_it_is_said(address: Any, opened: Any) -> None:
    shown, _ = opened(address("scripts/offer"))
    shown.context.grant_permissions(["clipboard-read", "clipboard-write"])

    shown.click(".hb-quote--large .hb-copy")

    assert shown.evaluate("navigator.clipboard.readText()") == "{称谓}您好，要借把伞吗？"
    assert shown.text_content(".hb-quote--large .hb-copy") == "已复制"


@pytest.mark.parametrize(
    ("typed", "rows", "says"),
    [("", 4, ""), ("押金", 2, ""), ("２０ 元", 1, ""), ("没有这样的数", 0, "没有找到。换个说法，或用页首的搜索。")],
)
def test_a_list_shows_the_rows_that_hold_every_word(address: Any, opened: Any, typed: str, rows: int, says: str) -> None:
    shown, _ = opened(address("figures"))

    shown.fill(".hb-filter input", typed)

    assert shown.locator("tbody tr:visible").count() == rows
    assert shown.text_content(".hb-filter output") == says


@pytest.mark.parametrize(("today", "shown_now"), [("2026-05-31", False), ("2026-06-01", True), ("2026-08-31", True)])
def test_the_season_is_marked_by_the_reader_s_calendar(address: Any, opened: Any, today: str, shown_now: bool) -> None:
    shown, _ = opened("about:blank")
    shown.clock.set_fixed_time(f"{today}T12:00:00")

    shown.goto(address("uniforms/hat"))

    assert shown.is_visible(".hb-season") is shown_now


def test_a_link_to_a_clause_leads_to_the_clause(address: Any, opened: Any) -> None:
    shown, _ = opened(address("checklists/round"))

    shown.click(".hb-items a")
    shown.wait_for_load_state()

    assert shown.text_content("h1").startswith("雨伞租借")
    assert shown.evaluate("document.querySelector(':target').id") == "deposit-first"


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with markup in all its words, and in its name."""
    return made(hostile(), tmp_path_factory.mktemp("hostile"), offline=True, name=f"手册{HOSTILE}")


@pytest.mark.parametrize(
    "page", [*(kind or "index" for kind in KINDS), "services/umbrella", "terms", "sources/f1", "chapters/services"]
)
def test_markup_in_the_words_is_shown_and_never_obeyed(spoiled: Path, opened: Any, page: str) -> None:
    shown, seen = opened(f"{spoiled.as_uri()}/{page}.html")

    assert seen == []
    assert shown.evaluate("[...document.scripts].filter(s => s.textContent.includes('alert(')).length") == 0
    assert HOSTILE in shown.title()
    assert HOSTILE in shown.text_content("article")
    assert shown.evaluate("document.querySelector('.md-header__topic').textContent.trim()") == f"手册{HOSTILE}"
    assert HOSTILE in shown.text_content(".md-nav--primary")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(load(Project(ROOT)).handbook, tmp_path_factory.mktemp("real"), offline=True)


def test_no_page_of_the_handbook_is_wider_than_a_phone(real: Path, opened: Any) -> None:
    shown, seen = opened(f"{real.as_uri()}/index.html", PHONE)
    wide = []
    for path in sorted(real.rglob("*.html")):
        if path.name != "404.html":
            shown.goto(path.as_uri(), wait_until="domcontentloaded")
            if shown.evaluate("document.scrollingElement.scrollWidth") > 390:
                wide.append(path.relative_to(real).as_posix())

    assert wide == []
    assert seen == []
