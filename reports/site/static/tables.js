// What the measuring pages share: a filter over tables that are in the page, and words that match.
// The filter of a page is kept behind `#q=` in its address.
"use strict";

const measures = (() => {
  const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (words, text) => {
    const lower = text.toLowerCase();
    return words.every((word) => lower.includes(word));
  };

  // What stands behind the `#`: {q: "…", fits: "8"}.
  const state = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const keep = (changes) => {
    const kept = Object.entries({ ...state(), ...changes }).filter(([, value]) => value);
    const hash = new URLSearchParams(kept).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };

  // A field "filter" rules the tables "filtered" of its section, or of the whole page.
  const rule = (field) => {
    const scope = field.closest("section") ?? document;
    const tables = [...scope.querySelectorAll("table.filtered")];
    const told = field.parentElement.querySelector(".filter-count");
    const apply = () => {
      const words = wordsOf(field.value);
      let shown = 0;
      for (const table of tables) {
        const section = table.closest("section");
        const title = section === scope ? "" : section?.querySelector("h3")?.textContent ?? "";
        let found = 0;
        for (const row of table.tBodies[0].rows) {
          row.hidden = !matches(words, `${title} ${row.cells[0].textContent}`);
          found += !row.hidden;
        }
        if (section && section !== scope) section.hidden = !found;
        shown += found;
      }
      told.textContent = words.length ? `${onboard.number(shown)} rows` : "";
    };
    field.addEventListener("input", () => {
      apply();
      keep({ q: field.value });
    });
    field.value = state().q ?? "";
    apply();
  };
  document.querySelectorAll("input.filter").forEach(rule);

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
    const field = document.querySelector('main input[type="search"]');
    if (event.key === "/" && !typing && field) {
      event.preventDefault();
      field.focus();
    }
  });

  // A case's id, which may be broken where its parts meet.
  const broken = (text) =>
    onboard.visible(text).split(/(?<=[/._])/).flatMap((part) => [part, document.createElement("wbr")]);

  return { broken, keep, matches, state, wordsOf };
})();
