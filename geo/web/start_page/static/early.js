/* Starts the map frame while the page around it is still loading, where the page will have it; the map component takes
   it over as it stands. Only in browsers that can move a frame without loading it again; elsewhere the component makes
   its own. The place comes from the last visit, at the first one from the layout of the page. */
(function (base) {
  "use strict";
  const PATIENCE_MS = 1200;
  const HEAD_START_MS = 900;

  /* Streamlit's own script and the frame share one thread. What runs first is the frame, which needs a third of a
     second, until it has drawn or that long has passed. */
  const drawn = new Promise(function (resolve) {
    window.addEventListener("message", function hear(event) {
      const early = document.getElementById("atlas-early");
      if (!early || event.source !== early.contentWindow || !event.data || event.data.type !== "state") return;
      window.removeEventListener("message", hear);
      resolve();
    });
  });
  /* The page's hundred script files are asked for when the frame has drawn, or after 0.9 s: to ask for each
     of them and to take it in holds up the thread for about as long as the frame needs in all. */
  function askForFiles() {
    document.querySelectorAll('link[rel="atlas-later"]').forEach((link) => (link.rel = "modulepreload"));
  }
  window.atlasEnter = function (address) {
    const enter = function () {
      const script = document.createElement("script");
      Object.assign(script, { type: "module", crossOrigin: "", src: address });
      document.head.append(script);
    };
    const early = document.getElementById("atlas-early");
    if (!early) {
      document.addEventListener("DOMContentLoaded", askForFiles);
      return enter();
    }
    drawn.then(askForFiles);
    window.setTimeout(askForFiles, HEAD_START_MS);
    const late = new Promise((resolve) => window.setTimeout(resolve, PATIENCE_MS));
    const failed = new Promise(function (resolve) {
      early.addEventListener("load", () => early.contentWindow.Atlas || resolve()); // an error instead of a map
    });
    Promise.race([drawn, failed, late]).then(enter);
  };

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
  function place() {
    const width = window.innerWidth;
    try {
      const last = JSON.parse(window.localStorage.getItem("atlasFramePlace") || "null");
      if (last && last.window === width) return last;
    } catch {
      // no storage, or not ours
    }
    const wide = width > 768;
    const height = Math.min(900, Math.max(420, window.innerHeight * 0.74));
    if (wide) return { left: 332, top: 268, width: width - 364, height: height };
    return { left: 16, top: 380, width: width - 32, height: Math.min(640, Math.max(360, window.innerHeight * 0.66)) };
  }

  const spot = place();
  const frame = document.createElement("iframe");
  frame.id = "atlas-early";
  frame.title = "Map of the UN buffer zone in southern Syria and of reported events";
  frame.allow = "fullscreen; clipboard-write";
  Object.assign(frame.style, {
    position: "fixed",
    zIndex: "1",
    left: spot.left + "px",
    top: spot.top + "px",
    width: spot.width + "px",
    height: spot.height + "px",
    border: "0",
    borderRadius: "6px",
  });
  frame.src = base + "/map?" + params;
  document.documentElement.append(frame);
  window.setTimeout(function () {
    if (frame.id) frame.remove(); // nobody took it: the page shows no map
  }, 20000);
})("BASE_PATH");
