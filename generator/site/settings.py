"""The root `mkdocs.yml`: what a person may set, and the edition it describes.

Whatever pages and search rely on is computed instead, so that a wrong setting is a problem with its place and never a
broken site.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from generator.problems import HandbookError, Place, Problem, errors
from generator.reading.nearest import nearest
from generator.reading.source import Source, read_source
from generator.render.edition import Edition

ROOT = "mkdocs.yml"
COMPUTED = (
    "plugins", "hooks", "nav", "docs_dir", "site_dir", "use_directory_urls", "markdown_extensions", "extra_css",
    "extra_javascript", "INHERIT",
)  # fmt: skip
FOREIGN = ("repo_url", "remote_branch", "extra.analytics", "extra.polyfills", "theme.custom_dir")
SLOW_OR_FETCHING = ("navigation.instant", "navigation.sections", "navigation.expand")
SETTINGS = {"version", "effective", "edit_url"}
WEB = ("http://", "https://")
EDITORS = (*WEB, "vscode://")
FIRST_YEAR, LAST_YEAR = 1980, 2099  # within what zip and gzip files can date


def read_settings(content: bytes) -> Source:
    """The root `mkdocs.yml` as data with places; raises HandbookError with everything that is wrong in it."""
    source, problems = read_source(ROOT, content)
    if source:
        problems += [*_refused(source), *_wrong(source)]
    found = list(errors(problems))
    if found or source is None:
        raise HandbookError(found)
    return source


def edition_of(root: Source, *, offline: bool = False, store: str = "") -> Edition:
    """The edition these settings describe."""
    own = _at(root, ("extra", "handbook")) or {}
    site_url = str(root.data.get("site_url") or "")
    return Edition(
        version=str(own["version"]),
        site_name=str(root.data["site_name"]),
        site_url=f"{site_url.rstrip('/')}/" if site_url else "",
        effective=str(own.get("effective") or ""),
        edit_url=str(own.get("edit_url") or ""),
        offline=offline,
        store=store,
    )


def _refused(source: Source) -> Iterator[Problem]:
    """Settings that are computed, or that would make pages fetch from elsewhere or slow."""
    for key in COMPUTED:
        if source.data.get(key):
            yield Problem("site-computed", source.place((key,), key=True), {"key": key})
    for dotted in FOREIGN:
        path = tuple(dotted.split("."))
        if _at(source, path):
            yield Problem("site-foreign", source.place(path, key=True), {"key": dotted})
    features = _at(source, ("theme", "features"))
    for number, feature in enumerate(features if isinstance(features, list) else ()):
        if str(feature).startswith(SLOW_OR_FETCHING):
            yield Problem("site-feature", source.place(("theme", "features", number)), {"feature": feature})


def _wrong(source: Source) -> Iterator[Problem]:
    """Settings of the handbook with a wrong value."""
    own_path = ("extra", "handbook")
    own = _at(source, own_path)
    if not isinstance(source.data.get("site_name"), str) or not source.data["site_name"].strip():
        yield Problem("site-no-name", source.place(("site_name",), key=True))
    yield from _addresses(source)
    yield from _theme(source)
    if not isinstance(own, dict) or not own.get("version") or own["version"] is True:
        yield Problem("site-no-version", source.place((*own_path, "version"), key=True))
        return
    if not isinstance(own["version"], str | int | float):
        yield Problem("not-text", source.place((*own_path, "version")), {"found": own["version"]})
    if effective := own.get("effective"):
        yield from _effective(str(effective), source.place((*own_path, "effective")))
    for key in own.keys() - SETTINGS:
        params = {"key": key, "owner": "extra.handbook", "allowed": ", ".join(sorted(SETTINGS))}
        yield Problem("unknown-key", source.place((*own_path, key), key=True), params, nearest(key, SETTINGS))


def _theme(source: Source) -> Iterator[Problem]:
    """A theme that is not Material, or whose parts are not of the shape that it reads."""
    theme = source.data.get("theme")
    if not theme:
        return
    if not isinstance(theme, dict | str):
        yield Problem("not-a-mapping", source.place(("theme",)), {"found": theme})
        return
    path = ("theme",) if isinstance(theme, str) else ("theme", "name")
    if (name := _at(source, path)) not in (None, "material"):
        yield Problem("site-theme", source.place(path), {"found": name})
    features, palette = _at(source, ("theme", "features")), _at(source, ("theme", "palette"))
    if features and not isinstance(features, list):
        yield Problem("not-a-list", source.place(("theme", "features")), {"found": features})
    for number, one in enumerate(palette if isinstance(palette, list) else [palette] if palette else []):
        if not isinstance(one, dict):
            steps = (number,) if isinstance(palette, list) else ()
            yield Problem("not-a-mapping", source.place(("theme", "palette", *steps)), {"found": one})


def _effective(found: str, place: Place) -> Iterator[Problem]:
    try:
        day = date.fromisoformat(found)
    except ValueError:
        yield Problem("site-not-a-day", place, {"found": found})
        return
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        yield Problem("site-day-too-far", place, {"found": found, "first": FIRST_YEAR, "last": LAST_YEAR})


def _addresses(source: Source) -> Iterator[Problem]:
    for path, schemes in ((("site_url",), WEB), (("extra", "handbook", "edit_url"), EDITORS)):
        found = _at(source, path)
        if found and not (isinstance(found, str) and found.startswith(schemes) and _is_address(found)):
            yield Problem("site-not-an-address", source.place(path), {"found": found, "allowed": ", ".join(schemes)})


def _at(source: Source, path: Sequence[str]) -> Any:
    """The value at a path, or none where something on the way is missing."""
    value: Any = source.data
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _is_address(text: str) -> bool:
    try:
        return bool(urlsplit(text).netloc) and not set(text) & set(" \"'<>\n")
    except ValueError:
        return False
