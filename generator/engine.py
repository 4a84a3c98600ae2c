"""The site engine, today Material for MkDocs; no other module knows it.

The root `mkdocs.yml` is a person's; whatever pages and search rely on is computed from it into `build/mkdocs.yml`,
so that a wrong setting is a problem with its place and never a broken site.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timezone
from logging import WARNING, Handler, LogRecord, getLogger
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape

from generator.nearest import nearest
from generator.problems import HandbookError, Place, Problem, errors
from generator.render.edition import Edition
from generator.render.nav import Item
from generator.render.pages import FAVICON
from generator.source import Source, read_source
from generator.texts import label

ROOT = "mkdocs.yml"
COMPUTED = ("plugins", "hooks", "nav", "docs_dir", "site_dir", "markdown_extensions", "extra_css", "extra_javascript", "INHERIT")
FOREIGN = ("repo_url", "remote_branch", "extra.analytics", "extra.polyfills", "theme.custom_dir")
SLOW_OR_FETCHING = ("navigation.instant", "navigation.sections", "navigation.expand")
SETTINGS = {"version", "effective", "edit_url"}
WEB = ("http://", "https://")
EDITORS = (*WEB, "vscode://")
EPOCH = 315_532_800  # 1980-01-01, the first day a zip archive can name


def settings(content: bytes) -> Source:
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


def config(root: Source, nav: Sequence[Item], edition: Edition, styles: Iterable[str], scripts: Iterable[str]) -> str:
    """The text of `build/mkdocs.yml`, to lie beside `build/docs`; `styles` and `scripts` are paths below the latter."""
    kept = {key: value for key, value in root.data.items() if key not in COMPUTED}
    theme = {"name": "material", "language": "zh", "favicon": FAVICON, **(kept.get("theme") or {}), "font": False}
    computed = {
        "site_name": str(escape(edition.site_name)),
        "site_url": "" if edition.offline else edition.site_url,
        "use_directory_urls": not edition.offline,
        "docs_dir": "docs",
        "theme": theme,
        "extra": {"generator": False, **(kept.get("extra") or {})},
        "extra_css": list(styles),
        "extra_javascript": list(scripts),
        "plugins": [],
        "markdown_extensions": ["attr_list", {"toc": {"permalink": True, "permalink_title": label("page.permalink"), "toc_depth": 3}}],
        "validation": {"nav": {"omitted_files": "ignore"}},
        "nav": list(nav),
    }
    return yaml.safe_dump({**kept, **computed}, allow_unicode=True, sort_keys=False, width=1_000)


def run(config_file: Path, site_dir: Path, edition: Edition) -> None:
    """Build the site of `config_file` into `site_dir`, quietly; raises HandbookError with whatever the engine warned of."""
    with _epoch(edition), _listening() as said:
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        try:
            build(load_config(str(config_file), site_dir=str(site_dir)))
        except MkDocsException as error:
            said.append(str(error))
    if said:
        raise HandbookError(Problem("engine-said", Place(config_file.name), {"said": words}) for words in said)


def _refused(source: Source) -> Iterator[Problem]:
    """Settings that are computed, or that would make pages fetch from elsewhere or slow."""
    for key in COMPUTED:
        if source.data.get(key):
            yield Problem("site-computed", source.place((key,), key=True), {"key": key})
    for dotted in FOREIGN:
        path = tuple(dotted.split("."))
        if _at(source, path):
            yield Problem("site-foreign", source.place(path, key=True), {"key": dotted})
    for number, feature in enumerate(_at(source, ("theme", "features")) or ()):
        if str(feature).startswith(SLOW_OR_FETCHING):
            yield Problem("site-feature", source.place(("theme", "features", number)), {"feature": feature})


def _wrong(source: Source) -> Iterator[Problem]:
    """Settings of the handbook with a wrong value."""
    own_path = ("extra", "handbook")
    own = _at(source, own_path)
    if not isinstance(source.data.get("site_name"), str) or not source.data["site_name"].strip():
        yield Problem("site-no-name", source.place(("site_name",), key=True))
    yield from _addresses(source)
    theme = _at(source, ("theme", "name"))
    if theme not in (None, "material"):
        yield Problem("site-theme", source.place(("theme", "name")), {"found": theme})
    if not isinstance(own, dict) or not isinstance(own.get("version"), str | int | float) or isinstance(own.get("version"), bool):
        yield Problem("site-no-version", source.place((*own_path, "version"), key=True))
    if not isinstance(own, dict):
        return
    if (effective := own.get("effective")) and not _is_day(effective):
        yield Problem("site-not-a-day", source.place((*own_path, "effective")), {"found": effective})
    for key in own.keys() - SETTINGS:
        params = {"key": key, "owner": "extra.handbook", "allowed": ", ".join(sorted(SETTINGS))}
        yield Problem("unknown-key", source.place((*own_path, key), key=True), params, nearest(key, SETTINGS))


def _addresses(source: Source) -> Iterator[Problem]:
    for path, schemes in ((("site_url",), WEB), (("extra", "handbook", "edit_url"), EDITORS)):
        found = _at(source, path)
        if found and not (isinstance(found, str) and found.startswith(schemes) and not set(found) & set(" \"'<>\n")):
            yield Problem("site-not-an-address", source.place(path), {"found": found, "allowed": ", ".join(schemes)})


def _at(source: Source, path: Sequence[str]) -> Any:
    """The value at a path, or none where something on the way is missing."""
    value: Any = source.data
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _is_day(value: object) -> bool:
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


@contextmanager
def _epoch(edition: Edition) -> Iterator[None]:
    """The engine's clock stands at the day the edition takes effect, so that the same sources give the same bytes."""
    day = date.fromisoformat(edition.effective) if edition.effective else None
    seconds = int(datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp()) if day else EPOCH
    wanted = {"SOURCE_DATE_EPOCH": str(seconds), "NO_MKDOCS_2_WARNING": "1"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


class _Listener(Handler):
    """Keeps what the engine warns of."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(WARNING)
        self.said = said

    def emit(self, record: LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What the engine's logger says from warnings upwards, instead of printing it."""
    logger, said = getLogger("mkdocs"), list[str]()
    listener, propagate, level = _Listener(said), logger.propagate, logger.level
    logger.addHandler(listener)
    logger.propagate = False
    logger.setLevel(WARNING)
    try:
        yield said
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate
        logger.setLevel(level)
