// The tree of cases against boards: rows on demand, so that any number of cases stays quick.
// The grid keeps the focus and names its active row (aria-activedescendant), for rows come and go.
"use strict";

onboard.tree = (grid, model, { opened, chosen }) => {
  const { element, number } = onboard;
  const head = grid.querySelector(".head");
  const body = grid.querySelector(".rows");
  const SPARE = 8; // rows drawn above and below what is seen
  const FEW = 80; // hits, for their groups to open by themselves
  const WORSE = new Set(["failing", "fails-worse", "lost", "ram-up", "slower"]);
  const BETTER = new Set(["passing", "fails-better", "gained", "ram-down", "faster"]);

  let rows = []; // a case's number, or -1 - a group's
  let open = new Set();
  let found = null;
  let flat = false;
  let context = false;
  let active = 0;
  let first = -1;
  let last = -1;

  const isGroup = (row) => row < 0;
  const group = (row) => model.groups[-1 - row];
  const depth = (row) =>
    flat ? 1 : isGroup(row) ? group(row).depth : model.groups[model.groupOf[row]].depth + 1;
  const height = () => parseFloat(getComputedStyle(grid).getPropertyValue("--row")) || 26;

  const list = () => {
    rows = [];
    if (flat) {
      for (let i = 0; i < model.size; i += 1) if (found.hits[i] || context) rows.push(i);
      return;
    }
    const walk = (it) => {
      if (!context && !found.within(it.first, it.end)) return;
      rows.push(-1 - it.number);
      if (!open.has(it.number)) return;
      for (let i = it.first; i < it.first + it.own; i += 1) {
        if (found.hits[i] || context) rows.push(i);
      }
      it.below.forEach(walk);
    };
    model.tops.forEach(walk);
  };

  const changeMark = (board, i) => {
    const names = [model.turns[board.turns[i]]];
    model.moved.forEach((name, bit) => (board.moved[i] >> bit) & 1 && names.push(name));
    const worse = names.some((it) => WORSE.has(it));
    const better = names.some((it) => BETTER.has(it));
    const mark = `${worse ? "▼" : ""}${better ? "▲" : ""}` || (board.turns[i] ? "~" : "");
    const told = names.filter((it) => it && it !== "none").join(", ");
    return { mark, told, mood: worse ? "down" : better ? "up" : "" };
  };

  const caseCell = (board, i, shown) => {
    const word = model.word(board.verdicts[i]);
    const { mark, told, mood } = changeMark(board, i);
    const label = `${board.name}: ${word}${told ? `, ${told}` : ""}`;
    return element(
      "div",
      {
        class: `cell case v-${word} ${mood}${shown ? "" : " aside"}`,
        role: "gridcell",
        "data-board": board.number,
        "data-mark": mark || null,
        title: label,
      },
      model.letter(board.verdicts[i]),
    );
  };

  const groupCell = (board, it, shown) => {
    const told = board.tally(it.first, it.end);
    const cell = element(
      "div",
      {
        class: `cell share${shown ? "" : " aside"}`,
        role: "gridcell",
        "data-board": board.number,
        title: `${board.name}: ${number(told.cases)} of ${number(told.of)} cases (${onboard.percent(told.cases, told.of)}), ${number(told.held)} of ${number(told.asserted)} assertions`,
      },
      told.of ? element("b", {}, `${told.cases}`) : "·",
      told.of ? element("span", {}, `/${told.of}`) : null,
    );
    cell.style.setProperty("--share", told.of ? told.cases / told.of : 0);
    return cell;
  };

  const drawRow = (index) => {
    const row = rows[index];
    const level = depth(row);
    const isOpen = isGroup(row) && open.has(group(row).number);
    const name = element("div", { class: "name", role: "rowheader" });
    name.style.setProperty("--level", level - 1);
    if (isGroup(row)) {
      const it = group(row);
      const hits = found.within(it.first, it.end);
      const count = found.everything ? number(hits) : `${number(hits)} of ${number(it.end - it.first)}`;
      name.append(
        element("span", { class: "twist", "aria-hidden": "true" }, isOpen ? "▾" : "▸"),
        element("span", { class: "label" }, onboard.visible(it.label) || "(no name)"),
        element("span", { class: "muted count" }, count),
      );
    } else {
      const text = flat ? model.ids[row] : model.leaves[row];
      name.append(element("span", { class: "label", title: onboard.visible(model.ids[row]) }, onboard.visible(text) || "(no name)"));
    }
    const meant = isGroup(row) ? found.within(group(row).first, group(row).end) : found.hits[row];
    const made = element("div", {
      class: `row ${isGroup(row) ? `group depth-${Math.min(level, 3)}` : "leaf"}${meant ? "" : " aside"}`,
      role: "row",
      id: `row-${index}`,
      "aria-level": level,
      "aria-rowindex": index + 2,
      "aria-expanded": isGroup(row) ? String(isOpen) : null,
      "aria-selected": String(index === active),
    });
    made.append(name);
    for (const board of model.boards) {
      const shown = found.shown[board.number] === 1;
      made.append(isGroup(row) ? groupCell(board, group(row), shown) : caseCell(board, row, shown));
    }
    return made;
  };

  const draw = (anew) => {
    const size = height();
    body.style.setProperty("height", `${rows.length * size}px`); // first: it decides what is seen
    const from = Math.max(0, Math.floor((grid.scrollTop - head.offsetHeight) / size) - SPARE);
    const to = Math.min(rows.length, Math.ceil((grid.scrollTop + grid.clientHeight) / size) + SPARE);
    if (!anew && from === first && to === last) return;
    [first, last] = [from, to];
    const drawn = element("div", { class: "drawn", role: "presentation" });
    for (let index = from; index < to; index += 1) drawn.append(drawRow(index));
    drawn.style.setProperty("top", `${from * size}px`);
    body.replaceChildren(drawn);
    grid.setAttribute("aria-rowcount", rows.length + 1);
    if (rows.length) grid.setAttribute("aria-activedescendant", `row-${active}`);
    else grid.removeAttribute("aria-activedescendant");
  };

  const reveal = () => {
    const size = height();
    const top = active * size;
    const room = grid.clientHeight - head.offsetHeight;
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (top + size > grid.scrollTop + room) grid.scrollTop = top + size - room;
    draw(true);
  };

  const refresh = () => {
    const kept = rows[active];
    list();
    const again = rows.indexOf(kept);
    active = again >= 0 ? again : Math.min(active, Math.max(rows.length - 1, 0));
    draw(true);
  };

  const toggle = (index, wanted) => {
    const it = group(rows[index]);
    const isOpen = open.has(it.number);
    if (wanted === isOpen) return;
    if (isOpen) open.delete(it.number);
    else open.add(it.number);
    active = index;
    refresh();
  };

  const act = (index, board) => {
    active = index;
    if (isGroup(rows[index])) toggle(index);
    else {
      draw(true);
      chosen(rows[index], board);
    }
  };

  const parent = (index) => {
    const level = depth(rows[index]);
    let at = index;
    while (at > 0 && depth(rows[at]) >= level) at -= 1;
    return at;
  };

  const move = (index) => {
    active = Math.max(0, Math.min(rows.length - 1, index));
    reveal();
  };

  const KEYS = {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    Home: () => move(0),
    End: () => move(rows.length - 1),
    PageDown: () => move(active + Math.floor(grid.clientHeight / height()) - 2),
    PageUp: () => move(active - Math.floor(grid.clientHeight / height()) + 2),
    ArrowRight: () => {
      if (!isGroup(rows[active]) || flat) return;
      if (open.has(group(rows[active]).number)) move(active + 1);
      else toggle(active, true);
    },
    ArrowLeft: () => {
      if (flat) return;
      if (isGroup(rows[active]) && open.has(group(rows[active]).number)) toggle(active, false);
      else move(parent(active));
    },
    Enter: () => act(active),
    " ": () => act(active),
  };

  grid.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || !rows.length || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  grid.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row || !body.contains(row)) return;
    const board = event.target.closest("[data-board]")?.dataset.board;
    act(Number(row.id.slice(4)), board === undefined ? undefined : Number(board));
  });
  grid.addEventListener("scroll", () => draw(false), { passive: true });
  addEventListener("resize", () => draw(true));

  grid.style.setProperty("--boards", model.boards.length);
  grid.classList.toggle("many", model.boards.length > 6);
  const name = element("div", { class: "name", role: "columnheader" }, "case");
  head.append(name);
  for (const board of model.boards) {
    const button = element(
      "button",
      { type: "button", class: "quiet", title: `Ask of ${onboard.visible(board.name)} alone`, tabindex: "-1" },
      onboard.visible(board.name) || "(no name)",
    );
    button.addEventListener("click", () => opened(board));
    const cell = element("div", { class: `cell${board.stale ? " stale" : ""}`, role: "columnheader" }, button);
    head.append(cell);
  }

  // Shows what a filter found; few hits stand open.
  const show = (result, how) => {
    const other = found !== result;
    found = result;
    ({ flat, context } = how);
    if (other) {
      const few = !found.everything && found.count <= FEW;
      open = new Set(
        model.groups.filter((it) => few && found.within(it.first, it.end)).map((it) => it.number),
      );
      active = 0;
      grid.scrollTop = 0;
    }
    refresh();
  };

  return { show, focus: () => grid.focus({ preventScroll: true }) };
};
