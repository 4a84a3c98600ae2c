/* Pinyin and same sound: which words of the handbook a Latin query spells, and which pair of characters sounds alike. */
(function (search) {
  "use strict";
  const MOST = 3, LONGEST = 24;

  function readingsOf(text) {
    const readings = new Map();
    for (const group of text.split(" ")) {
      const [, sound, chars] = group.match(/^([a-z]+)(.*)$/u);
      for (const char of chars) readings.set(char, [...(readings.get(char) || []), sound]);
    }
    return readings;
  }

  /* zh, ch, sh like z, c, s; -ng like -n: what southern ears and quick fingers confuse */
  const key = (sound) => sound.replace(/^([zcs])h/, "$1").replace(/ng$/, "n");
  const initialsOf = (sound) => (/^[zcs]h/.test(sound) ? [sound[0], sound.slice(0, 2)] : [sound[0]]);

  search.makeSound = function (data) {
    const readings = readingsOf(data.readings);
    const spoken = new Map(), pairs = new Map(), known = new Set(), starts = new Map();

    function keys(char) {
      if (!spoken.has(char)) spoken.set(char, [...new Set((readings.get(char) || []).map(key))]);
      return spoken.get(char);
    }

    function eachKey(pair, visit) {
      for (const first of keys(pair[0])) for (const second of keys(pair[1])) visit(`${first} ${second}`);
    }

    /* a title or alias of the handbook, folded */
    function learn(name) {
      if (known.has(name)) return;
      known.add(name);
      for (let at = 0; at < name.length; at++) {
        for (const letter of new Set((readings.get(name[at]) || []).map((sound) => sound[0]))) {
          if (!starts.has(letter)) starts.set(letter, []);
          starts.get(letter).push([name, at]);
        }
      }
      for (let i = 1; i < name.length; i++) {
        const pair = name.slice(i - 1, i + 1);
        eachKey(pair, (sound) => {
          if (!pairs.has(sound)) pairs.set(sound, new Map());
          pairs.get(sound).set(pair, (pairs.get(sound).get(pair) || 0) + 1);
        });
      }
    }

    /* the segment with every pair nobody writes replaced by the pair of the same sound that the handbook uses */
    function respelt(segment, isKnown) {
      const chars = Array.from(segment), words = [];
      for (let i = 0; i + 1 < chars.length; i++) {
        const pair = chars[i] + chars[i + 1];
        if (isKnown(pair)) continue;
        const best = likest(pair);
        if (!best) continue;
        [chars[i], chars[i + 1]] = best;
        words.push(best);
      }
      return { text: chars.join(""), words };
    }

    function likest(pair) {
      let best = "", most = 0;
      eachKey(pair, (sound) => {
        for (const [other, count] of pairs.get(sound) || []) {
          const worth = count * (other[0] === pair[0] || other[1] === pair[1] ? 100 : 1);
          if (other !== pair && worth > most) [best, most] = [other, worth];
        }
      });
      return best;
    }

    /* how many characters of `name` from `at` the letters spell: whole syllables, initials, the last one perhaps unfinished */
    function spelt(letters, name, at) {
      if (!letters) return 0;
      for (const sound of readings.get(name[at]) || []) {
        if (letters.startsWith(sound)) {
          const rest = spelt(letters.slice(sound.length), name, at + 1);
          if (rest >= 0) return rest + 1;
        }
        if (sound.startsWith(letters)) return 1;
        for (const initial of initialsOf(sound)) {
          if (!letters.startsWith(initial)) continue;
          const rest = spelt(letters.slice(initial.length), name, at + 1);
          if (rest >= 0) return rest + 1;
        }
      }
      return -1;
    }

    /* words of the handbook the letters may spell, best first */
    function words(letters) {
      if (letters.length < 2 || letters.length > LONGEST) return [];
      const found = new Map();
      for (const [name, at] of starts.get(letters[0]) || []) {
        const length = spelt(letters, name, at);
        if (length < 1) continue;
        const word = name.slice(at, at + length);
        const worth = (at === 0 ? 2 : 1) * (length === name.length ? 2 : 1);
        found.set(word, (found.get(word) || 0) + worth);
      }
      return [...found].sort((a, b) => a[0].length - b[0].length || b[1] - a[1]).slice(0, MOST).map(([word]) => word);
    }

    return { learn, respelt, words, readings };
  };
})(globalThis.handbookSearch);
