"""What holds for the repository as a whole: its commands, its locks, and the shape of its code."""

import ast
import io
import re
import shutil
import subprocess
import sys
import tokenize
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", ".venv.old", ".cache", "build", "scores", "__pycache__", "vendor"}
NOT_OURS |= {".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
MODULES = sorted((ROOT / "generator").rglob("*.py"))
CHINESE = re.compile("[\u3400-\u9fff]")
# from the top down; a module imports its own room and what stands below it
ROOMS = (
    ("__main__",),
    ("cli",),
    ("formats", "editing"),
    ("project",),
    ("site",),
    ("scoring",),
    ("sheets",),
    ("render",),
    ("artifacts",),
    ("layers",),
    ("load",),
    ("rules",),
    ("links",),
    ("handbook",),
    ("inline",),
    ("reading",),
    ("models",),
    ("problems",),
    ("texts", "memory"),
)
LONGEST_MODULE = 200
LONGEST_FUNCTION = 40


def ids(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def tracked() -> list[Path]:
    """Every file that belongs to the repository, as git says or, without git, as far as it looks."""
    git = shutil.which("git") or "false"
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\0") if listed.returncode == 0 else [str(p.relative_to(ROOT)) for p in ROOT.rglob("*")]
    paths = [ROOT / name for name in names if name and not NOT_OURS & set(Path(name).parts) and not name.startswith("site")]
    return [path for path in paths if path.is_file()]


# commands


def blocks(text: str) -> list[str]:
    return [block.strip() for block in re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)]


def commands(script: str) -> list[str]:
    return [line for line in script.splitlines() if line and not line.startswith("#")]


def test_the_readme_begins_with_the_two_commands() -> None:
    assert blocks((ROOT / "README.md").read_text("utf-8"))[:2] == ["sh scripts/build", "sh scripts/test"]


def test_continuous_integration_runs_the_readme_s_test_command_and_builds_both_editions() -> None:
    run = commands((ROOT / ".ci" / "run").read_text("utf-8"))
    assert run.count(blocks((ROOT / "README.md").read_text("utf-8"))[1]) == 1
    assert run[-2:] == [
        '.venv/bin/handbook build -o "$editions/web"',
        '.venv/bin/handbook build --offline -o "$editions/offline"',
    ]
    assert "set -euo pipefail" in run


def test_the_test_command_leaves_no_test_out() -> None:
    script = commands((ROOT / "scripts" / "test").read_text("utf-8"))
    assert script[-2:] == ['.venv/bin/python -m pytest -q -n 2 -m "" "$@" || failed=1', 'exit "$failed"']


@pytest.mark.parametrize("name", ["install", "build", "test", "programs", "lock"])
def test_scripts_are_posix_shell_and_stop_at_the_first_failure(name: str) -> None:
    script = ROOT / "scripts" / name
    assert script.read_text("utf-8").startswith("#!/bin/sh\n")
    assert "set -eu" in commands(script.read_text("utf-8"))
    assert subprocess.run(["sh", "-n", str(script)], capture_output=True, text=True, check=False).stderr == ""


# locks


def pinned(lock: str) -> dict[str, list[str]]:
    """The lines of each package of a lock file."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        if match := re.match(r"([a-z0-9-]+)==\S+", line):
            name = match[1]
        if name:
            found.setdefault(name, []).append(line)
    return found


def wanted(*groups: str) -> set[str]:
    """The packages that pyproject.toml names, by their normal names."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = [*data["project"]["dependencies"], *(line for group in groups for line in data["dependency-groups"][group])]
    return {re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", line)[0]).lower() for line in lines}


@pytest.mark.parametrize(("lock", "groups"), [("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])])
def test_everything_is_pinned_with_hashes_and_without_a_place_to_get_it_from(lock: str, groups: list[str]) -> None:
    packages = pinned(lock)
    assert wanted(*groups) - set(packages) == set()
    assert [name for name, lines in packages.items() if not any("--hash=sha256:" in line for line in lines)] == []
    assert re.findall(r"://|^-|@ ", (ROOT / lock).read_text("utf-8"), re.MULTILINE) == []


def test_tests_run_with_the_very_packages_that_build_the_handbook() -> None:
    everything = pinned("requirements-dev.lock")
    assert {name: everything.get(name) for name in pinned("requirements.lock")} == pinned("requirements.lock")


@pytest.mark.build
def test_an_installed_package_is_whole(tmp_path: Path) -> None:
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path)]
    subprocess.run([*wheel, str(ROOT)], check=True, capture_output=True)
    [built] = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(built).namelist() if ".dist-info/" not in name}
    ours = {
        p.relative_to(ROOT).as_posix() for room in ("generator", "templates") for p in (ROOT / room).rglob("*") if p.is_file()
    }
    assert packed == {name for name in ours if "__pycache__" not in name}


# what must not stand in the files


def test_no_file_names_a_machine_or_a_package_host() -> None:
    places = ("work", "root", "home", "opt", "Users")
    hosts = ("pypi", "pythonhosted", "npmjs", "tuna.tsinghua", "aliyun", "artifactory", "codeartifact")
    forbidden = re.compile(rf"(?<![\w./~-])/(?:{'|'.join(places)})/\w|(?:{'|'.join(hosts)})\.(?:org|com|edu|cn|net|io)")
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            found += [
                f"{path.relative_to(ROOT)}: {match[0]}" for match in forbidden.finditer(content.decode("utf-8", "replace"))
            ]
    assert found == []


def code(path: Path) -> Iterator[tokenize.TokenInfo]:
    """What a module says besides comments and docstrings."""
    text = path.read_text("utf-8")
    shown = {(node.value.lineno, node.value.col_offset) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr)}
    return (token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.start not in shown)


def chinese(path: Path) -> Iterator[str]:
    """Every line of a module with Chinese in it."""
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return (f"{path.relative_to(ROOT)}:{number}: {line}" for number, line in lines if CHINESE.search(line))


def test_chinese_words_stand_in_templates_not_in_code() -> None:
    assert [line for path in MODULES for line in chinese(path)] == []


# the shape of the code


def imported(path: Path) -> Iterator[str]:
    """The modules that a module imports anywhere."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (
                (f"{node.module}.{alias.name}" for alias in node.names) if node.module == "generator" else [str(node.module)]
            )


def room(module: str) -> str:
    """`render` of `generator.render.pages`, and of `generator` itself nothing."""
    return ([*module.split("."), ""])[1]


def floor(name: str) -> int:
    found = [number for number, rooms in enumerate(ROOMS) if name in rooms]
    assert found, f"{name} has no place in ROOMS"
    return found[0]


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_imports_point_downwards(path: Path) -> None:
    own = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    if own == "generator":
        return
    others = {room(name) for name in imported(path) if name.startswith("generator.") and name != "generator.__version__"}
    upwards = [other for other in others - {room(own)} if floor(other) <= floor(room(own))]
    assert upwards == []


@pytest.mark.parametrize(
    ("package", "home"),
    [("openpyxl", "sheets"), ("mkdocs", "site"), ("material", "site"), ("typst", "render")],
)
def test_a_library_is_known_in_one_room_only(package: str, home: str) -> None:
    users = {path for path in MODULES if any(name.split(".")[0] == package for name in imported(path))}
    assert {room(path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")) for path in users} <= {home}


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_modules_and_functions_are_short(path: Path) -> None:
    layout = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    assert len({token.start[0] for token in code(path) if token.type not in layout}) <= LONGEST_MODULE
    functions = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
