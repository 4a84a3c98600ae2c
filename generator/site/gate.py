"""What a finished site must hold before it may replace the last one."""

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.artifacts import files_below
from generator.problems import Place, Problem
from generator.render.edition import PAGES, Edition

SEARCH_DATA = "search/search-data.js"
NOT_FOUND = "404.html"  # its addresses count from the root of the host, wherever it is shown
MAX_BYTES = 2_000_000
"""Bytes of the page of one entry; a list grows with the handbook, and no editor could make it shorter."""
MAX_AROUND = 120_000
"""Bytes of a page outside its article: more means that every page carries the whole navigation."""
ENOUGH = 4_000
MIN_WORDS = 8
"""Characters to be read among the first so many of an article."""
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<([a-zA-Z][\w-]*)\s([^<>]*=[^<>]*)>")
ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
NAMING = {"id", "name", "href", "rel", "style"}
FETCHES = {"src", "srcset", "action", "formaction", "data", "poster"}
CSS_ADDRESS = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""", re.IGNORECASE)
FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}", re.IGNORECASE)
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
HARMLESS = {"data", "mailto", "tel"}
ARTICLE = re.compile(r"<article\b[^>]*>")
WORDS = re.compile(rf"(?:(?:<[^>]*>|\s)*+.){{{MIN_WORDS}}}", re.DOTALL)
SEAM = ">\n      "  # no tag reaches across it


@dataclass(frozen=True)
class Scanned:
    """What one HTML file refers to: its anchors, where it leads, and what a browser would fetch for it."""

    anchors: frozenset[str]
    links: tuple[str, ...]
    fetched: tuple[str, ...]


@dataclass(frozen=True)
class Site:
    """A folder with a finished site, and what it should hold."""

    folder: Path
    edition: Edition

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file below the folder, with `/`."""
        return frozenset(files_below(self.folder))

    def file_of(self, address: str) -> str:
        """The file that a server, or a disk, gives for an address below the root."""
        return f"{address}index.html" if address.endswith("/") or not address else address


def check(folder: Path, edition: Edition, pages: Collection[str], required: Collection[str] = (SEARCH_DATA,)) -> list[Problem]:
    """Everything that keeps a site from being published.

    `pages` are the Markdown files it was built from, such as `standards/x.md`; `required` are further files it must have.
    """
    site = Site(folder, edition)
    expected = {site.file_of(edition.url(page.removesuffix(".md"))) for page in pages}
    entries = {site.file_of(edition.url(page.removesuffix(".md"))) for page in pages if _is_of_one_entry(page)}
    problems = [_problem("site-page-missing", path) for path in sorted({*expected, *required} - site.files)]
    present = [path for path in required if path in site.files]
    problems += [_problem("site-file-empty", path) for path in present if not (folder / path).stat().st_size]
    scans = {}
    for path in sorted(site.files):
        if path.endswith(".html"):
            content = (folder / path).read_bytes()
            text = content.decode()
            problems += _page_faults(path, text, len(content) if path in entries else 0) if path in expected else ()
            scans[path] = scan(text)
        elif path.endswith(".css"):
            text = (folder / path).read_text(encoding="utf-8")
            problems += [_problem("site-foreign-host", path, address=a) for a in CSS_ADDRESS.findall(text) if FOREIGN.match(a)]
    for path, scanned in scans.items():
        problems += _foreign(edition, path, scanned)
        if path != NOT_FOUND:
            problems += _dead_links(site, scans, path, scanned)
    return problems


def scan(html: str) -> Scanned:
    """The anchors and addresses of a page; what stands in scripts and comments is none of them."""
    *pieces, last = _without_scripts(html).split(SEAM)
    found = [scanned for piece in pieces if (scanned := _scan_piece(f"{piece}>"))]
    found += [scanned] if (scanned := _scan_piece(last)) else []
    return Scanned(
        frozenset().union(*(scanned.anchors for scanned in found)),
        tuple(dict.fromkeys(chain.from_iterable(scanned.links for scanned in found))),
        tuple(dict.fromkeys(chain.from_iterable(scanned.fetched for scanned in found))),
    )


@lru_cache(maxsize=20_000)
def _scan_piece(html: str) -> Scanned | None:
    """The same of a stretch of whole tags, if there is any; most stretches stand on every page."""
    anchors: set[str] = set()
    links: dict[str, None] = {}
    fetched: dict[str, None] = {}
    for tag, attributes in TAG.findall(html):
        found = _attributes(attributes)
        if not found:
            continue
        if "id" in found:
            anchors.add(found["id"])
        if "name" in found and tag == "a":
            anchors.add(found["name"])
        if "href" in found:
            (links if tag == "a" or found.get("rel") in ("canonical", "prev", "next") else fetched)[found["href"]] = None
        fetched |= dict.fromkeys(found[name] for name in FETCHES if name in found)
        fetched |= dict.fromkeys(CSS_ADDRESS.findall(found.get("style", "")))
    return Scanned(frozenset(anchors), tuple(links), tuple(fetched)) if anchors or links or fetched else None


@lru_cache(maxsize=20_000)
def _attributes(text: str) -> dict[str, str]:
    """Those attributes of a tag that name or address something."""
    found = {name.lower(): unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(text)}
    return {name: value for name, value in found.items() if name in NAMING or name in FETCHES}


def _without_scripts(html: str) -> str:
    """The page with scripts empty and comments gone."""
    first, *others = html.split("<script")
    kept = [first, *(f"<script{other[: other.find('>') + 1]}{other[other.find('</script') :]}" for other in others)]
    text = "".join(kept)
    return COMMENT.sub("", text) if "<!--" in text else text


def _page_faults(path: str, text: str, size: int) -> Iterator[Problem]:
    start, end = _article(text)
    if not WORDS.match(text, start, min(end, start + ENOUGH)):
        yield _problem("site-page-empty", path)
    around = len(text) - (end - start)
    if size > MAX_BYTES:
        yield _problem("site-page-heavy", path, size=size, limit=MAX_BYTES)
    if around > MAX_AROUND:
        yield _problem("site-navigation-heavy", path, size=around, limit=MAX_AROUND)


def _is_of_one_entry(page: str) -> bool:
    folder, _, name = page.rpartition("/")
    return folder in PAGES.values() and name != "index.md"


def _article(text: str) -> tuple[int, int]:
    """Where the article of a page begins and ends; both 0 where there is none."""
    opening = ARTICLE.search(text)
    end = text.rfind("</article>")
    return (opening.end(), end) if opening and opening.end() <= end else (0, 0)


def _foreign(edition: Edition, path: str, scanned: Scanned) -> Iterator[Problem]:
    """Whatever a browser would fetch from another host, and links that lead to one without leave."""
    for address in scanned.fetched:
        if _scheme(address) not in {"", "data"}:
            yield _problem("site-foreign-host", path, address=address)
    own = tuple(start for start in (edition.site_url, edition.edit_url.split("{")[0]) if start)
    for address in scanned.links:
        if _scheme(address) not in {"", *HARMLESS} and not (own and address.startswith(own)):
            yield _problem("site-foreign-link", path, address=address)


def _dead_links(site: Site, scans: dict[str, Scanned], path: str, scanned: Scanned) -> Iterator[Problem]:
    base = posixpath.dirname(path)
    for address in (*scanned.links, *scanned.fetched):
        if _scheme(address):
            continue
        where, anchor = _parts(address)
        target = site.file_of(_joined(*_climbed(base, where))) if where else path
        if target not in site.files:
            yield _problem("site-dead-link", path, address=address)
        elif anchor and target in scans and anchor not in scans[target].anchors:
            yield _problem("site-dead-anchor", path, address=address)


@lru_cache(maxsize=20_000)
def _scheme(address: str) -> str:
    """The scheme of an address, `//` where it names a host, nothing where it stays on this site."""
    match = SCHEME.match(address)
    return "//" if FOREIGN.match(address) else match[1].lower() if match else ""


@lru_cache(maxsize=20_000)
def _parts(address: str) -> tuple[str, str]:
    """Path and anchor of an address on this site."""
    parts = urlsplit(address)
    return unquote(parts.path), unquote(parts.fragment)


def _climbed(base: str, where: str) -> tuple[str, str]:
    """The same way from further up, so that neighbours share it."""
    while base and where.startswith("../") and not where.startswith("..//"):
        base, where = base.rpartition("/")[0], where[3:] or "./"
    return base, where


@lru_cache(maxsize=20_000)
def _joined(base: str, where: str) -> str:
    """The address below the root that a way from a folder leads to."""
    joined = posixpath.normpath(posixpath.join(base, where))
    return "" if joined == "." else f"{joined}/" if where.endswith("/") else joined


def _problem(code: str, path: str, **params: object) -> Problem:
    return Problem(code, Place(path), params)
