/* The layer of one file of events: loading, filter, counts, selection. It stands among the layers of the frame and has
   what the frame asks of each of them; it keeps no object for a row. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const MOST_IDS = 200;

  const ColumnsLayer = Atlas.BaseLayer.extend({
    initialize: function (frame, spec) {
      const usual = { geometry: "columns", role: "reports", dated: true, on: false, legend: [] };
      Atlas.BaseLayer.prototype.initialize.call(this, frame, Object.assign(usual, spec));
      this.features = []; // none as GeoJSON; the frame need not look for any
      this.data = null;
      this.kept = 0; // changes with what passes whatever the window
      this.hidden = new Set();
      this.masks = new Map();
      this.extras = new Map();
      this.turns = {};
      this.passed = null;
      this.drawMs = 0;
    },

    fetchData: function () {
      return Atlas.fetchColumns(this.spec.url).then((buffer) => Atlas.boxColumns(Atlas.readColumns(buffer)));
    },

    accept: function (data) {
      this.data = data;
      this.missing = false;
      this.filter = Atlas.columnFilter(data);
      this.kept += 1;
      this.nameKinds();
      this.spread();
      this.followQuery();
      this.show();
    },

    /* Each kind gets its symbol under the names by which the frame looks symbols up. */
    nameKinds: function () {
      const given = this.spec.kinds || this.data.kinds.map((label) => ({ label: label, symbol: null }));
      this.kinds = this.data.kinds.map(function (label, index) {
        const rank = index < 8 ? "file-kind-" + (index + 1) : "file-kind-more";
        const symbol = (given[index] && given[index].symbol) || rank;
        const count = given[index] ? given[index].count : undefined;
        return { label: label, symbol: symbol, count: count };
      });
      this.kinds.forEach((kind) => (this.frame.symbols[this.spec.id + ":" + kind.label] = this.frame.symbols[kind.symbol]));
    },

    colours: function () {
      return this.kinds.map((kind) => Atlas.hue(this.frame.symbols[kind.symbol]));
    },

    /* The window of time moved, or the filters of the page. */
    spread: function () {
      if (this.filter) Atlas.filterDays(this.filter, Atlas.openDays(this.frame));
      this.changed();
    },

    changed: function () {
      this.passed = null;
      this.revision += 1;
      if (this.frame.columns && this.wanted) this.frame.columns.stale = true;
      this.frame.refresh();
    },

    setKind: function (code, shown) {
      this.kept += 1;
      if (shown) this.hidden.delete(code);
      else this.hidden.add(code);
      this.filter.kindOk.forEach((_, value) => (this.filter.kindOk[value] = this.hidden.has(value >> 2) ? 0 : 1));
      this.changed();
    },

    /* Which rows a named condition leaves, one byte a row; null takes the condition away. */
    setMask: function (name, mask) {
      if (mask) this.masks.set(name, mask);
      else if (!this.masks.delete(name)) return;
      this.kept += 1;
      const masks = Array.from(this.masks.values());
      this.filter.mask = masks.length ? masks[0] : null;
      if (masks.length > 1) this.filter.mask = masks[0].map((value, row) => (masks.every((m) => m[row]) ? 1 : 0));
      this.changed();
    },

    /* Rows whose texts fit a query; the server looks them up once, and they filter here from then on. */
    find: function (name, query) {
      const turn = (this.turns[name] = (this.turns[name] || 0) + 1);
      if (!query || !this.spec.match) {
        this.setMask(name, null);
        return Promise.resolve("");
      }
      const address = this.spec.match + (this.spec.match.includes("?") ? "&" : "?") + new URLSearchParams({ q: query });
      return Atlas.fetchBits(address, this.data.count)
        .then((mask) => turn === this.turns[name] && this.setMask(name, mask))
        .then(() => "")
        .catch((error) => error.detail || "The search could not be done.");
    },

    /* Rows with one of the values of a further column; it is fetched when it is first used. */
    choose: async function (name, label) {
      if (!label) return this.setMask(name, null);
      const entry = this.spec.extras.find((extra) => extra.name === name);
      if (!this.extras.has(name)) this.extras.set(name, Atlas.fetchColumns(entry.url));
      const { labels, codes } = Atlas.readExtra(await this.extras.get(name), this.data.count);
      const code = labels.indexOf(label);
      return this.setMask(name, codes.map((value) => (value === code ? 1 : 0)));
    },

    /* Of the filters of the page, dates (see spread) and the search narrow files of events. */
    followQuery: function () {
      const query = new URLSearchParams(this.frame.state.filters).get("q") || "";
      if (!this.data || query === (this.pageQuery || "")) return;
      this.pageQuery = query;
      this.find("page", query).then((why) => why && this.frame.toast(why));
    },
    setAllowed: function () {
      this.spread();
      this.followQuery();
    },

    show: function () {
      const visible = this.wanted && !this.frame.holding && Boolean(this.data);
      Atlas.columnsCanvas(this.frame).setVisible(this, visible);
      this.frame.refresh();
    },

    passing: () => [],
    visibleFeatures: () => [],
    timed: () => true,

    inFilter: function () {
      if (this.passed === null) this.passed = Atlas.countColumns(this.data, this.filter);
      return this.passed;
    },
    count: function () {
      const unlocated = this.spec.unlocated || 0;
      const all = this.data ? this.data.count : this.spec.count;
      return { all: all, passing: this.data && this.wanted ? this.inFilter() : all, unlocated: unlocated };
    },

    /* Details of rows by id, as features that the card can show; at most 200. */
    details: async function (ids) {
      const joint = this.spec.details.includes("?") ? "&ids=" : "?ids=";
      const found = await Atlas.fetchJson(this.spec.details + joint + ids.slice(0, MOST_IDS).join(","));
      return found.rows.map((row) => Atlas.columnFeature(this, row));
    },
  });

  Atlas.fetchBits = async function (address, count) {
    const response = await fetch(address, { credentials: "same-origin" });
    if (!response.ok) {
      const told = await response.json().catch(() => ({}));
      throw Object.assign(new Error("search answered " + response.status), { detail: told.detail });
    }
    const bits = new Uint8Array(await response.arrayBuffer());
    const mask = new Uint8Array(count);
    for (let row = 0; row < count; row += 1) mask[row] = (bits[row >> 3] >> (row & 7)) & 1;
    return mask;
  };

  /* The canvas of the files of events; it is made when the first of them is shown. */
  Atlas.columnsCanvas = function (frame) {
    if (frame.columns) return frame.columns;
    frame.columns = new Atlas.ColumnsCanvas(frame);
    return frame.columns;
  };

  /* Called by the element of each file of events. */
  Atlas.addColumns = function (map, spec) {
    const layer = new ColumnsLayer(map.atlas, spec);
    map.atlas.layers.set(spec.id, layer);
    return layer;
  };

  Atlas.columnLayers = function (frame) {
    return Array.from(frame.layers.values()).filter((layer) => layer.spec.geometry === "columns");
  };
})();
