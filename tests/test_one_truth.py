"""A number is changed in one line, and everything that is built says the new one."""

import io
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from generator.project import Project, build

pytestmark = [pytest.mark.build, pytest.mark.poppler]

ROOT = Path(__file__).resolve().parent.parent
OLD, NEW = "20 元/把", "30 元/把"
OLD_DAY, NEW_DAY = "逾期第 21 天", "逾期第 31 天"


def words(html: str) -> str:
    """What a reader sees of a page."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)))


def pdf_words(path: Path) -> str:
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return re.sub(r"\s+", "", said)


def cells(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)


def test_the_deposit_changes_everywhere(tmp_path: Path) -> None:
    for folder in ("standards", "forms"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    [source] = [p for p in (tmp_path / "standards").glob("*.yaml") if f"value: {OLD}" in p.read_text("utf-8")]
    changed = re.sub(
        rf"(umbrella-deposit:(?:(?!value:).)*value: ){OLD}", rf"\g<1>{NEW}", source.read_text("utf-8"), flags=re.DOTALL
    )
    source.write_text(changed, "utf-8")

    site = build(Project(tmp_path)).site

    outputs = {
        "standard page": words((site / "standards/lend-umbrella/index.html").read_text("utf-8")),
        "form page": words((site / "forms/umbrella-slip/index.html").read_text("utf-8")),
        "form to fill": words((site / "forms/umbrella-slip/print.html").read_text("utf-8")),
        "search data": (site / "search/search-data.js").read_text("utf-8"),
        "figures page": words((site / "figures/index.html").read_text("utf-8")),
        "form PDF": pdf_words(site / "forms/umbrella-slip.pdf"),
    }
    for name, text in outputs.items():
        squeezed = re.sub(r"\s+", "", text)
        assert NEW.replace(" ", "") in squeezed, name
        assert NEW_DAY.replace(" ", "") in squeezed or name == "standard page", name
    everything = {str(p.relative_to(site)): words(p.read_text("utf-8")) for p in site.rglob("*.html")}
    everything |= {"PDF": outputs["form PDF"], "search": outputs["search data"]}
    everything |= {p.name: cells(p.read_bytes()) for p in site.rglob("*.xlsx")}
    for old in (OLD, OLD_DAY):
        assert [name for name, text in everything.items() if old.replace(" ", "") in re.sub(r"\s+", "", text)] == []
    assert NEW in everything["opening-inspection.xlsx"]
