// The first page: the filter, the tree and the drawer together, their state in the address.
"use strict";

(async () => {
  const byId = (id) => document.getElementById(id);
  const { number, visible } = onboard;
  const input = byId("filter");
  const told = byId("told");
  const panel = byId("drawer");

  for (const [button, dialog] of [["how", "how-computed"], ["help", "filter-help"]]) {
    byId(button).addEventListener("click", () => byId(dialog).showModal());
  }

  const model = await onboard.matrix().catch((error) => {
    told.textContent = `The cases cannot be unpacked by this browser (${error.message}).`;
    throw error;
  });
  const { search, quoted } = onboard.filter(model);

  // The state is what the address says: #q=…&view=flat&context=1&case=…&board=…
  const state = { q: "", flat: false, context: false, index: -1, board: null };
  let result = null;
  let asked = null;

  const address = () => {
    const parts = [];
    const add = (name, value) => parts.push(`${name}=${encodeURIComponent(value)}`);
    if (state.q.trim()) add("q", state.q);
    if (state.flat) add("view", "flat");
    if (state.context) add("context", "1");
    if (state.index >= 0) {
      add("case", model.ids[state.index]);
      add("board", state.board.name);
    }
    return `#${parts.join("&")}`;
  };

  const decode = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // typed by hand
    }
  };

  const read = () => {
    const found = new Map(
      location.hash.slice(1).split("&").map((it) => {
        const [name, ...value] = it.split("=");
        return [name, decode(value.join("="))];
      }),
    );
    state.q = found.get("q") ?? "";
    state.flat = found.get("view") === "flat";
    state.context = found.get("context") === "1";
    state.index = found.has("case") ? model.ids.indexOf(found.get("case")) : -1;
    state.board = model.boards.find((it) => it.name === found.get("board")) ?? null;
    if (state.index >= 0 && !state.board) state.board = likely(state.index);
    return found.has("case") && state.index < 0 ? found.get("case") : null;
  };

  // The first board that the filter means and that ran the case.
  const likely = (index) =>
    (result?.boards ?? model.boards).find((it) => it.verdicts[index]) ?? model.boards[0];

  const say = (missing) => {
    const of = result.everything ? "" : ` of ${number(model.size)}`;
    const cases = `${number(result.count)}${of} cases`;
    const on = result.boards.length < model.boards.length
      ? ` on ${result.boards.map((it) => visible(it.name)).join(", ") || "no board"}`
      : "";
    const notes = result.problems.map(visible);
    if (missing) notes.push(`the case ${visible(missing)} is not here any more`);
    told.classList.toggle("warned", notes.length > 0);
    told.textContent = `${cases}${on}${notes.length ? `. ${notes.join("; ")}.` : ""}`;
  };

  const tree = onboard.tree(byId("tree"), model, {
    opened: (board) => go({ q: `board:${quoted(board.name)}` }),
    chosen: (index, number) => {
      const board = number === undefined ? likely(index) : model.boards[number];
      go({ index, board }, true);
    },
  });
  const drawer = onboard.drawer(panel, model, {
    board: (index, board) => go({ index, board }),
    closed: () => go({ index: -1, board: null }),
  });

  const show = (missing) => {
    if (asked !== state.q) {
      result = search(state.q);
      asked = state.q;
      if (input.value !== state.q) input.value = state.q;
    }
    byId("flat").setAttribute("aria-pressed", String(state.flat));
    byId("context").setAttribute("aria-pressed", String(state.context));
    tree.show(result, state);
    say(missing);
    const wasHidden = panel.hidden;
    if (state.index >= 0) {
      drawer.show(state.index, state.board); // which does nothing where it is shown already
      if (wasHidden) panel.focus({ preventScroll: true });
    } else if (!wasHidden) {
      drawer.hide();
      tree.focus();
    }
  };

  // Every change goes through here; `push` makes a step for the browser's Back.
  const go = (changes, push = false) => {
    Object.assign(state, changes);
    const url = address();
    if (push) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
    show();
  };

  const cell = (value) => {
    const text = String(value);
    const safe = /^ *[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text; // no formula in a spreadsheet
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const csv = () => {
    const lines = [["case", "board", "verdict", "known", "assertions", "matched", "changed"]];
    for (let i = 0; i < model.size; i += 1) {
      for (const board of result.hits[i] ? result.boards : []) {
        const changes = model.moved.filter((_, bit) => (board.moved[i] >> bit) & 1);
        if (board.turns[i]) changes.unshift(model.turns[board.turns[i]]);
        if (!board.verdicts[i] && !changes.length) continue;
        const known = board.flags[i] & 1 ? "yes" : "no";
        lines.push([model.ids[i], board.name, model.word(board.verdicts[i]), known, board.assertions[i], board.matched[i], changes.join(" ")]);
      }
    }
    return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
  };

  input.addEventListener("input", () => go({ q: input.value }));
  byId("flat").addEventListener("click", () => go({ flat: !state.flat }));
  byId("context").addEventListener("click", () => go({ context: !state.context }));
  byId("csv").addEventListener("click", () => onboard.save("cases.csv", csv(), "text/csv"));
  addEventListener("popstate", () => show(read()));
  document.addEventListener("click", (event) => {
    if (event.target.closest('a[href^="#q="]')) byId("cases").scrollIntoView();
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      byId("cases").scrollIntoView({ block: "nearest" });
      input.focus();
      input.select();
    } else if (event.key === "Escape" && !panel.hidden) {
      go({ index: -1, board: null });
    } else if (event.key === "Escape" && typing === input) {
      tree.focus();
    } else if (event.key === "ArrowDown" && typing === input) {
      event.preventDefault();
      tree.focus();
    }
  });

  // How old all of it is, only the reader's clock can tell.
  const newest = byId("newest");
  const days = newest ? Math.floor((Date.now() - Date.parse(newest.dateTime)) / 86_400_000) : 0;
  const age = byId("age");
  age.hidden = days <= Number(age.dataset.days);
  age.textContent = `No board has reported for ${days} days.`;

  show(read());
  if (state.q && state.index < 0) byId("cases").scrollIntoView();
  document.body.dataset.ready = "yes";
  performance.mark("onboard-ready");
})();
