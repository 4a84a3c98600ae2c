"""Results as tables for a workbook: all of them, sections side by side, where points are lost, and the problems."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.problems import Problem, errors
from generator.scoring.ranking import Tally, ranking
from generator.scoring.results import Report, Result
from generator.scoring.scores import SectionScore, rounded
from generator.sheets.summary import Cell, Column, Table
from generator.texts import label


def tables(report: Report) -> list[tuple[str, list[Table]]]:
    """The sheets of the summary workbook: names and tables."""
    counted = [result for result in report.results if result.counted]
    return [
        (label("sheet.summary.all"), [_all(report.results)]),
        (label("sheet.summary.sections"), _sections(counted)),
        (label("sheet.summary.worst"), [_worst(counted)]),
        (label("sheet.summary.problems"), [_problems(report.problems)]),
    ]


def look(result: Result) -> str:
    """The colour of a result: `pass`, `warn` while it is not complete, `fail` also where it could not be read."""
    passed = result.score.passed if result.score else False
    return "warn" if passed is None else "pass" if passed else "fail"


def notes(result: Result) -> str:
    """What to look at, in words."""
    words = [str(notice) for notice in result.score.notices] if result.score else []
    if result.repeats:
        words.append(label("sheet.summary.repeats", file=result.repeats))
    wrong = [problem for problem in result.problems if problem.code != "same-answers"]
    if wrong:
        words.append(_wrong(wrong))
    return label("sheet.summary.and").join(words)


def _wrong(problems: Sequence[Problem]) -> str:
    """What the first problem says, an error before any warning, and how many there are."""
    first = next(errors(problems), problems[0]).says()
    return first if len(problems) == 1 else label("sheet.summary.count", first=first, count=len(problems))


def outcome(result: Result) -> str:
    """The outcome in words, also of a file that could not be read."""
    return result.score.title if result.score else label("sheet.summary.unread")


def total(result: Result) -> str:
    """The total in words; of a sheet that is not finished, that it is only of what was filled in."""
    found = result.score.total if result.score else None
    if result.score is None or found is None:
        return label("score.none")
    unfinished = result.score.outcome == "incomplete"
    return label("sheet.summary.partial", total=f"{found}%") if unfinished else f"{found}%"


def _total(result: Result) -> Cell:
    """The total as a number to sort and reckon with, but in words while the sheet is not finished."""
    found = result.score.total if result.score else None
    unfinished = result.score and result.score.outcome == "incomplete"
    return Cell(total(result) if unfinished and found is not None else found, f"{look(result)}-percent")


def _columns(**widths: float) -> tuple[Column, ...]:
    return tuple(Column(label(f"sheet.summary.columns.{key}"), width) for key, width in widths.items())


def _all(results: Sequence[Result]) -> Table:
    columns = _columns(
        file=30, checklist=22, store=14, date=13, person=12, assessor=14, total=21, outcome=22, notices=40, version=12
    )
    return Table(columns, tuple(_result(result) for result in results))


def _result(result: Result) -> tuple[Cell, ...]:
    checklist = result.score.paper.checklist.title if result.score else ""
    who = label("sheet.facts").join(result.assessors)
    words = (result.file, checklist, *(result.meta(field) for field in ("store", "date", "person")), who)
    version = result.filled.version if result.filled else ""
    shown = Cell(outcome(result), look(result))
    return (*map(Cell, words), _total(result), shown, Cell(notes(result)), Cell(version))


def _sections(counted: Sequence[Result]) -> list[Table]:
    """One table a checklist: a row a file by store and date, a column a section."""
    by_checklist: dict[str, list[Result]] = defaultdict(list)
    for result in counted:
        assert result.score
        by_checklist[result.score.paper.checklist.id].append(result)
    return [_side_by_side(results) for results in by_checklist.values()] or [Table(_columns(file=30, store=14, date=13), ())]


def _side_by_side(results: Sequence[Result]) -> Table:
    titles: dict[str, str] = {}
    for result in results:
        assert result.score
        titles |= {s.part.section.id: s.part.section.title for s in result.score.sections}
    columns = (*_columns(file=30, store=14, date=13, person=12), *(Column(title, 14) for title in titles.values()))
    visits = sorted(results, key=lambda result: (result.meta("store"), result.meta("date"), result.file))
    heading = results[0].score.paper.checklist.title if results[0].score else ""
    return Table((*columns, *_columns(total=21, outcome=22)), tuple(_visit(visit, titles) for visit in visits), heading)


def _visit(result: Result, sections: Iterable[str]) -> tuple[Cell, ...]:
    assert result.score
    found = {section.part.section.id: section for section in result.score.sections}
    shares = (_share(found.get(id)) for id in sections)
    words = (Cell(result.meta(field)) for field in ("store", "date", "person"))
    return (Cell(result.file), *words, *shares, _total(result), Cell(outcome(result), look(result)))


def _share(section: SectionScore | None) -> Cell:
    if section is None or section.percent is None:
        return Cell(label("score.none"), "centre")
    return Cell(section.percent, "percent" if section.reached else "fail-percent")


def _worst(counted: Sequence[Result]) -> Table:
    columns = _columns(rank=7, clause=50, checklist=20, section=16, failed=9, checked=9, lost=10, where=40)
    return Table(columns, tuple(_tallied(rank, tally) for rank, tally in enumerate(ranking(counted), 1)))


def _tallied(rank: int, tally: Tally) -> tuple[Cell, ...]:
    lost = rounded(100 * tally.share)
    counts = (Cell(tally.failed, "centre"), Cell(tally.checked, "centre"), Cell(lost, "percent"))
    words = (Cell(tally.question.text), Cell(tally.checklist), Cell(tally.section))
    return (Cell(rank, "centre"), *words, *counts, Cell(label("sheet.facts").join(tally.stores)))


def _problems(problems: Iterable[Problem]) -> Table:
    return Table(_columns(place=44, severity=8, says=60, fix=50), tuple(_problem(problem) for problem in problems))


def _problem(problem: Problem) -> tuple[Cell, ...]:
    severity = Cell(label(f"sheet.summary.severity.{problem.severity}"), "fail" if problem.severity == "error" else "warn")
    return Cell(str(problem.place)), severity, Cell(problem.says()), Cell(problem.fix())
