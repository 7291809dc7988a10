/* Starts the map frame while the page around it is still loading; the map component takes it over where it stands.
   Only where a browser can move a frame without loading it again; elsewhere the component makes its own. */
(function () {
  "use strict";
  const base = document.currentScript.dataset.base;
  if (!("moveBefore" in Element.prototype)) return;
  if (window.location.pathname.replace(/\/+$/, "") !== base) return;

  function theme() {
    for (const name of Object.keys(window.localStorage)) {
      if (!name.startsWith("stActiveTheme")) continue;
      const stored = window.localStorage.getItem(name) || "";
      if (/dark/i.test(stored)) return "dark";
      if (/light/i.test(stored)) return "light";
    }
    return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  const params = new URLSearchParams(window.location.search);
  try {
    params.set("theme", theme());
  } catch {
    params.set("theme", "light"); // storage can be forbidden
  }
  const wide = window.innerWidth > 768;
  const frame = document.createElement("iframe");
  frame.id = "atlas-early";
  frame.title = "Map";
  frame.tabIndex = -1;
  frame.allow = "fullscreen; clipboard-write";
  frame.setAttribute("aria-hidden", "true");
  Object.assign(frame.style, {
    position: "fixed",
    left: "0",
    top: "0",
    border: "0",
    width: (wide ? window.innerWidth - 460 : window.innerWidth - 32) + "px",
    height: Math.min(900, Math.max(420, window.innerHeight * 0.74)) + "px",
    visibility: "hidden",
    pointerEvents: "none",
  });
  frame.src = base + "/map?" + params;
  document.documentElement.append(frame);
  window.setTimeout(function () {
    if (frame.id) frame.remove(); // nobody took it: the page shows no map
  }, 20000);
})();
