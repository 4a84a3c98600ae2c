/* From what was typed to what answers it: phrases first, then tokens, then by sound. */
(function (search) {
  "use strict";
  const CANDIDATES = 80, MOST_SPELLINGS = 4, MANY = 600, POSTINGS = 8000;
  const PHRASE = [0, 0.25, 0.8, 1, 1.5]; // nowhere, in the text, inside a name, a name begins or ends with it, it is a name
  const OF_A_CORE = 0.7; // what a phrase counts for once question words are taken away
  const WEIGHT = { all: 1, well: 0.4, name: 1.3, contained: 0.6, answer: 0.3, tokens: 0.5 };
  const PRIOR = {
    standard: 1.08, uniform: 1.08, service: 1.02, sla: 1.02, figure: 1, script: 1, form: 1, checklist: 1,
    role: 0.9, term: 0.7, chapter: 0.9, decision: 0.75,
  };
  const EXACTLY = PHRASE[4] * OF_A_CORE, LOOSE_TERM = 0.65; // a word is explained to those who ask for it and nothing else
  const NUMBERS = new Set(["sla", "figure"]);
  const OF_A_PART = 0.9, OF_ITS_OWNER = 0.7, FROM_OWNER = 0.6, BETTER_PART = 0.15, FULLY_NAMED = 0.8;
  const RIGHT_KIND = 1.4, RIGHT_NUMBER = 1.15;
  const LITTLE = 0.7, BETTER_BY_SOUND = 0.2, WORTH_SHOWING = 0.45;
  const LATIN = /^[a-z][a-z']+$/;
  const digit = (char) => char >= "0" && char <= "9";

  search.makeRank = function (store) {
    const { text, sound, counts, docs } = store;
    const { parse, coverage, has } = search.makeQueries(store);

    /* how well the likest name fits: how much of the query it covers, and how little else it says */
    function bestName(query, names) {
      let best = { worth: 0, name: "", share: 0 };
      for (const name of names) {
        const share = Math.max(coverage(query.words, name).share, coverage(query.asWhole, name).share);
        if (!share) continue;
        let used = 0;
        for (const char of name) if (query.whole.includes(char)) used++;
        const contained = name.length > 1 && query.whole.includes(name) ? name.length / query.whole.length : 0;
        const worth = WEIGHT.name * share * (0.4 + (0.6 * used) / name.length) + WEIGHT.contained * contained;
        if (worth > best.worth) best = { worth, name, share };
      }
      return best;
    }

    /* its own name, or together with the name of what it belongs to: 归还截止 of 童车 */
    function nameWorth(query, doc) {
      const own = bestName(query, doc.names), owner = bestName(query, doc.owners);
      const both = own.name && owner.name ? bestName(query, [owner.name + own.name]).worth : 0;
      const shared = doc.part ? Math.max(both, owner.worth) : both > owner.worth ? both : 0;
      return { worth: Math.max(own.worth, OF_ITS_OWNER * shared), share: own.share };
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
          else note(doc, all.includes(`\n${phrase}`) || all.includes(`${phrase}\n`) ? 3 : 2);
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
      const singles = new Set(chosen.filter((token) => token.length === 1).map(store.signs));
      return store.index.search(query.whole || " ", {
        tokenize: () => chosen,
        prefix: (token) => LATIN.test(token) || digit(token[0]),
        boost: { names: 4, answer: 2, also: 1.5, owner: 1, body: 1 },
        boostTerm: (token) => (singles.has(token) ? 0.4 : 1),
      });
    }

    function candidates(query) {
      const tiers = phraseHits(query), scored = tokenHits(query), found = new Map();
      const most = scored.length ? scored[0].score : 1;
      for (const { id, score } of scored.slice(0, CANDIDATES)) found.set(id, { tier: tiers.get(id) || 0, tokens: score / most });
      const length = (id) => store.names.texts[id].length;
      let phrases = [...tiers];
      if (phrases.length > MANY) {
        const most = Math.max(...tiers.values());
        phrases = phrases.filter(([, tier]) => tier === most).slice(0, MANY);
      }
      phrases = phrases.sort((a, b) => b[1] - a[1] || length(a[0]) - length(b[0])).slice(0, CANDIDATES);
      for (const [id, tier] of phrases) if (!found.has(id)) found.set(id, { tier, tokens: 0 });
      return found;
    }

    function scored(query, id, { tier, tokens }) {
      const doc = docs[id], { entry, part } = doc;
      const own = coverage(query.words, doc.own), wide = coverage(query.words, doc.wide);
      const share = own.share + FROM_OWNER * (wide.share - own.share), well = own.well + FROM_OWNER * (wide.well - own.well);
      const name = nameWorth(query, doc);
      const answer = coverage(query.words, doc.says).share;
      let score = WEIGHT.all * share + WEIGHT.well * well + name.worth + WEIGHT.answer * answer + WEIGHT.tokens * tokens + tier;
      score *= (PRIOR[entry.kind] || 1) * (part ? OF_A_PART : 1);
      if (entry.kind === "term" && tier < EXACTLY) score *= LOOSE_TERM;
      const quoted = NUMBERS.has(entry.kind) && query.quantities.some((quantity) => has(doc.says, quantity));
      if (quoted || query.kinds.has(entry.kind)) score *= RIGHT_KIND;
      if (query.numbers.some((number) => number.test(doc.says))) score *= RIGHT_NUMBER;
      return { doc, score, share, answer, tier, named: name.share, show: part };
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
        if (part && hit.named < FULLY_NAMED && part.answer > hit.answer + BETTER_PART) hit.show = part.show;
      }
      const hits = [...best.values()].sort((a, b) => b.score - a.score || a.doc.entry.number - b.doc.entry.number);
      return hits.filter((hit) => hit.score >= WORTH_SHOWING * hits[0].score && (hit.tier || hit.share > 0.25));
    }

    const strength = (hits) => (hits.length ? hits[0].share + (hits[0].tier ? 1 : 0) : 0);
    const isWritten = (pair) => counts.has(pair);
    const unwritten = (segment) => LATIN.test(segment) && !counts.has(segment) && !store.names.includes(segment);

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
      const letters = [...new Set(query.segments.join(""))];
      const likeness = (name) => letters.filter((char) => name.includes(char)).length / Math.max(letters.length, name.length);
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
