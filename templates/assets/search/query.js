/* What a query asks for: its words and how much each tells, the numbers in it, the kind of answer it expects. */
(function (search) {
  "use strict";
  const LONGEST = 60, LIGHT = 0.25, IN_PART = 0.4, WELL_COVERED = 0.6;
  const digit = (char) => char >= "0" && char <= "9";

  function has(text, token) {
    const first = digit(token[0]), last = digit(token[token.length - 1]);
    for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + 1)) {
      const before = text[at - 1] || "", after = text[at + token.length] || "";
      if (!(first && (digit(before) || before === ".")) && !(last && digit(after))) return true;
    }
    return false;
  }

  search.makeQueries = function (store) {
    const { data, text, counts, docs } = store;
    const byLength = (a, b) => b.length - a.length;
    const any = (words) => words.map(text.escape).join("|");
    const units = any([...data.units].sort(byLength));
    const asks = data.questions.map((question) => {
      const words = (question.words || []).map((word) => text.escape(text.fold(word.replace("{unit}", "unit"))).replace("unit", `(${units})`));
      return { ...question, pattern: new RegExp([...words, question.like].filter(Boolean).join("|"), "g"), kinds: new Set(question.kinds) };
    });
    const ignored = new RegExp(any(data.ignored.map(text.fold).sort(byLength)), "g");

    /* what a query asks for: its words, the phrases they make, and the kind of answer it expects */
    function parse(typed) {
      typed = typed.slice(0, LONGEST);
      const whole = text.compact(text.fold(typed));
      const kinds = new Set(), numbers = [];
      let segments = typed.split(/\s+/).flatMap((word) => text.fold(word).split(" ")).filter(Boolean);
      const all = segments;
      for (const ask of asks) {
        const found = [...whole.matchAll(ask.pattern)];
        if (!found.length) continue;
        for (const kind of ask.kinds) kinds.add(kind);
        if (ask.answer) numbers.push(new RegExp(ask.answer.replace("{unit}", text.escape(text.fold(`1${found[0][1] || ""}`).slice(1)))));
        if (!ask.keep) segments = segments.flatMap((segment) => segment.replace(ask.pattern, " ").split(" "));
      }
      segments = segments.flatMap((segment) => segment.replace(ignored, " ").split(" ")).filter(Boolean);
      if (!segments.length) segments = all;
      const core = segments.join("");
      const quantities = text.tokens(whole).filter((token) => digit(token[0]) && token.length > 1);
      return { whole, segments, kinds, numbers, quantities, core: core === whole ? "" : core, words: segments.map(weighed), asWhole: [weighed(whole)] };
    }

    /* each unit of a word with its pairs and how much it tells */
    function weighed(segment) {
      const found = text.units(segment);
      const tells = (unit) => Math.log(1 + docs.length / (1 + (counts.get(unit) ?? docs.length / 20)));
      const list = found.map((unit, i) => ({
        unit,
        pairs: [i > 0 ? found[i - 1] + unit : "", i + 1 < found.length ? unit + found[i + 1] : ""].filter(Boolean),
        weight: tells(unit) * (data.light.includes(unit) ? LIGHT : 1),
      }));
      return { list, weight: list.reduce((sum, item) => sum + item.weight, 0) };
    }

    /* how much of a word stands in a text, 0 to 1: pairs fully, single characters in part */
    function covered(word, where) {
      let sum = 0;
      for (const { unit, pairs, weight } of word.list) {
        if (!has(where, unit)) continue;
        sum += weight * (!pairs.length || pairs.some((pair) => where.includes(pair)) ? 1 : IN_PART);
      }
      return word.weight ? sum / word.weight : 0;
    }

    function coverage(words, where) {
      let sum = 0, weight = 0, well = 0;
      for (const word of words) {
        const share = covered(word, where);
        sum += share * word.weight;
        weight += word.weight;
        if (share >= WELL_COVERED) well++;
      }
      return { share: weight ? sum / weight : 0, well: words.length ? well / words.length : 0 };
    }

    return { parse, coverage, has };
  };
})(globalThis.handbookSearch);
