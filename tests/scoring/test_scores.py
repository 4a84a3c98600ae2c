"""The law of scoring: what answers earn, and what follows."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random

import pytest
from hypothesis import given as holds_for
from hypothesis import settings
from hypothesis import strategies as st

from generator.models.standard import Inspect
from generator.scoring.scores import Score, earned, mean, percent, rounded, score
from generator.sheets.answers import Answer, Answers
from generator.sheets.questions import Paper
from tests.sheets.papers import asked, filling, given, inspect, possible, section


def total(found: Score) -> str:
    return f"{found.total} {found.title}"


@pytest.mark.parametrize(
    ("how", "answer", "points"),
    [
        (inspect(points=5), "pass", 5),
        (inspect(points=5), "fail", 0),
        (inspect("grade", 4), 3, 3),
        (inspect("grade", 4), 0, 0),
        (inspect("deduct", 6, deduct=2), 0, 6),
        (inspect("deduct", 6, deduct=2), 2, 2),
        (inspect("deduct", 6, deduct=4), 2, 0),
        (inspect("deduct", 6, deduct=2), 99, 0),
        (inspect(na=True), "na", None),
        (inspect(), None, None),
    ],
)
def test_an_answer_earns_points_by_its_mode(how: dict[str, object], answer: Answer, points: int | None) -> None:
    assert earned(Inspect.model_validate(how), answer) == points


def test_sections_count_by_weight_and_not_applicable_leaves_both_sides() -> None:
    questions = asked(
        section(inspect(points=2), inspect(points=3, na=True), weight=60),
        section(inspect("grade", 4), weight=30),
        section(inspect(points=9, na=True), weight=10),
    )

    found = score(questions, given({"a1": "pass", "a2": "na", "b1": 3, "c1": "na"}))

    # (100 x 60 + 75 x 30) / 90
    assert [section.percent for section in found.sections] == [Decimal("100.0"), Decimal("75.0"), None]
    assert total(found) == "91.7 优秀"


def test_without_weights_all_points_count_alike() -> None:
    questions = asked(section(inspect(points=2), inspect(points=3)), section(inspect("deduct", 5, deduct=1)))

    assert total(score(questions, given({"a1": "pass", "a2": "fail", "b1": 1}))) == "60.0 不合格"


def test_a_blank_leaves_the_outcome_open_and_still_shows_percentages() -> None:
    found = score(asked(section(inspect(points=2), inspect(points=3))), given({"a1": "pass", "a2": None}))

    assert (total(found), found.passed, [str(n) for n in found.notices]) == ("100.0 未完成", None, ["还有 1 格没填"])


def test_a_checklist_nobody_has_touched_is_incomplete_without_percentages() -> None:
    found = score(asked(section(inspect(points=2))), given({}))

    assert (found.outcome, found.total, found.sections[0].percent) == ("incomplete", None, None)


def test_nothing_applicable_cannot_be_scored() -> None:
    found = score(asked(section(inspect(na=True), weight=100)), given({"a1": "na"}))

    assert (found.outcome, found.title, found.total, found.passed) == ("unscorable", "无法评分", None, None)


@pytest.mark.parametrize(
    ("how", "failing", "passing"),
    [
        (inspect(points=2, critical=True), "fail", "pass"),
        (inspect("grade", 3, critical=True), 0, 1),
        (inspect("deduct", 4, deduct=2, critical=True), 2, 1),
    ],
)
def test_a_failed_critical_item_vetoes_and_the_percentage_stays(
    how: dict[str, object], failing: Answer, passing: Answer
) -> None:
    questions = asked(section(how, inspect(points=98)))

    vetoed = score(questions, given({"a1": failing, "a2": "pass"}))

    assert (vetoed.outcome, vetoed.title, vetoed.passed) == ("veto", "不合格（一票否决）", False)
    assert vetoed.total is not None
    assert vetoed.total > 90
    assert score(questions, given({"a1": passing, "a2": "pass"})).outcome == "band"


def test_a_section_under_its_minimum_fails_the_whole_unless_something_is_critical() -> None:
    questions = asked(section(inspect("grade", 10), minimum=75), section(inspect(points=90, critical=True)))

    assert score(questions, given({"a1": 7, "b1": "pass"})).title == "不合格（分项不达标）"
    assert score(questions, given({"a1": 8, "b1": "pass"})).title == "优秀"
    assert score(questions, given({"a1": 7, "b1": "fail"})).title == "不合格（一票否决）"
    assert [part.reached for part in score(questions, given({"a1": 7, "b1": "fail"})).sections] == [False, True]


def test_a_minimum_and_a_band_are_compared_with_the_rounded_percentage() -> None:
    questions = asked(section(inspect("deduct", 1000, deduct=7), inspect("deduct", 1000, deduct=3), minimum=75))

    # 1499 of 2000 is 74.95 %, 1496 is 74.8 %
    assert total(score(questions, given({"a1": 69, "a2": 6}))) == "75.0 合格"
    assert total(score(questions, given({"a1": 69, "a2": 7}))) == "74.8 不合格（分项不达标）"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("86.65", "86.7"),
        ("86.6499999", "86.6"),
        ("74.95", "75.0"),
        ("0.05", "0.1"),
        ("0.04", "0.0"),
        ("100", "100.0"),
        ("28.5", "28.5"),
    ],
)
def test_rounding_is_half_up_to_one_decimal(value: str, shown: str) -> None:
    assert str(rounded(Fraction(value))) == shown


def test_several_assessors_count_by_the_mean_of_their_unrounded_totals() -> None:
    questions = asked(section(inspect("grade", 7), minimum=50), assessors=3)

    found = score(questions, given({"a1": 5}, {"a1": 6}, {"a1": 6}))

    assert [str(own) for own in found.assessors] == ["71.4", "85.7", "85.7"]
    assert total(found) == "81.0 合格"  # 17 / 21; the mean of the rounded totals would be 80.9


def test_from_five_assessors_on_the_highest_and_the_lowest_may_be_dropped() -> None:
    five = [{"a1": points} for points in (0, 9, 9, 9, 10)]
    dropping = {"assessors": 5, "drop-extremes": True}

    assert str(score(asked(section(inspect("grade", 10)), **dropping), given(*five)).total) == "90.0"
    assert str(score(asked(section(inspect("grade", 10)), assessors=5), given(*five)).total) == "74.0"
    assert mean([Fraction(1), Fraction(2), Fraction(3), Fraction(10)], drop_extremes=True) == 4


def test_one_assessor_is_enough_for_a_veto_or_a_blank() -> None:
    questions = asked(section(inspect(points=1, critical=True), inspect(points=9)), assessors=2)
    good: dict[str, Answer] = {"a1": "pass", "a2": "pass"}

    assert score(questions, given(good, {**good, "a1": "fail"})).outcome == "veto"
    assert score(questions, given(good, {**good, "a2": None})).outcome == "incomplete"
    assert score(questions, given(good, {})).outcome == "incomplete"
    assert str(score(questions, given(good, {})).total) == "100.0"


def test_many_not_applicable_answers_are_worth_a_notice_but_three_in_ten_are_not() -> None:
    questions = asked(section(*[inspect(na=True) for _ in range(10)]))

    def notices(count: int) -> list[str]:
        answers = {f"a{n}": "na" if n <= count else "pass" for n in range(1, 11)}
        return [notice.code for notice in score(questions, given(answers)).notices]

    assert (notices(3), notices(4)) == ([], ["na"])


def test_what_was_found_needs_a_remark() -> None:
    questions = asked(section(inspect(points=2), inspect("grade", 2), inspect("deduct", 4, deduct=1), inspect("grade", 3)))
    answers: dict[str, Answer] = {"a1": "fail", "a2": 0, "a3": 1, "a4": 1}

    def missing(**remarks: str) -> list[int]:
        return [n.count for n in score(questions, given(answers, remarks=remarks)).notices if n.code == "remark"]

    assert missing() == [3]
    assert missing(a1="破损", a2=" \u3000", a3="一处") == [1]
    assert missing(a1="破损", a2="没做", a3="一处") == []


# laws that hold for any checklist and any answers

MODES = st.sampled_from(["pass", "grade", "deduct"])


@st.composite
def inspections(draw: st.DrawFn) -> dict[str, object]:
    mode, points = draw(MODES), draw(st.integers(1, 12))
    more = {"deduct": draw(st.integers(1, 4))} if mode == "deduct" else {}
    critical = draw(st.booleans()) and draw(st.booleans())
    return inspect(mode, points, critical=critical, na=not critical and draw(st.booleans()), **more)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    weighted = draw(st.booleans())
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        gate = {"minimum": draw(st.integers(1, 100))} if draw(st.booleans()) else {}
        weight = {"weight": draw(st.integers(1, 100))} if weighted else {}
        parts.append(section(*draw(st.lists(inspections(), min_size=1, max_size=4)), **gate, **weight))
    assessors = draw(st.integers(1, 6))
    return asked(*parts, assessors=assessors, **{"drop-extremes": draw(st.booleans())})


@st.composite
def fillings(draw: st.DrawFn, blank: float = 0.1) -> tuple[Paper, Answers]:
    questions = draw(papers())
    good = draw(st.sampled_from((0.2, 0.8, 1.0)))
    return questions, filling(questions, Random(draw(st.integers(0, 2**32))), good=good, blank=blank, na=0.3)


@settings(max_examples=150, deadline=None)
@holds_for(fillings())
def test_percentages_lie_between_0_and_100_and_agree_with_the_outcome(filled: tuple[Paper, Answers]) -> None:
    found = score(*filled)

    shares = [*(section.percent for section in found.sections), *found.assessors, found.total]
    assert all(share is None or (0 <= share <= 100 and share.as_tuple().exponent == -1) for share in shares)
    assert (found.band is not None) == (found.outcome == "band")
    if found.band and found.total is not None:
        assert found.total >= found.band.from_
        assert not any(found.band.from_ < band.from_ <= found.total for band in filled[0].bands)


@settings(max_examples=150, deadline=None)
@holds_for(fillings(), st.randoms(use_true_random=False))
def test_the_order_of_answers_and_assessors_makes_no_difference(filled: tuple[Paper, Answers], random: Random) -> None:
    questions, answers = filled
    shuffled = [dict(random.sample([*own.items()], len(own))) for own in answers.assessors]
    random.shuffle(shuffled)

    one, other = score(*filled), score(questions, Answers("round", tuple(shuffled), answers.remarks))

    assert (one.total, one.outcome, one.notices) == (other.total, other.outcome, other.notices)
    assert [section.percent for section in one.sections] == [section.percent for section in other.sections]


@settings(max_examples=150, deadline=None)
@holds_for(fillings(blank=0.0), st.data())
def test_a_better_answer_never_lowers_the_total(filled: tuple[Paper, Answers], data: st.DataObject) -> None:
    questions, answers = filled
    who = data.draw(st.integers(0, len(answers.assessors) - 1))
    id = data.draw(st.sampled_from([*questions.questions]))
    question, own = questions.questions[id], answers.assessors[who]
    if own[id] == "na":
        return
    was = earned(question.inspect, own[id])
    better = [a for a in possible(question) if a != "na" and (earned(question.inspect, a) or 0) > (was or 0)]
    if better:
        changed = [*answers.assessors]
        changed[who] = {**own, id: data.draw(st.sampled_from(better))}
        before, after = score(questions, answers), score(questions, Answers("round", tuple(changed)))
        assert before.total is not None
        assert after.total is not None
        assert after.total >= before.total


@settings(max_examples=100, deadline=None)
@holds_for(fillings(blank=0.0), st.data())
def test_not_applicable_is_as_if_the_item_were_not_there(filled: tuple[Paper, Answers], data: st.DataObject) -> None:
    questions, answers = filled
    optional = [id for id, question in questions.questions.items() if question.inspect.na]
    if not optional:
        return
    id = data.draw(st.sampled_from(optional))
    skipped = Answers("round", tuple({**own, id: "na"} for own in answers.assessors))
    parts = tuple(type(part)(part.section, tuple(q for q in part.questions if q.id != id)) for part in questions.parts)

    without = score(Paper(questions.checklist, tuple(part for part in parts if part.questions)), answers)

    found = score(questions, skipped)
    assert (found.total, found.outcome) == (without.total, without.outcome)


def test_the_epsilon_of_the_workbook_rounds_as_the_law_for_every_share_of_up_to_1000_points() -> None:
    for full in range(1, 1001):
        for got in range(full + 1):
            tenths = floor((100 * got / full + 1e-9) * 10 + 0.5)
            if tenths != (2000 * got + full) // (2 * full):
                pytest.fail(f"{got} of {full}")


def test_the_epsilon_of_the_workbook_rounds_as_the_law_for_weighted_means() -> None:
    random = Random(1)
    for _ in range(20_000):
        shares = [(random.randint(0, full), full, random.randint(1, 60)) for full in random.choices(range(1, 81), k=3)]
        weights = sum(weight for _, _, weight in shares)
        double = sum(weight * (100 * got / full) for got, full, weight in shares) / weights
        exact = sum((weight * Fraction(100 * got, full) for got, full, weight in shares), Fraction()) / weights
        assert Decimal(floor((double + 1e-9) * 10 + 0.5)).scaleb(-1) == rounded(exact), shares


def test_a_share_of_nothing_is_none() -> None:
    assert percent([], 0) is None
    assert mean([None, None]) is None
