/* Text as search sees it; the twin of generator/render/fold.py. `makeFold(data)` gives {fold, tokens, units}. */
(function (search) {
  "use strict";
  const HAN = "\\u3005\\u3007\\u3400-\\u9fff";
  const UNIT = new RegExp(`[${HAN}]|[0-9]+(?:[.:][0-9]+)*%?|[^ 0-9${HAN}][^ ${HAN}]*`, "gu");
  const SPACE_AFTER_HAN = new RegExp(`([${HAN}])[ \\t\\r\\n]+`, "g");
  const SPACE_BEFORE_HAN = new RegExp(`[ \\t\\r\\n]+(?=[${HAN}])`, "g");
  const BLANK_AFTER_HAN = new RegExp(`([${HAN}]) `, "g");
  const BLANK_BEFORE_HAN = new RegExp(` (?=[${HAN}])`, "g");
  const CODE = /([a-z])[ -]+(?=[0-9])/g;
  const SEPARATORS = /[^\p{L}\p{N}.:%]+/gu;
  const LOOSE_BEFORE = /([^0-9]|^)[.:%]+/gu;
  const LOOSE_AFTER = /[.:]+(?![0-9])/g;

  const escape = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const either = (words) => words.map(escape).join("|");

  function numeral(run, digits, powers) {
    let total = 0, section = 0, last = 0;
    for (const char of run) {
      const power = powers[char];
      if (power === undefined) last = last * 10 + digits[char];
      else if (power === 10000) { total += (section + last) * power; section = last = 0; }
      else { section += (last || 1) * power; last = 0; }
    }
    return total + section + last;
  }

  function pairsOf(text) {
    const chars = Array.from(text), map = new Map();
    for (let i = 0; i < chars.length; i += 2) map.set(chars[i], chars[i + 1]);
    return map;
  }

  search.makeFold = function (data) {
    const { counted, clock, units, names, digits, powers } = data.numbers;
    const one = Object.keys(digits).join(""), ten = Object.keys(powers).join("");
    const characters = pairsOf(data.characters);
    const foreign = new RegExp(`[${[...characters.keys()].join("")}]`, "gu");
    const numerals = new RegExp(`(^|[^0-9])([${one}${ten[0]}][${one}${ten}]{0,8})(?=[ ]*(?:${either(counted)}))`, "gu");
    const measured = new RegExp(`([0-9])[ ]*(${either(units)})(?![a-z])`, "gu");
    const hour = new RegExp(`(^|[^0-9:])([0-9]{1,2})(?:${either(clock)})(?![0-9])`, "gu");

    const simple = (text) => text.replace(foreign, (char) => characters.get(char));

    function fold(text) {
      return simple(text.normalize("NFKC").toLowerCase())
        .replace(numerals, (_, before, run) => before + numeral(run, digits, powers))
        .replace(measured, (_, digit, unit) => digit + names[unit])
        .replace(hour, "$1$2:00")
        .replace(SPACE_AFTER_HAN, "$1").replace(SPACE_BEFORE_HAN, "")
        .replace(CODE, "$1").replace(SEPARATORS, " ")
        .replace(LOOSE_BEFORE, "$1 ").replace(LOOSE_AFTER, " ")
        .replace(/ +/g, " ").replace(/^ | $/g, "");
    }

    /* characters, numbers and words of a folded text without blanks */
    const unitsOf = (segment) => segment.match(UNIT) || [];

    function tokens(folded) {
      const found = [];
      for (const segment of folded.split(" ")) {
        const parts = unitsOf(segment);
        for (const part of parts) found.push(part);
        for (let i = 1; i < parts.length; i++) found.push(parts[i - 1] + parts[i]);
      }
      return found;
    }

    /* without the blanks that stand for punctuation between Han characters: how phrases are compared */
    const compact = (folded) => folded.replace(BLANK_AFTER_HAN, "$1").replace(BLANK_BEFORE_HAN, "");

    return { fold, tokens, units: unitsOf, compact, simple, escape };
  };
})(globalThis.handbookSearch);
