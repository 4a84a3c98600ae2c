import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formats import as_github, as_json, as_sarif, as_text
from generator.load import Loaded, read_handbook
from generator.problems import LANGUAGES
from tests.conftest import Drawn

SHOP = Path(__file__).parent / "examples" / "good" / "shop"
FILES = {
    p.relative_to(SHOP).as_posix(): p.read_bytes() for p in sorted(SHOP.rglob("*.yaml")) if not p.name.startswith(("~", "."))
}
HANGS = 20.0


def read(files: dict[str, bytes]) -> Loaded:
    """The handbook of these files, held against what must be true of any."""
    start = time.process_time()
    loaded = read_handbook(sorted(files.items()))
    assert time.process_time() - start < HANGS
    for problem in loaded.problems:
        lines = loaded.lines[problem.place.file]
        assert all(problem.says(language) and problem.fix(language) for language in LANGUAGES)
        if lines:
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    as_text(loaded.problems, loaded.lines).encode("utf-8")
    return loaded


def test_the_shop_is_sound() -> None:
    assert read(FILES).problems == ()


CHARACTERS = st.sampled_from(sorted("-:?[]{}&*!|>'\"%@`#,\n\t 甲你a1~<=：，。（３\u200b\x00\x85🎉")) | st.characters()


@given(st.sampled_from(sorted(FILES)), st.floats(0, 1, exclude_max=True), st.integers(0, 3), CHARACTERS)
@settings(max_examples=150, deadline=None)
def test_any_edit_of_a_few_characters_is_read_or_reported(file: str, where: float, cut: int, typed: str) -> None:
    text = FILES[file].decode()
    at = int(where * len(text))
    edited = text[:at] + typed + text[at + cut :]
    read({**FILES, file: edited.encode("utf-8", "surrogatepass")})


@given(
    st.sampled_from(sorted(FILES)),
    st.randoms(use_true_random=False),
    st.sampled_from(["delete", "repeat", "swap", "indent", "outdent"]),
)
@settings(max_examples=80, deadline=None)
def test_any_edit_of_a_line_is_read_or_reported(file: str, chance: random.Random, edit: str) -> None:
    lines = FILES[file].decode().split("\n")
    n, m = chance.randrange(len(lines)), chance.randrange(len(lines))
    match edit:
        case "delete":
            del lines[n]
        case "repeat":
            lines.insert(n, lines[n])
        case "swap":
            lines[n], lines[m] = lines[m], lines[n]
        case "indent":
            lines[n] = "  " + lines[n]
        case "outdent":
            lines[n] = lines[n].removeprefix("  ")
    read({**FILES, file: "\n".join(lines).encode()})


@given(st.sampled_from(sorted(FILES)), st.binary(max_size=60), st.floats(0, 1))
@settings(max_examples=80, deadline=None)
def test_any_bytes_in_a_file_are_read_or_reported(file: str, noise: bytes, where: float) -> None:
    content = FILES[file]
    at = int(where * len(content))
    read({**FILES, file: content[:at] + noise + content[at:]})


def test_a_value_typed_wrong_everywhere_is_reported_once_each() -> None:
    text = "terms:\n" + "".join(f"  t{n}: {{title: 词{n}, means: '[[nowhere]] [[umbrella-depo{n}]]'}}\n" for n in range(2000))
    start = time.process_time()
    loaded = read_handbook([*FILES.items(), ("standards/z.yaml", text.encode())])
    assert len(loaded.problems) == 4000
    assert time.process_time() - start < HANGS


def test_a_file_without_entries_leaves_references_checked(project: Callable[..., Drawn]) -> None:
    drawn = project(
        {"standards/a.yaml": "terms: {a: {title: 甲, means: '[[no-such-entry]]'}}\n", "standards/zz.yaml": "terms: {}\n"}
    )
    assert drawn.codes() == ["unknown-id"]


def test_an_empty_reference_is_empty_text(project: Callable[..., Drawn]) -> None:
    text = "slas: {s: {title: 甲, limit: 3 分钟, from: 排队, owner: '', escalates-to: '', own: true, sources: ['']}}\n"
    assert project(text).codes() == ["empty-text"] * 3


# files
def test_only_yaml_files_of_the_editor_are_read(project: Callable[..., Drawn]) -> None:
    drawn = project("terms: {a: {title: 甲, means: 甲}}\n")
    for name in ("~$a.yaml", "._a.yaml", ".a.yaml.swp", "notes.txt", "a.yaml.bak"):
        drawn.write(f"standards/{name}", b"\x00[")
    drawn.write("forms/b.YAML", "terms: {b: {title: 乙, means: 乙}}\n")
    (drawn.root / "standards" / "folder.yaml").mkdir()
    assert drawn.codes() == []
    assert list(drawn.check().handbook.entries) == ["b", "a"]


def test_hidden_folders_are_ignored(project: Callable[..., Drawn]) -> None:
    drawn = project({"standards/a.yaml": "terms: {a: {title: 甲, means: 甲}}\n", "standards/.trash/x.yaml": "\t["})
    assert drawn.codes() == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no such names")
@pytest.mark.parametrize(
    ("name", "shown"), [(b"x\xff.yaml", "x\\udcff.yaml"), (b"\xd6\xd0/x.yaml", "\\udcd6\\udcd0/x.yaml")], ids=["file", "folder"]
)
def test_a_file_name_that_is_not_utf_8_is_refused(project: Callable[..., Drawn], name: bytes, shown: str) -> None:
    drawn = project("terms: {a: {title: 甲, means: 甲}}\n")
    drawn.write(f"standards/{os.fsdecode(name)}", "terms: {b: {title: 乙, means: 乙}}\n")
    problems = drawn.check().problems
    assert [(p.code, str(p.place)) for p in problems] == [("file-name", f"standards/{shown}")]
    for text in (as_text(problems, {}), as_json(problems), as_github(problems), as_sarif(problems)):
        assert b"file-name" in text.encode("utf-8")


@pytest.mark.parametrize("target", ["outside.yaml", "folder"])
def test_links_are_refused(project: Callable[..., Drawn], tmp_path: Path, target: str) -> None:
    drawn = project({"shop/standards/a.yaml": "terms: {a: {title: 甲, means: 甲}}\n", "outside.yaml": "terms: {}\n"})
    (tmp_path / "folder").mkdir()
    (tmp_path / "shop" / "standards" / "link.yaml").symlink_to(tmp_path / target)
    shop = Drawn(tmp_path / "shop")
    assert [(p.code, p.place.file) for p in shop.check().problems] == [("symlink", "standards/link.yaml")]
    assert drawn.root == tmp_path


def test_a_folder_that_is_a_link_is_refused(project: Callable[..., Drawn]) -> None:
    drawn = project({"elsewhere/a.yaml": "terms: {a: {title: 甲, means: 甲}}\n"})
    (drawn.root / "standards").symlink_to(drawn.root / "elsewhere")
    assert drawn.codes() == ["symlink"]


def test_a_link_that_leads_nowhere_or_in_a_circle_is_refused(project: Callable[..., Drawn]) -> None:
    drawn = project("terms: {a: {title: 甲, means: 甲}}\n")
    (drawn.root / "standards" / "circle").symlink_to("circle")
    (drawn.root / "standards" / "nowhere").symlink_to("/nowhere/at/all")
    assert drawn.codes() == ["symlink", "symlink"]


def test_a_huge_file_is_refused_before_it_is_read(project: Callable[..., Drawn]) -> None:
    drawn = project("terms: {a: {title: 甲, means: 甲}}\n")
    with (drawn.root / "standards" / "huge.yaml").open("wb") as file:
        file.truncate(10**10)
    assert drawn.codes() == ["file-too-big"]


def test_a_project_without_files_says_how_to_begin(project: Callable[..., Drawn]) -> None:
    assert project({}).codes() == ["no-project"]
    assert project({"standards/.keep": ""}).codes() == ["no-sources"]
