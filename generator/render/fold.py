"""Text as search sees it: width, case, Traditional characters, units, numerals and punctuation folded; and its tokens.

`templates/assets/search/fold.js` does the same in the browser; a test holds the two against each other.
"""

import json
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from generator.models.quantity import unit_names
from generator.texts import read_texts

FIRST, LAST = "\u4e00", "\u9fff"
HAN = "\u3005\u3007\u3400-\u9fff"
UNIT = re.compile(rf"[{HAN}]|[0-9]+(?:[.:][0-9]+)*%?|[^ 0-9{HAN}][^ {HAN}]*")
SPACE_AFTER_HAN = re.compile(rf"([{HAN}])[ \t\r\n]+")
SPACE_BEFORE_HAN = re.compile(rf"[ \t\r\n]+(?=[{HAN}])")
CODE = re.compile(r"([a-z])[ -]+(?=[0-9])")
SEPARATORS = re.compile(r"(?:[^\w.:%]|_)+")
LOOSE_BEFORE = re.compile(r"([^0-9]|^)[.:%]+")
LOOSE_AFTER = re.compile(r"[.:]+(?![0-9])")
SPACES = re.compile(r" +")


def fold(text: str) -> str:
    """The text as it is compared: width, case and names of units alike, separators one space."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(characters())
    folded = _numbers(folded)
    folded = SPACE_BEFORE_HAN.sub("", SPACE_AFTER_HAN.sub(r"\1", folded))
    folded = SEPARATORS.sub(" ", CODE.sub(r"\1", folded))
    folded = LOOSE_AFTER.sub(" ", LOOSE_BEFORE.sub(r"\1 ", folded))
    return SPACES.sub(" ", folded).strip(" ")


def tokens(folded: str) -> list[str]:
    """Single characters, numbers and words of a folded text, and the pairs of neighbours."""
    found: list[str] = []
    for segment in folded.split(" "):
        units = UNIT.findall(segment)
        found += units
        found += [left + right for left, right in pairwise(units)]
    return found


@cache
def characters() -> dict[int, str]:
    """Traditional and variant characters to the ones they are folded into, for `str.translate`."""
    pairs = dict(_traditional())
    return str.maketrans({**pairs, **read_texts("search.yaml")["variants"]})


def _traditional() -> list[tuple[str, str]]:
    lines = _data("opencc", "dictionary/TSCharacters.txt").splitlines()
    pairs = sorted((char, others.split()[0]) for char, others in (line.split("\t") for line in lines))
    return [
        (a, b) for a, b in pairs if FIRST <= a <= LAST and a != b and _in(b, "gb2312") and (_in(a, "big5") or _in(a, "gbk"))
    ]


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """The one or two usual readings, without tones, of every character of GB 2312."""
    sounds = json.loads(_data("pypinyin", "pinyin_dict.json"))
    han = [char for point in range(ord(FIRST), ord(LAST) + 1) if _in(char := chr(point), "gb2312")]
    return {char: tuple(dict.fromkeys(map(_toneless, sounds[str(ord(char))].split(","))))[:2] for char in han}


def _toneless(sound: str) -> str:
    """A syllable as it is typed: no tones, `v` for the u with two dots."""
    return "".join(mark for mark in unicodedata.normalize("NFD", sound).replace("u\u0308", "v") if mark.isascii())


def _data(package: str, path: str) -> str:
    """A file of tables that a package brings along, without loading the package and its tables of phrases."""
    spec = find_spec(package)
    assert spec, package
    return (Path(str(spec.origin)).parent / path).read_text(encoding="utf-8")


def _in(char: str, charset: str) -> bool:
    try:
        return bool(char.encode(charset))
    except UnicodeEncodeError:
        return False


@cache
def number_rules() -> dict[str, list[str]]:
    """The words around numbers, longest first: units that have another name, what numerals count, and the hour."""
    words = read_texts("search.yaml")
    counted = {*unit_names(), *words["counted"]}
    return {"units": _longest(words["units"]), "counted": _longest(counted), "clock": _longest(words["clock"])}


def _longest(words: object) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))  # type: ignore[call-overload,no-any-return]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words, rules = read_texts("search.yaml"), number_rules()
    digits, powers = "".join(words["digits"]), "".join(words["powers"])
    either = {name: "|".join(map(re.escape, found)) for name, found in rules.items()}
    return (
        re.compile(rf"(^|[^0-9])([{digits}{powers[0]}][{digits}{powers}]{{0,8}})(?=[ ]*(?:{either['counted']}))"),
        re.compile(rf"([0-9])[ ]*({either['units']})(?![a-z])"),
        re.compile(rf"(^|[^0-9:])([0-9]{{1,2}})(?:{either['clock']})(?![0-9])"),
    )


def _numbers(text: str) -> str:
    numerals, units, clock = _patterns()
    names = read_texts("search.yaml")["units"]
    text = numerals.sub(lambda m: m[1] + str(numeral(m[2])), text)
    text = units.sub(lambda m: m[1] + names[m[2]], text)
    return clock.sub(r"\1\2:00", text)


def numeral(run: str) -> int:
    """The number that numerals write: 24 for the characters of twenty-four."""
    words = read_texts("search.yaml")
    total = section = last = 0
    for char in run:
        power = words["powers"].get(char)
        if power is None:
            last = last * 10 + words["digits"][char]
        elif power == 10_000:
            total, section, last = total + (section + last) * power, 0, 0
        else:
            section, last = section + (last or 1) * power, 0
    return total + section + last
