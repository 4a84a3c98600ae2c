"""Words of the handbook stay words, whatever Markdown or HTML would make of them."""

from html import unescape
from html.parser import HTMLParser

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.render.markdown import attribute, document, heading

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40).filter(str.strip)
TRICKY = [
    "<script>alert(1)</script>",
    "__init__",
    "2026. 年度目标",
    "1|x",
    "价格<100元且>50元",
    "**重点**",
    "{{ 7*7 }}",
    "# 标题 #",
    '{: onclick="x" }',
    "{ #other }",
    "[x](javascript:alert(1))",
    "&lt;b&gt; &amp;",
    "a\\*b",
    "`x`",
    '--8<-- "/etc/passwd"',
    "x { .y }",
    "https://e.example/",
    "- 甲",
]
LINES = ["```", "~~~", "    code", "1|x", "- 甲", "# 标题", "<b>", '--8<-- "x"', "[a]: b", "***", "| a |\n|---|"]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words, self.tags = "", list[tuple[str, dict[str, str | None]]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def read(text: str) -> tuple[str, list[tuple[str, dict[str, str | None]]]]:
    """The words and tags that the engine's Markdown makes of a document."""
    parser = _Text()
    parser.feed(markdown.markdown(text.split("---\n", 2)[2], extensions=["attr_list", "toc", "tables", "fenced_code"]))
    parser.close()
    return parser.words, parser.tags


@pytest.mark.parametrize("words", TRICKY)
def test_a_heading_shows_its_words_as_typed(words: str) -> None:
    assert read(document("x", heading(2, words, "here"))) == (words, [("h2", {"id": "here"})])


@given(WORDS)
def test_a_heading_is_one_heading_whatever_its_words(words: str) -> None:
    shown, tags = read(document("x", heading(2, words, "here")))

    assert (" ".join(shown.split()), tags) == (" ".join(words.split()), [("h2", {"id": "here"})])


@pytest.mark.parametrize("line", LINES)
def test_no_line_of_a_body_is_markdown(line: str) -> None:
    body = f'<p title="{attribute(line)}">{attribute(line)}</p>\n{attribute(line)}\n'

    _, tags = read(document("x", f"{body}{heading(2, '标题', 'h')}{body}"))

    paragraph = [("div", {"class": "hb"}), ("p", {"title": line})]
    assert tags == [*paragraph, ("h2", {"id": "h"}), *paragraph]


@given(WORDS)
def test_the_title_of_a_page_is_escaped_because_themes_print_it_as_it_is(words: str) -> None:
    front = yaml.safe_load(document(words, "").split("---\n")[1])

    assert list(front) == ["title", "hide"]
    assert not set(front["title"]) & set("<>\"'")
    assert unescape(front["title"]) == " ".join(words.split())


TITLE, PART = heading(1, "首页", "_title"), heading(2, "各章", "_a")
HIDDEN, SHOWN = "---\ntitle: 首页\nhide:\n- toc\n---\n\n", "---\ntitle: 首页\n---\n\n"


@pytest.mark.parametrize(
    ("rendered", "contents", "front"),
    [(TITLE, True, HIDDEN), (TITLE + PART, True, SHOWN), (TITLE + PART, False, HIDDEN), ("", True, HIDDEN)],
)
def test_a_page_with_nothing_to_list_has_no_table_of_contents(rendered: str, contents: bool, front: str) -> None:
    assert document("首页", rendered, contents).startswith(front)


def test_a_page_is_front_matter_headings_and_lines_of_html() -> None:
    assert document("首页", f"{TITLE}<p>甲</p>\n  <p>乙</p>\n{PART}") == (
        f'{SHOWN}# 首页 {{ #_title }}\n\n<div class="hb"><p>甲</p> <p>乙</p></div>\n\n## 各章 {{ #_a }}\n'
    )
