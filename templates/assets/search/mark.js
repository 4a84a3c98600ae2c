/* The found words marked in a text, which stays as it is written. */
(function (search) {
  "use strict";
  const LEAD = 24, LATE = 70;
  const digit = (char) => char >= "0" && char <= "9";

  search.makeMark = function (text) {
    const likeOf = (char) => {
      const like = text.simple(char.normalize("NFKC").toLowerCase());
      return like.length === char.length ? like : char;
    };

    /* what of a query is worth marking: its words whole and in pairs, single characters only where there is nothing more */
    function termsOf(query) {
      const terms = new Set();
      for (const segment of query.segments) {
        const units = text.units(segment);
        if (units.length === 1) terms.add(units);
        for (let i = 1; i < units.length; i++) terms.add([units[i - 1], units[i]]);
      }
      return [...terms].map((units) => new RegExp(units.map(text.escape).join("\\s*"), "g"));
    }

    function flags(shown, terms) {
      const like = Array.from(shown, likeOf).join(""), marked = new Array(shown.length).fill(false);
      for (const term of terms) {
        for (const match of like.matchAll(term)) {
          const end = match.index + match[0].length;
          if (digit(match[0][0]) && digit(like[match.index - 1] || "")) continue;
          if (digit(match[0][match[0].length - 1]) && digit(like[end] || "")) continue;
          marked.fill(true, match.index, end);
        }
      }
      return marked;
    }

    /* nodes for the text with <mark> around what was found; `cut` leaves out a long beginning without any */
    function marked(shown, terms, cut) {
      const on = flags(shown, terms), first = on.indexOf(true), nodes = [];
      let at = 0;
      if (cut && first > LATE) {
        at = first - LEAD;
        nodes.push(document.createTextNode("…"));
      }
      while (at < shown.length) {
        let end = at + 1;
        while (end < shown.length && on[end] === on[at]) end++;
        const words = document.createTextNode(shown.slice(at, end));
        nodes.push(on[at] ? wrap(words) : words);
        at = end;
      }
      return nodes;
    }

    function wrap(words) {
      const mark = document.createElement("mark");
      mark.append(words);
      return mark;
    }

    return { termsOf, marked };
  };
})(globalThis.handbookSearch);
