/* The search button in the header and the window it opens. Nothing here knows how hits are found. */
(function (search) {
  "use strict";
  const FIRST = 10, MORE = 20, WEAK = 0.5;
  const ICONS = {
    search: "M9.5 3A6.5 6.5 0 0 1 16 9.5c0 1.61-.59 3.09-1.56 4.23l.27.27h.79l5 5-1.5 1.5-5-5v-.79l-.27-.27A6.5 6.5 0 1 1 9.5 3m0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z",
    close: "M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12 19 6.41Z",
    copy: "M19 21H8V7h11m0-2H8a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m-3-4H4a2 2 0 0 0-2 2v14h2V3h12V1Z",
  };

  const page = globalThis.document;
  const script = page && page.currentScript;
  const root = page ? new URL("../", (script && script.src) || page.baseURI) : null;
  const words = search.words;
  let store = null, rank = null, mark = null, loading = null;

  function start(data) {
    store = search.makeStore(data, globalThis.MiniSearch);
    rank = search.makeRank(store);
    mark = search.makeMark(store.text);
  }

  const breathe = (() => {
    const { port1, port2 } = new MessageChannel();
    const waiting = [];
    port1.onmessage = () => waiting.shift()();
    if (port1.unref) port1.unref();
    return (callback) => { waiting.push(callback); port2.postMessage(0); };
  })();

  /* fetches the data and indexes it; resolves when everything can be found, calls `begun` when there is something to find */
  search.load = function (begun = () => {}) {
    loading = loading || fetched().then(() => { if (!store) start(globalThis.handbookSearchData); });
    const filled = loading.then(() => { begun(); return store.fill(breathe); }).then(warm);
    return filled.catch((fault) => { loading = null; throw fault; });
  };

  /* the first searches are slow until the browser has compiled them: done before anybody types */
  function warm() {
    for (const title of store.data.suggestions) breathe(() => rank(title));
  }

  function fetched() {
    if (globalThis.handbookSearchData) return Promise.resolve();
    return new Promise((done, fail) => {
      const script = page.createElement("script");
      script.src = new URL("search/search-data.js", root);
      script.onload = done;
      script.onerror = () => { script.remove(); fail(new Error(words.failed)); };
      page.head.append(script);
    });
  }

  /* what the search shows for a query, at once: `[{id, kind, url, title, answer, anchor, score}]`, best first */
  search.query = function (typed, most = FIRST) {
    if (!store && globalThis.handbookSearchData) start(globalThis.handbookSearchData);
    if (!store) return [];
    store.step();
    return rank(typed).hits.slice(0, most).map((hit) => {
      const { entry } = hit.doc;
      return { id: entry.id, kind: entry.kind, url: addressOf(hit), title: entry.title, answer: answerOf(hit), anchor: hit.show ? hit.show.anchor : "", score: hit.score };
    });
  };

  const answerOf = (hit) => (hit.show ? hit.show.words : hit.doc.entry.answer);
  const addressOf = (hit) => hit.doc.entry.url.replace(/#.*/, hit.show && hit.show.anchor ? "" : "$&") + (hit.show && hit.show.anchor ? `#${hit.show.anchor}` : "");

  if (!page) return;

  function make(tag, className, attributes = {}, ...children) {
    const node = page.createElement(tag);
    if (className) node.className = className;
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  function icon(name) {
    const svg = page.createElementNS("http://www.w3.org/2000/svg", "svg"), path = page.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const opener = make("button", "hb-search-open", { type: "button", "aria-haspopup": "dialog", "aria-label": words.open, title: `${words.open} (/)` },
    icon("search"), make("span", "hb-search-open__words", {}, words.placeholder), make("kbd", "", {}, "/"));
  const input = make("input", "hb-search__input", {
    type: "text", role: "combobox", "aria-autocomplete": "list", "aria-controls": "hb-search-hits", "aria-expanded": "false", "aria-label": words.open,
    autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", maxlength: "100", placeholder: words.placeholder,
  });
  const clear = make("button", "hb-search__button", { type: "button", "aria-label": words.clear, title: words.clear, hidden: "" }, icon("close"));
  const close = make("button", "hb-search__close", { type: "button" }, words.close);
  const status = make("p", "hb-search__status", { role: "status", "aria-live": "polite" });
  const list = make("ul", "hb-search__hits", { id: "hb-search-hits", role: "listbox", "aria-label": words.results });
  const more = make("button", "hb-search__more", { type: "button", hidden: "" }, words.more);
  const help = make("div", "hb-search__help");
  const dialog = make("dialog", "hb-search", { "aria-label": words.open },
    make("div", "hb-search__box", {},
      make("div", "hb-search__bar", {}, icon("search"), input, clear, close),
      make("div", "hb-search__scroll", {}, status, list, more, help),
      make("p", "hb-search__keys", { "aria-hidden": "true" }, words.keys)));

  let found = null, shown = 0, active = -1, composing = false, failed = false;

  function update() {
    const typed = input.value.trim();
    clear.hidden = !input.value;
    remember(typed);
    found = rank && typed ? rank(typed) : null;
    list.replaceChildren();
    shown = 0;
    if (found) grow(FIRST);
    choose(found && found.hits.length ? 0 : -1);
    input.setAttribute("aria-expanded", String(Boolean(found && found.hits.length)));
    status.textContent = statusOf(typed);
    status.classList.toggle("hb-search__status--quiet", Boolean(found && found.hits.length && !found.instead && !isWeak()));
    helpOut(typed);
  }

  function statusOf(typed) {
    if (failed) return words.failed;
    if (typed && !store) return words.loading;
    if (!found) return "";
    if (!found.hits.length) return say("none", { query: typed });
    if (isWeak()) return words.weak;
    const count = say("found", { count: found.hits.length });
    return found.instead ? `${say("instead", { query: typed, words: found.instead })} · ${count}` : count;
  }

  const isWeak = () => !found.hits[0].tier && found.hits[0].share < WEAK;

  function grow(by) {
    const terms = mark.termsOf(found.query), until = Math.min(found.hits.length, shown + by);
    for (; shown < until; shown++) list.append(row(found.hits[shown], shown, terms));
    more.hidden = shown >= found.hits.length;
  }

  function row(hit, number, terms) {
    const { entry } = hit.doc, answer = answerOf(hit);
    const link = make("a", "hb-hit__link", { id: `hb-hit-${number}`, role: "option", "data-id": entry.id, "aria-selected": "false", tabindex: "-1", href: new URL(addressOf(hit), root).href },
      make("span", `hb-hit__kind hb-hit__kind--${entry.kind}`, {}, store.data.kinds[entry.kind] || entry.kind),
      make("span", "hb-hit__title", {}, ...mark.marked(entry.title, terms)),
      make("span", "hb-hit__answer", {}, ...mark.marked(answer, terms, true)),
      make("span", "hb-hit__trail", {}, trailOf(entry).join(" › ")));
    const copy = make("button", "hb-hit__copy", { type: "button", "aria-label": `${words.copy}：${entry.title}`, title: words.copy }, icon("copy"));
    copy.addEventListener("click", () => copied(copy, answer));
    link.addEventListener("click", () => dialog.close());
    return make("li", `hb-hit hb-hit--${entry.kind}`, { role: "presentation" }, link, copy);
  }

  function trailOf(entry) {
    const trail = [], seen = new Set([entry.number]);
    for (let above = store.entries[entry.owners[0]]; above && !seen.has(above.number); above = store.entries[above.owners[0]]) {
      seen.add(above.number);
      trail.unshift(above.title);
    }
    return trail;
  }

  function helpOut(typed) {
    help.replaceChildren();
    if (typed && (!found || found.hits.length)) return;
    if (found) help.append(make("p", "", {}, words.try));
    if (found && found.meant.length) help.append(offer(words.meant, found.meant));
    else if (store) help.append(offer(words.common, store.data.suggestions));
    if (!found) help.append(make("p", "", {}, words.hint));
  }

  function offer(title, titles) {
    const chips = titles.map((name) => {
      const chip = make("button", "hb-search__chip", { type: "button" }, name);
      chip.addEventListener("click", () => { input.value = name; update(); input.focus(); });
      return chip;
    });
    return make("div", "hb-search__offer", {}, make("h2", "", {}, title), make("div", "", {}, ...chips));
  }

  function choose(number) {
    const rows = list.querySelectorAll("[role=option]");
    if (rows[active]) rows[active].setAttribute("aria-selected", "false");
    active = number;
    const row = rows[active];
    if (!row) { input.removeAttribute("aria-activedescendant"); return; }
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  }

  async function copied(button, answer) {
    try { await navigator.clipboard.writeText(answer); } catch { copyOld(answer); }
    button.classList.add("hb-hit__copy--done");
    status.textContent = words.copied;
    status.classList.remove("hb-search__status--quiet");
    setTimeout(() => { button.classList.remove("hb-hit__copy--done"); }, 1500);
  }

  function copyOld(answer) {
    const area = make("textarea", "hb-search__copy");
    area.value = answer;
    dialog.append(area);
    area.select();
    page.execCommand("copy");
    area.remove();
    input.focus();
  }

  /* the query stands in the address, so that it can be sent to a colleague */
  function remember(typed) {
    const address = new URL(location.href);
    if (typed) address.searchParams.set("q", typed); else address.searchParams.delete("q");
    try { history.replaceState(history.state, "", address); } catch { /* some browsers refuse this on pages from disk */ }
  }

  function open(typed = "") {
    if (!dialog.open) dialog.showModal();
    page.documentElement.classList.add("hb-search-is-open");
    if (typed) input.value = typed;
    input.focus();
    input.select();
    failed = false;
    update();
    search.load(update).then(() => { if (input.value.trim()) update(); }, () => { failed = true; update(); });
  }

  function keys(event) {
    if (event.isComposing || composing) return;
    const rows = list.children.length;
    if (event.key === "ArrowDown" && rows) choose((active + 1) % rows);
    else if (event.key === "ArrowUp" && rows) choose((active - 1 + rows) % rows);
    else if (event.key === "Enter") { const row = list.querySelector("[aria-selected=true]"); if (row) row.click(); }
    else return;
    event.preventDefault();
  }

  const typing = (node) => node && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));

  function shortcuts(event) {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(page.activeElement);
    const chord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    if (!slash && !chord) return;
    event.preventDefault();
    open();
  }

  function install() {
    const header = page.querySelector(".md-header__inner");
    if (header) header.append(opener); else { opener.classList.add("hb-search-open--floating"); page.body.append(opener); }
    page.body.append(dialog);
    opener.addEventListener("click", () => open());
    opener.addEventListener("pointerenter", () => search.load().catch(() => {}));
    input.addEventListener("compositionstart", () => { composing = true; });
    input.addEventListener("compositionend", () => { composing = false; update(); });
    input.addEventListener("input", () => { if (!composing) update(); });
    input.addEventListener("keydown", keys);
    clear.addEventListener("click", () => { input.value = ""; update(); input.focus(); });
    close.addEventListener("click", () => dialog.close());
    more.addEventListener("click", () => grow(MORE));
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => { page.documentElement.classList.remove("hb-search-is-open"); remember(""); });
    page.addEventListener("keydown", shortcuts);
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) open(asked);
  }

  if (page.readyState === "loading") page.addEventListener("DOMContentLoaded", install); else install();
})(globalThis.handbookSearch);
