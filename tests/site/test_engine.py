"""The engine's configuration is computed, and its builds are quiet, repeatable and honest about what went wrong."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.artifacts import write
from generator.problems import HandbookError
from generator.render.nav import nav
from generator.render.pages import SCRIPTS, STYLES, pages
from generator.site import engine
from generator.site.gate import check
from generator.site.settings import edition_of, read_settings
from tests.render.page_samples import book

SETTINGS = """\
site_name: <b>手册</b>
site_url: https://handbook.example/
copyright: 仅供内部
theme:
  font: {text: Roboto}
  features: [toc.follow]
  palette: {scheme: default}
extra:
  handbook: {version: "1", effective: 2026-12-01}
"""


def computed(offline: bool, settings: str = SETTINGS) -> dict[str, Any]:
    root = read_settings(settings.encode())
    text = engine.config(root, [{"首页": "index.md"}], edition_of(root, offline=offline), ["a.css"], ["a.js"])
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def test_the_configuration_keeps_a_person_s_settings_and_computes_the_rest() -> None:
    assert computed(offline=False) == {
        "site_name": "&lt;b&gt;手册&lt;/b&gt;",
        "site_url": "https://handbook.example/",
        "copyright": "仅供内部",
        "use_directory_urls": True,
        "docs_dir": "docs",
        "theme": {
            "name": "material",
            "language": "zh",
            "favicon": "assets/favicon.svg",
            "font": False,
            "features": ["toc.follow", "navigation.prune"],
            "palette": {"scheme": "default"},
        },
        "extra": {"generator": False, "handbook": {"version": "1", "effective": "2026-12-01"}},
        "extra_css": ["a.css"],
        "extra_javascript": ["a.js"],
        "plugins": [],
        "markdown_extensions": [
            "attr_list",
            {"toc": {"permalink": True, "permalink_title": "本节的链接", "toc_depth": 3}},
        ],
        "validation": {"nav": {"omitted_files": "ignore"}},
        "nav": [{"首页": "index.md"}],
    }


def test_pages_to_be_opened_from_disk_have_no_address_and_no_folders() -> None:
    found = computed(offline=True)

    assert (found["site_url"], found["use_directory_urls"]) == ("", False)


@pytest.mark.parametrize("theme", ["theme: material", "theme: {features: }", "theme:"])
def test_a_theme_may_be_its_name_alone_or_nothing(theme: str) -> None:
    settings = f"site_name: 手册\n{theme}\nextra: {{handbook: {{version: 1}}}}\n"

    found = computed(False, settings)["theme"]

    assert (found["name"], found["features"]) == ("material", ["navigation.prune"])


def lay_out(folder: Path, settings: str = SETTINGS) -> None:
    """The engine's input for the small handbook, without its forms and workbooks."""
    root = read_settings(settings.encode())
    edition = edition_of(root)
    write(pages(book(), edition), folder / "docs")
    (folder / "mkdocs.yml").write_text(engine.config(root, nav(book()), edition, STYLES, SCRIPTS), encoding="utf-8")


def built(folder: Path) -> dict[str, bytes]:
    edition = edition_of(read_settings(SETTINGS.encode()))
    engine.run(folder / "mkdocs.yml", folder / "site", edition)
    return {p.relative_to(folder / "site").as_posix(): p.read_bytes() for p in (folder / "site").rglob("*") if p.is_file()}


@pytest.mark.build
def test_a_site_is_built_without_a_word(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lay_out(tmp_path)

    found = built(tmp_path)

    edition = edition_of(read_settings(SETTINGS.encode()))
    missing = {
        p.params["address"]
        for p in check(tmp_path / "site", edition, [str(p.path) for p in pages(book(), edition) if p.path.endswith(".md")], [])
    }
    assert {str(address).rsplit("/", 1)[-1] for address in missing} == {
        "print.html", "slip.pdf", "round.xlsx", "schedules.ics",
    }  # fmt: skip
    assert b"<title>&lt;b&gt;\xe6" in found["index.html"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.build
def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        lay_out(tmp_path / name)

    assert built(tmp_path / "a") == built(tmp_path / "b")


@pytest.mark.build
def test_a_build_leaves_the_environment_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    lay_out(tmp_path)
    before = dict(os.environ)

    built(tmp_path)

    assert {**os.environ, "NO_MKDOCS_2_WARNING": ""} == {**before, "NO_MKDOCS_2_WARNING": ""}


@pytest.mark.build
def test_what_the_engine_warns_of_is_a_problem(tmp_path: Path) -> None:
    lay_out(tmp_path)
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(config.replace("slas.md", "nowhere.md"), encoding="utf-8")

    with pytest.raises(HandbookError) as raised:
        built(tmp_path)

    [problem] = raised.value.problems
    assert (problem.code, "nowhere.md" in str(problem.params["said"])) == ("engine-said", True)


@pytest.mark.build
def test_an_error_of_the_machine_passes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr("mkdocs.utils.write_file", full)
    with pytest.raises(OSError, match="No space left"):
        built(tmp_path)


@pytest.mark.build
@pytest.mark.parametrize("error", [TypeError("no such palette"), OSError("no such palette")])
def test_an_engine_that_breaks_down_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    lay_out(tmp_path)

    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("mkdocs.utils.write_file", broken)
    with pytest.raises(HandbookError) as raised:
        built(tmp_path)

    [problem] = raised.value.problems
    assert (problem.code, "no such palette" in problem.says()) == ("engine-said", True)
