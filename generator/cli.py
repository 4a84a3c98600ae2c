"""The `handbook` command: arguments, printing and exit codes, nothing else.

Exit codes: 0 sound, 1 problems in the sources or files, 2 wrong usage, 3 environment.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from generator import __version__, formats
from generator.artifacts import replace_file
from generator.editing.scaffold import new_entry
from generator.editing.schema import SCHEMA, merged, schema_files
from generator.models import KINDS
from generator.problems import LANGUAGES, EnvironmentFault, HandbookError, Place, Problem
from generator.project import Built, Outcome, Project, build, load, serve, sound
from generator.scoring import report
from generator.scoring.collect import collected, keep_foreign
from generator.texts import label

FORMATS = ("text", "json", "github", "sarif")
KIND_NAMES = tuple(kind.kind for kind in KINDS)
Lines = Mapping[str, Sequence[str]]


def help_of(key: str) -> str:
    return label(f"cli.{key}")


@dataclass(frozen=True)
class Session:
    """What every command is given: the project, and the language to speak."""

    project: Project
    language: str


class Guarded(click.Group):
    """Turns what can go wrong into sentences and exit codes; anything else is a bug and keeps its traceback."""

    def invoke(self, context: click.Context) -> Any:
        language = context.params["lang"]
        try:
            return super().invoke(context)
        except (HandbookError, EnvironmentFault) as error:
            explain(error, language)
            sys.exit(exit_code(error))
        except BrokenPipeError:
            raise  # click ends quietly when nobody reads on
        except OSError as error:
            explain(EnvironmentFault("machine-error", file=error.filename or "", said=error.strerror or error), language)
            sys.exit(3)


@click.group(cls=Guarded, help=help_of("about"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), help=help_of("root"))
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", envvar="HANDBOOK_LANG", help=help_of("lang"))
@click.pass_context
def main(context: click.Context, root: Path | None, lang: str) -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a console of code page 936 lacks signs
    context.obj = Session(Project(root.resolve()) if root else Project.around(Path.cwd()), lang)


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A subcommand whose help stands in `templates/labels.yaml`."""
    return main.command(name, help=help_of(name))


def show(problems: Iterable[Problem], lines: Lines, lang: str) -> None:
    """Problems for a person, on stderr."""
    colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    click.echo(formats.as_text(tuple(problems), lines, lang, colour), err=True, color=colour)


def explain(error: HandbookError | EnvironmentFault, lang: str) -> None:
    """What stopped a command, for a person."""
    show(error.problems, error.lines, lang) if isinstance(error, HandbookError) else show([error.problem], {}, lang)


def exit_code(error: HandbookError | EnvironmentFault) -> int:
    return 1 if isinstance(error, HandbookError) else 3


def progress(key: str) -> AbstractContextManager[object]:
    """Something that moves while work goes on, on a terminal alone."""
    return Console(stderr=True).status(label(key)) if sys.stderr.isatty() else nullcontext()


@command("check")
@click.option("--format", "style", type=click.Choice(FORMATS), default="text", help=help_of("format"))
@click.pass_obj
def check(session: Session, style: str) -> None:
    loaded = load(session.project)
    if style == "text":
        if loaded.problems:
            show(loaded.problems, loaded.lines, session.language)
        if loaded.sound:
            kinds = loaded.handbook.by_kind
            counts = "".join(label("cli.count", kind=label(f"page.kinds.{kind}"), count=len(kinds[kind])) for kind in kinds)
            click.echo(label("cli.sound", total=len(loaded.handbook.entries), counts=counts))
    else:
        render = {"json": formats.as_json, "github": formats.as_github, "sarif": formats.as_sarif}[style]
        click.echo(render(loaded.problems, session.language))
    sys.exit(0 if loaded.sound else 1)


@command("build")
@click.option("--store", default="", help=help_of("store"))
@click.option("--offline", is_flag=True, help=help_of("offline"))
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help=help_of("output"))
@click.pass_obj
def build_command(session: Session, store: str, offline: bool, output: Path | None) -> None:
    try:
        with progress("cli.building"):
            built = build(session.project, store=store, offline=offline, output=output)
    except (HandbookError, EnvironmentFault) as error:
        explain(error, session.language)
        click.echo(label("cli.untouched"), err=True)
        sys.exit(exit_code(error))
    if built.loaded.problems:
        show(built.loaded.problems, built.loaded.lines, session.language)
    click.echo(label("cli.built", site=built.site, pages=built.pages, changed=built.written.changed))
    if built.site_url.rstrip("/").endswith(".example"):
        click.echo(label("cli.example-url", url=built.site_url))


@command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help=help_of("port"))
@click.option("--store", default="", help=help_of("store"))
@click.pass_obj
def serve_command(session: Session, port: int, store: str) -> None:
    def report_build(outcome: Outcome) -> None:
        if isinstance(outcome, Built):
            click.echo(label("cli.rebuilt", url=f"http://127.0.0.1:{port}/"))
        else:
            explain(outcome, session.language)

    serve(session.project, port=port, store=store, report=report_build)


@command("score")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("scores"), help=help_of("scores")
)
@click.pass_obj
def score(session: Session, files: tuple[Path, ...], output: Path) -> None:
    handbook = sound(load(session.project)).handbook
    with progress("cli.scoring"):
        found = report.score_files(handbook, collected(files))
    table = Table(*report.columns(), box=box.ASCII)
    table.columns[0].overflow = "fold"
    for cells, style in report.rows(found):
        table.add_row(*map(escape, cells), style=style)
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    if problems := [problem for result in found.results for problem in result.problems]:
        show(problems, {}, session.language)
    if not any(result.score for result in found.results):
        raise HandbookError([Problem("nothing-scored", Place(output.as_posix(), line=0))])
    keep_foreign(output / report.SUMMARY)
    output.mkdir(parents=True, exist_ok=True)
    for artifact in report.artifacts(found):
        replace_file(output / artifact.path, artifact.content)
    click.echo(label("cli.scored", count=len(found.results), folder=output.as_posix()))
    sys.exit(0 if found.sound else 1)


@command("new")
@click.argument("kind", type=click.Choice(KIND_NAMES))
@click.argument("id")
@click.pass_obj
def new(session: Session, kind: str, id: str) -> None:
    if not session.project.exists:
        raise HandbookError([Problem("no-project", Place(session.project.root.as_posix(), line=0))])
    path, text = new_entry(kind, id, load(session.project).handbook)
    target = session.project.root / path
    if target.exists():
        raise EnvironmentFault("file-exists", file=path)
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_file(target, text.encode())
    click.echo(label("cli.new-done", path=path))


@command("schema")
@click.pass_obj
def schema(session: Session) -> None:
    problems = []
    for path, text in schema_files().items():
        target = session.project.root / path
        content = merged(target.read_bytes(), text) if path != SCHEMA and target.exists() else text.encode()
        if content is None:
            problems.append(Problem("settings-not-json", Place(path, line=0)))
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, content)
        click.echo(path)
    if problems:
        raise HandbookError(problems)
