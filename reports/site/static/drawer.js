// A case's drawer: its history, what was expected and seen, its figures, the other boards, and the
// command that repeats it.  Texts are in files by module, each a script that calls onboard.chunk.
"use strict";

onboard.drawer = (panel, model, { board: switched, closed }) => {
  const { element, number, visible } = onboard;
  const NAMES = {
    live_bytes: "RAM kept after a collection",
    allocated_bytes: "RAM asked for by its end",
    min_heap_bytes: "smallest heap in which it matches",
  };
  const waiting = new Map();
  const loaded = new Map();

  onboard.chunk = async (file, packed) => {
    const chunk = await onboard.unpackJson(packed);
    loaded.set(file, chunk);
    waiting.get(file)?.forEach((resolve) => resolve(chunk));
    waiting.delete(file);
  };

  const load = (file) =>
    new Promise((resolve, reject) => {
      if (loaded.has(file)) {
        resolve(loaded.get(file));
      } else if (waiting.has(file)) {
        waiting.get(file).push(resolve);
      } else {
        waiting.set(file, [resolve]);
        const script = element("script", { src: `data/${file}.js?${model.digest}` });
        script.addEventListener("error", () => {
          waiting.delete(file);
          reject(new Error(`data/${file}.js is missing`));
        });
        document.head.append(script);
      }
    });

  const fileOf = (index) => model.chunks.findLastIndex((first) => first <= index);

  const badge = (word) => element("span", { class: `badge v-${word}` }, word === "none" ? "not run" : word);

  const section = (title, ...children) =>
    element("section", {}, element("h3", {}, title), ...children);

  const copyable = (text) => {
    const button = element("button", { type: "button" }, "copy");
    button.addEventListener("click", () => onboard.copy(text, button));
    return element("div", { class: "copyable" }, element("code", {}, visible(text)), button);
  };

  const others = (index, current) => {
    const list = element("ul", { class: "others" });
    for (const board of model.boards) {
      const word = model.word(board.verdicts[index]);
      const button = element(
        "button",
        { type: "button", "aria-pressed": String(board === current) },
        element("b", { class: `v-${word}` }, model.letter(board.verdicts[index])),
        ` ${visible(board.name)}`,
      );
      button.append(element("span", { class: "offscreen" }, ` ${word}`));
      button.addEventListener("click", () => switched(index, board));
      list.append(element("li", {}, button));
    }
    return list;
  };

  // "MM|DD." and the nights' dates, as boxes and as the list of where it changed.
  const history = (strip, board) => {
    const nights = [];
    let another = false;
    for (const letter of strip) {
      if (letter === "|") another = true;
      else {
        const [when, firmware] = board.nights[nights.length];
        const word = model.words[model.words.findIndex((_, i) => model.letter(i + 1) === letter)];
        nights.push({ letter: word ? letter : "·", word: word ?? "none", when, firmware, another });
        another = false;
      }
    }
    const boxes = element("ol", { class: "strip", "aria-hidden": "true" });
    const turns = [];
    nights.forEach((night, i) => {
      const before = nights[i - 1];
      const told = `${night.when}: ${night.word}`;
      boxes.append(element("li", { class: `v-${night.word}${night.another ? " another" : ""}`, title: told }, night.letter));
      if (before && (before.word !== night.word || night.another || before.firmware !== night.firmware)) {
        const why = [
          before.word !== night.word && `${before.word} → ${night.word}`,
          night.another && "another program or answer",
          before.firmware !== night.firmware && `firmware ${visible(night.firmware)}`,
        ];
        turns.push(element("li", {}, `${night.when}: ${why.filter(Boolean).join(", ")}`));
      }
    });
    const runs = nights.length === 1 ? "one run" : `the last ${nights.length} whole runs`;
    const from = nights.length ? `${runs}, from ${nights[0].when}` : "no whole run";
    const told = turns.length
      ? element("ul", { class: "turns" }, ...turns.reverse())
      : element("p", { class: "muted" }, "the same in all of them");
    return section(`History: ${from}`, boxes, nights.length > 1 && told);
  };

  const SIGNS = { "=": " ", "-": "-", "+": "+" };
  const difference = (expected, seen, board) => {
    const lines = element("pre", { class: "diff", tabindex: "0", "aria-label": "Expected against seen" });
    lines.append(
      element("span", { class: "from" }, `--- ${visible(board.reference)}\n`),
      element("span", { class: "to" }, `+++ ${visible(board.name)}\n`),
    );
    for (const [sign, line] of onboard.diff(expected, seen)) {
      const kind = sign === "-" ? "gone" : sign === "+" ? "came" : "same";
      lines.append(element("span", { class: kind }, `${SIGNS[sign]}${visible(line)}\n`));
    }
    return section("Expected against seen", lines);
  };

  const figures = (told, index, board) => {
    const body = element("tbody");
    const row = (name, value, unit = "", before = undefined) => {
      const was = before === undefined ? "" : `was ${number(before)}`;
      body.append(
        element(
          "tr",
          {},
          element("th", { scope: "row" }, visible(name)),
          element("td", { class: "n" }, number(value)),
          element("td", { class: "muted" }, visible(unit)),
          element("td", { class: "muted" }, was),
        ),
      );
    };
    const of = board.assertions[index];
    if (of) row("assertions that match", board.matched[index], `of ${number(of)}`);
    if (told.blocked) row("steps not run, for want of an earlier one", told.blocked);
    if (told.attempts) row("looks", told.attempts);
    for (const [name, [value, before]] of Object.entries(told.figures ?? {})) {
      const [, what, unit] = /^(.*)_([^_]*)$/s.exec(name) ?? ["", name, ""];
      row(NAMES[name] ?? what.replaceAll("_", " "), value, unit, before);
    }
    return body.rows.length
      ? section("Figures", element("table", { class: "figures" }, body))
      : null;
  };

  const evidence = (told, chunk, index, board) => {
    const parts = [];
    const detail = told.detail === undefined ? "" : chunk.texts[told.detail];
    const step = /^step (\d+) \((.*?)\): (.*)$/s.exec(detail);
    if (step) {
      parts.push(
        section(`Failing step: ${step[1]}`, element("code", { class: "step" }, visible(step[2])), element("p", {}, visible(step[3]))),
      );
    } else if (detail) parts.push(element("p", { class: "detail" }, visible(detail)));
    const [expected, seen] = ["expected", "seen"].map((it) =>
      told[it] === undefined ? "" : chunk.texts[told[it]],
    );
    if (expected || seen) parts.push(difference(expected, seen, board));
    return parts;
  };

  const fill = (place, chunk, index, board) => {
    const told = chunk.cases[index - model.chunks[fileOf(index)]];
    const here = told.boards[board.number];
    const parts = [];
    if (!here) parts.push(element("p", { class: "muted" }, "Not run on this board."));
    else parts.push(...evidence(here, chunk, index, board), figures(here, index, board));
    if (here) parts.push(history(here.nights, board));
    if (board.verdicts[index]) {
      parts.push(section("Run it again", copyable(`${board.command} ${told.nodes[board.suite]}`)));
    }
    place.replaceChildren(...parts.filter(Boolean));
  };

  let current = null;

  const show = async (index, board) => {
    if (current?.index === index && current.board === board) return;
    current = { index, board };
    const word = model.word(board.verdicts[index]);
    const shut = element("button", { type: "button", class: "quiet shut", "aria-label": "Close" }, "✕");
    shut.addEventListener("click", closed);
    const trail = model.around(index).map((it) => visible(it.label)).join(" / ");
    const known = board.flags[index] & 1;
    const vacuous = board.flags[index] & 2;
    const place = element("div", { class: "told", "aria-live": "polite" }, element("p", { class: "muted" }, "…"));
    panel.replaceChildren(
      shut,
      element("p", { class: "muted trail" }, trail),
      element("h2", {}, visible(model.leaves[index]) || "(no name)"),
      element("p", { class: "mono muted id" }, visible(model.ids[index])),
      others(index, board),
      element(
        "p",
        { class: "verdict" },
        badge(word),
        ` on ${visible(board.name)}`,
        known ? element("span", { class: "muted" }, " · a known difference") : null,
        vacuous ? element("span", { class: "muted" }, " · without printed evidence") : null,
      ),
      place,
    );
    panel.hidden = false;
    panel.scrollTop = 0;
    try {
      const chunk = await load(fileOf(index));
      if (place.isConnected) fill(place, chunk, index, board);
    } catch (error) {
      place.replaceChildren(element("p", { class: "note" }, String(error.message)));
    }
  };

  const hide = () => {
    current = null;
    panel.hidden = true;
    panel.replaceChildren();
  };

  return { show, hide };
};
