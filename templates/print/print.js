// Shows on the paper copies what is typed into the form, and decides how the copies share the sheets.
"use strict";
(() => {
  const MM = 96 / 25.4;
  const SHEET_GAP = 12 * MM;
  const SAFETY = 2 * MM;
  const MOST_EXTRA = 4 * MM;
  const form = document.getElementById("fill");
  const sheets = document.querySelector(".sheets");
  const copies = [...sheets.querySelectorAll(".sheet")];

  const plain = (piece) => piece.replace(/^0+(?=\d)/, "");
  const pieces = {
    date: (value) => value.split("-").map(plain),
    time: (value) => value.split(":"),
  };

  function mirror() {
    for (const ink of sheets.querySelectorAll(".ink")) {
      const input = form.elements[ink.dataset.of];
      const split = input ? (pieces[input.type] || ((value) => [value]))(input.value) : [];
      ink.textContent = split[ink.dataset.piece] || "";
    }
    const ticked = new FormData(form);
    for (const tick of sheets.querySelectorAll(".tick")) {
      tick.classList.toggle("ticked", ticked.getAll(tick.dataset.of).includes(tick.dataset.is));
    }
    arrange();
  }

  // Both copies on one sheet where they fit, else each on its own; lines grow into the room that is left.
  function arrange() {
    const style = getComputedStyle(sheets);
    const room = parseFloat(style.getPropertyValue("--inner-height")) * MM - SAFETY;
    const lines = Math.max(copies[0].querySelectorAll(".row").length, 1);
    sheets.style.setProperty("--extra", "0px");
    document.body.dataset.sheets = "measured";
    const needed = Math.max(...copies.map((copy) => copy.getBoundingClientRect().height));
    const half = (room - SHEET_GAP) / 2;
    const shared = copies.length > 1 && document.body.matches("[class^=A4]") && needed <= half;
    const spare = (shared ? half : room) - needed - 1;
    sheets.style.setProperty("--extra", `${Math.min(Math.max(spare / lines, 0), MOST_EXTRA)}px`);
    document.body.dataset.sheets = spare < 0 ? "long" : shared ? "shared" : "own";
  }

  form.addEventListener("input", mirror);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(mirror));
  document.querySelector("button[type=reset]").addEventListener("click", (event) => {
    if (!confirm(event.target.dataset.sure)) event.preventDefault();
  });
  document.getElementById("print").addEventListener("click", () => print());
  window.addEventListener("beforeprint", mirror);
  mirror();
})();
