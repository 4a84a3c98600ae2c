"""Every entry has its page, and every page says what its readers come for."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markupsafe import escape

from generator.handbook import Handbook
from generator.models.quantity import parse_quantity
from generator.project import Project, load
from generator.render.edition import Edition
from generator.render.pages import pages, words
from generator.render.text import Writer
from generator.texts import TEMPLATES, read_texts
from tests.render.page_samples import EDITION, OFFLINE, SHOP, book, files, hostile, markdown

VOID = {"br", "input", "hr", "img", "meta", "link"}


def text(page: str) -> str:
    """The words of a page as they are read, without spaces."""
    body = page.split("---\n", 2)[2]
    return re.sub(r"<[^>]+>|\s+", "", re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), body))


def test_every_entry_has_a_page_or_a_row_and_every_kind_its_overview() -> None:
    assert sorted(markdown(book())) == [
        "cases/index", "cases/wet", "chapters/services", "checklists/index", "checklists/round", "decisions", "documents",
        "figures", "forms/index", "forms/slip", "index", "kpis/index", "option-lists", "roles/desk", "roles/index",
        "roles/lead", "schedules/index", "scripts/index", "scripts/offer", "services/index", "services/umbrella",
        "slas", "sources/f1", "sources/index", "standards/index", "standards/lend", "terms", "uniforms/hat", "uniforms/index",
    ]  # fmt: skip


def test_a_kind_without_entries_has_no_overview() -> None:
    assert sorted(markdown(book("roles:\n  desk: {title: 服务台, own: true}\n"))) == ["index", "roles/desk", "roles/index"]


def test_an_artifact_knows_the_entry_it_renders() -> None:
    entries = {artifact.path: artifact.entry for artifact in pages(book(), EDITION)}

    assert (entries["standards/lend.md"], entries["slas.md"]) == ("lend", "")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("standards/lend", "要点先收押金20元/把。"),
        ("standards/lend", "必须先收20元/把，再交伞。怎么查抽查租借单3分一票否决检查于每日巡检›雨天"),
        ("standards/lend", "禁止不得推销。"),
        ("standards/lend", "谁服务台客服做问顾客要不要伞。说称谓您好，要借把伞吗？问要不要伞当面"),
        ("standards/lend", "不要指一指伞架。时限≤30秒当面问候表单租借单办不到时请领班来。"),
        ("standards/lend", "要伞转到“2.签名”不要祝顾客愉快。"),
        ("standards/lend", "须由专人核对现行法规"),
        ("standards/lend", "检查于每日巡检依据F1-01手册甲第1节F1-02手册甲第2节须由专人核对现行法规口径裁定押金收多少"),
        ("standards/lend", "修改这一条standards/a.yaml:14"),
        ("uniforms/hat", "部位头部性别男女通用季节夏季6月1日–8月31日现在适用适用服务台客服"),
        ("uniforms/hat", "检查于未列入检查表依据自拟没有来源规定这一条，由本手册拟定。"),
        ("scripts/offer", "称谓您好，要借把伞吗？例李女士您好，要借把伞吗？"),
        ("scripts/offer", "不说要伞吗改说先问好。"),
        ("scripts/offer", "用在{#_used}雨伞租借标准先收押金20元/把。"),
        ("services/umbrella", "租借条件{#_loan}押金20元/把逾期折旧费1元/把/天折旧费超过押金逾期第21天"),
        ("forms/slip", "押金20元/把。记在实收押金"),
        ("checklists/round", "共3分·权重100%·本节至少60%先收20元/把，再交伞。怎么查抽查租借单3分一票否决"),
        ("checklists/round", "好合格80%及以上差不合格低于80%"),
        ("roles/desk", "要照做的标准{#_standards}雨伞租借先收押金20元/把。夏帽戴正。"),
        ("roles/desk", "流程里由我做{#_steps}雨伞租借：开口问"),
        ("roles/desk", "由我负责的时限{#_role-limits}≤30秒当面问候"),
        ("roles/desk", "会怎么查我{#_checked}每日巡检"),
        ("roles/lead", "逾期转到我这里的{#_role-escalated}≤30秒当面问候"),
        ("roles/lead", "保管的物品{#_services}雨伞"),
        ("roles/lead", "由我去查{#_inspects}每日巡检"),
        ("slas", "当面问候greetstandards/a.yaml:12≤30秒顾客走近自然时间服务台客服逾期转给值班领班"),
        ("figures", "雨伞押金depositstandards/a.yaml:720元/把门店可改：可以改"),
        ("figures", "伞归顾客late-daystandards/a.yaml:9逾期第21天由“逾期折旧费”和“雨伞押金”算出"),
        ("terms", "顾客也叫：客人来店的人。不用买家依据d1"),
        ("decisions", "本手册按收20元。理由多数。对应的数雨伞押金：20元/把依据它的条目雨伞租借·顾客依据F1-01"),
        ("sources/f1", "F1-02出处：第2节须由专人核对现行法规押金可以没收F1-02standards/a.yaml:104依据它的条目雨伞租借"),
        ("sources/index", "手册甲2条"),
        ("uniforms/index", "头部夏帽6月1日–8月31日"),
        ("chapters/services", "案例{#_cases}淋湿的客人下雨先开口。"),
        ("chapters/services", "受控文件{#_documents}雨具管理办法雨具的借还。"),
        ("schedules/index", "下载日历schedules.ics下载后用手机或电脑的日历打开，就会按期提醒；日期从2026-12-01起算。"),
        ("schedules/index", "每天{#_day}事项什么时候负责做什么用表晨会会议talk"),
        ("schedules/index", "每季度最后一天服务台客服参加值班领班数一遍雨伞，押金按20元/把核对。留下盘点单。标准雨伞租借"),
        ("schedules/index", "租借单·每日巡检"),
        ("kpis/index", "服务台考核{#_1}1项，合计100%"),
        ("kpis/index", "100%每月≤30秒及时问候的人数除以走近的人数。参见雨伞租借依据自拟暗访记录。值班领班考核谁服务台客服"),
        ("cases/index", "便民服务{#_1}淋湿的客人教训下雨先开口。"),
        ("cases/wet", "记住下雨先开口。教训"),
        ("cases/wet", "经过{#_scene}客人没带伞。"),
        ("cases/wet", "转折{#_turn}没有人问一声。"),
        (
            "cases/wet",
            "怎么处理{#_handling}领班送去雨伞。",
        ),
        ("cases/wet", "称谓您好，要借把伞吗？例李女士您好，要借把伞吗？问要不要伞当面"),
        ("cases/wet", "读后讨论{#_ask}要是你在，会怎么说？"),
        ("cases/wet", "对应的标准{#_standards}雨伞租借标准"),
        ("option-lists", "还伞情况用于《租借单》□完好□损坏：骨架断了。依据自拟reasons"),
        ("documents", "雨具管理办法雨具的借还。起草服务台客服批准值班领班保管服务台文件夹。"),
        ("documents", "版次日期改了什么1.02026-12-01首次发布。"),
        ("roles/desk", "定期要做的{#_schedules}每季度最后一天数伞由我负责"),
        ("roles/desk", "有关的考核指标{#_kpis}问候及时率服务台考核·权重100%·目标≤30秒·考核我"),
        ("roles/lead", "每天晨会由我负责每季度最后一天数伞要参加"),
        ("index", "版本2026.11·2026-12-01起执行"),
        ("index", "常用时限{#_limits}≤30秒当面问候"),
    ],
)
def test_a_page_says_what_its_readers_come_for(page: str, expected: str) -> None:
    assert expected in text(markdown(book())[page])


@pytest.mark.parametrize(
    ("page", "trail"),
    [
        ("standards/lend", [("../../", "首页"), ("../../chapters/services/", "便民服务")]),
        ("cases/wet", [("../../", "首页"), ("../../chapters/services/", "便民服务")]),
        ("schedules/index", [("../", "首页")]),
        ("scripts/offer", [("../../", "首页"), ("../", "话术")]),
        ("sources/f1", [("../../", "首页"), ("../", "来源")]),
        ("slas", [("../", "首页")]),
        ("index", []),
    ],
)
def test_every_page_says_where_it_stands(page: str, trail: list[tuple[str, str]]) -> None:
    found = re.search(r'<nav class="hb-trail".*?</nav>', markdown(book())[page])

    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', found[0] if found else "") == trail


def test_an_editor_s_address_replaces_file_and_line() -> None:
    edition = replace(EDITION, edit_url="https://git.example/edit/{file}#L{line}")

    assert 'href="https://git.example/edit/standards/a.yaml#L14"' in markdown(book(), edition)["standards/lend"]


def test_the_version_of_an_entry_changes_with_the_numbers_it_quotes() -> None:
    dearer = SHOP.replace("value: 20 元/把", "value: 30 元/把")

    before, after = markdown(book()), markdown(book(dearer))

    assert version(before["standards/lend"]) != version(after["standards/lend"])
    assert version(before["roles/lead"]) == version(after["roles/lead"])


def version(page: str) -> str:
    found = re.search(r"([0-9a-f]{8})</dd>", page)
    assert found
    return found[1]


def in_a_store(handbook: Handbook) -> dict[str, str]:
    layered = replace(handbook, overrides={"deposit": parse_quantity("30 元/把")}, store="城南店")
    return markdown(layered, replace(EDITION, store="城南店"))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("index", "门店版：城南店。"),
        ("standards/lend", "门店值雨伞押金：30元/把门店值，基准20元/把"),
        ("services/umbrella", "押金30元/把门店值，基准20元/把"),
        ("services/umbrella", "折旧费超过押金逾期第31天门店值，基准逾期第21天"),
        ("figures", "逾期第31天门店值，基准逾期第21天"),
        ("figures", "雨伞押金depositstandards/a.yaml:730元/把门店值，基准20元/把"),
    ],
)
def test_a_store_s_own_value_shows_where_it_comes_from(page: str, expected: str) -> None:
    assert expected in text(in_a_store(book())[page])


def test_what_a_store_does_not_offer_has_no_page_and_no_link() -> None:
    found = markdown(replace(book(), hidden=frozenset({"umbrella"})))

    assert "services/umbrella" not in found
    assert [page for page, words in found.items() if "services/umbrella" in words] == []


def test_a_clause_a_store_does_not_have_reads_as_words_without_a_link() -> None:
    writer = Writer(replace(book(), hidden=frozenset({"lend"})), EDITION, "index")
    id, (_, clause) = next((id, found) for id, found in writer.handbook.clauses.items() if id.startswith("lend."))

    assert writer.reference(id) == escape(writer.plain(clause.text))
    assert writer.reference(id, "照办") == "照办"
    assert 'href="' in Writer(book(), EDITION, "index").reference(id)


@pytest.mark.parametrize("edition", [EDITION, OFFLINE])
def test_every_link_leads_to_a_page_of_this_edition(edition: Edition) -> None:
    found = markdown(book(), edition)
    known = {edition.url(page) for page in found} | {"forms/slip.pdf", "checklists/round.xlsx", "schedules.ics"}
    known |= {edition.print_url(form) for form in book().by_kind["form"]}  # type: ignore[arg-type]

    for page, said in found.items():
        for href in re.findall(r'href="([^"#]+)', said):
            assert resolve(edition.url(page), href) in known, (page, href)


def resolve(page: str, href: str) -> str:
    from urllib.parse import urljoin

    return urljoin(f"https://x.example/{page}", href).removeprefix("https://x.example/")


class _Balanced(HTMLParser):
    """Notes every tag that is closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("page", sorted(markdown(book())))
def test_a_page_is_headings_and_whole_blocks_of_html(page: str) -> None:
    lines = markdown(book())[page].split("---\n", 2)[2].split("\n")

    for line in filter(None, lines):
        parser = _Balanced()
        parser.feed(line)
        assert line.startswith(("# ", "## ", "### ", '<div class="hb">')), line[:80]
        assert (parser.open, parser.wrong) == ([], []), line


@pytest.mark.parametrize("page", sorted(markdown(book())))
def test_anchors_of_a_page_are_its_own(page: str) -> None:
    anchors = re.findall(r'(?: id="|\{ #)([^"} ]+)', markdown(book())[page])

    assert sorted(anchors) == sorted(set(anchors))


def test_data_never_becomes_markup() -> None:
    found = "".join(markdown(hostile()).values())

    assert found.count("&lt;script&gt;") > 100
    assert found.count("&#60;script&#62;") > 10
    assert "<script" not in found
    assert "{{ 7*7 }}" in found
    assert "__x__" not in "".join(re.findall(r"^#.*", found, re.MULTILINE))


def test_a_checklist_says_how_several_assess_and_which_total_the_only_band_takes() -> None:
    several = SHOP.replace("assessed-by: [lead]", "assessed-by: [lead]\n    assessors: 2")
    single = SHOP.replace("{from: 0, title: 差, passes: false}, {from: 80, title: 好}", "{from: 0, title: 都算}")

    assert "谁来查值班领班（2人评分，取平均）检查谁" in text(markdown(book(several))["checklists/round"])
    assert "谁来查值班领班检查谁" in text(markdown(book())["checklists/round"])
    assert "都算合格0%及以上" in text(markdown(book(single))["checklists/round"])


def test_words_in_a_line_stand_one_gap_apart_and_none_after_a_colon() -> None:
    handbook = book(SHOP.replace("points: 3, critical: true", "points: 3, na: true"))
    said = {page: re.sub("<[^>]+>", "", html) for page, html in markdown(handbook).items()}

    assert "3 分 可填“不适用”" in said["checklists/round"]
    assert "由“逾期折旧费”和“雨伞押金”算出" in said["figures"]
    assert "依据自拟" in said["figures"]
    assert "依据F1-01" in said["figures"]


@pytest.mark.parametrize(
    ("period", "said"),
    [("22:00", "归还截止22:00"), ("1 天", "租期1天"), ("22:30", "归还截止22:30"), ("≤ 22:00", "归还截止≤22:00")],
)
def test_a_loan_that_ends_at_a_clock_time_has_a_time_to_return_by(period: str, said: str) -> None:
    lent = SHOP.replace("  summer:", f"  back: {{title: 还伞, value: '{period}', own: true}}\n  summer:")
    lent = lent.replace("loan: {deposit: deposit,", "loan: {deposit: deposit, period: back,")

    assert f"逾期折旧费1元/把/天{said}折旧费超过押金" in text(markdown(book(lent))["services/umbrella"])


@pytest.mark.parametrize(
    ("charge", "said"),
    [
        ("conditional", "不收租金，收押金"),
        ("free", "免费"),
        ("paid", "收费"),
        ("conditional\n    price: fee", "有条件1元/把/天"),
    ],
)
def test_a_loan_on_conditions_says_that_it_takes_a_deposit_and_no_rent(charge: str, said: str) -> None:
    found = markdown(book(SHOP.replace("charge: conditional", f"charge: {charge}")))

    assert f"收费{said}保管值班领班" in text(found["services/umbrella"])
    assert f"付押金就能借。{said}20元/把" in text(found["services/index"])


def examples(page: str) -> list[str]:
    return re.findall("“([^”]+)”", re.findall(r'<p class="hb-find">(.*?)</p>', page)[0])


def test_the_examples_of_the_home_page_are_what_people_call_the_most_quoted_entries() -> None:
    called = SHOP.replace("title: 雨伞\n", "title: 雨伞\n    aliases: [借伞, 下雨]\n")

    assert examples(markdown(book(called))["index"]) == ["借伞", "当面问候", "夏帽"]
    assert examples(markdown(book("roles:\n  desk: {title: 服务台, own: true}\n"))["index"]) == []


def test_the_examples_of_the_home_page_name_entries_of_the_handbook() -> None:
    handbook = load(Project(TEMPLATES.parent)).handbook
    home = next(artifact for artifact in pages(handbook, EDITION) if artifact.path == "index.md")
    named = {name for entry in handbook.entries.values() for name in (entry.title, *entry.aliases)}

    found = examples(home.content.decode())

    assert len(found) == 3
    assert set(found) - named == set()


def test_the_words_of_the_search_name_no_number_of_a_handbook() -> None:
    assert [word for word in read_texts("labels.yaml")["search"]["words"].values() if re.search("[0-9]", word)] == []


def test_every_label_of_pages_is_used_and_known() -> None:
    templates = "".join(path.read_text("utf-8") for path in (TEMPLATES / "pages").rglob("*.j2"))
    sources = templates + "".join(path.read_text("utf-8") for path in (TEMPLATES.parent / "generator").rglob("*.py"))
    asked = set(re.findall(r"""\bt\.([a-z]\w*)|\bt\[["']([\w-]+)["']\]""", templates))

    assert {a or b for a, b in asked} - set(words()) == set()
    assert [name for name in words() if not re.search(rf"""t\.{name}\b|["'{{.]{name}["'}}]|page\.{name}\b""", sources)] == []


def test_style_and_script_come_with_the_pages_and_name_no_other_host() -> None:
    assets = dict(path_and_text for path_and_text in files(book()) if path_and_text[0].startswith("assets/"))

    assert sorted(assets) == ["assets/favicon.svg", "assets/handbook.css", "assets/handbook.js"]
    assert re.findall(r"(?:https?:)?//[a-z][^\s\"]*", "".join(assets.values()).replace("http://www.w3.org/2000/svg", "")) == []
    assert "{{" not in assets["assets/handbook.css"]
