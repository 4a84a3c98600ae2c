"""Finished Markdown: headings whose words are only words, and bodies of HTML that no Markdown rule can touch.

A template writes HTML with `heading(…)` between. Each stretch of HTML becomes one line that begins with our own tag, so that
no line of data can open a list, a fence or a table; the words of a heading have every ASCII mark written as a number.
"""

import re
import string

import yaml
from markupsafe import Markup, escape

SEAM = "\x00"
PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9]*")
HIDDEN = "hide:\n- toc\n"
MARKS = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}


def heading(level: int, words: str, anchor: str) -> Markup:
    """A heading of the page, which the engine lists in its table of contents."""
    return Markup(f"{SEAM}{'#' * level} {literal(words)} {{ #{anchor} }}{SEAM}")


def literal(words: str) -> str:
    """Words on one line that mean nothing to Markdown."""
    return " ".join(words.split()).translate(MARKS)


def attribute(text: str) -> Markup:
    """A text for an attribute value, its line breaks kept on one line."""
    return Markup(str(escape(text)).replace("\n", "&#10;"))


def document(title: str, rendered: str, contents: bool = True) -> str:
    """A Markdown file with front matter; the title is escaped because themes print it as it is.

    Without `contents`, or with nothing but its title to list, the page has no table of contents and takes its room.
    """
    stretches = rendered.split(SEAM)
    headings = len(stretches) // 2
    head = _title(str(escape(" ".join(title.split())))) + (HIDDEN if not contents or headings < 2 else "")
    blocks = [text if index % 2 else _one_line(text) for index, text in enumerate(stretches)]
    return f"---\n{head}---\n\n" + "\n\n".join(block for block in blocks if block) + "\n"


def _title(words: str) -> str:
    """The title as a line of YAML; plain Chinese words need no look at what YAML may take them for."""
    if PLAIN.fullmatch(words):
        return f"title: {words}\n"
    return yaml.safe_dump({"title": words}, allow_unicode=True, width=1_000_000)


def _one_line(html: str) -> str:
    joined = " ".join(line.strip() for line in html.split("\n") if line.strip())
    return f'<div class="hb">{joined}</div>' if joined else ""
