"""What a finished site must hold before it may replace the last one."""

import os
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.problems import Place, Problem
from generator.render.edition import Edition

SEARCH_DATA = "search/search-data.js"
NOT_FOUND = "404.html"  # its addresses count from the root of the host, wherever it is shown
MAX_BYTES = 2_000_000
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
ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
WORDS = re.compile(r"<[^>]*>|\s+")


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
        found = (Path(top, name) for top, _, names in os.walk(self.folder) for name in names)
        return frozenset(path.relative_to(self.folder).as_posix() for path in found)

    def file_of(self, address: str) -> str:
        """The file that a server, or a disk, gives for an address below the root."""
        return posixpath.join(address, "index.html") if address.endswith("/") or not address else address


def check(folder: Path, edition: Edition, pages: Collection[str], required: Collection[str] = (SEARCH_DATA,)) -> list[Problem]:
    """Everything that keeps a site from being published.

    `pages` are the Markdown files it was built from, such as `standards/x.md`; `required` are further files it must have.
    """
    site = Site(folder, edition)
    expected = {site.file_of(edition.url(page.removesuffix(".md"))) for page in pages}
    problems = [_problem("site-page-missing", path) for path in sorted({*expected, *required} - site.files)]
    present = [path for path in required if path in site.files]
    problems += [_problem("site-file-empty", path) for path in present if not (folder / path).stat().st_size]
    scans = {}
    for path in sorted(site.files):
        if path.endswith(".html"):
            text = (folder / path).read_text(encoding="utf-8")
            problems += _page_faults(path, text) if path in expected else ()
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
    anchors: set[str] = set()
    links: dict[str, None] = {}
    fetched: dict[str, None] = {}
    for tag, attributes in TAG.findall(_without_scripts(html)):
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
    return Scanned(frozenset(anchors), tuple(links), tuple(fetched))


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


def _page_faults(path: str, text: str) -> Iterator[Problem]:
    article = ARTICLE.search(text)
    words = WORDS.sub("", article[1][:ENOUGH]) if article else ""
    if len(words) < MIN_WORDS:
        yield _problem("site-page-empty", path)
    size, around = len(text.encode()), len(text) - (len(article[1]) if article else 0)
    if size > MAX_BYTES:
        yield _problem("site-page-heavy", path, size=size, limit=MAX_BYTES)
    if around > MAX_AROUND:
        yield _problem("site-navigation-heavy", path, size=around, limit=MAX_AROUND)


def _foreign(edition: Edition, path: str, scanned: Scanned) -> Iterator[Problem]:
    """Whatever a browser would fetch from another host, and links that lead to one without leave."""
    for address in scanned.fetched:
        if FOREIGN.match(address) or _scheme(address) not in {"", "data"}:
            yield _problem("site-foreign-host", path, address=address)
    own = tuple(start for start in (edition.site_url, edition.edit_url.split("{")[0]) if start)
    for address in scanned.links:
        if (FOREIGN.match(address) or _scheme(address) not in {"", *HARMLESS}) and not (own and address.startswith(own)):
            yield _problem("site-foreign-link", path, address=address)


def _dead_links(site: Site, scans: dict[str, Scanned], path: str, scanned: Scanned) -> Iterator[Problem]:
    base = posixpath.dirname(path)
    for address in (*scanned.links, *scanned.fetched):
        if _scheme(address) or FOREIGN.match(address):
            continue
        parts = urlsplit(address)
        where, anchor = unquote(parts.path), unquote(parts.fragment)
        target = path if not where else _target(site, base, where)
        if target not in site.files:
            yield _problem("site-dead-link", path, address=address)
        elif anchor and target in scans and anchor not in scans[target].anchors:
            yield _problem("site-dead-anchor", path, address=address)


def _target(site: Site, base: str, where: str) -> str:
    joined = posixpath.normpath(posixpath.join(base, where))
    if joined == ".":
        return site.file_of("")
    return site.file_of(f"{joined}/" if where.endswith("/") else joined)


def _scheme(address: str) -> str:
    match = SCHEME.match(address)
    return match[1].lower() if match else ""


def _problem(code: str, path: str, **params: object) -> Problem:
    return Problem(code, Place(path), params)
