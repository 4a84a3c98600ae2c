"""The site engine, today Material for MkDocs; no other module knows it.

The root `mkdocs.yml` is a person's; what pages and search rely on is computed from it into `build/mkdocs.yml`.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from logging import WARNING, Handler, LogRecord, getLogger
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape

from generator.problems import EnvironmentFault, HandbookError, Place, Problem
from generator.reading.source import Source
from generator.render.edition import Edition
from generator.render.nav import Item
from generator.render.pages import FAVICON
from generator.site.settings import COMPUTED
from generator.texts import label

NEEDED = "navigation.prune"
EPOCH = 315_532_800  # 1980-01-01, the first day a zip archive can name


def config(root: Source, nav: Sequence[Item], edition: Edition, styles: Iterable[str], scripts: Iterable[str]) -> str:
    """The text of `build/mkdocs.yml`, to lie beside `build/docs`; `styles` and `scripts` are paths below the latter."""
    kept = {key: value for key, value in root.data.items() if key not in COMPUTED}
    theme = {"name": "material", "language": "zh", "favicon": FAVICON, **_theme(kept), "font": False}
    theme["features"] = list(dict.fromkeys([*(theme.get("features") or ()), NEEDED]))
    toc = {"permalink": True, "permalink_title": label("page.permalink"), "toc_depth": 3}
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
        "markdown_extensions": ["attr_list", {"toc": toc}],
        "validation": {"nav": {"omitted_files": "ignore"}},
        "nav": list(nav),
    }
    return yaml.safe_dump({**kept, **computed}, allow_unicode=True, sort_keys=False, width=1_000)


def _theme(settings: Mapping[str, Any]) -> dict[str, Any]:
    theme = settings.get("theme") or {}
    return theme if isinstance(theme, dict) else {"name": theme}


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
        except Exception as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            said.append(f"{type(error).__name__}: {error}")
    if said:
        raise HandbookError(Problem("engine-said", Place(config_file.name), {"said": words}) for words in said)


def serve(rebuild: Callable[[], None], site_dir: Path, port: int, watched: Iterable[Path]) -> None:
    """Show `site_dir` to this machine alone until interrupted; a change of a watched path rebuilds, and pages reload."""
    from mkdocs.livereload import LiveReloadServer

    server = LiveReloadServer(rebuild, host="127.0.0.1", port=port, root=str(site_dir))
    for path in watched:
        server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
    except OSError as error:
        raise EnvironmentFault("port-taken", port=port) from error


@contextmanager
def _epoch(edition: Edition) -> Iterator[None]:
    """The engine's clock stands at the day the edition takes effect, so that the same sources give the same bytes."""
    day = date.fromisoformat(edition.effective) if edition.effective else None
    seconds = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) if day else EPOCH
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
