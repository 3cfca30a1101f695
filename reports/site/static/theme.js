// Light or dark, before anything is painted.  Without a choice the system's preference holds; the
// choice is forgotten as soon as it is the system's again.
"use strict";

(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const KEY = "onboard-theme";

  // A browser may refuse storage to pages from files; the switch works all the same, for the page.
  const kept = (action) => {
    try {
      return action(localStorage);
    } catch {
      return null;
    }
  };

  const show = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.dispatchEvent(new Event("onboard:theme"));
  };

  const current = () => root.dataset.theme ?? (dark.matches ? "dark" : "light");

  const flip = () => {
    const theme = current() === "dark" ? "light" : "dark";
    const system = theme === (dark.matches ? "dark" : "light");
    kept((store) => (system ? store.removeItem(KEY) : store.setItem(KEY, theme)));
    show(system ? null : theme);
  };

  show(kept((store) => store.getItem(KEY)));
  dark.addEventListener("change", () => show(root.dataset.theme));
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("theme").addEventListener("click", flip);
  });
})();
