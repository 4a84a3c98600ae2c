"""A page with the search on it, over http and from disk, in a real browser."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from generator.artifacts import Artifact, write
from generator.handbook import Handbook
from generator.render.edition import Edition
from generator.render.search import SCRIPTS, STYLES, search_artifacts

PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
{styles}<header class="md-header"><nav class="md-header__inner"></nav></header><h1>{title}</h1><input id="other">
{scripts}</html>"""


@dataclass
class Seen:
    """What a page did besides showing itself."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SearchPage:
    """A page in the browser, with what it asked for and complained of."""

    page: Any
    base: str
    seen: Seen

    def open(self, path: str = "index.html") -> None:
        self.page.goto(self.base + path)

    def search(self) -> None:
        """Opens the search and waits until everything can be found."""
        self.page.keyboard.press("/")
        self.page.evaluate("handbookSearch.load()")

    def type(self, query: str) -> list[str]:
        """The ids of the hits shown for a query."""
        self.page.fill("[role=combobox]", query)
        return self.ids()

    def ids(self) -> list[str]:
        return self.page.eval_on_selector_all("[role=option]", "rows => rows.map(row => row.dataset.id)")


def site(handbook: Handbook, folder: Path, *, offline: bool) -> None:
    """The search of a handbook with two small pages at different depths."""
    edition = Edition("2026.11", "手册", offline=offline)
    pages = [Artifact(path, _page(path)) for path in ("index.html", edition.url("standards/some"))]
    pages = [Artifact(f"{p.path}index.html" if p.path.endswith("/") else p.path, p.content) for p in pages]
    write([*search_artifacts(handbook, edition), *pages], folder)


def _page(path: str) -> bytes:
    up = "../" * path.count("/")
    styles = "".join(f'<link rel="stylesheet" href="{up}{style}">' for style in STYLES)
    scripts = "".join(f'<script src="{up}{script}"></script>' for script in SCRIPTS)
    return PAGE.format(styles=styles, scripts=scripts, title=path).encode()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of the folder `tmp_path` on a small web server."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def search_page(browser: Any, tmp_path: Path, served: str) -> Iterator[Callable[..., SearchPage]]:
    """Opens the search of a handbook, over http or from disk, in a window of some size."""
    contexts = []

    def start(handbook: Handbook, *, disk: bool = False, width: int = 1280) -> SearchPage:
        site(handbook, tmp_path, offline=disk)
        context = browser.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page, seen = context.new_page(), Seen()
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("console", lambda said: seen.complaints.append(said.text) if said.type in ("error", "warning") else None)
        found = SearchPage(page, f"{tmp_path.as_uri()}/" if disk else served, seen)
        found.open()
        return found

    yield start
    for context in contexts:
        context.close()
