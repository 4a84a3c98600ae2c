"""Writing a folder: exactly what was rendered, and nothing touched that is right already."""

from pathlib import Path

from generator.artifacts import Artifact, Written, write


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_writes_what_is_new_and_removes_what_nothing_renders(tmp_path: Path) -> None:
    write([Artifact("a.md", b"a"), Artifact("x/b.md", b"b")], tmp_path)

    written = write([Artifact("a.md", b"a"), Artifact("x/c.md", b"c")], tmp_path)

    assert written == Written(changed=1, unchanged=1, removed=1)
    assert content(tmp_path) == {"a.md": b"a", "x/c.md": b"c"}


def test_leaves_a_file_with_the_right_bytes_untouched(tmp_path: Path) -> None:
    write([Artifact("a.md", b"same"), Artifact("b.md", b"old")], tmp_path)
    before = {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()}

    write([Artifact("a.md", b"same"), Artifact("b.md", b"new")], tmp_path)

    after = {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()}
    assert after["a.md"] == before["a.md"]
    assert after["b.md"] > before["b.md"]
