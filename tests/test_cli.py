"""The command as its users run it: what it prints, where it writes, how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.models.checklist import Checklist
from generator.project import Project, load
from generator.sheets.write import workbook
from tests.sheets.papers import EDITION

ROOT = Path(__file__).resolve().parent.parent
SOUND = """
roles:
  service-desk: {title: 服务台客服, own: true}
"""
BROKEN = """
roles:
  service-desk: {titel: 服务台客服, own: true}
"""


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], catch_exceptions=False)


def test_help_names_every_command() -> None:
    said = CliRunner().invoke(main, ["--help"]).output

    assert [line.split()[0] for line in said.split("Commands:\n")[1].splitlines()] == [
        "build", "check", "new", "schema", "score", "serve",
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["build", "check", "new", "schema", "score", "serve"])
def test_every_command_has_help(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])

    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5


def test_a_sound_project_ends_with_0_and_counts(project) -> None:
    result = run(project(SOUND).root, "check")

    assert result.exit_code == 0
    assert "共 1 条。岗位 1" in result.output


def test_problems_end_with_1_and_name_place_code_and_fix(project) -> None:
    result = run(project(BROKEN).root, "check")

    assert result.exit_code == 1
    assert "standards/a.yaml:3:18" in result.stderr
    assert "unknown-key" in result.stderr
    assert "title" in result.stderr


def test_json_is_a_list_of_problems(project) -> None:
    result = run(project(BROKEN).root, "check", "--format", "json")

    found = json.loads(result.stdout)
    assert [sorted(p) for p in found] == [["code", "column", "file", "hint", "line", "message", "severity"]] * len(found)
    assert {(p["code"], p["line"], p["column"]) for p in found} == {("unknown-key", 3, 18)}


def test_english_on_request(project) -> None:
    result = run(project(BROKEN).root, "--lang", "en", "check")

    assert '"service-desk" has no key "titel"' in result.stderr


def test_wrong_usage_ends_with_2(project) -> None:
    assert run(project(SOUND).root, "check", "--format", "xml").exit_code == 2
    assert run(project(SOUND).root, "new", "standrad", "x").exit_code == 2


def test_a_missing_mkdocs_file_ends_with_3(project) -> None:
    result = run(project(SOUND).root, "build")

    assert result.exit_code == 3
    assert "mkdocs.yml" in result.stderr


def test_an_unknown_store_ends_with_1_and_builds_nothing(project) -> None:
    drawn = project({"standards/a.yaml": SOUND, "mkdocs.yml": "site_name: x\nextra: {handbook: {version: '1'}}\n"})

    result = run(drawn.root, "build", "--store", "chengdu")

    assert result.exit_code == 1
    assert "no-such-store" in result.stderr
    assert not (drawn.root / "site").exists()


def test_an_entry_is_found_from_a_folder_inside_the_project(project, monkeypatch) -> None:
    drawn = project({"standards/a.yaml": SOUND, "mkdocs.yml": "site_name: x\n"})
    monkeypatch.chdir(drawn.root / "standards")

    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_prints_on_a_console_that_lacks_chinese(project) -> None:
    drawn = project(BROKEN)

    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(drawn.root), "check"],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )

    assert done.returncode == 1
    assert b"unknown-key" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_root_that_is_named_is_taken_as_it_is(project) -> None:
    drawn = project({"mkdocs.yml": "site_name: x\n", "standards/a.yaml": SOUND, "inner/standards/a.yaml": BROKEN})

    assert run(drawn.root / "inner", "check").exit_code == 1


def test_an_output_folder_above_the_project_is_refused(project) -> None:
    drawn = project({"standards/a.yaml": SOUND, "mkdocs.yml": "site_name: x\nextra: {handbook: {version: '1'}}\n"})

    for folder in (".", "/"):
        done = subprocess.run(
            [sys.executable, "-m", "generator", "build", "-o", folder],
            cwd=drawn.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, b"site-is-project" in done.stderr) == (3, True), done.stderr.decode()


def test_results_stay_when_nothing_was_read(project) -> None:
    drawn = project({"standards/a.yaml": SOUND, "in/notes.xlsx": "no workbook", "scores/scores.xlsx": "last month"})

    result = run(drawn.root, "score", str(drawn.root / "in"), "-o", str(drawn.root / "scores"))

    assert result.exit_code == 1
    assert "nothing-scored" in result.stderr
    assert (drawn.root / "scores/scores.xlsx").read_text() == "last month"


@pytest.mark.parametrize("command", [["check"], ["new", "standard", "gift-wrapping"]])
def test_outside_a_project_it_says_so(tmp_path: Path, command: list[str]) -> None:
    result = run(tmp_path, *command)

    assert result.exit_code == 1
    assert "no-project" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_new_form_makes_the_folder_it_goes_to(project) -> None:
    drawn = project({"standards/a.yaml": SOUND, "mkdocs.yml": "site_name: x\n"})

    assert run(drawn.root, "new", "form", "slip").exit_code == 0
    assert [path.name for path in (drawn.root / "forms").iterdir()] == ["slip.yaml"]


@pytest.mark.parametrize(
    ("command", "place"),
    [(["new", "term", "Bad Id"], "ID"), (["build", "--store", "chengdu"], "--store")],
)
def test_a_wrong_argument_has_no_line(project, command: list[str], place: str) -> None:
    drawn = project({"standards/a.yaml": SOUND, "mkdocs.yml": "site_name: x\nextra: {handbook: {version: '1'}}\n"})

    assert f"--> {place}\n" in run(drawn.root, *command).stderr


def test_editor_settings_of_the_user_s_own_are_kept(project) -> None:
    own = "// mine\n{}"
    drawn = project({".vscode/settings.json": own, ".vscode/extensions.json": '{"recommendations": ["a.b"]}'})

    result = run(drawn.root, "schema")

    assert (result.exit_code, "settings-not-json" in result.stderr) == (1, True)
    assert (drawn.root / ".vscode/settings.json").read_text() == own
    extensions = json.loads((drawn.root / ".vscode/extensions.json").read_text())
    assert extensions == {"recommendations": ["a.b", "redhat.vscode-yaml"]}
    assert (drawn.root / "schema/handbook.schema.json").is_file()


def test_scores_are_summed_up_anew_but_never_over_another_workbook(project) -> None:
    loaded = load(Project(ROOT)).handbook
    checklist = loaded.of(Checklist)[0]
    drawn = project({"in/a.xlsx": workbook(loaded, checklist, EDITION)})
    command = ["--root", str(ROOT), "score", str(drawn.root), "-o", str(drawn.root / "in")]

    results = [CliRunner().invoke(main, command) for _ in range(2)]
    made = json.loads((drawn.root / "in/scores.json").read_text("utf-8"))
    drawn.write("in/scores.xlsx", b"mine")
    refused = CliRunner().invoke(main, command)

    assert [(result.exit_code, "xlsx-not-ours" in result.stderr) for result in results] == [(0, False)] * 2
    assert [record["file"] for record in made["results"]] == ["in/a.xlsx"]
    assert (refused.exit_code, "scores-not-ours" in refused.stderr) == (3, True)
    assert (drawn.root / "in/scores.xlsx").read_bytes() == b"mine"


def test_nobody_reading_on_is_no_fault(project) -> None:
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(project(SOUND).root), "check"],
        cwd=ROOT,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)

    assert (done.returncode, done.stderr) == (1, b"")
