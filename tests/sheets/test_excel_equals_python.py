"""What the workbook's formulas say is what the law says, in every cell of the result."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from generator.handbook import Handbook
from generator.models.checklist import Checklist
from generator.project import Project
from generator.project import load as load_project
from generator.render.text import plain
from generator.scoring.scores import Score, item_score, mean, percent, score
from generator.sheets.answers import Answers
from generator.sheets.layout import Layout, sheet_name
from generator.sheets.load import Loaded, load
from generator.sheets.questions import paper
from generator.sheets.read import read_filled
from generator.sheets.result_layout import ResultLayout
from generator.sheets.write import workbook
from generator.texts import label
from tests.sheets.papers import EDITION, drawn, fill, filling, given, inspect, recalculated, section

ROOT = Path(__file__).parents[2]
ALL_MODES = (
    section(inspect(points=2), inspect(points=3, na=True), inspect(points=5, critical=True), weight=50, minimum=80),
    section(inspect("grade", 4), inspect("grade", 3, na=True), inspect("grade", 2, critical=True), weight=30),
    section(inspect("deduct", 6, deduct=2), inspect("deduct", 5, deduct=3, na=True), weight=20, minimum=60),
)
UNWEIGHTED = tuple({key: value for key, value in part.items() if key != "weight"} for part in ALL_MODES)
ALL_OPTIONAL = (
    section(*[inspect(points=points, na=True) for points in (1, 2, 3, 5)], weight=65),
    section(*[inspect("grade", points, na=True) for points in (2, 7)], weight=25, minimum=50),
    section(inspect("deduct", 7, deduct=2, na=True), weight=10),
)
SIXTEENTHS = (section(inspect("grade", 11), inspect(points=5)),)
THOUSANDTHS = (
    section(inspect("deduct", 1000, deduct=1)),
    section(inspect("deduct", 1000, deduct=7, critical=True), minimum=95),
)
THOUSAND = (section(inspect("deduct", 1000, deduct=1), minimum=95),)
EDGES = (section(inspect("deduct", 1000, deduct=3)), section(inspect("deduct", 1000, deduct=7)))
OUTCOMES = {"incomplete", "unscorable", "veto", "section", "band", "notice blank", "notice na", "notice remark"}
SMALL = (section(inspect(points=7), inspect(points=9, na=True)), section(inspect("grade", 3, na=True)))


@dataclass(frozen=True)
class Case:
    """A filled workbook, with what was filled in."""

    handbook: Handbook
    checklist: Checklist
    answers: Answers
    content: bytes

    @property
    def score(self) -> Score:
        return score(paper(self.handbook, self.checklist), self.answers)


def cases(handbook: Handbook, checklist: Checklist, count: int, seed: int) -> list[Case]:
    """Fillings from nearly perfect to poor, every sixth with blanks, some with nearly everything not applicable."""
    random, questions = Random(seed), paper(handbook, checklist)
    blank_book, layout = workbook(handbook, checklist, EDITION), Layout(questions)
    found = []
    for number in range(count):
        blank, na = (0.15 if number % 6 == 5 else 0), (1.0 if number % 4 == 3 else random.choice((0.1, 0.3, 0.6)))
        answers = filling(questions, random, good=random.choice((0.3, 0.8, 0.9, 1.0)), blank=blank, na=na)
        found.append(Case(handbook, checklist, answers, fill(blank_book, layout, answers)))
    return found


def every_case() -> list[Case]:
    drawings = [
        *[(drawn(*ALL_MODES, assessors=n, **{"drop-extremes": n > 4}), 28 if n == 1 else 12) for n in (1, 2, 5)],
        *[(drawn(*UNWEIGHTED, assessors=n, **{"drop-extremes": n > 4}), 12) for n in (1, 2, 6)],
        (drawn(*ALL_OPTIONAL), 24),
        (drawn(*ALL_OPTIONAL, assessors=5, **{"drop-extremes": True}), 12),
        (drawn(*SIXTEENTHS), 20),
        (drawn(*SIXTEENTHS, assessors=5, **{"drop-extremes": True}), 8),
        (drawn(*THOUSANDTHS), 16),
        (drawn(*THOUSAND, assessors=2), 20),
        (drawn(*SMALL, bands=((0, "都算过", True),)), 12),
    ]
    real = load_project(Project(ROOT)).handbook
    drawings += [((real, checklist), 4) for checklist in real.of(Checklist)]
    drawn_cases = [case for seed, (pair, count) in enumerate(drawings) for case in cases(*pair, count, seed)]
    return drawn_cases + edges()


def edges() -> list[Case]:
    """Totals that are ties: 86.65 % rounds up, and 84.95 % and 89.95 % reach the next band by it."""
    handbook, checklist = drawn(*EDGES, bands=((90, "优秀", True), (85, "良好", True), (0, "不合格", False)))
    blank_book, layout = workbook(handbook, checklist, EDITION), Layout(paper(handbook, checklist))
    found = []
    for first, second in ((89, 0), (0, 43), (67, 0), (66, 0), (0, 42), (1, 0)):
        answers = given({"a1": first, "b1": second}, store="一号店", date="2026-03-15", assessor="甲", person="乙")
        found.append(Case(handbook, checklist, answers, fill(blank_book, layout, answers)))
    assert [str(case.score.total) for case in found] == ["86.7", "85.0", "90.0", "90.1", "85.3", "99.9"]
    return found


def shown(loaded: Loaded, layout: Layout) -> dict[str, str]:
    """Every cell of the result, by what it is about; numbers as they are stored."""
    result = ResultLayout(layout)
    pages = {page.name: page.cells for page in loaded.pages}

    def cell(key: str, row: int) -> str:
        raw = pages[sheet_name("result")].get((row, result.columns[key]))
        return raw.value if raw else ""

    found = {"total": cell("weight", result.total_row), "outcome": cell("weight", result.outcome_row)}
    found |= {"then": cell("weight", result.then_row), "sum": cell("percent", result.sum_row)}
    found |= {f"notice {code}": cell("weight", row) for row, code in enumerate(result.notices, result.notice_row)}
    for row, part in enumerate(layout.paper.parts, result.first_row):
        found |= {f"{part.section.id} {key}": cell(key, row) for key in ("percent", "verdict")}
    if layout.assessors > 1:
        keys = [f"shown-{number}" for number in range(1, layout.assessors + 1)]
        found |= {key: cell(key, result.sum_row) for key in keys}
    return {**found, **listed(pages[sheet_name("list")], layout)}


def listed(cells, layout: Layout) -> dict[str, str]:
    """The live cells of the list: the total at its foot, and with one assessor the points of each item."""
    at = layout.columns
    found = {
        "foot total": cells[layout.total_row, at["score"]].value,
        "foot outcome": cells[layout.total_row, at["remark"]].value,
    }
    found["head total"] = cells[layout.meta_row, at["remark"]].value
    if layout.assessors == 1:
        questions = {row.question.id: row.number for row in layout.rows if row.question}
        found |= {id: cells[row, at["score"]].value for id, row in questions.items()}
    return found


def expected(case: Case) -> dict[str, str]:
    """The same by the law."""
    result, none = case.score, label("score.none")

    def number(value) -> str:
        return none if value is None else plain_number(value)

    then = plain(case.handbook, result.band.then or "") if result.band else label(f"score.then.{result.outcome}")
    found = {"total": number(result.total), "outcome": result.title, "then": then, "sum": number(result.total)}
    notices = {notice.code: str(notice) for notice in result.notices}
    found |= {f"notice {code}": notices.get(code, "") for code in ResultLayout.notices}
    for part in result.sections:
        found[f"{part.part.section.id} percent"] = number(part.percent)
        judged = part.part.section.minimum and part.percent is not None
        verdict = label("sheet.reached" if part.reached else "sheet.missed") if judged else none
        found[f"{part.part.section.id} verdict"] = verdict
    if len(result.assessors) > 1:
        found |= {f"shown-{n}": number(total) for n, total in enumerate(result.assessors, 1)}
    found |= {"foot total": number(result.total), "foot outcome": result.title, "head total": number(result.total)}
    if len(result.assessors) == 1:
        points = {item.question.id: item for item in result.items}
        found |= {id: "" if i.answers[0] is None else number(i.earned[0]) for id, i in points.items()}
    return found


def plain_number(value) -> str:
    return f"{float(value):.10g}"


def is_tie(case: Case) -> bool:
    """Whether the unrounded total of a checklist without weights lies midway between two tenths."""
    questions = paper(case.handbook, case.checklist)
    items = [item_score(question, case.answers.assessors) for question in questions.questions.values()]
    total = mean([percent(items, n) for n in range(len(case.answers.assessors))], case.checklist.drop_extremes)
    return not questions.weighted and total is not None and total * 20 % 2 == 1


def normal(found: dict[str, str]) -> dict[str, str]:
    """Numbers as `86.7`, however a program stores them."""

    def one(text: str) -> str:
        try:
            return plain_number(text)
        except ValueError:
            return text

    return {key: one(value) for key, value in found.items()}


@pytest.mark.office
def test_libreoffice_and_the_law_agree_in_every_cell_of_the_result(tmp_path: Path) -> None:
    all_cases = every_case()
    assert len(all_cases) >= 200

    files = recalculated({f"{number:03}.xlsx": case.content for number, case in enumerate(all_cases)}, tmp_path)

    ties = 0
    outcomes: Counter[str] = Counter()
    for case, (name, content) in zip(all_cases, files.items(), strict=True):
        layout = Layout(paper(case.handbook, case.checklist))
        assert normal(shown(load(content), layout)) == expected(case), name
        answers, problems = read_filled(name, content, case.handbook)
        assert answers, name
        assert [p.code for p in problems] == [], name
        assert answers.answers == case.answers, name
        outcomes.update({case.score.outcome, *(f"notice {notice.code}" for notice in case.score.notices)})
        ties += is_tie(case)
    assert set(outcomes) == OUTCOMES
    assert min(outcomes.values()) >= 5, outcomes
    assert ties >= 10


@pytest.mark.office
def test_the_values_stored_in_a_blank_workbook_are_those_libreoffice_computes(tmp_path: Path) -> None:
    drawings = {
        "one.xlsx": drawn(*ALL_MODES),
        "two.xlsx": drawn(*UNWEIGHTED, assessors=2),
        "five.xlsx": drawn(*ALL_OPTIONAL, assessors=5, **{"drop-extremes": True}),
    }
    blanks = {name: workbook(*pair, EDITION) for name, pair in drawings.items()}
    layouts = {name: Layout(paper(*pair)) for name, pair in drawings.items()}
    nothing = {name: Answers("round", ({},) * layout.assessors) for name, layout in layouts.items()}

    computed = recalculated({name: fill(blanks[name], layouts[name], nothing[name]) for name in blanks}, tmp_path)

    for name, content in blanks.items():
        ours, theirs = stored_values(content), stored_values(computed[name])
        assert len(ours) > 40
        assert ours == theirs, name


def stored_values(content: bytes) -> dict[tuple[str, int, int], str]:
    """What stands beside each formula."""
    pages = load(content).pages
    return {(p.name, *place): raw.value for p in pages for place, raw in p.cells.items() if raw.kind == "formula"}
