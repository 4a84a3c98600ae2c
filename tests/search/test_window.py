"""The search as a person uses it: keys, pinyin, Chinese input, sharing, copying, a phone, hostile text, a large handbook."""

from collections.abc import Callable
from typing import Any

import pytest

from generator.handbook import Handbook
from tests.search.conftest import SearchPage

pytestmark = pytest.mark.browser
Start = Callable[..., SearchPage]
ON_TOP = "document.querySelector('dialog').open"

HANDBOOK = """
chapters:
  services: {title: 便民服务, order: 1, summary: 借用与代办。}
roles:
  service-desk: {title: 服务台客服, own: true}
figures:
  umbrella-deposit: {title: 雨伞押金, value: 20 元/把, of: 借出时收, own: true}
  stroller-deposit: {title: 婴儿车/轮椅押金, value: 500 元/辆, own: true}
slas:
  desk-greeting: {title: 当面问候, limit: ≤ 30 秒, from: 顾客走近服务台, owner: service-desk, own: true}
terms:
  lost: {title: 遗失, aliases: [弄丢], means: 找不到了。, own: true}
scripts:
  umbrella-offer:
    title: 主动问要不要借伞
    situation: 下雨
    speakers: [service-desk]
    lines: [您好，外面下雨了。, 需要借把伞吗？]
    own: true
  nasty:
    title: <b>粗</b><img src=x onerror=alert(1)>
    situation: 试
    speakers: [service-desk]
    lines: ["<script>alert(2)</script>"]
    own: true
standards:
  lend-umbrella:
    title: 雨伞租借
    chapter: services
    roles: [service-desk]
    summary: 押金 [[umbrella-deposit]]，一周内归还。
    clauses:
      - {id: sign, text: 交伞之前请顾客在单上签名。, must: true}
      - {id: lost, text: 雨伞遗失的，押金不退。, must: true}
    own: true
"""


@pytest.fixture
def handbook(project: Callable[..., Any]) -> Handbook:
    return project(HANDBOOK).check().handbook


@pytest.fixture(params=[False, True], ids=["http", "disk"])
def shown(request: pytest.FixtureRequest, search_page: Start, handbook: Handbook) -> SearchPage:
    """The search, open and ready."""
    found = search_page(handbook, disk=request.param)
    found.search()
    return found


FIRST = {
    "雨伞押金": "umbrella-deposit",
    "雨傘押金": "umbrella-deposit",
    "ＵＭ 雨伞押金": "umbrella-deposit",
    "雨伞押金多少钱": "umbrella-deposit",
    "20元": "umbrella-deposit",
    "二十元": "umbrella-deposit",
    "20 元": "umbrella-deposit",
    "婴儿车押金": "stroller-deposit",
    "30秒": "desk-greeting",
    "yusanyajin": "umbrella-deposit",
    "ysyj": "umbrella-deposit",
    "yusan yajin": "umbrella-deposit",
    "雨散租借": "lend-umbrella",
    "雨伞押经": "umbrella-deposit",
    "伞弄丢了": "lend-umbrella",
    "要不要借伞怎么说": "umbrella-offer",
}


def test_first_hits(shown: SearchPage) -> None:
    assert {query: shown.type(query)[0] for query in FIRST} == FIRST


def test_a_number_is_not_found_inside_a_longer_one(shown: SearchPage) -> None:
    shown.type("00元")
    assert shown.page.locator("mark").all_inner_texts() == []

    assert shown.type("500元")[:1] == ["stroller-deposit"]
    assert shown.page.locator("mark").all_inner_texts() == ["500 元"]


def test_the_hit_shows_the_answer_with_what_was_found_marked(shown: SearchPage) -> None:
    shown.type("雨伞押金")

    hit = shown.page.locator(".hb-hit").first
    assert hit.locator(".hb-hit__kind").inner_text() == "数值"
    assert hit.locator(".hb-hit__answer").inner_text() == "20 元/把 · 借出时收"
    assert hit.locator(".hb-hit__trail").inner_text() == "便民服务 › 雨伞租借"
    assert hit.locator("mark").all_inner_texts() == ["雨伞押金"]


def test_a_clause_that_answers_better_is_shown_and_linked(shown: SearchPage) -> None:
    shown.type("雨伞遗失退押金吗")

    hit = shown.page.locator(".hb-hit").first
    assert hit.locator(".hb-hit__answer").inner_text() == "雨伞遗失的，押金不退。"
    assert hit.locator("a").get_attribute("href").split("/", 3)[-1].endswith("#lost")


def test_what_sounds_alike_is_said_so(shown: SearchPage) -> None:
    shown.type("雨散租借")

    assert shown.page.inner_text(".hb-search__status").startswith("没有找到“雨散租借”，以下按“雨伞租借”搜索")


def test_nothing_found_offers_other_ways(shown: SearchPage) -> None:
    assert shown.type("飞机头等舱") == []
    assert shown.page.inner_text(".hb-search__status") == "没有找到“飞机头等舱”"

    shown.page.click(".hb-search__chip >> nth=0")
    assert shown.ids() != []


def test_a_distant_likeness_is_said_to_be_one(shown: SearchPage) -> None:
    assert shown.type("请顾客在旁边坐下喝茶") != []

    assert shown.page.inner_text(".hb-search__status") == "没有正好对上的，下面的也许有用"


def test_keys_open_choose_follow_and_close(search_page: Start, handbook: Handbook) -> None:
    page = search_page(handbook)
    page.open("standards/some/index.html")
    keys = page.page.keyboard

    keys.press("Control+k")
    assert page.page.evaluate(ON_TOP)
    keys.press("Escape")
    assert not page.page.evaluate(ON_TOP)
    page.page.focus("#other")
    keys.press("/")
    assert not page.page.evaluate(ON_TOP)
    page.page.evaluate("document.activeElement.blur()")

    page.search()
    page.type("押金")
    second = page.page.locator("[role=option]").nth(1)
    keys.press("ArrowDown")
    assert second.get_attribute("aria-selected") == "true"
    assert page.page.get_attribute("[role=combobox]", "aria-activedescendant") == second.get_attribute("id")
    address = second.get_attribute("href")
    keys.press("Enter")
    page.page.wait_for_url(address)


def test_chinese_input_waits_for_the_word(shown: SearchPage) -> None:
    shown.page.evaluate("""() => {
        const input = document.querySelector("[role=combobox]");
        input.dispatchEvent(new CompositionEvent("compositionstart"));
        input.value = "yu'san";
        input.dispatchEvent(new InputEvent("input", {isComposing: true}));
    }""")
    assert shown.ids() == []

    shown.page.evaluate("""() => {
        const input = document.querySelector("[role=combobox]");
        input.value = "雨伞押金";
        input.dispatchEvent(new CompositionEvent("compositionend"));
    }""")
    assert shown.ids()[:1] == ["umbrella-deposit"]


def test_the_address_carries_the_query(search_page: Start, handbook: Handbook) -> None:
    page = search_page(handbook)
    page.search()
    page.type("雨伞押金")
    address = page.page.url

    page.page.goto("about:blank")
    page.page.goto(address)
    page.page.wait_for_selector("[role=option]")

    assert page.ids()[:1] == ["umbrella-deposit"]


def test_the_words_of_a_script_can_be_copied(search_page: Start, handbook: Handbook) -> None:
    page = search_page(handbook)
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.search()
    page.type("主动问要不要借伞")

    page.page.locator(".hb-hit__copy").first.click()

    page.page.locator(".hb-search__status", has_text="已复制").wait_for()
    assert page.page.evaluate("navigator.clipboard.readText()") == "您好，外面下雨了。\n需要借把伞吗？"


def test_text_never_becomes_markup(shown: SearchPage) -> None:
    shown.page.on("dialog", lambda dialog: shown.seen.complaints.append(dialog.message))
    assert shown.type("粗")[:1] == ["nasty"]

    assert shown.page.locator(".hb-hit__title").first.inner_text() == "<b>粗</b><img src=x onerror=alert(1)>"
    assert shown.page.locator(".hb-hit img, .hb-hit script, .hb-hit b").count() == 0
    assert shown.seen.complaints == []


def test_on_a_phone_the_window_fills_the_screen(search_page: Start, handbook: Handbook) -> None:
    page = search_page(handbook, width=390)
    opener = page.page.locator(".hb-search-open")
    assert opener.bounding_box()["width"] < 60

    opener.click()

    assert page.page.locator("dialog").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 800}
    assert page.page.evaluate("document.documentElement.scrollWidth") == 390
