"""A small handbook with one entry of each kind, for the tests of pages, navigation and whole sites."""

import re
from collections.abc import Iterator
from typing import Any

from generator.handbook import Handbook
from generator.load import read_handbook
from generator.models import KIND_BY_PLURAL
from generator.reading.source import read_source
from generator.render.edition import Edition
from generator.render.pages import pages

EDITION = Edition(version="2026.11", site_name="顾客服务手册", site_url="https://handbook.example/", effective="2026-12-01")
OFFLINE = Edition(version="2026.11", site_name="顾客服务手册", effective="2026-12-01", offline=True)
SHOP = """\
chapters:
  services: {title: 便民服务, order: 1, summary: 借东西的规矩。}
roles:
  desk: {title: 服务台客服, duties: ["照 [[lend]] 做"], own: true}
  lead: {title: 值班领班, own: true}
figures:
  deposit: {title: 雨伞押金, value: 20 元/把, group: 雨伞, stores-may: any, sources: [F1-01]}
  fee: {title: 逾期折旧费, value: 1 元/把/天, own: true}
  late-day: {title: 伞归顾客, computed: {fee: fee, exceeds: deposit}, own: true}
  summer: {title: 夏季, value: 6月1日–8月31日, own: true}
slas:
  greet: {title: 当面问候, limit: ≤ 30 秒, from: 顾客走近, owner: desk, escalates-to: lead, own: true}
standards:
  lend:
    title: 雨伞租借
    chapter: services
    roles: [desk]
    summary: 先收押金 [[deposit]]。
    clauses:
      - id: deposit-first
        text: 先收 [[deposit]]，再交伞。
        must: true
        inspect: {how: 抽查租借单, points: 3, critical: true}
      - {id: no-selling, text: 不得推销。, never: true}
    steps:
      - id: ask
        title: 开口问
        who: desk
        does: 问顾客要不要伞。
        says: [offer]
        avoids: 指一指伞架。
        within: [greet]
        forms: [slip]
        if-not: 请领班来。
        branches:
          - {when: 要伞, to: sign}
          - {when: 不要, then: 祝顾客愉快。}
      - {id: sign, title: 签名, who: lead, does: 签名。}
    tables:
      - {title: 例外, columns: [情形, 怎么办], rows: [[没带现金, 扫码。]]}
    scripts: [offer]
    forms: [slip]
    related: [umbrella]
    sources: [F1-01, F1-02, d1]
uniforms:
  hat:
    title: 夏帽
    chapter: services
    part: 头部
    roles: [desk]
    season: summer
    required: [{id: worn, text: 戴正。}]
    own: true
scripts:
  offer:
    title: 问要不要伞
    situation: 下雨。
    speakers: [desk]
    lines: ["{称谓}您好，要借把伞吗？"]
    variables: {称谓: {means: 怎么称呼, example: 李女士}}
    avoid: [{words: 要伞吗, instead: 先问好。}]
    own: true
services:
  umbrella:
    title: 雨伞
    chapter: services
    charge: conditional
    summary: 付押金就能借。
    custodian: lead
    loan: {deposit: deposit, late-fee: fee, forfeit: late-day, form: slip}
    standards: [lend]
    own: true
forms:
  slip:
    title: 租借单
    number: FM-33
    purpose: 借伞时填。
    copies: [顾客联]
    notices: [{text: "押金 [[deposit]]。", fields: [paid]}]
    parts: [{id: a, title: 经办, for: staff, filled-by: 客服, fields: [{id: paid, label: 实收押金, type: money}]}]
    own: true
checklists:
  round:
    title: 每日巡检
    summary: 每天一次。
    when: 早上
    assessed-by: [lead]
    roles: [desk]
    sections: [{id: rain, title: 雨天, weight: 100, minimum: 60, items: [lend.deposit-first]}]
    bands: [{from: 0, title: 差, passes: false}, {from: 80, title: 好}]
    own: true
terms:
  guest: {title: 顾客, means: 来店的人。, aliases: [客人], banned: [买家], sources: [d1]}
decisions:
  d1:
    title: 押金收多少
    positions: [{source: 甲, says: 20 元}, {source: 乙, says: 30 元}]
    decided: 收 20 元。
    reason: 多数。
    values: [deposit]
    sources: [F1-01]
sources:
  F1-01: {title: 押金每把 20 元, document: 手册甲, at: 第 1 节}
  F1-02: {title: 押金可以没收, document: 手册甲, at: 第 2 节, check-law: true}
schedules:
  count:
    title: 数伞
    type: stock-taking
    recurs: {every: quarter, day: 31}
    owner: desk
    participants: [lead]
    what: 数一遍雨伞，押金按 [[deposit]] 核对。
    result: 盘点单。
    forms: [slip]
    checklists: [round]
    standards: [lend]
    own: true
  talk: {title: 晨会, type: meeting, recurs: {every: day}, owner: lead, what: 讲当天的事。, own: true}
kpis:
  answered:
    title: 问候及时率
    set: 服务台考核
    weight: 100
    target: greet
    measure: 及时问候的人数除以走近的人数。
    data: 暗访记录。
    owner: lead
    roles: [desk]
    standards: [lend]
    own: true
cases:
  wet:
    title: 淋湿的客人
    chapter: services
    outcome: failure
    scene: 客人没带伞。
    turn: 没有人问一声。
    handling: 领班送去雨伞。
    lesson: 下雨先开口。
    ask: [要是你在，会怎么说？]
    standards: [lend]
    scripts: [offer]
    own: true
option-lists:
  reasons: {title: 还伞情况, used-for: "[[slip]]", choices: [{label: 完好}, {label: 损坏, means: 骨架断了。}], own: true}
documents:
  rules:
    title: 雨具管理办法
    chapter: services
    covers: 雨具的借还。
    prepared-by: desk
    approved-by: lead
    kept: 服务台文件夹。
    revisions: [{version: "1.0", date: "2026-12-01", changed: 首次发布。}]
    own: true
"""


def book(text: str = SHOP) -> Handbook:
    """The handbook in a text of YAML, however incomplete."""
    return read_handbook([("standards/a.yaml", text.encode())]).handbook


HOSTILE = "</title><script>alert('t')</script>{{ 7*7 }}__x__"


def hostile() -> Handbook:
    """The same handbook with markup of every sort in all its words."""
    source, _ = read_source("standards/a.yaml", SHOP.encode())
    assert source
    spoiled = {kind: {id: _spoiled(entry) for id, entry in entries.items()} for kind, entries in source.data.items()}
    models = [(KIND_BY_PLURAL[kind], id, entry) for kind, entries in spoiled.items() for id, entry in entries.items()]
    return Handbook({id: model.model_validate({**entry, "id": id}) for model, id, entry in models})


def _spoiled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: part if key in ("value", "limit", "numbers") else _spoiled(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_spoiled(part) for part in value]
    return value + HOSTILE if isinstance(value, str) and re.search("[\u4e00-\u9fff]", value) else value


def markdown(handbook: Handbook, edition: Edition = EDITION) -> dict[str, str]:
    """Every page by its path without `.md`."""
    return {path.removesuffix(".md"): text for path, text in files(handbook, edition) if path.endswith(".md")}


def files(handbook: Handbook, edition: Edition = EDITION) -> Iterator[tuple[str, str]]:
    return ((artifact.path, artifact.content.decode()) for artifact in pages(handbook, edition))
