/* Messages between the frame and the app around it. The frame owns layers, selection, view and window of time; a "set"
   that answers an older state than the frame's own last change is dropped. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const VARIABLE = /^--st-[a-z0-9-]{1,60}$/;
  const VALUE = /^[#\w\s.,%'"()/-]{1,160}$/;

  function stateMessage(frame) {
    const view = frame.view();
    const shown = {};
    let located = 0;
    frame.layers.forEach(function (layer, id) {
      if (!layer.wanted || layer.spec.private) return;
      const features = layer.visibleFeatures();
      shown[id] = features.length;
      located += features.filter((feature) => feature.geometry).length;
    });
    return {
      atlas: 1,
      type: "state",
      seq: frame.state.seq,
      layers: frame.visibleLayers(),
      id: frame.state.id,
      lat: view.lat,
      lon: view.lon,
      z: view.z,
      base: frame.state.base,
      t0: Atlas.time.iso(frame.time.t0),
      t1: Atlas.time.iso(frame.time.t1),
      marks: Atlas.writeMarks(frame.marks || []),
      shown: shown,
      located: located,
    };
  }

  /* Light or dark; canvases, hatches and legend are drawn anew. */
  Atlas.setTheme = function (frame, theme, variables) {
    const root = document.documentElement;
    const dark = theme === "dark";
    const before = Atlas.isDark();
    root.classList.toggle("atlas-dark", dark);
    if (frame.state.theme) frame.state.theme = dark ? "dark" : "light";
    Object.entries(variables || {}).forEach(function ([name, value]) {
      const plain = typeof value === "string" && VALUE.test(value) && !/url|expression/i.test(value);
      if (VARIABLE.test(name) && plain) root.style.setProperty(name, value);
    });
    if (before === dark) return;
    frame.base.redraw();
    frame.points.restyle();
    frame.shapes.restyle();
    if (frame.columns) frame.columns.stale = true;
    frame.rebuildPanel();
    frame.refresh();
  };

  /* Two maps beside each other show the same place: each tells its view while it is moved, and takes the other's. */
  function tellMoves(frame, send) {
    frame.map.on("move zoomend", function () {
      if (frame.applying || !frame.ready) return;
      const center = frame.map.getCenter();
      send({ atlas: 1, type: "move", view: { lat: center.lat, lon: center.lng, z: frame.map.getZoom() } });
    });
  }

  async function applySet(frame, message) {
    const current = () => !(Number(message.after_seq) < frame.state.changed);
    if (!current()) return;
    frame.apply(function () {
      if (Array.isArray(message.layers)) frame.setLayers(message.layers.map(String));
      if ("t0" in message || "t1" in message)
        frame.setWindow(Atlas.time.first(message.t0), Atlas.time.last(message.t1));
      if (typeof message.base === "string" && message.base !== frame.state.base) {
        Atlas.chooseBase(frame, message.base);
        frame.rebuildPanel();
      }
      const view = message.view;
      if (view && [view.lat, view.lon, view.z].every(Number.isFinite)) {
        frame.map.setView([view.lat, view.lon], view.z, { animate: false });
        frame.state.view = view; // as if the address had named it: a resize leaves it alone
      }
    });
    if (!("id" in message) || message.id === frame.state.id) return;
    const feature = message.id ? await frame.find(String(message.id)) : null;
    if (current()) frame.apply(() => frame.select(feature));
  }

  const ACTIONS = {
    filters: (frame, message) =>
      Atlas.applyFilters(frame, String(message.query || "")).then(() => frame.announceState()),
    theme: (frame, message) => Atlas.setTheme(frame, message.theme, message.vars),
    set: applySet,
    "atlas-mine": Atlas.showMine,
    pin: (frame, message) => Atlas.setPin(frame, message.pin),
  };

  /* Called by the element of the bridge. */
  Atlas.addBridge = function (map) {
    const frame = map.atlas;
    if (!frame.state.inApp) return;
    const send = (message) => window.parent.postMessage(message, window.location.origin);
    let queued = false;
    /* Changes within one task leave as one message. */
    frame.tell = function () {
      if (queued || !frame.ready) return;
      queued = true;
      queueMicrotask(function () {
        queued = false;
        send(stateMessage(frame));
      });
    };
    window.addEventListener("message", function (event) {
      if (event.source !== window.parent || event.origin !== window.location.origin) return;
      const message = event.data;
      if (!message || message.atlas !== 1 || !Object.hasOwn(ACTIONS, message.type)) return;
      Promise.resolve(ACTIONS[message.type](frame, message)).catch((error) =>
        Atlas.noteError("message", error),
      );
    });
    if (frame.state.beside) tellMoves(frame, send);
    frame.picked = (spot) => send(Object.assign({ atlas: 1, type: "pick" }, spot));
    frame.hello = () => send({ atlas: 1, type: "ready" });
  };
})();
