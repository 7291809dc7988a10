/* The frame object: holds map, state and layers together, and knows when everything asked for has been painted. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const PANES = {
    "atlas-base": 200,
    "atlas-tiles": 210,
    "atlas-areas": 350,
    "atlas-lines": 360,
    "atlas-upper": 450,
  };

  function Frame(map, options) {
    this.map = map;
    this.options = options;
    this.symbols = options.symbols;
    this.state = options.state;
    this.layers = new Map();
    this.waiting = new Set();
    this.listeners = [];
    this.later = [];
    this.drawnAt = null;
    this.applying = false;
    this.holding = Boolean(this.state.filters) && !Atlas.standalone();
    this.selected = null;
    /** @type {any} */ this.points = this.shapes = this.sheets = this.labels = this.columns = null;
    /** @type {null | (() => void)} Tells the page around the frame. */ this.tell = null;
  }

  /* Work under way: drawn is reported when none is left. */
  Frame.prototype.pending = function (name) {
    this.waiting.add(name);
  };
  Frame.prototype.settled = function (name) {
    this.waiting.delete(name);
    this.refresh();
  };

  Frame.prototype.onRefresh = function (listener) {
    this.listeners.push(listener);
  };

  /* For what may wait until the map has been drawn: runs once, then or at once. */
  Frame.prototype.afterDrawn = function (action) {
    if (this.ready) action();
    else this.later.push(action);
  };

  /* Paints at the next frame, once, however many changes came together. While the first layers arrive it paints
     now and then; the last one to arrive is painted at once. */
  Frame.prototype.refresh = function () {
    if (this.refreshing) return;
    if (!this.ready && this.waiting.size) {
      this.soon = this.soon || window.setTimeout(() => this.paint(), 200);
      return;
    }
    this.refreshing = true;
    window.requestAnimationFrame(() => this.paint());
  };

  Frame.prototype.paint = function () {
    window.clearTimeout(this.soon);
    this.soon = 0;
    this.refreshing = false;
    this.painting = true; // from here on point and label canvases follow the map by themselves
    this.points.freshen();
    this.labels.freshen();
    if (this.columns) this.columns.freshen();
    this.listeners.forEach((listener) => listener());
    this.sheets.freshen();
    if (!this.waiting.size) window.setTimeout(() => this.painted(), 0);
  };

  Frame.prototype.painted = function () {
    this.drawnAt = performance.now();
    if (this.ready) return;
    performance.mark("atlas-drawn"); // once: the browser keeps every mark, and play paints for as long as it likes
    this.ready = true;
    this.map.getContainer().dataset.ready = "true";
    if (this.tell) this.tell();
    this.later.forEach((action) => window.setTimeout(action, 0));
  };

  Frame.prototype.visibleLayers = function () {
    return Array.from(this.layers.values())
      .filter((layer) => layer.wanted && !layer.spec.private)
      .map((layer) => layer.spec.id);
  };
  Frame.prototype.defaultLayers = function () {
    return Array.from(this.layers.values())
      .filter((layer) => layer.spec.on)
      .map((layer) => layer.spec.id);
  };

  Frame.prototype.setLayer = function (id, visible) {
    const layer = this.layers.get(id);
    if (!layer || layer.wanted === visible) return;
    if (visible) layer.addTo(this.map);
    else layer.remove();
  };

  Frame.prototype.setLayers = function (ids) {
    this.layers.forEach((layer, id) => layer.spec.private || this.setLayer(id, ids.includes(id)));
  };

  Frame.prototype.view = function () {
    const center = this.map.getCenter();
    const round = (value, digits) => Number(value.toFixed(digits));
    return { lat: round(center.lat, 5), lon: round(center.lng, 5), z: round(this.map.getZoom(), 2) };
  };

  /* Pixels of the map that panel and card lie over. */
  Frame.prototype.covered = function () {
    const bar = document.querySelector(".atlas-time");
    const cover = { left: 0, right: 0, bottom: bar ? bar.offsetHeight : 0 };
    const panel = document.querySelector(".atlas-panel:not(.atlas-closed)");
    const drawer = document.querySelector(".atlas-drawer:not([hidden])");
    if (Atlas.isPhone()) {
      if (drawer) cover.bottom = Math.max(cover.bottom, drawer.offsetHeight);
      return cover;
    }
    if (panel) cover.left = panel.offsetWidth + 12;
    if (drawer) cover.right = drawer.offsetWidth;
    return cover;
  };

  Frame.prototype.fit = function ([west, south, east, north], options) {
    const cover = this.covered();
    this.map.fitBounds(
      [
        [south, west],
        [north, east],
      ],
      Object.assign(
        {
          paddingTopLeft: [cover.left + 16, 16],
          paddingBottomRight: [cover.right + 16, cover.bottom + 20],
          animate: !Atlas.calm(),
        },
        options,
      ),
    );
  };

  Frame.prototype.visibleFeatures = function () {
    return Array.from(this.layers.values()).flatMap((layer) => layer.visibleFeatures());
  };

  /* Layers whose features count as reports: points, and not the gazetteer. */
  Frame.prototype.reportLayers = function () {
    return Array.from(this.layers.values()).filter(
      (l) => l.spec.geometry === "point" && !["gazetteer", "outside"].includes(l.spec.role),
    );
  };

  Frame.prototype.reportCounts = function () {
    const reports = this.reportLayers().flatMap((layer) => layer.visibleFeatures());
    return { shown: reports.length, unlocated: reports.filter((feature) => !feature.geometry).length };
  };

  /* A feature by id: in loaded layers first, then in those not asked for yet. */
  Frame.prototype.find = async function (id) {
    const event = await Atlas.findColumns(this, id);
    if (event !== undefined) return event;
    const search = () =>
      Array.from(this.layers.values())
        .flatMap((l) => l.features || [])
        .find((feature) => String(feature.id) === id);
    const visible = Array.from(this.layers.values()).filter((layer) => layer.wanted);
    await Promise.all(visible.map((layer) => layer.loading));
    if (search()) return search();
    const rest = Array.from(this.layers.values()).filter((layer) => !layer.features && !layer.missing);
    await Promise.all(rest.map((layer) => layer.load()));
    return search() || null;
  };

  Frame.prototype.quiet = function (key, text) {
    this.notes = this.notes || new Map();
    if (text) this.notes.set(key, text);
    else this.notes.delete(key);
    const box = document.querySelector(".atlas-notes");
    if (box) box.replaceChildren(...Array.from(this.notes.values(), (note) => Atlas.el("p", { text: note })));
  };

  Frame.prototype.toast = function (text) {
    this.quiet("toast", text);
    window.clearTimeout(this.toastTimer);
    this.toastTimer = window.setTimeout(() => this.quiet("toast", ""), 2200);
  };

  Frame.prototype.ownLabels = function () {
    return Atlas.ownLabels(this);
  };

  /* A change that a person made here: it gets a number, and messages older than it lose. */
  Frame.prototype.changed = function () {
    if (!this.applying) this.state.changed = this.state.seq += 1;
    this.announceState();
  };
  Frame.prototype.announceState = function () {
    if (this.tell) this.tell();
    Atlas.writeAddress(this);
  };

  /* Changes that came from outside: told, but not counted as ours. */
  Frame.prototype.apply = function (action) {
    this.applying = true;
    try {
      action();
    } finally {
      this.applying = false;
    }
    this.announceState();
  };

  function mapOptions() {
    const calm = Atlas.calm();
    return {
      minZoom: 1.5,
      maxZoom: 18,
      zoomSnap: 0.25,
      zoomDelta: 1,
      wheelPxPerZoomLevel: 90,
      zoomControl: false,
      attributionControl: false,
      worldCopyJump: true,
      maxBounds: [
        [-84, -260],
        [84, 260],
      ],
      maxBoundsViscosity: 0.8,
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      inertia: !calm,
      bounceAtZoomLimits: false,
    };
  }

  /* Makes the map. The view is set by Atlas.start, when panel and card can be measured. */
  Atlas.createMap = function (id, options) {
    Atlas.kindLabels = options.kinds;
    Atlas.layerRoles = options.roles;
    Atlas.filterNames = options.filters;
    const state = Atlas.readState();
    const map = L.map(id, mapOptions());
    const frame = new Frame(map, Object.assign({ state: state }, options));
    map.atlas = Atlas.frame = frame;
    Object.entries(PANES).forEach(function ([name, order]) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(order);
      pane.style.pointerEvents = "none";
    });
    document.body.append(Atlas.el("div", { class: "atlas-notes", role: "status" }));
    Atlas.addWindow(frame);
    frame.shapes = new Atlas.Shapes(frame);
    frame.sheets = new Atlas.Sheets(frame);
    frame.points = new Atlas.PointCanvas(frame).addTo(map);
    map.getContainer().setAttribute("aria-label", options.label);
    map.getContainer().setAttribute("role", "application");
    return map;
  };
})();
