// What a page can do beyond being read: copy words, filter long lists, mark the season, open from disk. Everything else works without it.
(function () {
  "use strict";

  function copied(button) {
    var before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(function () { button.textContent = before; }, 1500);
  }

  // Pages from disk or plain http have no clipboard of their own.
  function copyBySelection(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done;
  }

  function copy(button) {
    var text = button.dataset.copy;
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { copied(button); }, function () {
        if (copyBySelection(text)) copied(button);
      });
    } else if (copyBySelection(text)) {
      copied(button);
    }
  }

  function folded(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  }

  function rowsOf(list) {
    return list.matches("tbody, ul") ? list.children : list.querySelectorAll(":scope > ul > li");
  }

  // A list whose rows are all hidden takes its heading with it.
  function hideSection(list, hidden) {
    var block = list.closest(".hb");
    var heading = block.previousElementSibling;
    if (block.querySelectorAll("[data-filter]").length === 1 && heading && heading.tagName === "H2") {
      block.hidden = heading.hidden = hidden;
    }
  }

  function filter(input) {
    var words = input.value.split(/\s+/).map(folded).filter(Boolean);
    var shown = 0;
    document.querySelectorAll("[data-filter]").forEach(function (list) {
      var here = 0;
      Array.prototype.forEach.call(rowsOf(list), function (row) {
        var text = (row.dataset.text = row.dataset.text || folded(row.textContent));
        row.hidden = !words.every(function (word) { return text.includes(word); });
        here += !row.hidden;
      });
      hideSection(list, here === 0);
      shown += here;
    });
    input.parentNode.querySelector("output").textContent = shown ? "" : input.dataset.none;
  }

  function markSeason(badge, today) {
    var days = badge.dataset.days.split("/");
    var wraps = days[0] > days[1];
    badge.hidden = wraps ? today > days[1] && today < days[0] : today < days[0] || today > days[1];
  }

  // The site for a server, opened from disk: a folder's address would show the folder, so name its page.
  function namePage(event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (link && link.protocol === "file:" && link.pathname.slice(-1) === "/") link.pathname += "index.html";
  }
  if (location.protocol === "file:") {
    ["click", "auxclick", "focusin", "pointerover"].forEach(function (kind) { document.addEventListener(kind, namePage, true); });
  }

  document.querySelectorAll(".hb-copy").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { copy(button); });
  });
  document.querySelectorAll(".hb-filter").forEach(function (box) {
    box.hidden = false;
    box.firstElementChild.addEventListener("input", function (event) { filter(event.target); });
  });
  var now = new Date();
  var today = ("0" + (now.getMonth() + 1)).slice(-2) + "-" + ("0" + now.getDate()).slice(-2);
  document.querySelectorAll(".hb-season").forEach(function (badge) { markSeason(badge, today); });
})();
