import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.inline import Break, Literal, Reference, Strong, Token, Variable, Words, flat, references, tokens, variables
from generator.rules.finding import printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("先收押金", (Words("先收押金"),)),
        ("收 [[deposit]]，", (Words("收 "), Reference("deposit"), Words("，"))),
        ("[[deposit|押金]]", (Reference("deposit", "押金"),)),
        ("[[ deposit | 押金 ]]", (Reference("deposit", "押金"),)),
        ("[[lend.first]]", (Reference("lend.first"),)),
        ("[[=30 秒]]", (Literal("30 秒"),)),
        ("{称谓}，您好", (Variable("称谓"), Words("，您好"))),
        ("**先**收", (Strong((Words("先"),)), Words("收"))),
        ("**[[deposit]] 先**", (Strong((Reference("deposit"), Words(" 先"))),)),
        ("上\n下", (Words("上"), Break(), Words("下"))),
        ("上\n", (Words("上"),)),
        ("", ()),
        ("[[]] [[|x]] [[a", (Words("[[]] [[|x]] [[a"),)),
        ("{{ 7*7 }} ${x} {} {a\nb}", (Words("{{ 7*7 }} ${x} {} {a"), Break(), Words("b}"))),
        ("**", (Words("**"),)),
        ("<b>&amp;</b> [x](javascript:1)", (Words("<b>&amp;</b> [x](javascript:1)"),)),
    ],
)
def test_tokens(text: str, expected: tuple[Token, ...]) -> None:
    assert tokens(text) == expected


def test_references_and_variables_inside_emphasis_are_found() -> None:
    text = "{甲} **{乙} [[a]]** [[b|词]] [[=5 元]]"
    assert list(variables(text)) == ["甲", "乙"]
    assert list(references(text)) == [Reference("a"), Reference("b", "词")]
    assert [type(token).__name__ for token in flat("**a**b")] == ["Words", "Words"]


def surface(token: Token) -> str:
    """A token as it is typed without spare spaces."""
    match token:
        case Words(text):
            return text
        case Literal(text):
            return f"[[={text}]]"
        case Reference(id, words):
            return f"[[{id}|{words}]]" if words else f"[[{id}]]"
        case Variable(name):
            return f"{{{name}}}"
        case Strong(inner):
            return f"**{''.join(map(surface, inner))}**"
        case Break():
            return "\n"


PIECES = st.sampled_from(
    ["[[a]]", "[[b|词]]", "[[=5 元]]", "{甲}", "**", "\n", "词", "[", "]", "{", "}", "|", "=", "*", "$", "x"]
)


@given(st.lists(PIECES).map("".join) | st.text(alphabet="[]{}|=*$ab词", max_size=40))
def test_the_surfaces_of_the_tokens_are_the_text(text: str) -> None:
    assert "".join(map(surface, tokens(text))) == text.strip("\n")


@given(st.lists(PIECES).map("".join))
def test_what_is_not_printed_is_blanked_out_and_offsets_stay(text: str) -> None:
    shown = printed(text)
    assert len(shown) == len(text)
    assert all(after in (before, "\x00") for before, after in zip(text, shown, strict=True))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("收 [[deposit]] 元", "收  元"),
        ("[[deposit|20 元]]", "20 元"),
        ("[[=20 元]]和{称谓}和**粗**", "和和粗"),
        ("没有", "没有"),
    ],
)
def test_only_what_is_typed_is_looked_at(text: str, shown: str) -> None:
    assert printed(text).replace("\x00", "") == shown
