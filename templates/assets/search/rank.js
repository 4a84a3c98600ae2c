/* From what was typed to what answers it: phrases first, then tokens, then by sound. */
(function (search) {
  "use strict";
  const CANDIDATES = 120, MOST_SPELLINGS = 4, POSTINGS = 8000;
  const PHRASE = [0, 0.25, 0.8, 1, 1.5]; // nowhere, in the text, inside a name, a name begins with it, it is a name
  const OF_A_CORE = 0.7; // what a phrase counts for once question words are taken away
  const WEIGHT = { all: 1, well: 0.4, name: 1.3, contained: 0.6, answer: 0.3, tokens: 0.5 };
  const PRIOR = {
    standard: 1.08, uniform: 1.08, service: 1.02, sla: 1.02, figure: 1, script: 1, form: 1, checklist: 1,
    role: 0.9, term: 0.94, chapter: 0.9, decision: 0.75,
  };
  const NUMBERS = new Set(["sla", "figure"]);
  const OF_A_PART = 0.9, OF_ITS_OWNER = 0.7, BETTER_PART = 0.15, LIGHT = 0.25;
  const RIGHT_KIND = 1.3, RIGHT_NUMBER = 1.15;
  const WELL_COVERED = 0.6, LITTLE = 0.7, BETTER_BY_SOUND = 0.2, WORTH_SHOWING = 0.45;
  const LATIN = /^[a-z][a-z']+$/;
  const digit = (char) => char >= "0" && char <= "9";

  function has(text, token) {
    const first = digit(token[0]), last = digit(token[token.length - 1]);
    for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + 1)) {
      const before = text[at - 1] || "", after = text[at + token.length] || "";
      if (!(first && (digit(before) || before === ".")) && !(last && digit(after))) return true;
    }
    return false;
  }

  search.makeRank = function (store) {
    const { data, text, sound, counts, docs } = store;
    const byLength = (a, b) => b.length - a.length;
    const any = (words) => words.map(text.escape).join("|");
    const units = any([...data.units].sort(byLength));
    const asks = data.questions.map((question) => {
      const words = question.words.map((word) => text.escape(text.fold(word.replace("{unit}", "unit"))).replace("unit", `(${units})`));
      return { ...question, pattern: new RegExp(words.join("|"), "g"), kinds: new Set(question.kinds) };
    });
    const ignored = new RegExp(any(data.ignored.map(text.fold).sort(byLength)), "g");

    /* what a query asks for: its words, the phrases they make, and the kind of answer it expects */
    function parse(typed) {
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
        sum += weight * (!pairs.length || pairs.some((pair) => where.includes(pair)) ? 1 : 0.4);
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

    /* how well the likest name fits: how much of the query it covers, and how little else it says */
    function bestName(query, names) {
      let best = { worth: 0, name: "" };
      for (const name of names) {
        const share = Math.max(coverage(query.words, name).share, coverage(query.asWhole, name).share);
        if (!share) continue;
        let used = 0;
        for (const char of name) if (query.whole.includes(char)) used++;
        const contained = name.length > 1 && query.whole.includes(name) ? name.length / query.whole.length : 0;
        const worth = WEIGHT.name * share * (0.4 + (0.6 * used) / name.length) + WEIGHT.contained * contained;
        if (worth > best.worth) best = { worth, name };
      }
      return best;
    }

    /* its own name, or together with the name of what it belongs to: 归还截止 of 童车 */
    function nameWorth(query, doc) {
      const own = bestName(query, doc.names), owner = bestName(query, doc.owners);
      const both = own.name && owner.name ? bestName(query, [owner.name + own.name]).worth : 0;
      return Math.max(own.worth, OF_ITS_OWNER * both, doc.part ? OF_ITS_OWNER * owner.worth : 0);
    }

    function phraseHits(query) {
      const tiers = new Map();
      for (const [phrase, worth] of [[query.whole, 1], [query.core, OF_A_CORE]]) {
        if (!phrase) continue;
        const note = (doc, tier) => tiers.set(doc, Math.max(tiers.get(doc) || 0, PHRASE[tier] * worth));
        const number = digit(phrase[0]);
        store.names.each(phrase, (doc, at) => {
          const all = store.names.texts[doc];
          if (number && digit(all[at - 1])) return false;
          if (all.includes(`\n${phrase}\n`)) note(doc, 4);
          else note(doc, all.includes(`\n${phrase}`) ? 3 : 2);
        });
        store.texts.each(phrase, (doc, at) => {
          if (number && digit(store.texts.texts[doc][at - 1])) return false;
          note(doc, 1);
        });
      }
      return tiers;
    }

    /* the rarest tokens of the query, as many as can be looked up in time */
    function telling(query) {
      const found = [...new Set(query.segments.flatMap(text.tokens))].filter((token) => counts.has(token) || LATIN.test(token));
      found.sort((a, b) => (counts.get(a) || 0) - (counts.get(b) || 0));
      let sum = 0;
      return found.filter((token, i) => (sum += counts.get(token) || 0) <= POSTINGS || i < 1);
    }

    function tokenHits(query) {
      const chosen = telling(query);
      if (!chosen.length) return [];
      return store.index.search(query.whole || " ", {
        tokenize: () => chosen,
        prefix: (token) => LATIN.test(token) || digit(token[0]),
        boost: { names: 4, answer: 2, also: 1.5, owner: 1, body: 1 },
        boostTerm: (token) => (token.length > 1 ? 1 : 0.4),
      });
    }

    function candidates(query) {
      const tiers = phraseHits(query), scored = tokenHits(query), found = new Map();
      const most = scored.length ? scored[0].score : 1;
      for (const { id, score } of scored.slice(0, CANDIDATES)) found.set(id, { tier: tiers.get(id) || 0, tokens: score / most });
      const length = (id) => store.names.texts[id].length;
      const phrases = [...tiers].sort((a, b) => b[1] - a[1] || length(a[0]) - length(b[0])).slice(0, CANDIDATES);
      for (const [id, tier] of phrases) if (!found.has(id)) found.set(id, { tier, tokens: 0 });
      return found;
    }

    function scored(query, id, { tier, tokens }) {
      const doc = docs[id], { entry, part } = doc;
      const all = coverage(query.words, doc.all);
      const name = nameWorth(query, doc);
      const answer = coverage(query.words, doc.says).share;
      let score = WEIGHT.all * all.share + WEIGHT.well * all.well + name + WEIGHT.answer * answer + WEIGHT.tokens * tokens + tier;
      score *= (PRIOR[entry.kind] || 1) * (part ? OF_A_PART : 1);
      const quoted = NUMBERS.has(entry.kind) && query.quantities.some((quantity) => has(doc.says, quantity));
      if (quoted || query.kinds.has(entry.kind)) score *= RIGHT_KIND;
      if (query.numbers.some((number) => number.test(doc.says))) score *= RIGHT_NUMBER;
      return { doc, score, share: all.share, answer, tier, show: part };
    }

    /* hits by falling score, one an entry, each with the part to show where that answers better than the entry's own words */
    function ranked(query) {
      const best = new Map(), parts = new Map();
      const better = (map, hit, sign) => {
        const known = map.get(hit.doc.entry);
        if (!known || known[sign] < hit[sign]) map.set(hit.doc.entry, hit);
      };
      for (const [id, signs] of candidates(query)) {
        const hit = scored(query, id, signs);
        better(best, hit, "score");
        if (hit.show) better(parts, hit, "answer");
      }
      for (const [entry, hit] of best) {
        const part = parts.get(entry);
        if (part && part.answer > hit.answer + BETTER_PART) hit.show = part.show;
      }
      const hits = [...best.values()].sort((a, b) => b.score - a.score || a.doc.entry.number - b.doc.entry.number);
      return hits.filter((hit) => hit.score >= WORTH_SHOWING * hits[0].score && (hit.tier || hit.share > 0.25));
    }

    const strength = (hits) => (hits.length ? hits[0].share + (hits[0].tier ? 1 : 0) : 0);
    const isWritten = (pair) => counts.has(pair);
    const unwritten = (segment) => LATIN.test(segment) && !counts.has(segment) && !store.names.texts.some((names) => names.includes(segment));

    /* what else the query may have meant to say: whole queries, each with the words that were put in */
    function respellings(query) {
      let spellings = [{ text: "", words: [] }];
      for (const segment of query.segments) {
        const choices = unwritten(segment)
          ? sound.words(segment).map((word) => ({ text: word, words: [word] }))
          : [sound.respelt(segment, isWritten)];
        if (!choices.length) choices.push({ text: segment, words: [] });
        spellings = spellings.flatMap((start) => choices.map((choice) => ({
          text: `${start.text} ${choice.text}`.trim(), words: [...start.words, ...choice.words],
        }))).slice(0, MOST_SPELLINGS);
      }
      return spellings.filter((spelling) => spelling.words.length);
    }

    function bySound(query, plain) {
      let best = { hits: plain, query, instead: "" };
      for (const { text: spelling, words } of respellings(query)) {
        const other = parse(spelling);
        for (const kind of query.kinds) other.kinds.add(kind);
        other.numbers.push(...query.numbers);
        const hits = ranked(other);
        const named = hits.length && words.every((word) => hits[0].doc.entry.names.some((name) => name.includes(word)));
        if (named && strength(hits) > strength(best.hits) + BETTER_BY_SOUND) best = { hits, query: other, instead: spelling };
      }
      return best;
    }

    /* names that share most characters with the query */
    function meant(query, most) {
      const letters = new Set(query.segments.join(""));
      const likeness = (name) => [...new Set(name)].filter((char) => letters.has(char)).length / Math.max(letters.size, name.length);
      const near = store.entries.map((entry) => [Math.max(...store.namesOf(entry).map(likeness)), entry]).filter(([like]) => like >= 0.34);
      return near.sort((a, b) => b[0] - a[0]).slice(0, most).map(([, entry]) => entry.title);
    }

    return function query(typed) {
      const asked = parse(typed);
      if (!asked.whole) return { hits: [], query: asked, instead: "", meant: [] };
      const plain = ranked(asked);
      const found = strength(plain) < LITTLE || asked.segments.some(unwritten) ? bySound(asked, plain) : { hits: plain, query: asked, instead: "" };
      return { ...found, meant: found.hits.length ? [] : meant(asked, 4) };
    };
  };
})(globalThis.handbookSearch);
