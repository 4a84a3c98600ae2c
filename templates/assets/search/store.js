/* The handbook in the browser: entries and their parts as documents, indexed in slices so that nothing freezes. */
(function (search) {
  "use strict";
  const FIELDS = ["names", "answer", "also", "owner", "body"];
  const NUMBERS = new Set(["sla", "figure"]); // their titles are half of the answer
  const MOST_OWNERS = 4;
  const SLICE = 8; // ms of work before the page may breathe

  /* MiniSearch walks a tree whose nodes list their first characters: thousands for Han, so each is written as three of 32 signs */
  const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$&*+";
  const spellings = new Map();
  function signs(token) {
    if (!spellings.has(token)) spellings.set(token, token.replace(/[\u3005-\u9fff]/g, sign));
    return spellings.get(token);
  }
  const sign = (char) => {
    const code = char.charCodeAt(0) - 0x3000;
    return SIGNS[code >> 10] + SIGNS[(code >> 5) & 31] + SIGNS[code & 31];
  };

  /* many texts as one string: finding a phrase in all of them is one scan */
  class Haystack {
    constructor() { this.texts = []; this.starts = []; this.length = 0; this.joined = null; }
    add(text) { this.starts.push(this.length); this.texts.push(text); this.length += text.length + 1; this.joined = null; }
    includes(phrase) {
      this.join();
      return this.joined.includes(phrase);
    }
    join() { if (this.joined === null) this.joined = this.texts.join("\u0001"); }
    /* calls `visit(number of the text, position in it)` for the first hit in each text */
    each(phrase, visit) {
      this.join();
      let at = this.joined.indexOf(phrase);
      for (let text = 0; at >= 0;) {
        text = this.textAt(at, text);
        if (visit(text, at - this.starts[text]) === false) { at = this.joined.indexOf(phrase, at + 1); continue; }
        if (text + 1 >= this.starts.length) return;
        at = this.joined.indexOf(phrase, this.starts[text + 1]);
      }
    }
    textAt(at, low) {
      let high = this.starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.starts[middle] <= at) low = middle; else high = middle - 1;
      }
      return low;
    }
  }

  /* 甲/乙丙丁 may be short for 甲丙丁: every name it may stand for */
  function alternatives(name) {
    const at = name.indexOf("/");
    if (at < 2) return [];
    const left = name.slice(0, at), right = name.slice(at + 1), found = [right];
    for (let cut = 2; cut <= at && cut + 2 <= right.length; cut++) found.push(left + right.slice(cut));
    return found;
  }

  search.makeStore = function (data, MiniSearch) {
    const text = search.makeFold(data), sound = search.makeSound(data);
    const counts = new Map(); // how often a token occurs
    const tokenize = (folded) => {
      const found = text.tokens(folded);
      for (const token of found) counts.set(token, (counts.get(token) || 0) + 1);
      return found;
    };
    const index = new MiniSearch({ fields: FIELDS, tokenize, processTerm: signs });
    const entries = data.entries.map(([kind, id, url, title, aliases = [], answer = "", body = "", owners = [], also = ""], number) =>
      ({ number, kind, id, url, title, aliases, answer, body, owners, also }));
    const docs = [], names = new Haystack(), texts = new Haystack();
    const namesOf = (entry) => {
      entry.names = entry.names || [...new Set([entry.title, ...entry.aliases].flatMap((name) => [name, ...alternatives(name)]))].map((name) => text.compact(text.fold(name)));
      return entry.names;
    };

    function addEntry(entry) {
      const own = namesOf(entry);
      for (const name of [entry.title, ...entry.aliases]) sound.learn(text.compact(text.fold(name)));
      const owners = entry.owners.slice(0, MOST_OWNERS).flatMap((number) => namesOf(entries[number]));
      addDoc({ entry, part: null, names: own, answer: text.fold(entry.answer), also: entry.also, owners, body: entry.body });
    }

    function addPart([number, anchor, title, words, also = ""]) {
      const entry = entries[number];
      const part = { anchor, title, words };
      addDoc({ entry, part, names: title ? [text.compact(text.fold(title))] : [], answer: text.fold(words), also, owners: namesOf(entry), body: "" });
    }

    function addDoc(doc) {
      const id = docs.length, owner = doc.owners.join(" ");
      index.add({ id, names: doc.names.join(" "), answer: doc.answer, also: doc.also, owner, body: doc.body });
      names.add(`\n${doc.names.join("\n")}\n`);
      texts.add(text.compact(`${doc.answer} ${doc.body}`));
      doc.own = text.compact([...doc.names, doc.answer, doc.also, doc.body].join(" "));
      doc.wide = `${doc.own} ${owner}`;
      doc.says = text.compact(NUMBERS.has(doc.entry.kind) ? `${doc.names[0]} ${doc.answer}` : doc.answer);
      docs.push(doc);
    }

    const waiting = [[entries, addEntry], [data.parts, addPart]];
    let list = 0, next = 0;

    /* does one more slice of the work; true when all is done */
    function step(until) {
      while (list < waiting.length) {
        const [rows, add] = waiting[list];
        while (next < rows.length) {
          add(rows[next++]);
          if (until && performance.now() > until) return false;
        }
        list++;
        next = 0;
      }
      return true;
    }

    /* does the rest of the work in slices, `breathe(callback)` calling back when the page has time */
    function fill(breathe) {
      return new Promise((done) => {
        const slice = () => (step(performance.now() + SLICE) ? done() : breathe(slice));
        slice();
      });
    }

    const store = { data, text, sound, index, signs, counts, entries, docs, names, texts, namesOf, fill, step: () => step(0) };
    return store;
  };
})(globalThis.handbookSearch);
