// What every page's scripts share: reading packed data, making elements, colours, numbers, copying.
// Text from a board reaches the page through `textContent` only; nothing here takes HTML.
"use strict";

const onboard = (() => {
  const bytesOf = (base64) => {
    const text = atob(base64.trim());
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
    return bytes;
  };

  // The other half of blob.py: base64 of gzip.
  const unpack = async (base64) => {
    const zipped = new Blob([bytesOf(base64)]).stream();
    const plain = zipped.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  };

  const unpackJson = async (base64) => JSON.parse(new TextDecoder().decode(await unpack(base64)));

  // Page.data[name], as bytes or as what JSON holds.
  const packed = (name) => document.getElementById(`data-${name}`).textContent;
  const bytes = (name) => unpack(packed(name));
  const data = (name) => unpackJson(packed(name));

  // element("td", {class: "n", title: "…"}, "text", another element, …)
  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(name, "");
      else if (value !== false && value != null) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child != null && child !== false));
    return made;
  };

  // A colour of style.css as a canvas takes it: colour("accent") -> "rgb(…)".
  const colour = (name) => {
    const probe = element("span", { hidden: true });
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };

  const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
  const number = (value) => grouped.format(value);

  // Rounded down, so that 100% is all of them.
  const percent = (part, whole) => {
    if (!whole) return "–";
    if (part >= whole) return "100%";
    const tenths = Math.floor((1000 * part) / whole);
    return `${(tenths / 10).toFixed(1)}%`;
  };

  // Control characters, and what turns the direction of text, made visible.
  const visible = (text) =>
    text.replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
      (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );

  const copy = async (text, button) => {
    const told = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = element("textarea", { class: "offscreen" });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy"); // where a page from a file may not use the clipboard
      area.remove();
    }
    button.textContent = "copied";
    setTimeout(() => (button.textContent = told), 1200);
  };

  const save = (name, text, type) => {
    const link = element("a", { download: name });
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  // Tables with class "sortable" sort by a click on a head; cells may give `data-value`.
  const sortable = (table) => {
    table.querySelectorAll("thead th").forEach((head, column) => {
      const button = element("button", { type: "button", class: "sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        table.querySelectorAll("th[aria-sort]").forEach((it) => it.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const value = (row) => {
          const cell = row.cells[column];
          return cell.dataset.value ?? cell.textContent.trim();
        };
        const body = table.tBodies[0];
        const rows = [...body.rows].map((row) => [value(row), row]);
        const order = (a, b) =>
          a === "" || b === ""
            ? (a === "") - (b === "") || 0
            : (up ? 1 : -1) * (a - b || a.localeCompare(b, "en", { numeric: true }));
        body.append(...rows.sort(([a], [b]) => order(a, b)).map(([, row]) => row));
      });
    });
  };
  document.querySelectorAll("table.sortable").forEach(sortable);

  return {
    bytes, colour, copy, data, element, number, percent, save, sortable, unpackJson, visible,
  };
})();
