"""`.venv/bin/python -m benchmarks`: what the handbook costs beside the bare tools, for handbooks of several sizes.

Prints one table in Markdown: a row a measure, a column a size, the bound last; what is over its bound is **bold**, and
then the exit code is 1. benchmarks/README.md says what each row means.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import write_handbook

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("check", "site", "forms", "search")
Found = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Row:
    """A line of the table: what is measured, how it follows from what was found, how it is shown, and its bound."""

    part: str
    title: str
    value: Callable[[Found], float]
    shown: str = "{:.2f}"
    bound: float | None = None


ROWS = (
    Row("", "entries", lambda f: f["check"]["entries"], "{:,.0f}"),
    Row("check", "`check` ÷ bare parse", lambda f: f["check"]["work"] / f["parse"]["work"], bound=4),
    Row("check", "`check`, s", lambda f: f["check"]["seconds"]),
    Row("check", "`check`, ms an entry", lambda f: 1000 * f["check"]["seconds"] / f["check"]["entries"]),
    Row("check", "`check`, peak MiB", lambda f: f["check"]["peak_mib"], "{:.0f}"),
    Row("site", "site ÷ bare engine", lambda f: (f["site"]["work"] - f["paper"]["work"]) / f["engine"]["work"], bound=1.3),
    Row("site", "with forms and workbooks ÷ bare engine", lambda f: f["site"]["work"] / f["engine"]["work"]),
    Row("site", "again, nothing changed ÷ bare engine", lambda f: f["again"]["work"] / f["engine"]["work"]),
    Row("site", "all of the build, s", lambda f: f["site"]["seconds"], "{:.1f}"),
    Row("site", "all of the build, ms an entry", lambda f: 1000 * f["site"]["seconds"] / f["check"]["entries"], "{:.1f}"),
    Row("site", "all of the build, peak MiB", lambda f: f["site"]["peak_mib"], "{:.0f}"),
    Row("site", "bare engine, peak MiB", lambda f: f["engine"]["peak_mib"], "{:.0f}"),
    Row("forms", "form PDF ÷ bare Typst", lambda f: f["forms"]["work"] / f["typst"]["work"], bound=2),
    Row("forms", "form PDF, ms", lambda f: 1000 * f["forms"]["seconds"], "{:.1f}"),
    Row("search", "search, worst ms a key", lambda f: f["search"]["worst_ms"], "{:.1f}", bound=20),
    Row("search", "search, median ms a key", lambda f: f["search"]["median_ms"], "{:.1f}"),
    Row("search", "search data, MB", lambda f: f["search"]["data_mb"], bound=5),
    Row("search", "search, ms until ready", lambda f: f["search"]["index_ms"], "{:.0f}"),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="100,1000,5000", help="numbers of entries, such as 100,1000")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts to measure, of {', '.join(PARTS)}")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    parts = ["", *(part for part in PARTS if part in arguments.only.split(","))]
    found = [measured(size, parts) for size in sizes]
    rows = [row for row in ROWS if row.part in parts]
    print("\n".join(table(rows, found)))
    return 1 if any(over(row, row.value(f)) for row in rows for f in found) else 0


def measured(entries: int, parts: Sequence[str]) -> Found:
    """Everything that is measured at one size, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        root = Path(folder)
        write_handbook(root, entries)
        shutil.copy(ROOT / "mkdocs.yml", root)
        pairs = [(run("parse", root), run("check", root)) for _ in range(3)]
        found = {"parse": median([p for p, _ in pairs]), "check": median([c for _, c in pairs])}
        if "site" in parts:
            found |= {"site": run("site", root), "again": run("site", root)}
            found |= {"paper": run("paper", root), "engine": run("engine", root)}
        for name in [*(("forms", "typst") if "forms" in parts else ()), *(("search",) if "search" in parts else ())]:
            found[name] = run(name, root)
        return found


def run(name: str, root: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.measure", name, str(root)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name}: {done.stdout}{done.stderr}")
    if sys.stderr.isatty():
        print(f"{name}: {done.stdout.strip()}", file=sys.stderr)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def median(runs: list[dict[str, float]]) -> dict[str, float]:
    return {key: statistics.median(found[key] for found in runs) for key in runs[0]}


def over(row: Row, value: float) -> bool:
    return row.bound is not None and value > row.bound


def table(rows: Sequence[Row], found: Sequence[Found]) -> list[str]:
    """The lines of the table in Markdown."""
    lines = [("", *("" for _ in found), "bound")]
    for row in rows:
        values = [row.value(f) for f in found]
        cells = [f"**{row.shown.format(v)}**" if over(row, v) else row.shown.format(v) for v in values]
        lines.append((row.title, *cells, f"≤ {row.bound:g}" if row.bound is not None else ""))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    shown = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines]
    rule = "| " + " | ".join(["---", *["---:"] * (len(widths) - 1)]) + " |"
    return [shown[0], rule, *shown[1:]]


if __name__ == "__main__":
    sys.exit(main())
