// The filter: from what is typed to the cases that are meant.  No page here: text in, numbers out.
"use strict";

onboard.filter = (model) => {
  const KEYS = ["board", "boards", "chapter", "changed", "known", "module", "only", "verdict"];
  const FAIL = ["DIFFER", "TIMEOUT", "CRASH"];
  const WORSE = ["failing", "fails-worse", "lost", "ram-up", "slower"];
  const BETTER = ["passing", "fails-better", "gained", "ram-down", "faster"];
  const KNOWN = 1;

  const verdicts = new Map(model.words.map((word, i) => [word.toLowerCase(), [i + 1]]));
  verdicts.set("none", [0]);
  verdicts.set("fail", FAIL.map((word) => model.words.indexOf(word) + 1));
  const changes = new Map([...model.turns.slice(1), ...model.moved].map((it) => [it, [it]]));
  changes.set("worse", WORSE).set("better", BETTER);
  changes.set("any", [...model.turns.slice(1), ...model.moved]);
  const agreement = new Map([["agree", [true]], ["disagree", [false]]]);
  const listed = new Map([["yes", [true]], ["no", [false]]]);
  const lower = model.ids.map((id) => id.toLowerCase());

  // Splits at spaces, commas and colons that no quotes protect:
  // `-board:"a b":match,c text` -> [{minus, raw, parts: [[["board"], "a b", "match"], ["c"]]}, …]
  const split = (query) => {
    const terms = [];
    let term = null;
    let quoted = false;
    const piece = (text) => {
      const parts = term.parts[term.parts.length - 1];
      parts[parts.length - 1] += text;
      term.raw += text;
    };
    const open = () => (term ??= { minus: false, raw: "", parts: [[""]], quotes: false });
    for (let i = 0; i < query.length; i += 1) {
      const letter = query[i];
      if (quoted) {
        if (letter === '"') quoted = false;
        else if (letter !== "\\") piece(letter);
        else {
          const [whole, code] = /^\\(?:u([0-9a-f]{4})|[^]|$)/.exec(query.slice(i, i + 6));
          piece(code ? String.fromCharCode(parseInt(code, 16)) : whole.slice(1));
          i += whole.length - 1;
        }
      } else if (/\s/.test(letter)) {
        if (term) terms.push(term);
        term = null;
      } else if (letter === '"') {
        quoted = open().quotes = true;
      } else if (letter === "-" && !term) {
        open().minus = true;
      } else if (letter === "," || letter === ":") {
        open().raw += letter;
        if (letter === ",") term.parts.push([""]);
        else term.parts[term.parts.length - 1].push("");
      } else {
        open();
        piece(letter);
      }
    }
    if (term) terms.push(term);
    return terms.filter((it) => it.raw !== "");
  };

  // What a word means: exactly, or all that begin so, since people type one letter after another.
  const meant = (known, word, what, problems) => {
    const small = word.toLowerCase();
    if (known.has(small)) return known.get(small);
    const near = small ? [...known.keys()].filter((it) => it.startsWith(small)) : [];
    if (!near.length) problems.push(`${what}:${word} is not known; ${[...known.keys()].join(", ")}`);
    return near.flatMap((it) => known.get(it));
  };

  const boardsMeant = (name, problems) => {
    const exact = model.boards.filter((it) => it.name === name);
    const small = name.toLowerCase();
    const near = model.boards.filter((it) => small && it.name.toLowerCase().startsWith(small));
    const found = exact.length ? exact : near;
    const some = model.boards.slice(0, 8).map((it) => it.name).join(", ");
    if (!found.length) problems.push(`no board is called ${name || "nothing"}; there is ${some}`);
    return found.map((it) => it.number);
  };

  const groupsMeant = (name, tops, problems) => {
    const among = tops ? model.tops : model.groups;
    const small = name.toLowerCase();
    const called = (test) => among.filter((it) => test(it.label.toLowerCase()));
    let found = called((it) => it === small || it === `test_${small}`);
    if (!found.length && small) found = called((it) => it.startsWith(small));
    if (!found.length) problems.push(`no ${tops ? "chapter" : "module"} is called ${name}`);
    return found;
  };

  const table = (numbers) => {
    const made = new Uint8Array(256);
    for (const number of numbers) made[number] = 1;
    return made;
  };

  // A row test takes a case; a cell test takes a case and a board.
  const parse = (query) => {
    const told = { rows: [], cells: [], boards: null, without: new Set(), problems: [] };
    for (const term of split(query)) {
      const key = term.parts[0].length > 1 ? term.parts[0][0].toLowerCase() : "";
      if (key && KEYS.includes(key)) {
        term.parts[0].shift();
        condition(told, key, term);
      } else {
        if (/^[a-z]+$/.test(key)) told.problems.push(`${key}: is no key, it is looked for as text`);
        const text = term.raw.toLowerCase();
        told.rows.push((i) => lower[i].includes(text) !== term.minus);
      }
    }
    return told;
  };

  const condition = (told, key, term) => {
    const { minus } = term;
    const values = term.parts.map((it) => it.join(":"));
    const all = (known) => values.flatMap((it) => meant(known, it, key, told.problems));
    if (key === "board") {
      boardCondition(told, term);
    } else if (key === "verdict") {
      const wanted = table(all(verdicts));
      told.cells.push((i, board) => {
        const code = board.verdicts[i];
        return minus ? code !== 0 && !wanted[code] : wanted[code] === 1;
      });
    } else if (key === "changed") {
      const names = all(changes);
      const turns = table(names.map((it) => model.turns.indexOf(it)).filter((it) => it > 0));
      let mask = 0;
      for (const [bit, name] of model.moved.entries()) if (names.includes(name)) mask |= 1 << bit;
      told.cells.push(
        (i, board) => (turns[board.turns[i]] === 1 || (board.moved[i] & mask) !== 0) !== minus,
      );
    } else if (key === "known") {
      const wanted = all(listed).map((it) => it !== minus);
      told.cells.push((i, board) => {
        const code = board.verdicts[i];
        const fails = model.judged[code] === 1 && code !== model.match;
        return fails && wanted.includes((board.flags[i] & KNOWN) !== 0);
      });
    } else if (key === "boards") {
      const wanted = all(agreement).map((it) => it !== minus);
      told.rows.push((i) => wanted.includes(agree(i)));
    } else if (key === "only") {
      const any = values.some((it) => it.toLowerCase() === "any");
      const only = any ? null : new Set(values.flatMap((it) => boardsMeant(it, told.problems)));
      told.rows.push((i) => {
        const board = alone(i);
        return (board >= 0 && (only === null || only.has(board))) !== minus;
      });
    } else {
      const found = values.flatMap((it) => groupsMeant(it, key === "chapter", told.problems));
      told.rows.push((i) => found.some((it) => i >= it.first && i < it.end) !== minus);
    }
  };

  const boardCondition = (told, term) => {
    for (const parts of term.parts) {
      const last = parts.length > 1 ? verdicts.get(parts[parts.length - 1].toLowerCase()) : null;
      const name = (last ? parts.slice(0, -1) : parts).join(":");
      const found = boardsMeant(name, told.problems);
      if (last) {
        const wanted = table(last);
        const boards = found.map((it) => model.boards[it]);
        told.rows.push((i) => boards.some((it) => wanted[it.verdicts[i]]) !== term.minus);
      } else if (term.minus) {
        found.forEach((it) => told.without.add(it));
        continue;
      }
      told.boards ??= new Set();
      found.forEach((it) => told.boards.add(it));
    }
  };

  // The boards that have a verdict on a case, of one program and answer (headline.py has the same).
  const APART = 4;
  const judging = (i) =>
    model.boards.filter((it) => model.judged[it.verdicts[i]] && !(it.flags[i] & APART));

  // One verdict on all boards; null where not all have one.
  const agree = (i) => {
    const boards = judging(i);
    if (boards.some((it) => it.verdicts[i] !== boards[0].verdicts[i])) return false;
    return boards.length === model.boards.length ? true : null;
  };

  // The number of the board that a case matches on, and on no other that has a verdict; else -1.
  const alone = (i) => {
    const boards = judging(i);
    const matching = boards.filter((it) => it.verdicts[i] === model.match);
    return matching.length === 1 && boards.length > 1 ? matching[0].number : -1;
  };

  // A value as it is read back; cards.py has the same.
  const quoted = (value) => {
    if (/^[\w./@?=&+~-]+$/.test(value)) return value;
    const code = (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`;
    const plain = value.replace(/["\\]/g, "\\$&");
    return `"${plain.replace(/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, (it) => it.split("").map(code).join(""))}"`;
  };

  // Which cases a query means (1 each), on which boards, and what it says that nobody knows.
  const search = (query) => {
    const { rows, cells, boards, without, problems } = parse(query);
    const meantBoards = model.boards.filter(
      (it) => (boards === null || boards.has(it.number)) && !without.has(it.number),
    );
    const hits = new Uint8Array(model.size);
    const everything = !rows.length && !cells.length && boards === null && !without.size;
    let count = 0;
    for (let i = 0; i < model.size; i += 1) {
      const hit =
        everything ||
        (rows.every((test) => test(i)) &&
          meantBoards.some((board) =>
            cells.length ? cells.every((test) => test(i, board)) : board.verdicts[i],
          ));
      if (hit) {
        hits[i] = 1;
        count += 1;
      }
    }
    const sums = new Uint32Array(model.size + 1);
    for (let i = 0; i < model.size; i += 1) sums[i + 1] = sums[i] + hits[i];
    const within = (first, end) => sums[end] - sums[first];
    const shown = table(meantBoards.map((it) => it.number));
    return { hits, count, within, boards: meantBoards, shown, everything, problems };
  };

  return { search, quoted };
};
