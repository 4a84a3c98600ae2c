"""What the search is given: every entry once, with its answer, its address and its parts."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
import yaml

from generator.handbook import Handbook
from generator.render.edition import Edition
from generator.render.search import search_artifacts, search_assets, search_data
from generator.texts import TEMPLATES
from tests.render.page_samples import OFFLINE, book, markdown
from tests.search.synthetic import synthetic

EDITION = Edition("2026.11", "手册")
HANDBOOK = """
chapters:
  services: {title: 便民服务, order: 1, summary: 借用与代办。}
roles:
  service-desk: {title: 服务台客服, duties: [看好雨具架。], own: true}
sources:
  f1: {title: 雨伞押金 20 元, document: 指引, at: "2.4", own: true}
figures:
  umbrella-deposit: {title: 雨伞押金, aliases: [伞押金], value: 20 元/把, of: 借出时收, group: 雨伞, own: true}
slas:
  desk-greeting: {title: 当面问候, limit: ≤ 30 秒, from: 顾客走近服务台, owner: service-desk, own: true}
  reply: {title: 首复, limit: ≤ 2 个工作日, from: 留言送达, clock: working, owner: service-desk, own: true}
terms:
  lost: {title: 遗失, aliases: [弄丢], banned: [丢包], means: 找不到了。, own: true}
scripts:
  offer: {title: 问借伞, situation: 下雨, speakers: [service-desk], lines: [您好。, 借伞吗？], own: true}
standards:
  lend-umbrella:
    title: 雨伞租借
    chapter: services
    roles: [service-desk]
    summary: 押金 [[umbrella-deposit]]。
    why: 雨伞常被遗失。
    clauses: [{id: first, text: "先收押金，**再**交伞。", must: true}]
    steps: [{id: ask, title: 开口问, who: service-desk, does: 走过去问。, says: [offer]}]
    tables: [{title: 价目, columns: [物品, 押金], rows: [[伞, "[[umbrella-deposit]]"]]}]
    own: true
"""


@pytest.fixture
def handbook(project: Callable[..., Any]) -> Handbook:
    return project(HANDBOOK).check().handbook


def test_entries_with_their_answers(handbook: Handbook) -> None:
    data = search_data(handbook, EDITION)

    assert data["entries"] == [
        ["chapter", "services", "chapters/services/", "便民服务", [], "借用与代办。"],
        ["role", "service-desk", "roles/service-desk/", "服务台客服", [], "看好雨具架。", "", [7]],
        ["figure", "umbrella-deposit", "figures/#umbrella-deposit", "雨伞押金", ["伞押金"], "20 元/把 · 借出时收", "", [7]],
        ["sla", "desk-greeting", "slas/#desk-greeting", "当面问候", [], "≤ 30 秒（自顾客走近服务台起）"],
        ["sla", "reply", "slas/#reply", "首复", [], "≤ 2 个工作日（自留言送达起，只计工作时间）"],
        ["term", "lost", "terms/#lost", "遗失", ["弄丢"], "找不到了。", "", [], "丢包 弄丢"],
        ["script", "offer", "scripts/offer/", "问借伞", [], "您好。\n借伞吗？", "下雨", [7]],
        ["standard", "lend-umbrella", "standards/lend-umbrella/", "雨伞租借", [], "押金 20 元/把。",
         "雨伞常被遗失 开口问 价目", [0], "丢包 弄丢"],
    ]  # fmt: skip
    assert data["parts"] == [
        [7, "first", "", "先收押金，再交伞。"],
        [7, "step_ask", "开口问", "第 1 步 开口问：走过去问。"],
        [7, "", "价目", "物品：伞 · 押金：20 元/把"],
    ]
    assert data["suggestions"] == ["雨伞押金", "当面问候", "首复", "问借伞"]


IMPROVEMENT = """
figures:
  share: {title: 问候率, value: ≥ 95 %, own: true}
schedules:
  count: {title: 数伞, type: check, recurs: {every: month, day: 31}, owner: service-desk, what: 数一遍。,
    result: 盘点单, own: true}
kpis:
  greeted: {title: 及时率, set: 服务台, weight: 100, target: share, measure: 人数, data: 记录, owner: service-desk, own: true}
cases:
  wet: {title: 淋湿, chapter: services, outcome: failure, scene: 下雨, turn: 没问, handling: 送伞, lesson: 先开口。,
    standards: [lend-umbrella], own: true}
option-lists:
  states: {title: 还伞情况, used-for: 租借单, choices: [{label: 完好}, {label: 损坏, means: 断了}], own: true}
documents:
  rules: {title: 雨具办法, chapter: services, covers: 雨具借还。, prepared-by: service-desk, approved-by: service-desk,
    kept: 柜里, own: true}
"""


def test_answers_of_what_recurs_is_measured_and_was_learnt(project: Callable[..., Any]) -> None:
    handbook = project({"standards/a.yaml": HANDBOOK, "standards/b.yaml": IMPROVEMENT}).check().handbook
    rows = {row[1]: row for row in search_data(handbook, EDITION)["entries"]}

    assert [rows[id] for id in ("count", "greeted", "wet", "states", "rules")] == [
        ["schedule", "count", "schedules/#count", "数伞", [], "每月最后一天，服务台客服负责：数一遍。", "盘点单"],
        ["kpi", "greeted", "kpis/#greeted", "及时率", [], "权重 100%，目标 ≥ 95 %：人数", "记录"],
        ["case", "wet", "cases/wet/", "淋湿", [], "先开口。", "下雨 没问 送伞", [0]],
        ["options", "states", "option-lists/#states", "还伞情况", [], "完好、损坏", "断了 租借单"],
        ["document", "rules", "documents/#rules", "雨具办法", [], "雨具借还。", "柜里", [0]],
    ]


def test_what_a_store_does_not_offer_is_not_found() -> None:
    found = search_data(replace(book(), hidden=frozenset({"umbrella", "lend"})), EDITION)

    assert {"umbrella", "lend"}.isdisjoint(row[1] for row in found["entries"])
    assert {part[0] for part in found["parts"]} <= set(range(len(found["entries"])))


@pytest.mark.parametrize("edition", [EDITION, OFFLINE])
@pytest.mark.parametrize("hidden", [frozenset(), frozenset({"umbrella", "lend"})])
def test_every_address_is_a_page_of_the_edition(edition: Edition, hidden: frozenset[str]) -> None:
    handbook = replace(book(), hidden=hidden)
    known = {edition.url(page): text for page, text in markdown(handbook, edition).items()}

    for row in search_data(handbook, edition)["entries"]:
        address, _, anchor = row[2].partition("#")
        assert address in known, row[2]
        assert f'id="{anchor}"' in known[address] or f"#{anchor}" in known[address] or not anchor, row[2]


def test_addresses_follow_the_edition(handbook: Handbook) -> None:
    offline = search_data(handbook, Edition("2026.11", "手册", offline=True))["entries"]

    assert [row[2] for row in offline if row[1] in ("umbrella-deposit", "lend-umbrella")] == [
        "figures.html#umbrella-deposit",
        "standards/lend-umbrella.html",
    ]


def test_every_address_leads_to_something_on_a_page() -> None:
    handbook = book()
    data, pages = search_data(handbook, OFFLINE), markdown(handbook, OFFLINE)
    addresses = [row[2] for row in data["entries"]]
    addresses += [f"{data['entries'][part[0]][2]}#{part[1]}" for part in data["parts"] if part[1]]

    targets = [(address, *address.split(".html")) for address in addresses]
    lost = [address for address, page, anchor in targets if page not in pages or not _stands(anchor[1:], pages[page])]

    assert lost == []
    assert {"standards/lend.html#step_ask", "standards/lend.html#deposit-first", "uniforms/hat.html#worn"} <= {*addresses}


def _stands(anchor: str, page: str) -> bool:
    return not anchor or f'id="{anchor}"' in page or f"#{anchor} }}" in page


def test_the_data_is_one_script_that_says_the_same_each_time(handbook: Handbook) -> None:
    first, second = (list(search_artifacts(handbook, EDITION)) for _ in range(2))

    assert first == second
    assert [a.path for a in first] == ["search/search-data.js", "assets/minisearch.js", "assets/search.js", "assets/search.css"]
    script = first[0].content.decode()
    assert script.startswith("globalThis.handbookSearchData={")
    assert json.loads(script.removeprefix("globalThis.handbookSearchData=").removesuffix(";\n")) == search_data(
        handbook, EDITION
    )


def test_five_thousand_entries_stay_under_five_megabytes() -> None:
    data = next(search_artifacts(synthetic(5000), EDITION))

    assert len(data.content) < 5_000_000


def test_the_vendored_library_is_the_one_that_was_checked() -> None:
    folder = TEMPLATES / "assets/vendor/minisearch"
    noted = yaml.safe_load((folder / "VERSION").read_text("utf-8"))

    assert sha256((folder / "minisearch.js").read_bytes()).hexdigest() == noted["sha256"]
    assert noted["version"] == "7.2.0"
    assert "Permission is hereby granted" in (folder / "LICENSE").read_text("utf-8")


def test_nothing_names_another_host() -> None:
    own = [a.content.decode() for a in search_assets() if a.path != "assets/minisearch.js"]

    assert not [
        line for text in own for line in text.splitlines() if "://" in line and "http://www.w3.org/2000/svg" not in line
    ]
