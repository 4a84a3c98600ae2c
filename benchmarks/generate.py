"""Handbooks of any size that look like real ones: chapters, standards with their limits, prices, words and forms.

Entries come in blocks of twenty: 6 standards, 4 scripts, 4 sources, 2 slas, 2 figures, a term, a form or a role in turn;
every fifth block has a checklist besides. The same size gives the same bytes.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Data = dict[str, Any]
BLOCK = 20
STANDARDS = 6
STANDARDS_A_CHAPTER = 20
WORDS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))


class Plain(yaml.CSafeDumper):
    """YAML as the dialect wants it: no anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def write_handbook(root: Path, entries: int) -> None:
    """A sound handbook of about that many entries, with a configuration, in `root`."""
    for path, text in handbook(entries):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def handbook(entries: int) -> Iterator[tuple[str, str]]:
    """Every file of it: path and text."""
    blocks = max(1, entries // BLOCK)
    chapters = -(-blocks * STANDARDS // STANDARDS_A_CHAPTER)
    yield "standards/chapters.yaml", dump({"chapters": {f"chapter-{n}": chapter(n) for n in range(chapters)}})
    for number in range(blocks):
        standards, forms = block(number)
        yield f"standards/topic-{number}.yaml", dump(standards)
        if forms:
            yield f"forms/topic-{number}.yaml", dump(forms)


def dump(data: Data) -> str:
    return yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False, width=120)


def chapter(number: int) -> Data:
    return {"title": f"{name(number * 977)}篇", "order": number + 1, "summary": "本篇的标准、话术与表单。", "own": True}


def name(number: int) -> str:
    """A name that no other number has."""
    places, things, acts = (WORDS[key] for key in ("places", "things", "acts"))
    number, act = divmod(number, len(acts))
    number, thing = divmod(number, len(things))
    again, place = divmod(number, len(places))
    return f"{places[place]}{things[thing]}{acts[act]}" + (f"{chr(0x7532 + again)}" if again else "")


def block(number: int) -> tuple[Data, Data]:
    """Twenty entries on one topic: what goes to `standards/` and to `forms/`."""
    pick = random.Random(number)
    role = f"role-{number // 2}"
    entries: Data = {
        "standards": {f"std-{n}": standard(pick, n, number, role) for n in range(number * STANDARDS, (number + 1) * STANDARDS)},
        "scripts": {f"say-{number}-{n}": script(pick, number * 4 + n, role) for n in range(4)},
        "slas": {f"sla-{number}-{n}": sla(pick, number * 2 + n, role) for n in range(2)},
        "figures": {f"fig-{number}-{n}": figure(pick, number * 2 + n) for n in range(2)},
        "terms": {f"term-{number}": term(number)},
        "sources": {f"B{number}-{n}": source(pick, number * 4 + n) for n in range(4)},
    }
    forms: Data = {}
    if number % 2:
        forms["forms"] = {f"form-{number // 2}": form(number, role)}
    else:
        entries["roles"] = {
            role: {"title": f"{name(number * 31)}专员", "duties": [f"负责 [[std-{number * STANDARDS}]]。"], "own": True}
        }
    if number % 5 == 0:
        forms["checklists"] = {f"list-{number}": checklist(number, role)}
    return entries, forms


def standard(pick: random.Random, number: int, topic: int, role: str) -> Data:
    clauses = [clause(pick, number, topic, place) for place in range(5)]
    steps = [step(pick, topic, place, role) for place in range(3)] if number % 2 else []
    return {
        "title": name(number),
        "aliases": [f"{name(number)}怎么办"],
        "chapter": f"chapter-{number // STANDARDS_A_CHAPTER}",
        "roles": [role],
        "summary": f"{pick.choice(WORDS['who'])}来办理时，[[sla-{topic}-{number % 2}]] 内接待，{pick.choice(WORDS['moods'])}。",
        "clauses": clauses,
        **({"steps": steps} if steps else {}),
        "scripts": [f"say-{topic}-{number % 4}"],
        **({"forms": [f"form-{topic // 2}"]} if topic % 2 else {}),
        "sources": [f"B{topic}-{number % 4}"],
    }


def clause(pick: random.Random, number: int, topic: int, place: int) -> Data:
    who, mood, thing = (pick.choice(WORDS[key]) for key in ("who", "moods", "things"))
    if place == 0:
        sign = f"在 [[form-{topic // 2}]] 上签名" if topic % 2 else "核对"
        text = f"接待{who}时{mood}，先说明费用 [[fig-{topic}-{number % 2}]]，再请对方{sign}。"
    elif place == 4:
        text = f"{pick.choice(WORDS['never'])}{who}，或把{thing}留在通道上。"
    else:
        text = f"{pick.choice(WORDS['does'])}{who}的{thing}，{mood}，{pick.choice(WORDS['results'])}。"
    data: Data = {"id": f"c{place}", "text": text, "never" if place == 4 else "must": True}
    if place % 2 == 0:
        data["inspect"] = {"how": pick.choice(WORDS["looks"]), "points": 5}
    return data


def step(pick: random.Random, topic: int, place: int, role: str) -> Data:
    return {
        "id": f"s{place}",
        "title": pick.choice(WORDS["does"]),
        "who": role,
        "does": f"{pick.choice(WORDS['does'])}{pick.choice(WORDS['things'])}，{pick.choice(WORDS['results'])}。",
        "says": [f"say-{topic}-{place}"],
        "within": [f"sla-{topic}-{place % 2}"],
    }


def script(pick: random.Random, number: int, role: str) -> Data:
    return {
        "title": f"{name(number)}话术",
        "situation": f"{pick.choice(WORDS['who'])}来办理{name(number)}。",
        "speakers": [role],
        "lines": [f"{{称谓}}好，{pick.choice(WORDS['says'])}。", f"{pick.choice(WORDS['says'])}。"],
        "variables": {"称谓": {"means": "怎么称呼对方", "example": "李女士"}},
        "own": True,
    }


def sla(pick: random.Random, number: int, role: str) -> Data:
    limit = f"≤ {pick.randint(1, 60)} {pick.choice(['秒', '分钟', '小时'])}"
    return {"title": f"{name(number)}时限", "limit": limit, "from": "顾客提出", "owner": role, "own": True}


def figure(pick: random.Random, number: int) -> Data:
    return {"title": f"{name(number)}费用", "value": f"{pick.randint(1, 90)} 元/次", "stores-may": "any", "own": True}


def term(number: int) -> Data:
    return {
        "title": f"{name(number)}服务",
        "aliases": [f"{name(number)}的事"],
        "means": f"办理{name(number)}的服务。",
        "own": True,
    }


def source(pick: random.Random, number: int) -> Data:
    fact = f"{name(number)}要{pick.choice(WORDS['does'])}，{pick.choice(WORDS['results'])}。"
    return {"title": fact, "document": "样本手册", "at": f"第 {number} 节"}


def form(number: int, role: str) -> Data:
    staff = [{"id": "day", "label": "日期", "type": "date"}, {"id": "by", "label": "经办人", "type": "signature"}]
    customer = [{"id": f"f{place}", "label": thing} for place, thing in enumerate(WORDS["things"][:8])]
    return {
        "title": f"{name(number)}单",
        "number": f"BM-{number}",
        "paper": "A5" if number % 2 else "A4",
        "purpose": f"办理{name(number)}时填。",
        "copies": ["顾客联", "留存联"],
        "notices": [
            {"text": f"费用 [[fig-{number}-0]]，请核对后签名。", "fields": ["f0"]},
            {"text": "请保管好这一联。", "information": True},
        ],
        "parts": [
            {"id": "customer", "title": "顾客填写", "for": "customer", "filled-by": "顾客办理时填。", "fields": customer},
            {"id": "staff", "title": "员工填写", "for": "staff", "filled-by": "当场填。", "fields": staff},
        ],
        "kept-by": role,
        "own": True,
    }


def checklist(number: int, role: str) -> Data:
    owned = range(number * STANDARDS, (number + 1) * STANDARDS)
    items = [f"std-{standard}.c{place}" for standard in owned for place in (0, 2, 4)]
    return {
        "title": f"{name(number)}检查表",
        "summary": f"检查{name(number)}。",
        "when": "每天开店前",
        "assessed-by": [role],
        "sections": [
            {"id": "first", "title": "上半", "weight": 60, "minimum": 60, "items": items[:10]},
            {"id": "second", "title": "下半", "weight": 40, "items": items[10:]},
        ],
        "bands": [
            {"from": 90, "title": "优秀"},
            {"from": 80, "title": "合格"},
            {"from": 0, "title": "不合格", "passes": False},
        ],
        "own": True,
    }
