/* What the frame owns: visible layers, selection, view, base map; read from the address and written back. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const FILTERS = [
    "from",
    "to",
    "kind",
    "actor",
    "attribution",
    "governorate",
    "confidence",
    "source",
    "q",
    "bbox",
  ];

  function number(text, low, high) {
    const value = text === null || text === "" ? NaN : Number(text);
    return Number.isFinite(value) && value >= low && value <= high ? value : null;
  }

  /* The query this page was asked with: its own address, or what a saved page carries inside. */
  function ownQuery() {
    const block = Atlas.inlined("query");
    if (block) {
      const hash = window.location.hash.replace(/^#/, "");
      return new URLSearchParams(hash || JSON.parse(block.textContent));
    }
    return new URLSearchParams(window.location.search);
  }

  Atlas.filterQuery = function (query) {
    const source = new URLSearchParams(query);
    const kept = new URLSearchParams();
    source.forEach(function (value, name) {
      if (FILTERS.includes(name)) kept.append(name, value);
    });
    return kept.toString();
  };

  Atlas.standalone = function () {
    return Boolean(Atlas.inlined("query"));
  };

  function insideApp(query) {
    if (Atlas.standalone() || query.get("embed") === "1" || window.parent === window) return false;
    try {
      return window.parent.location.origin === window.location.origin;
    } catch {
      return false;
    }
  }

  function readView(query) {
    const lat = number(query.get("lat"), -85, 85);
    const lon = number(query.get("lon"), -180, 180);
    const z = number(query.get("z"), 0, 22);
    return lat === null || lon === null ? null : { lat: lat, lon: lon, z: z === null ? 11 : z };
  }

  Atlas.readState = function () {
    const query = ownQuery();
    return {
      layers: query.has("layers") ? query.get("layers").split(",").filter(Boolean) : null,
      id: query.get("id") || null,
      view: readView(query),
      base: query.get("base") || "offline",
      embed: query.get("embed") === "1",
      pick: query.get("pick") === "1",
      theme: query.get("theme") || null,
      filters: Atlas.filterQuery(query),
      inApp: insideApp(query),
      seq: 0,
      changed: 0,
    };
  };

  /* The address of this very view as a query; a feature id may stand in for the selected one. */
  Atlas.writeQuery = function (frame, id) {
    const query = new URLSearchParams(frame.state.filters);
    const chosen = id || frame.state.id;
    const visible = frame.visibleLayers();
    if (visible.join() !== frame.defaultLayers().join()) query.set("layers", visible.join(","));
    if (chosen) query.set("id", chosen);
    const view = frame.view();
    query.set("lat", view.lat.toFixed(5));
    query.set("lon", view.lon.toFixed(5));
    query.set("z", String(view.z));
    if (frame.state.base !== "offline") query.set("base", frame.state.base);
    if (frame.state.theme) query.set("theme", frame.state.theme);
    if (frame.state.embed) query.set("embed", "1");
    return query.toString().replace(/%2C/g, ",");
  };

  /* Keeps the frame's own address current, unless the app around it does that. */
  Atlas.writeAddress = function (frame) {
    if (frame.state.inApp) return;
    const query = Atlas.writeQuery(frame);
    try {
      window.history.replaceState(null, "", (Atlas.standalone() ? "#" : "?") + query);
    } catch (error) {
      Atlas.noteError("address", error);
    }
  };

  /* The address to hand to others: of the app if the map stands in it, else of this page. */
  Atlas.permalink = function (frame, id) {
    const query = Atlas.writeQuery(frame, id);
    const place = frame.state.inApp ? window.parent.location : window.location;
    const path = place.href.split(/[?#]/)[0];
    return path + (Atlas.standalone() ? "#" : "?") + query;
  };
})();
