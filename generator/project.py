"""Where things lie, and the whole story: load, render, build."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.artifacts import Artifact, Written, files_below, replace_file, write
from generator.handbook import Handbook
from generator.layers import layered
from generator.load import Loaded, read_handbook
from generator.memory import settled, unsearched
from generator.models.checklist import Checklist
from generator.problems import EnvironmentFault, HandbookError, Place, Problem
from generator.reading.dialect import MAX_BYTES
from generator.reading.source import Source
from generator.render import calendar, pages, search
from generator.render.edition import Edition, address_of, workbook_path
from generator.render.nav import nav
from generator.render.prints import form_artifacts
from generator.sheets.write import workbook
from generator.site import engine
from generator.site.gate import check
from generator.site.publish import claim, environment_faults, exclusive, replacing
from generator.site.settings import ROOT, edition_of, read_settings

SUFFIXES = (".yaml", ".yml")
FOLDERS = ("standards", "forms")
IGNORED_PREFIXES = ("~$", "._", ".")


@dataclass(frozen=True)
class Project:
    """A folder with `standards/`, `forms/` and `mkdocs.yml`."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> "Project":
        """The project that `folder` lies in: the nearest folder upwards with a `mkdocs.yml`, or else `folder` itself."""
        folder = folder.resolve()
        return cls(next((up for up in (folder, *folder.parents) if (up / ROOT).is_file()), folder))

    @property
    def exists(self) -> bool:
        """Whether this looks like a project at all."""
        return any((self.root / name).exists() for name in (ROOT, *FOLDERS))

    def source_files(self) -> list[Path]:
        """Every YAML file an editor keeps, and every link, in the order of their paths."""
        folders = [self.root / folder for folder in FOLDERS if (self.root / folder).exists()]
        links = [folder for folder in folders if folder.is_symlink()]
        found = (path for folder in folders if folder not in links for path in _below(folder))
        return sorted([*links, *(p for p in found if p.is_symlink() or (p.suffix.lower() in SUFFIXES and p.is_file()))])

    def work_dir(self, store: str, offline: bool) -> Path:
        """Where the engine's input lies: `build/` or `build/stores/<store>/`, and `offline/` in it for pages from disk."""
        return self.root.joinpath("build", *(["stores", store] if store else []), *(["offline"] if offline else []))

    def site_dir(self, store: str, offline: bool) -> Path:
        """`site`, `site-offline`, `site-<store>` or `site-<store>-offline`."""
        return self.root / "-".join(["site", *([store] if store else []), *(["offline"] if offline else [])])


def _below(folder: Path) -> Iterator[Path]:
    """What is not hidden in a folder and its folders; one that may not be opened raises OSError instead of looking empty."""
    for path in folder.iterdir():
        if path.name.startswith(IGNORED_PREFIXES):
            continue
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)


@dataclass(frozen=True)
class Built:
    """A finished site: where it lies, its pages, what was written anew, warnings with their lines, and its address."""

    site: Path
    pages: int
    written: Written
    loaded: Loaded
    site_url: str


@unsearched()
def load(project: Project) -> Loaded:
    """Read every source and check everything, gathering all problems."""
    problems: list[Problem] = []
    contents: list[tuple[str, bytes]] = []
    for path in project.source_files():
        file = path.relative_to(project.root).as_posix()
        refused = _refused(path, file)
        if refused:
            problems.append(refused)
        else:
            contents.append((file, path.read_bytes()))
    if not contents and not problems:
        problems.append(Problem("no-sources" if project.exists else "no-project", Place(FOLDERS[0], line=0)))
    return read_handbook(contents, problems)


def _refused(path: Path, file: str) -> Problem | None:
    """Why a file is not read at all."""
    shown = file.encode("utf-8", "backslashreplace").decode()
    if shown != file:
        return Problem("file-name", Place(shown, line=0), {"name": shown})
    if path.is_symlink():
        return Problem("symlink", Place(file))
    size = path.stat().st_size
    return Problem("file-too-big", Place(file), {"size": size, "limit": MAX_BYTES}) if size > MAX_BYTES else None


def sound(loaded: Loaded) -> Loaded:
    """What was loaded, when nothing in it is wrong; else raises HandbookError with everything, warnings too."""
    if not loaded.sound:
        raise HandbookError(loaded.problems, loaded.lines)
    return loaded


def render(handbook: Handbook, edition: Edition) -> Iterator[Artifact]:
    """Everything the engine is given: pages, search, forms and workbooks."""
    yield from pages.pages(handbook, edition)
    yield from search.search_artifacts(handbook, edition)
    yield from form_artifacts(handbook, edition)
    yield from calendar.calendar_artifacts(handbook, edition)
    for checklist in handbook.of(Checklist):
        url = edition.full_url(address_of(checklist, edition))
        yield Artifact(workbook_path(checklist), workbook(handbook, checklist, edition, url), checklist.id)


def build(project: Project, *, store: str = "", offline: bool = False, output: Path | None = None) -> Built:
    """Build the site aside, pass it through the gate, and only then put it in place of the last one.

    Raises HandbookError for problems in the sources and EnvironmentFault for those of the machine; either way the
    last good site stays as it was.
    """
    loaded = sound(load(project))
    handbook = layered(loaded.handbook, store) if store else loaded.handbook
    work = project.work_dir(store, offline)
    site = Path(os.path.abspath(output)) if output else project.site_dir(store, offline)  # noqa: PTH100  # a link stays one
    settings = read_settings(_settings(project))
    edition = edition_of(settings, offline=offline, store=handbook.store)
    with settled(), exclusive(project.root / "build"), replacing(site, project.root) as new:
        written = prepare(handbook, edition, settings, work)
        engine.run(work / ROOT, new, edition)
        pages = _gate(new, edition, work / "docs")
    return Built(site, pages, written, loaded, edition.site_url)


Outcome = Built | HandbookError | EnvironmentFault


def serve(project: Project, *, port: int, store: str, report: Callable[[Outcome], None]) -> None:
    """Show the site on this machine and rebuild it at every save; each outcome is reported, and the last good pages stay."""
    site = project.root / "build" / "preview"

    def rebuild() -> None:
        try:
            report(build(project, store=store, output=site))
        except (HandbookError, EnvironmentFault) as error:
            report(error)

    rebuild()
    watched = [path for name in (*FOLDERS, ROOT) if (path := project.root / name).exists()]
    engine.serve(rebuild, site, port, watched)


def prepare(handbook: Handbook, edition: Edition, settings: Source, work: Path) -> Written:
    """Lay out the engine's input in `work`: finished Markdown and assets in `docs`, and the computed `mkdocs.yml`."""
    docs = work / "docs"
    with environment_faults(work):
        claim(work, docs)
        written = write(render(handbook, edition), docs)
        styles, scripts = (*pages.STYLES, *search.STYLES), (*pages.SCRIPTS, *search.SCRIPTS)
        text = engine.config(settings, nav(handbook), edition, styles, scripts)
        replace_file(work / ROOT, text.encode())
    return written


@unsearched()
def _gate(site: Path, edition: Edition, docs: Path) -> int:
    """How many pages the site has; raises HandbookError where it lacks one, or anything on them is amiss."""
    files = list(files_below(docs))
    pages = [file for file in files if file.endswith(".md")]
    problems = check(site, edition, pages, [file for file in files if not file.endswith(".md")])
    if problems:
        raise HandbookError(problems)
    return len(pages)


def _settings(project: Project) -> bytes:
    path = project.root / ROOT
    if not path.is_file():
        raise EnvironmentFault("no-settings", file=path.name)
    return path.read_bytes()
