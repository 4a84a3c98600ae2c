"""What keeps a site from being published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.problems import Problem
from generator.render.edition import Edition
from generator.site.gate import MAX_AROUND, MAX_BYTES, Scanned, check, scan

WEB = Edition("1", "手册", site_url="https://handbook.example/", edit_url="https://git.example/edit/{file}#L{line}")
OFFLINE = Edition("1", "手册", offline=True)
PAGES = ["index.md", "slas.md", "standards/lend.md"]
SEARCH = "search/search-data.js"


def page(body: str = "", head: str = "") -> str:
    return f"<html><head>{head}</head><body><article>这一页说的是该怎么做。{body}</article></body></html>"


SOUND = {
    "index.html": page(
        '<a href="standards/lend/#first">借伞</a> <a href="slas/">时限</a> <a href="forms/slip.pdf#page=2">表单</a>'
    ),
    "slas/index.html": page('<h1 id="greet">问候</h1><a href="../">首页</a><a href="#greet">问候</a>'),
    "standards/lend/index.html": page(
        '<li id="first">先收押金<img src="../../logo.png"></li><a href="../../slas/#greet">问候</a>'
    ),
    "logo.png": "x",
    "forms/slip.pdf": "x",
    "search/search-data.js": "x",
    "assets/a.css": "body { background: url(data:image/png;base64,xx) url('../logo.png') }",
    "404.html": '<a href="/assets/nothing.css">x</a>',
}


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[Problem]]:
    """What the gate finds in a site of these files, or the sound site with these changes; none removes a file."""

    def gate(changes: dict[str, str | None], edition: Edition = WEB) -> list[Problem]:
        for path, content in {**SOUND, **changes}.items():
            if content is not None:
                file = tmp_path / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
        return check(tmp_path, edition, PAGES, [SEARCH])

    return gate


def test_a_sound_site_passes(found: Callable[..., list[Problem]]) -> None:
    assert found({}) == []


@pytest.mark.parametrize(
    ("path", "content", "code", "address"),
    [
        ("slas/index.html", None, "site-page-missing", None),
        ("search/search-data.js", None, "site-page-missing", None),
        ("search/search-data.js", "", "site-file-empty", None),
        ("slas/index.html", "<article> <p></p> </article>", "site-page-empty", None),
        ("slas/index.html", "<p>这一页没有正文，只有别的东西。</p>", "site-page-empty", None),
        ("standards/lend/index.html", page('<i id="first"></i>' + "长" * MAX_BYTES), "site-page-heavy", None),
        ("slas/index.html", page('<i id="greet"></i>', head="<i></i>" * MAX_AROUND), "site-navigation-heavy", None),
        ("index.html", page('<a href="nowhere/">x</a>'), "site-dead-link", "nowhere/"),
        ("index.html", page('<a href="/slas/">x</a>'), "site-dead-link", "/slas/"),
        ("index.html", page('<a href="../slas/">x</a>'), "site-dead-link", "../slas/"),
        ("index.html", page('<img src="no.png">'), "site-dead-link", "no.png"),
        ("index.html", page('<a href="slas/#none">x</a>'), "site-dead-anchor", "slas/#none"),
        ("index.html", page('<a href="#none">x</a>'), "site-dead-anchor", "#none"),
        ("index.html", page('<script src="https://cdn.example/a.js"></script>'), "site-foreign-host", "https://cdn.example/a.js"),
        ("index.html", page("<script src=//cdn.example/a.js></script>"), "site-foreign-host", "//cdn.example/a.js"),
        ("index.html", page("<img src='&#47;/cdn.example/a.png'>"), "site-foreign-host", "//cdn.example/a.png"),
        ("index.html", page('<link rel="stylesheet" href="//fonts.example/">'), "site-foreign-host", "//fonts.example/"),
        ("index.html", page('<link rel="preconnect" href="https://fonts.example">'), "site-foreign-host", "https://fonts.example"),
        ("index.html", page('<form action="https://e.example/"></form>'), "site-foreign-host", "https://e.example/"),
        ("index.html", page('<iframe src="https://e.example/"></iframe>'), "site-foreign-host", "https://e.example/"),
        ("index.html", page('<p style="background:url(//e.example/a)">'), "site-foreign-host", "//e.example/a"),
        ("assets/a.css", "@import 'https://fonts.example/a.css';", "site-foreign-host", "https://fonts.example/a.css"),
        ("assets/a.css", "p { background: url(//e.example/a) }", "site-foreign-host", "//e.example/a"),
        ("index.html", page('<a href="https://evil.example/">x</a>'), "site-foreign-link", "https://evil.example/"),
        ("index.html", page('<a href="javascript:alert(1)">x</a>'), "site-foreign-link", "javascript:alert(1)"),
        ("index.html", page('<a href="JaVa&#83;cript:alert(1)">x</a>'), "site-foreign-link", "JaVaScript:alert(1)"),
    ],
)  # fmt: skip
def test_what_is_amiss_is_found_at_its_file(
    found: Callable[..., list[Problem]], path: str, content: str | None, code: str, address: str | None
) -> None:
    problems = [p for p in found({path: content}) if p.code == code]

    assert [(p.place.file, p.params.get("address")) for p in problems] == [(path, address)]
    assert problems[0].says()
    assert problems[0].says("en")


@pytest.mark.parametrize(
    "harmless",
    [
        '<a href="https://handbook.example/slas/">x</a>',
        '<a href="https://git.example/edit/standards/a.yaml#L1">x</a>',
        '<link rel="canonical" href="https://handbook.example/slas/">',
        '<a href="mailto:a@b.example">x</a><a href="tel:+8610">x</a>',
        '<button data-copy="&lt;img src=//evil.example/a&gt;" title="a href=nowhere">x</button>',
        "<p>&lt;img src=&#34;//evil.example/a.png&#34;&gt; href=&#34;nowhere&#34;</p>",
        "<script>var a = \"<img src='//evil.example/'>\"; if (a < 1 && 2 > 1) {}</script>",
        '<!-- <a href="nowhere"> -->',
        '<svg><path d="M1 1"/></svg>',
    ],
)
def test_words_scripts_and_the_site_s_own_address_are_no_fault(found: Callable[..., list[Problem]], harmless: str) -> None:
    assert found({"index.html": page(harmless)}) == []


def test_a_list_may_be_as_long_as_the_handbook(found: Callable[..., list[Problem]]) -> None:
    assert found({"slas/index.html": page('<i id="greet"></i>' + "长" * MAX_BYTES)}) == []


def test_pages_from_disk_are_files(tmp_path: Path) -> None:
    for path in ("index.html", "slas.html", "standards/lend.html", SEARCH):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(page('<a href="lend.html">x</a>' if "/" in path else ""), encoding="utf-8")

    assert check(tmp_path, OFFLINE, PAGES, [SEARCH]) == []


def test_a_scan_tells_links_from_what_is_fetched() -> None:
    html = '<a name="old" href="b&amp;c">x</a><p id=here>…</p><link rel=icon href=i.png><img src="p.png" alt="src=q.png">'

    assert scan(html) == Scanned(frozenset({"old", "here"}), ("b&c",), ("i.png", "p.png"))
