"""The page and the PDF of a form say the same, in the same order, and so do its copies."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.models.form import Form
from generator.project import Project, load
from generator.render.layout import FormLayout, layout
from generator.render.pdf import pdf
from generator.render.prints import print_page
from tests.render.form_samples import EDITION, HOSTILE, SHORT, UMBRELLA, form, handbook, part
from tests.render.paper import expected_copy, html_copies, pdf_pages, unnamed

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.poppler

EVERY_TYPE = part(
    {"id": "text", "label": "文字", "hint": "提示 [[deposit]]", "unit": "号", "width": 4},
    {"id": "number", "label": "数", "type": "number", "unit": "把", "width": 4},
    {"id": "money", "label": "钱", "type": "money", "width": 4},
    {"id": "date", "label": "日期", "type": "date"},
    {"id": "time", "label": "时刻", "type": "time", "printed": "当日"},
    {"id": "one", "label": "选一", "type": "choice", "options": [{"label": "甲"}, {"label": "乙"}]},
    {"id": "some", "label": "选几", "type": "choice", "several": True, "width": 12,
     "options": [{"label": "甲", "consequence": "退 [[deposit]]"}, {"label": "乙"}, {"label": "丙", "consequence": "不退"}]},
    {"id": "tick", "label": "已办", "type": "checkbox", "hint": "勾选", "width": 3},
    {"id": "sign", "label": "签名", "type": "signature", "width": 3},
    {"id": "note", "label": "备注", "type": "note", "width": 3},
    {"id": "told", "label": "说明", "type": "note", "printed": "第一行\n第二行", "width": 3},
)  # fmt: skip

SAMPLES: dict[str, dict[str, Any]] = {
    "two sheets": UMBRELLA,
    "one sheet": SHORT,
    "every type": {**SHORT, "parts": [EVERY_TYPE, {**EVERY_TYPE, "id": "stub", "below-cut": True}], "copies": ["甲"]},
    "hostile": {
        **SHORT,
        "notices": [{"text": HOSTILE}],
        "thanks": HOSTILE,
        "parts": [part({"id": "a", "label": HOSTILE[:60]})],
    },
}


def of_html(drawn: Form, laid_out: FormLayout) -> list[str]:
    return html_copies(print_page(drawn, laid_out, EDITION))


def of_pdf(laid_out: FormLayout) -> list[str]:
    """The copies of a PDF: each on its own page, or two on one with a cut line between, besides the one each may have."""
    pages = pdf_pages(pdf(laid_out))
    if len(pages) == len(laid_out.copies):
        return pages
    pieces = [page.split("裁切线") for page in pages]
    each = 2 if laid_out.below else 1
    return ["裁切线".join(page[start : start + each]) for page in pieces for start in range(0, len(page), each)]


@pytest.mark.parametrize("name", SAMPLES)
def test_page_and_pdf_say_the_same_in_the_same_order(name: str) -> None:
    drawn = form(SAMPLES[name])
    laid_out = layout(handbook(drawn), drawn, EDITION)
    expected = [expected_copy(laid_out, copy) for copy in laid_out.copies]
    assert of_html(drawn, laid_out) == of_pdf(laid_out) == expected


def test_our_own_forms_agree_too() -> None:
    loaded = load(Project(ROOT))
    found = loaded.handbook.of(Form)
    assert found
    for drawn in found:
        laid_out = layout(loaded.handbook, drawn, EDITION)
        copies = of_html(drawn, laid_out)
        assert copies == of_pdf(laid_out), drawn.id
        assert len({unnamed(copy, name, drawn.title) for copy, name in zip(copies, laid_out.copies, strict=True)}) == 1


def test_a_store_s_name_stands_on_both() -> None:
    drawn = form(SHORT)
    laid_out = layout(handbook(drawn), drawn, replace(EDITION, store="西湖店"))
    assert of_html(drawn, laid_out) == of_pdf(laid_out)
    assert all("门店西湖店" in copy for copy in of_pdf(laid_out))


def test_a_changed_amount_changes_wherever_it_stands() -> None:
    drawn = form()
    laid_out = {amount: layout(handbook(drawn, deposit=f"{amount} 元/把"), drawn, EDITION) for amount in (20, 30)}
    for read in (lambda amount: of_html(drawn, laid_out[amount]), lambda amount: of_pdf(laid_out[amount])):
        before, after = "".join(read(20)), "".join(read(30))
        assert (before.count("20元/把"), before.count("30元/把")) == (6, 0)
        assert (after.count("20元/把"), after.count("30元/把")) == (0, 6)
