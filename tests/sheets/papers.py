"""Checklists and fillings drawn in a test, and the programs a supervisor would open them with."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from generator.handbook import Handbook
from generator.models.checklist import Checklist
from generator.models.people import Role
from generator.models.standard import Standard
from generator.render.edition import Edition
from generator.sheets.answers import MOST_FINDINGS, Answer, Answers
from generator.sheets.layout import ANSWER, Layout
from generator.sheets.questions import Paper, Question, paper
from generator.texts import label

LIST_PART, RESULT_PART = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"
EMPTY_CELL = re.compile(r'<c(?P<rest> r="(?P<ref>[A-Z]+[0-9]+)" s="[0-9]+") t="n" ?/>')
STORED = re.compile(r'<c( r="[A-Z]+[0-9]+" s="[0-9]+")(?: t="str")?><f>([^<]*)</f><v>[^<]*</v></c>')
AT_ONCE = 100
"""As many files as LibreOffice is given in one call: past some 240 it ends without a word."""
EDITION = Edition("2026.11", "服务手册")
Drawing = Mapping[str, Any]
BANDS = ((90, "优秀", True), (75, "合格", True), (0, "不合格", False))


def inspect(mode: str = "pass", points: int = 1, **more: Any) -> dict[str, Any]:
    """How an item is inspected, with as many anchors as its mode needs."""
    levels = [f"做到第 {level} 档" for level in range(points + 1)] if mode == "grade" else []
    return {"how": "现场看", "mode": mode, "points": points, "levels": levels, **more}


def section(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A section of items inspected so; give `weight` and `minimum` by name."""
    return {"inspections": items, **more}


def drawn(
    *sections: Mapping[str, Any], bands: Iterable[tuple[int, str, bool]] = BANDS, **more: Any
) -> tuple[Handbook, Checklist]:
    """A handbook with one checklist `round`, whose items are the clauses `desk.a1`, `desk.a2`, `desk.b1` … of a standard."""
    clauses, parts = [], []
    for letter, drawn_section in zip("abcdefgh", sections, strict=False):
        own = {key: value for key, value in drawn_section.items() if key != "inspections"}
        ids = []
        for number, inspected in enumerate(drawn_section["inspections"], 1):
            ids.append(f"{letter}{number}")
            clauses.append({"id": ids[-1], "text": f"第 {letter}{number} 条要做到", "must": True, "inspect": inspected})
        parts.append({"id": f"part-{letter}", "title": f"{letter.upper()} 区", **own, "items": [f"desk.{id}" for id in ids]})
    standard = {"id": "desk", "title": "服务台", "chapter": "c", "roles": ["clerk"], "clauses": clauses}
    checklist = Checklist.model_validate(
        {
            "id": "round",
            "title": "巡检表",
            "summary": "查一遍。",
            "when": "每天",
            "assessed-by": ["clerk"],
            "sections": parts,
            "bands": [{"from": low, "title": title, "passes": passes, "then": f"{title}之后"} for low, title, passes in bands],
            **more,
        }
    )
    role = Role.model_validate({"id": "clerk", "title": "店员"})
    entries = (Standard.model_validate(standard), checklist, role)
    return Handbook({entry.id: entry for entry in entries}), checklist


def asked(*sections: Drawing, **more: Any) -> Paper:
    """What such a checklist asks."""
    return paper(*drawn(*sections, **more))


def given(*assessors: Mapping[str, Answer], remarks: Mapping[str, str] | None = None, **meta: str) -> Answers:
    """Answers to the checklist `round`, with clause ids without `desk.`."""
    full = tuple({f"desk.{id}": answer for id, answer in answers.items()} for answers in assessors)
    return Answers("round", full, {f"desk.{id}": text for id, text in (remarks or {}).items()}, meta)


def possible(question: Question) -> list[Answer]:
    """The answers a question takes, with a few findings in mode deduct."""
    inspected = question.inspect
    if inspected.mode == "pass":
        answers: list[Answer] = ["pass", "fail"]
    elif inspected.mode == "grade":
        answers = list(range(inspected.points + 1))
    else:
        answers = [*range(min(MOST_FINDINGS, inspected.points) + 1)]
    return [*answers, "na"] if inspected.na else answers


def filling(questions: Paper, random: Random, *, good: float, blank: float, na: float = 0.2) -> Answers:
    """Random answers: a share `good` with full marks, a share `blank`, a share `na` not applicable where that is allowed."""

    def answer(question: Question) -> Answer:
        dice = random.random()
        if dice < blank:
            return None
        if question.inspect.na and random.random() < na:
            return "na"
        if random.random() < good:
            return {"pass": "pass", "grade": question.inspect.points, "deduct": 0}[question.inspect.mode]
        return random.choice([a for a in possible(question) if a != "na"])

    assessors = tuple({id: answer(q) for id, q in questions.questions.items()} for _ in range(questions.checklist.assessors))
    remarks = {id: "见照片" for id in questions.questions if random.random() < 0.6}
    meta = {"store": "一号店", "date": "2026-03-15"}
    if questions.checklist.assessors == 1:
        return Answers(questions.checklist.id, assessors, remarks, {**meta, "assessor": "甲", "person": "乙"})
    names = tuple(f"评委{number}" for number in range(1, len(assessors) + 1))
    return Answers(questions.checklist.id, assessors, remarks, {**meta, "person": "乙", "post": "客服"}, names)


def written(answer: Answer) -> str | int | None:
    """An answer as it is chosen from the drop-down."""
    return label(f"sheet.answer.{answer}") if isinstance(answer, str) else answer


def fill(content: bytes, layout: Layout, answers: Answers, *, forget: bool = True) -> bytes:
    """A blank workbook filled in; `forget` drops the values stored beside formulas, so that they must be computed."""
    cells: dict[str, str | int | None] = {}
    for row in layout.rows:
        if row.question:
            for key, own in zip(layout.keys(ANSWER), answers.assessors, strict=True):
                cells[layout.at(key, row.number)] = written(own.get(row.question.id))
            cells[layout.at("remark", row.number)] = answers.remarks.get(row.question.id)
    for number, fields in enumerate(layout.meta, layout.meta_row):
        for column, field in zip(("text", "how"), fields, strict=True):
            cells[layout.at(column, number)] = answers.meta.get(field)
    if layout.names_row:
        cells |= dict(zip((layout.at(key, layout.names_row) for key in layout.keys(ANSWER)), answers.names, strict=False))
    filled = patched(content, LIST_PART, lambda xml: EMPTY_CELL.sub(lambda m: _filled_cell(m, cells.get(m["ref"])), xml))
    if not forget:
        return filled
    for part in (LIST_PART, RESULT_PART):
        filled = patched(filled, part, lambda xml: STORED.sub(r"<c\1><f>\2</f></c>", xml))
    return filled


def _filled_cell(match: re.Match[str], value: str | int | None) -> str:
    if value is None:
        return match[0]
    if isinstance(value, int):
        return f"<c{match['rest']}><v>{value}</v></c>"
    return f'<c{match["rest"]} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def patched(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one part changed."""
    with ZipFile(BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[part] = change(members[part].decode()).encode()
    return zipped(members)


def zipped(members: Mapping[str, bytes]) -> bytes:
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


def changed(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    """The workbook as openpyxl saves it after a change."""
    book = load_workbook(BytesIO(content))
    change(book)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def recalculated(files: Mapping[str, bytes], folder: Path, target: str = "xlsx") -> dict[str, bytes]:
    """The files as LibreOffice writes them after opening; without it the test fails in CI and is skipped elsewhere."""
    office = shutil.which("soffice")
    if not office:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("LibreOffice (soffice) is not installed")
    source, output = folder / "in", folder / "out"
    source.mkdir()
    for name, content in files.items():
        (source / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command: Sequence[str | Path] = (office, profile, "--headless", "--convert-to", target, "--outdir", output)
    papers = sorted(source.iterdir())
    for start in range(0, len(papers), AT_ONCE):
        subprocess.run([*command, *papers[start : start + AT_ONCE]], check=True, capture_output=True, timeout=300)
    return {name: (output / name).with_suffix(f".{target}").read_bytes() for name in files}
