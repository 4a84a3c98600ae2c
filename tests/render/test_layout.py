"""A form's data becomes rows, numbered notices and plain words."""

import itertools
import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.cells import Cell, Choice, Section
from generator.render.layout import FormLayout, Rule
from generator.render.qr import qr
from tests.render.form_samples import EDITION, SHORT, UMBRELLA, part, sample


def cell(id: str, label: str, width: int, **changes: object) -> Cell:
    plain = Cell(id, label, "text", width, hint="", printed="", blanks=("",), options=(), several=False)
    return replace(plain, **changes)  # type: ignore[arg-type]


def widths(form: FormLayout) -> list[list[int]]:
    return [[cell.width for cell in row] for section in form.above for row in section.rows]


def fields(*types: str) -> FormLayout:
    drawn = [{"id": f"f{n}", "label": "栏", "type": type, "width": 12} for n, type in enumerate(types)]
    return sample(SHORT, parts=[part(*drawn)])


def test_a_form_is_laid_out_whole() -> None:
    form = sample(
        SHORT,
        notices=[{"text": "押金 [[deposit]]。"}, {"text": "用完即还。"}],
        thanks="谢谢。",
        keep="留存 [[privacy]]。",
        parts=[
            part(
                {"id": "day", "label": "日期", "type": "date"},
                {"id": "paid", "label": "押金", "type": "money", "hint": "[[deposit]]"},
                {
                    "id": "state",
                    "label": "情况",
                    "type": "choice",
                    "options": [{"label": "坏", "consequence": "赔 [[deposit]]"}],
                },
            ),
            part({"id": "hand", "label": "签名", "type": "signature", "width": 12}, id="stub", **{"below-cut": True}),
        ],
    )
    assert form == FormLayout(
        id="key-slip",
        title="钥匙领用条",
        number="FM-90",
        version=form.version,
        store="",
        ask_store=True,
        publisher="顾客服务手册",
        purpose="领用钥匙。",
        paper="A4",
        orientation="portrait",
        qr=qr("https://handbook.example/forms/key-slip/"),
        address="handbook.example/forms/key-slip/",
        notices=((Rule(1, "押金 20 元/把。"), Rule(2, "用完即还。")),),
        above=(
            Section(
                id="all",
                title="全部",
                filled_by="当场填写",
                below_cut=False,
                rows=(
                    (
                        cell("all.day", "日期", 6, type="date", blanks=("年", "月", "日")),
                        cell("all.paid", "押金", 6, type="money", hint="20 元/把", blanks=("元",)),
                    ),
                    (cell("all.state", "情况", 12, type="choice", blanks=(), options=(Choice("坏", "赔 20 元/把"),)),),
                ),
            ),
        ),
        below=(Section("stub", "全部", "当场填写", True, ((cell("stub.hand", "签名", 12, type="signature"),),)),),
        keep="留存 30 天。",
        thanks="谢谢。",
        copies=("领用人联", "保安部联"),
    )


def test_a_layout_can_be_handed_over_as_json() -> None:
    form = sample(UMBRELLA)
    handed = json.loads(json.dumps(asdict(form)))
    assert handed["above"][0]["rows"][0][0]["label"] == "单号"
    assert handed == json.loads(json.dumps(asdict(sample(UMBRELLA))))


@given(st.lists(st.integers(1, 12), min_size=1, max_size=40))
def test_cells_fill_whole_lines_in_their_order(wanted: list[int]) -> None:
    form = sample(SHORT, parts=[part(*({"id": f"f{n}", "label": f"{n}", "width": w} for n, w in enumerate(wanted)))])
    rows = widths(form)
    labels = [int(cell.label) for section in form.above for row in section.rows for cell in row]
    given_rows = iter(wanted)
    taken = [[next(given_rows) for _ in row] for row in rows]
    assert labels == list(range(len(wanted)))
    assert all(sum(row) == 12 and min(row) > 0 for row in rows)
    assert all(sum(row) <= 12 for row in taken)
    assert all(sum(row) + after[0] > 12 for row, after in itertools.pairwise(taken))


def test_a_short_line_is_stretched_by_shares() -> None:
    drawn = [
        {"id": "a", "label": "甲", "width": 6},
        {"id": "b", "label": "乙", "width": 3},
        {"id": "c", "label": "丙", "width": 12},
    ]
    assert widths(sample(SHORT, parts=[part(*drawn)])) == [[8, 4], [12]]


@pytest.mark.parametrize(
    ("type", "more", "blanks"),
    [
        ("text", {}, ("",)),
        ("text", {"unit": "号"}, ("号",)),
        ("number", {"unit": "把"}, ("把",)),
        ("money", {}, ("元",)),
        ("money", {"unit": "万元"}, ("万元",)),
        ("date", {}, ("年", "月", "日")),
        ("time", {}, ("时", "分")),
        ("signature", {}, ("",)),
        ("checkbox", {}, ()),
        ("note", {}, ("",)),
        ("note", {"printed": "已告知"}, ()),
        ("text", {"printed": "No."}, ("",)),
    ],
)
def test_each_type_has_its_blanks(type: str, more: dict[str, str], blanks: tuple[str, ...]) -> None:
    form = sample(SHORT, parts=[part({"id": "a", "label": "甲", "type": type, **more})])
    assert form.above[0].rows[0][0].blanks == blanks


@pytest.mark.parametrize(
    ("paper", "texts", "columns"),
    [
        ("A4", [], []),
        ("A4", ["短。"] * 3, [3]),
        ("A4", ["短。"] * 4, [2, 2]),
        ("A4", ["长" * 100, *["短。"] * 4], [1, 4]),
        ("A5", ["短。"] * 6, [6]),
    ],
)
def test_many_notices_stand_in_two_even_columns(paper: str, texts: list[str], columns: list[int]) -> None:
    form = sample(SHORT, paper=paper, notices=[{"text": text} for text in texts])
    assert [len(column) for column in form.notices] == columns
    assert [rule.number for column in form.notices for rule in column] == list(range(1, len(texts) + 1))


def test_the_code_leads_to_the_web_in_every_edition() -> None:
    online, offline = sample(), sample(edition=replace(EDITION, offline=True))
    assert online.qr == qr("https://handbook.example/forms/rain-slip/")
    assert offline == online


def test_without_a_site_there_is_no_code() -> None:
    form = sample(edition=replace(EDITION, site_url=""))
    assert (form.qr, form.address) == (None, "")


def test_a_store_s_name_is_printed_where_a_blank_would_be() -> None:
    asks = {"parts": [part({"id": "store", "label": "门店"})]}
    named = replace(EDITION, store="西湖店")
    unknown, known = sample(SHORT), sample(SHORT, named)
    own, own_known = sample(SHORT, **asks), sample(SHORT, named, **asks)
    assert [(f.store, f.ask_store) for f in (unknown, known, own)] == [("", True), ("西湖店", False), ("", False)]
    assert [f.above[0].rows[0][0].printed for f in (own, own_known)] == ["", "西湖店"]


def test_the_version_changes_with_the_form_and_with_a_number_it_quotes() -> None:
    assert sample().version.startswith("2026.11-")
    assert len({sample().version, sample(thanks="再见。").version, sample(deposit="30 元/把").version}) == 3


def test_who_keeps_it_is_said_after_how_long() -> None:
    assert sample().keep == "客服中心联留存 30 天，只有客服中心人员可以查阅。保管：客服中心专员。"
