"""Filled checklists summed up: rows for a terminal, `scores.json` for programs, `scores.xlsx` for supervisors."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from generator.artifacts import Artifact
from generator.handbook import Handbook
from generator.problems import Problem
from generator.scoring.results import Report, Result, compared, result_of
from generator.scoring.scores import ItemScore, Score, SectionScore
from generator.scoring.tables import look, notes, outcome, tables, total
from generator.sheets.summary import summary
from generator.texts import label

SUMMARY = "scores.xlsx"
COLUMNS = ("file", "checklist", "store", "date", "person", "total", "outcome", "notices")
STYLES = {"pass": "green", "warn": "yellow", "fail": "red"}


def score_files(handbook: Handbook, files: Iterable[tuple[str, bytes]]) -> Report:
    """All files, named as they should be shown, read and scored; a bad one is reported and stops no other."""
    return Report(tuple(compared(result_of(file, content, handbook) for file, content in files)))


def columns() -> tuple[str, ...]:
    """The heads of `rows`."""
    return tuple(label(f"sheet.summary.columns.{column}") for column in COLUMNS)


def rows(report: Report) -> list[tuple[tuple[str, ...], str]]:
    """One row a file for a table on a terminal, with the colour of its outcome; in characters any Chinese console has."""
    return [(tuple(map(_printable, _row(result))), STYLES[look(result)]) for result in report.results]


def artifacts(report: Report) -> tuple[Artifact, ...]:
    """`scores.json` and `scores.xlsx`, the same bytes for the same report."""
    data = {"results": [_record(result) for result in report.results], "sound": report.sound}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    workbook = summary(label("sheet.summary.title"), tables(report))
    return Artifact("scores.json", text.encode("utf-8", "replace")), Artifact(SUMMARY, workbook)


def _row(result: Result) -> tuple[str, ...]:
    found = result.score
    title = found.paper.checklist.title if found else ""
    meta = (result.meta(field) for field in ("store", "date", "person"))
    return (result.file, title, *meta, total(result), outcome(result), notes(result))


def _printable(text: str) -> str:
    line = "".join(char if char.isprintable() else " " for char in text)
    return line.encode("gbk", "replace").decode("gbk")


def _record(result: Result) -> dict[str, Any]:
    """One result as plain data."""
    record: dict[str, Any] = {"file": result.file, "problems": [_problem(problem) for problem in result.problems]}
    record |= {"repeats": result.repeats or None, "outcome": result.score.outcome if result.score else "unread"}
    if result.filled is None or result.score is None:
        return record
    answers = result.filled.answers
    record |= {"checklist": answers.checklist, "meta": dict(answers.meta), "names": list(answers.names)}
    record |= {"version": result.filled.version, "digest": result.filled.digest, "store-layer": result.filled.store}
    record |= {"handbook-digest": result.filled.paper.digest, "shown-total": result.filled.total}
    return record | _score(result.score) | {"items": [_item(item, answers.remarks) for item in result.score.items]}


def _score(found: Score) -> dict[str, Any]:
    return {
        "assessors": [_number(total) for total in found.assessors],
        "band": found.band.title if found.band else None,
        "notices": [{"code": n.code, "count": n.count, "says": str(n)} for n in found.notices],
        "passed": found.passed,
        "sections": [_section(section) for section in found.sections],
        "says": found.title,
        "total": _number(found.total),
    }


def _section(section: SectionScore) -> dict[str, Any]:
    own = section.part.section
    share = {"percent": _number(section.percent), "reached": section.reached}
    return {"id": own.id, "title": own.title, "weight": own.weight, "minimum": own.minimum, **share}


def _item(item: ItemScore, remarks: Any) -> dict[str, Any]:
    question = item.question
    marks = {"answers": list(item.answers), "earned": list(item.earned), "points": question.inspect.points}
    return {"id": question.id, "critical": question.inspect.critical, "remark": remarks.get(question.id, ""), **marks}


def _problem(problem: Problem) -> dict[str, Any]:
    place = {"file": problem.place.file, "sheet": problem.place.sheet, "cell": problem.place.ref}
    return {"code": problem.code, "severity": problem.severity, **place, "says": problem.says(), "fix": problem.fix()}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
