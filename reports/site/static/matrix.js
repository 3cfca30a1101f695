// The matrix of all cases on all boards, as matrix.py encoded it, and what is counted from it.
// Every number of the tree comes from here, by sums over ranges of cases.
"use strict";

onboard.matrix = async () => {
  const COLUMNS = ["verdicts", "flags", "turns", "moved", "assertions", "matched"];
  const bytes = await onboard.bytes("matrix");
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start)));
  const size = header.leaves.length;

  // A column is in planes of one byte a case, the lowest first, each apart from its base's.
  let at = start;
  const boards = header.boards.map((name, number) => ({ name, number, ...header.told[number] }));
  const planes = [];
  for (const board of boards) {
    const base = planes[header.bases[board.number]];
    planes.push(
      header.widths[board.number].map((width, column) => {
        const own = [];
        for (let plane = 0; plane < width; plane += 1, at += size) {
          own.push(bytes.slice(at, at + size));
        }
        for (const [plane, other] of (base?.[column] ?? []).entries()) {
          own[plane] ??= new Uint8Array(size);
          for (let i = 0; i < size; i += 1) own[plane][i] ^= other[i];
        }
        return own;
      }),
    );
    COLUMNS.forEach((name, column) => {
      const own = planes[board.number][column];
      if (own.length === 1) {
        board[name] = own[0];
        return;
      }
      board[name] = new Float64Array(size);
      own.forEach((plane, power) => {
        for (let i = 0; i < size; i += 1) board[name][i] += plane[i] * 256 ** power;
      });
    });
  }

  // Sums up to each case, so that any range of them is a difference of two.
  const judged = new Uint8Array(256);
  for (const code of header.counted) judged[code] = 1;
  const match = header.words.indexOf("MATCH") + 1;
  for (const board of boards) {
    const sums = ["cases", "of", "held", "asserted"].map(() => new Float64Array(size + 1));
    const [cases, of, held, asserted] = sums;
    for (let i = 0; i < size; i += 1) {
      const counts = judged[board.verdicts[i]];
      cases[i + 1] = cases[i] + (board.verdicts[i] === match ? 1 : 0);
      of[i + 1] = of[i] + counts;
      held[i + 1] = held[i] + (counts ? board.matched[i] : 0);
      asserted[i + 1] = asserted[i] + (counts ? board.assertions[i] : 0);
    }
    board.tally = (first, end) => {
      const [matched, all, heldAll, assertedAll] = sums.map((sum) => sum[end] - sum[first]);
      return { cases: matched, of: all, held: heldAll, asserted: assertedAll };
    };
  }

  const groups = header.groups.map(([parent, label, prefix, first, end, own], number) => ({
    number, parent, label, prefix, first, end, own, below: [],
    depth: 1,
  }));
  const ids = new Array(size);
  const groupOf = new Uint32Array(size);
  for (const group of groups) {
    if (group.parent >= 0) {
      group.depth = groups[group.parent].depth + 1;
      groups[group.parent].below.push(group);
    }
    for (let i = group.first; i < group.first + group.own; i += 1) {
      ids[i] = header.odd[i] ?? group.prefix + header.leaves[i];
      groupOf[i] = group.number;
    }
  }
  const tops = groups.filter((group) => group.parent < 0);

  // The groups around a case, the outermost first.
  const around = (index) => {
    const found = [];
    for (let number = groupOf[index]; number >= 0; number = groups[number].parent) {
      found.unshift(groups[number]);
    }
    return found;
  };

  const word = (code) => header.words[code - 1] ?? "none";
  const letter = (code) => header.letters[code - 1] ?? "·";

  return {
    size, boards, groups, tops, ids, groupOf, around, word, letter, judged, match,
    leaves: header.leaves,
    words: header.words,
    turns: header.turns,
    moved: header.moved,
    chunks: header.chunks,
    digest: header.digest,
  };
};
