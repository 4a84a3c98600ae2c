"""The law of scoring in Excel's functions of 2007, for the person who fills the sheet in.

Rounding is `ROUND(x + 1E-9, 1)`. A percentage is a mean of quotients computed in doubles, wrong by less than 1E-11, so an
exact tie goes up as in `scores.rounded`. What is no tie is at least 1 / (20 d) away from one, d being the denominator of
the exact value; so both agree while d stays below 50 million. One assessor's d divides the sum of the applicable weights
times the least common multiple of the sections' applicable points.
"""

from generator.models.standard import Inspect
from generator.sheets.answers import most_of
from generator.sheets.layout import ANSWER, EARNED, NOT_APPLICABLE, Layout, Row, quoted
from generator.sheets.questions import FEWEST_FOR_EXTREMES, MOST_NOT_APPLICABLE
from generator.sheets.result_layout import ResultLayout
from generator.texts import label

WIDE_SPACE = "\u3000"
FAILURES = ("incomplete", "unscorable", "veto", "section")
"""What may stand in the way of a band, in the order of the law."""


def words(text: str) -> str:
    """Words inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def rounded(value: str) -> str:
    """To one decimal, half up."""
    return f"ROUND({value}+1E-9,1)"


def mean(cells: str, drop_extremes: bool) -> str:
    """The rounded mean of the numbers in some cells, or the sign for none."""
    plain = f"SUM({cells})/COUNT({cells})"
    trimmed = f"(SUM({cells})-MAX({cells})-MIN({cells}))/(COUNT({cells})-2)"
    value = f"IF(COUNT({cells})>={FEWEST_FOR_EXTREMES},{trimmed},{plain})" if drop_extremes else plain
    return f"IF(COUNT({cells})=0,{words(label('score.none'))},{rounded(value)})"


def earned(inspect: Inspect, answer: str, points: str) -> str:
    """The points an answer earns; `na` where not applicable; empty text for a blank and for what is no answer."""
    other = f'IF({answer}={words(label("sheet.answer.na"))},"{NOT_APPLICABLE}","")' if inspect.na else '""'
    if inspect.mode == "pass":
        good, bad = words(label("sheet.answer.pass")), words(label("sheet.answer.fail"))
        return f"IF({answer}={good},{points},IF({answer}={bad},0,{other}))"
    worth = answer if inspect.mode == "grade" else f"MAX(0,{points}-{inspect.deduct}*{answer})"
    valid = f"AND({answer}>=0,{answer}<={most_of(inspect)},{answer}=INT({answer}))"
    return f'IF(ISNUMBER({answer}),IF({valid},{worth},""),{other})'


def item_score(layout: Layout, row: int) -> str:
    """The mean of the points earned in a row."""
    cells, none = layout.across(EARNED, row), words(label("score.none"))
    return f'IF(COUNT({cells})>0,SUM({cells})/COUNT({cells}),IF(COUNTIF({cells},"{NOT_APPLICABLE}")>0,{none},""))'


def failed(layout: Layout, row: int) -> str:
    """How many assessors gave no point."""
    return f"COUNTIF({layout.across(EARNED, row)},0)"


def found(layout: Layout, row: Row) -> str:
    """How many assessors found something that a remark must describe."""
    assert row.question is not None
    if row.question.inspect.mode != "deduct":
        return failed(layout, row.number)
    return f'COUNTIF({layout.across(EARNED, row.number)},"<"&{layout.at("points", row.number, fixed="column")})'


def got(layout: Layout, section: int, assessor: int) -> str:
    """The points one assessor gives a section."""
    return f"SUMIF({layout.of('section')},{section},{layout.of(f'{EARNED}{assessor}')})"


def full(layout: Layout, section: int, assessor: int) -> str:
    """The points of the items of a section to which one assessor gave points."""
    given = layout.of(f"{EARNED}{assessor}")
    return f"SUMPRODUCT(({layout.of('section')}={section})*ISNUMBER({given})*{layout.of('points')})"


def share(got: str, full: str) -> str:
    """The unrounded percentage, or empty text."""
    return f'IF({full}=0,"",100*{got}/{full})'


def total_share(result: ResultLayout, assessor: int) -> str:
    """One assessor's unrounded total, or empty text."""
    full = result.down(f"full-{assessor}")
    if not result.layout.paper.weighted:
        return share(f"SUM({result.down(f'got-{assessor}')})", f"SUM({full})")
    weights = f"SUMPRODUCT(({full}>0)*{result.down('weight')})"
    return f'IF({weights}=0,"",SUM({result.down(f"weighted-{assessor}")})/{weights})'


def counts(layout: Layout) -> dict[str, str]:
    """How often each notice, and each reason to fail, occurs."""
    last = f"{EARNED}{layout.assessors}"
    cells = layout.of(f"{EARNED}1", last)
    answers = len(layout.paper.questions) * layout.assessors
    skipped = f'COUNTIF({cells},"{NOT_APPLICABLE}")'
    remark = f'LEN(TRIM(SUBSTITUTE({layout.of("remark")},"{WIDE_SPACE}","")))'
    return {
        "blank": f"{answers}-COUNT({cells})-{skipped}",
        "na": f"IF(100*{skipped}>{MOST_NOT_APPLICABLE * answers},{skipped},0)",
        "remark": f"SUMPRODUCT(({layout.of('found')}>0)*({remark}=0))",
        "veto": f"SUMIF({layout.of('critical')},1,{layout.of('failed')})",
    }


def notice(code: str, count: str) -> str:
    """The sentence of a notice, or empty text."""
    before, after = label(f"score.notice.{code}", count="\0").split("\0")
    return f'IF({count}>0,{words(before)}&{count}&{words(after)},"")'


def outcome(reasons: dict[str, str], total: str, bands: str, what: str = "outcome") -> str:
    """The outcome in the order of the law, or with `what="then"` what follows from it; `reasons` are cells with counts."""
    said = {code: words(label(f"score.{what}.{code}")) for code in FAILURES}
    return (
        f"IF({reasons['blank']}>0,{said['incomplete']},IF(NOT(ISNUMBER({total})),{said['unscorable']},"
        f"IF({reasons['veto']}>0,{said['veto']},IF({reasons['section']}>0,{said['section']},{bands}))))"
    )


def band(total: str, thresholds: str, values: str) -> str:
    """What stands beside the highest threshold that is reached."""
    return f'LOOKUP({total},{thresholds},{values})&""'


def echo(name: str, address: str) -> str:
    """A name and what was filled in for it elsewhere; a date as `2026-03-15`."""
    cell = quoted("list", address)
    return f'{words(name)}&IF(ISNUMBER({cell}),TEXT({cell},"yyyy-mm-dd"),{cell}&"")'


def named(name: str, address: str) -> str:
    """What was filled in elsewhere, or the given name."""
    cell = quoted("list", address)
    return f'IF({cell}="",{words(name)},{cell}&"")'


def answer_cells(layout: Layout, row: int) -> tuple[str, ...]:
    """The cells to be answered in a row."""
    return tuple(layout.at(key, row) for key in layout.keys(ANSWER))
