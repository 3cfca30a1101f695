// The names that boards lack: modules that open to their names and types, types that open to their
// names, and a filter that opens those in which a name was found.
"use strict";

(async () => {
  const table = document.getElementById("surface");
  const { element, number, visible } = onboard;
  const form = document.getElementById("surface-tools");
  form.addEventListener("submit", (event) => event.preventDefault());
  const at = (name) => document.getElementById(`surface-${name}`);
  const [filter, board, count, all] = ["filter", "board", "count", "all"].map(at);
  const { boards, groups } = await onboard.data("surface");
  const OPENED = 400; // names that a filter shows by itself; more are a click away
  const MARKS = {
    y: ["✓", "better", "there"],
    n: ["✗", "worse", "not there"],
    "?": ["?", "muted", "not known"],
  };
  boards.forEach((name, index) => {
    board.append(element("option", { value: String(index) }, visible(name)));
  });

  // A group is of a module's own names (kind "") or of a type's.
  const modules = new Map();
  for (const [module, kind, counts, names] of groups) {
    if (!modules.has(module)) modules.set(module, []);
    const home = module === "builtins" ? "" : `${module}.`;
    const title = kind ? `${home}${kind}` : module;
    modules.get(module).push({ title, kind, counts, names, shown: names });
  }
  const opened = new Set(); // "module math" and "type math.x": a type may be called like a module

  const sum = (of) =>
    boards.map((_, index) => {
      const known = of.map((group) => group.counts[index]).filter(Boolean);
      if (!known.length) return null;
      const added = [0, 1, 2].map((part) => known.reduce((total, it) => total + it[part], 0));
      return [...added, of.some((it) => it.kind === "" && it.counts[index]?.[3])];
    });

  const counted = (it) => {
    if (!it) return element("td", { class: "n muted" }, "–");
    const [has, asked, , absent] = it;
    if (absent && !has) return element("td", { class: "n muted" }, "no module");
    const whole = element("span", { class: "muted" }, `/${number(asked)}`);
    return element("td", { class: has === asked ? "n better" : "n" }, number(has), whole);
  };

  const mark = (letter) => {
    const [sign, shade, told] = MARKS[letter];
    const spoken = element("span", { class: "spoken" }, ` ${told}`);
    return element("td", { class: "n" }, element("span", { class: shade }, sign, spoken));
  };

  const nameRows = (group) => {
    const rows = group.shown.map(([name, has]) =>
      element("tr", { class: "name" }, element("th", { scope: "row" }, name), ...[...has].map(mark)),
    );
    if (group.counts.some((it) => it?.[2])) {
      const cells = group.counts.map((it) =>
        element("td", { class: "n muted" }, it?.[2] ? `✗ ${number(it[2])} more` : ""),
      );
      rows.push(element("tr", { class: "name more" }, element("th", { scope: "row" }, "not named"), ...cells));
    }
    return rows;
  };

  const headRow = (key, title, counts, shade, redraw) => {
    const expanded = String(opened.has(key));
    const button = element("button", { type: "button", "aria-expanded": expanded }, visible(title));
    button.addEventListener("click", () => {
      if (!opened.delete(key)) opened.add(key);
      redraw(key);
    });
    return element(
      "tr",
      { class: shade, "data-key": key },
      element("th", { scope: "row" }, button),
      ...counts.map(counted),
    );
  };

  const bodies = [...modules].map(([module, of]) => {
    const body = element("tbody", { class: "group" });
    const key = `module ${module}`;
    const draw = (focused) => {
      const redraw = (it) => draw(it);
      const rows = [headRow(key, module, sum(of), "module", redraw)];
      for (const group of opened.has(key) ? of.filter((it) => it.here) : []) {
        if (group.kind === "") rows.push(...nameRows(group));
        else {
          const type = `type ${group.title}`;
          rows.push(headRow(type, group.title, group.counts, "type", redraw));
          if (opened.has(type)) rows.push(...nameRows(group));
        }
      }
      body.replaceChildren(...rows);
      if (focused) rows.find((it) => it.dataset.key === focused)?.querySelector("button").focus();
    };
    return { body, draw, key, of };
  });

  const openAll = (of) => {
    for (const it of of) {
      opened.add(it.key);
      it.of.forEach((group) => group.here && opened.add(`type ${group.title}`));
    }
  };

  const apply = () => {
    const words = measures.wordsOf(filter.value);
    const index = board.value === "" ? -1 : Number(board.value);
    const lacked = ([, has]) => index < 0 || has[index] === "n";
    const here = [];
    let names = 0;
    for (const it of bodies) {
      for (const group of it.of) {
        const whole = measures.matches(words, group.title);
        group.shown = group.names.filter(
          (name) => lacked(name) && (whole || measures.matches(words, name[0])),
        );
        group.here = group.shown.length > 0 || (whole && index < 0);
        if (group.here) names += group.shown.length;
      }
      it.body.hidden = !it.of.some((group) => group.here);
      if (!it.body.hidden) here.push(it);
    }
    opened.clear();
    if (words.length && names <= OPENED) openAll(here);
    bodies.forEach((it) => it.draw());
    count.textContent = words.length || index >= 0 ? `${number(names)} names that some board lacks` : "";
    const listed = document.getElementById("modules");
    if (listed) {
      const rows = [...listed.tBodies[0].rows];
      for (const row of rows) row.hidden = !measures.matches(words, row.cells[0].textContent);
      listed.closest("section").hidden = rows.every((row) => row.hidden);
    }
  };

  const kept = measures.state();
  filter.value = kept.q ?? "";
  const named = boards.indexOf(kept.on);
  board.value = named < 0 ? "" : String(named);
  table?.append(...bodies.map((it) => it.body));
  for (const field of [filter, board]) {
    field.addEventListener("input", () => {
      measures.keep({ q: filter.value, on: board.value === "" ? "" : boards[Number(board.value)] });
      apply();
    });
  }
  all.addEventListener("click", () => {
    if (opened.size) opened.clear();
    else openAll(bodies);
    bodies.forEach((it) => it.draw());
  });
  apply();
})();
