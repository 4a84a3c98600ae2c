import json
from urllib.parse import unquote

import pytest
from wcwidth import wcswidth

from generator.formats import MOST, WIDTH, as_github, as_json, as_sarif, as_text
from generator.problems import EnvironmentFault, Place, Problem, Suggestion

LINES = {
    "standards/a.yaml": (
        "figures:",
        "  deposit: {title: 雨伞押金, vlaue: 20 元}",
        "\ttitle: 雨伞",
        "a: " + "长" * 100 + "错" + "长" * 100,
        "a: \x1b[31m红\u202e",
        "",
    )
}
TYPO = Problem(
    "unknown-key",
    Place("standards/a.yaml", 2, 26, 5),
    {"key": "vlaue", "owner": "deposit", "allowed": "title, value"},
    (Suggestion("value"),),
)
HASH = Problem("hash-comment", Place("standards/a.yaml", 1, 1, 3), {"rest": "#99"}, severity="warning")


def excerpt(place: Place) -> tuple[str, str]:
    """The source line shown for a place and the line of carets below it, without the margin."""
    rows = as_text([Problem("tab-indent", place)], LINES).splitlines()
    return rows[2].split("| ", 1)[1], rows[3].split("| ", 1)[1]


def test_a_problem_as_text() -> None:
    assert as_text([TYPO], LINES) == (
        "错误 unknown-key：“deposit”里没有“vlaue”这个键\n"
        " --> standards/a.yaml:2:26\n"
        "2 |   deposit: {title: 雨伞押金, vlaue: 20 元}\n"
        "  |                              ^^^^^\n"
        "  = 您是不是想写“value”？\n"
        "  = 可用的键：title, value\n"
        "\n"
        "共 1 个错误（1 个文件）。"
    )


def test_a_problem_as_english_text() -> None:
    assert as_text([TYPO], LINES, "en").splitlines()[0] == 'error unknown-key: "deposit" has no key "vlaue"'
    assert as_text([TYPO], LINES, "en").splitlines()[-1] == "errors: 1, in files: 1."


@pytest.mark.parametrize(
    ("problems", "last"),
    [
        ([], "没有发现问题。"),
        ([HASH], "共 1 个提醒（1 个文件），没有错误。"),
        ([TYPO, HASH], "共 1 个错误、1 个提醒（1 个文件）。"),
        ([TYPO, Problem("tab-indent", Place("b.yaml"))], "共 2 个错误（2 个文件）。"),
    ],
)
def test_the_closing_line_counts(problems: list[Problem], last: str) -> None:
    assert as_text(problems, LINES).splitlines()[-1] == last


def test_carets_stand_under_wide_characters() -> None:
    line, carets = excerpt(Place("standards/a.yaml", 2, 20, 4))
    start = len(carets) - len(carets.lstrip())
    assert wcswidth(line[:19]) == start
    assert carets.strip() == "^" * 8


def test_tabs_are_shown_as_two_spaces() -> None:
    assert excerpt(Place("standards/a.yaml", 3, 1, 1)) == ("  title: 雨伞", "^^")
    assert excerpt(Place("standards/a.yaml", 3, 2, 5)) == ("  title: 雨伞", "  ^^^^^")


def test_long_lines_are_cut_around_the_place() -> None:
    line, carets = excerpt(Place("standards/a.yaml", 4, 104, 1))
    assert wcswidth(line) <= WIDTH
    assert line.startswith("...长")
    assert line.endswith("长...")
    column = len(carets) - 2
    assert (carets, wcswidth(line[: line.index("错")])) == (" " * column + "^^", column)


def test_long_places_are_cut_too() -> None:
    line, carets = excerpt(Place("standards/a.yaml", 4, 1, 204))
    assert max(wcswidth(line), wcswidth(carets)) <= WIDTH


def test_what_a_terminal_would_obey_is_shown_as_a_box() -> None:
    assert excerpt(Place("standards/a.yaml", 5, 4, 1)) == ("a: □[31m红□", "   ^")
    problem = Problem("bad-id", Place("standards/a.yaml", 5), {"found": "\x1b[2J\u200b"})
    assert "编号“□[2J□”写法不对" in as_text([problem], LINES)


@pytest.mark.parametrize(
    "place",
    [
        Place("standards/a.yaml", 6, 1, 1),
        Place("standards/a.yaml", 2, 400, 3),
        Place("standards/a.yaml", 99, 1, 1),
        Place("nowhere.yaml", 1, 1, 1),
        Place("检查表.xlsx", sheet="检查", ref="D7"),
    ],
)
def test_places_without_characters_are_shown_without_fault(place: Place) -> None:
    assert f"--> {place}" in as_text([Problem("tab-indent", place)], LINES)


def test_text_holds_nothing_that_a_chinese_console_lacks() -> None:
    as_text([TYPO, HASH], LINES).encode("gbk")


def test_colours_change_no_character() -> None:
    import click

    coloured = as_text([TYPO, HASH], LINES, colour=True)
    assert coloured != as_text([TYPO, HASH], LINES)
    assert click.unstyle(coloured) == as_text([TYPO, HASH], LINES)


def test_very_many_problems_are_cut_with_a_word_about_it() -> None:
    many = [Problem("tab-indent", Place("standards/a.yaml", 1, n + 1)) for n in range(MOST + 5)]
    *_, more, last = as_text(many, LINES).split("\n\n")
    assert more == "还有 5 个没有列出，先改上面这些再查一次。"
    assert last.startswith(f"共 {MOST + 5} 个错误")


def test_problems_as_json() -> None:
    text = as_json([TYPO, HASH])
    assert "没有" in text
    assert json.loads(text)[0] == {
        "code": "unknown-key",
        "severity": "error",
        "file": "standards/a.yaml",
        "line": 2,
        "column": 26,
        "message": "“deposit”里没有“vlaue”这个键",
        "hint": "您是不是想写“value”？ 可用的键：title, value",
    }
    assert as_json([]) == "[]"


def test_problems_as_github_annotations() -> None:
    odd = Problem("bad-id", Place("standards/a,b:c%.yaml", 3, 4, 2), {"found": "100%\nx"})
    assert as_github([TYPO, odd], "en").splitlines() == [
        '::error title=unknown-key,file=standards/a.yaml,line=2,col=26,endColumn=31::"deposit" has no key "vlaue"'
        '%0ADid you mean "value"?%0AAllowed: title, value',
        "::error title=bad-id,file=standards/a%2Cb%3Ac%25.yaml,line=3,col=4,endColumn=6::"
        'the id "100%25%0Ax" is not well formed%0A' + odd.hints("en")[0],
    ]


def test_problems_as_sarif() -> None:
    log = json.loads(as_sarif([TYPO, HASH]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["hash-comment", "unknown-key"]
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [("unknown-key", "error"), ("hash-comment", "warning")]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["region"] == {"startLine": 2, "startColumn": 26, "endColumn": 31}
    assert location["artifactLocation"]["uri"] == "standards/a.yaml"


def test_file_names_in_sarif_are_addresses() -> None:
    log = json.loads(as_sarif([Problem("tab-indent", Place("standards/a - 副本.yaml"))]))
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert " " not in uri
    assert unquote(uri) == "standards/a - 副本.yaml"


def test_a_fault_of_the_machine_names_no_place_that_is_none() -> None:
    full = EnvironmentFault("machine-error", file="", said="disk full").problem
    taken = EnvironmentFault("file-exists", file="standards/a.yaml").problem

    assert [line for line in as_text([full, taken], {}).splitlines() if "-->" in line] == [" --> standards/a.yaml"]
