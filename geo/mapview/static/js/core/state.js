/* What the frame owns: visible layers, selection, view, window of time, base map; read from the address and written
   back. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
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
      if (Atlas.filterNames.includes(name)) kept.append(name, value);
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

  /* The window of time, first and last day. A frame of its own is asked for it by the dates of the filters, which a
     reader may then move; within the app, or beside a window named as such, those are filters like the others. */
  function readWindow(query, inApp) {
    const free = !inApp && !Atlas.standalone() && !query.has("t0") && !query.has("t1");
    const texts = free ? [query.get("from"), query.get("to")] : [query.get("t0"), query.get("t1")];
    const [t0, t1] = [Atlas.time.first(texts[0]), Atlas.time.last(texts[1])];
    const crossed = t0 !== null && t1 !== null && t0 > t1;
    const faulty = crossed || (texts[0] && t0 === null) || (texts[1] && t1 === null);
    return { free: free, t0: crossed ? null : t0, t1: crossed ? null : t1, faulty: Boolean(faulty) };
  }

  function readFilters(query, free) {
    const filters = new URLSearchParams(Atlas.filterQuery(query));
    if (free) ["from", "to"].forEach((name) => filters.delete(name));
    return filters.toString();
  }

  Atlas.readState = function () {
    const query = ownQuery();
    const inApp = insideApp(query);
    const span = readWindow(query, inApp);
    return {
      window: span,
      layers: query.has("layers") ? query.get("layers").split(",").filter(Boolean) : null,
      id: query.get("id") || null,
      view: readView(query),
      base: query.get("base") || "offline",
      embed: query.get("embed") === "1",
      marks: query.get("marks") || "",
      panel: query.get("panel") !== "0",
      bar: query.get("time") !== "0",
      pick: query.get("pick") === "1",
      beside: query.get("beside") === "1",
      theme: query.get("theme") || null,
      filters: readFilters(query, span.free),
      inApp: inApp,
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
    const names = frame.state.window.free ? ["from", "to"] : ["t0", "t1"];
    [frame.time.t0, frame.time.t1].forEach(function (day, index) {
      if (day !== null) query.set(names[index], Atlas.time.iso(day));
    });
    const view = frame.view();
    query.set("lat", view.lat.toFixed(5));
    query.set("lon", view.lon.toFixed(5));
    query.set("z", String(view.z));
    if (frame.state.base !== "offline") query.set("base", frame.state.base);
    if (frame.state.theme) query.set("theme", frame.state.theme);
    if (frame.state.embed) query.set("embed", "1");
    const marks = frame.marks && frame.marks.length ? Atlas.writeMarks(frame.marks) : frame.ready ? "" : frame.state.marks;
    if (marks) query.set("marks", marks);
    if (!frame.state.panel) query.set("panel", "0");
    if (!frame.state.bar) query.set("time", "0");
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

  /* The address of this view in the atlas itself, from a map that is embedded elsewhere. */
  Atlas.homeAddress = function (frame) {
    const query = new URLSearchParams(Atlas.writeQuery(frame));
    ["embed", "panel", "time"].forEach((name) => query.delete(name));
    if (frame.state.window.free) {
      [["from", "t0"], ["to", "t1"]].forEach(function ([old, name]) {
        if (query.has(old)) query.set(name, query.get(old));
        query.delete(old);
      });
    }
    return new URL(".", window.location.href).href + "?" + query;
  };

  /* The address to hand to others: of the app if the map stands in it, else of this page. */
  Atlas.permalink = function (frame, id) {
    const query = Atlas.writeQuery(frame, id);
    const place = frame.state.inApp && !frame.state.beside ? window.parent.location : window.location;
    /* Of two maps beside each other each hands out the map page, which lies above this document. */
    const path = frame.state.beside ? new URL(".", place.href).href : place.href.split(/[?#]/)[0];
    return path + (Atlas.standalone() ? "#" : "?") + query;
  };
})();
