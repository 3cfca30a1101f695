// The table of smallest heaps: thousands of cases, of which so many rows are drawn as are looked at.
"use strict";

(async () => {
  const table = document.getElementById("heaps");
  if (!table) return;
  const { element, number } = onboard;
  const { boards, cases } = await onboard.data("heaps");
  const CELLS = 2000; // that are drawn before more are asked for
  const atFirst = Math.ceil(CELLS / boards.length);
  const at = (name) => document.getElementById(`heap-${name}`);
  const [filter, size, board, count, more] = ["filter", "size", "board", "count", "more"].map(at);
  boards.forEach((name, index) => {
    board.append(element("option", { value: String(index) }, onboard.visible(name)));
  });
  let order = { column: 0, up: true };
  let all = false;

  const fits = ([, ...heaps]) => {
    const limit = Number(size.value) * 1024;
    if (!limit && board.value === "") return true;
    const asked = board.value === "" ? heaps : [heaps[Number(board.value)]];
    return asked.every((heap) => heap !== null && (!limit || heap <= limit));
  };

  const compare = (a, b) => {
    const [x, y] = [a[order.column], b[order.column]];
    if (x === y) return 0;
    if (x === null || y === null) return x === null ? 1 : -1; // what is not known is last
    const way = order.up ? 1 : -1;
    return way * (typeof x === "number" ? x - y : x < y ? -1 : 1);
  };

  const link = (row) => {
    const known = row.slice(1).findIndex((heap) => heap !== null);
    const address = `index.html#case=${encodeURIComponent(row[0])}&board=${encodeURIComponent(boards[known])}`;
    return element("a", { class: "case", href: address }, ...measures.broken(row[0]));
  };

  const line = (row) => {
    const cells = row.slice(1).map((heap) =>
      element("td", { class: "n" }, heap === null ? "–" : number(heap)),
    );
    return element("tr", {}, element("th", { scope: "row" }, link(row)), ...cells);
  };

  const draw = () => {
    const words = measures.wordsOf(filter.value);
    const found = cases.filter((row) => measures.matches(words, row[0]) && fits(row));
    found.sort(compare);
    const shown = all ? found : found.slice(0, atFirst);
    table.tBodies[0].replaceChildren(...shown.map(line));
    count.textContent = `${number(found.length)} of ${number(cases.length)} cases`;
    more.hidden = shown.length === found.length;
    more.textContent = `show all ${number(found.length)}`;
  };

  table.querySelectorAll("thead th").forEach((head, column) => {
    const button = element("button", { type: "button", class: "sort" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      order = { column, up: order.column === column ? !order.up : true };
      table.querySelectorAll("th[aria-sort]").forEach((it) => it.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order.up ? "ascending" : "descending");
      draw();
    });
  });

  const kept = measures.state();
  filter.value = kept.case ?? "";
  size.value = kept.fits ?? "";
  const named = boards.indexOf(kept.on);
  board.value = named < 0 ? "" : String(named);
  for (const field of [filter, size, board]) {
    field.addEventListener("input", () => {
      all = false;
      const on = board.value === "" ? "" : boards[Number(board.value)];
      measures.keep({ case: filter.value, fits: size.value, on });
      draw();
    });
  }
  document.getElementById("heap-tools").addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    all = true;
    draw();
  });
  draw();
})();
