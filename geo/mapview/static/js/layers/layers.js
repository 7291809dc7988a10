/* The layers: loading by URL, visibility, filters, counts. One entry per layer element of the document. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  /* The Leaflet layer behind one Folium element: adding it to the map makes it visible, removing it hides it. */
  const UrlLayer = Atlas.BaseLayer.extend({
    initialize: function (frame, spec) {
      Atlas.BaseLayer.prototype.initialize.call(this, frame, spec);
      this.features = null;
      this.allowed = null;
      this.now = [];
    },

    fetchData: function () {
      const bundled = this.frame.bundle && this.spec.on;
      const source = bundled ? this.frame.bundle.then((found) => found.get(this.spec.id)) : this.fetchOwn();
      return source.then((features) => features || this.fetchOwn());
    },

    fetchOwn: function () {
      return Atlas.fetchJson(this.spec.url).then((data) => data.features || []);
    },

    accept: function (features) {
      features.forEach(function (feature) {
        feature.properties = feature.properties || {};
        if (feature.id === undefined) feature.id = feature.properties.id;
        if (!feature.properties.layer) feature.properties.layer = this.spec.id;
      }, this);
      this.features = features;
      this.missing = false;
      this.revision += 1;
      this.spread();
    },

    /* Features that pass the filters. */
    passing: function () {
      const all = this.features || [];
      return this.allowed ? all.filter((feature) => this.allowed.has(String(feature.id))) : all;
    },

    /* Whether the window of time narrows this layer; the gazetteer is not dated. */
    timed: function () {
      return this.spec.dated !== false;
    },

    /* Of the passing features those whose days touch the window; what is not dated touches none. */
    timely: function () {
      const passing = this.passing();
      if (passing.length && "stated_on" in passing[0].properties) return Atlas.statementsOn(this.frame, passing);
      if (!this.timed() || !Atlas.narrowsTime(this.frame)) return passing;
      const [first, last] = Atlas.openDays(this.frame);
      return passing.filter(function (feature) {
        const span = Atlas.spanOf(feature);
        return span && (last === null || span[0] <= last) && (first === null || span[1] >= first);
      });
    },

    visibleFeatures: function () {
      return this.wanted ? this.now : [];
    },

    /* Hands the features that pass filters and window to the drawing. */
    spread: function () {
      if (!this.features) return;
      this.now = this.timely();
      if (this.spec.role === "state") Atlas.markStale(this.frame, this.now);
      this.frame.points.setFeatures(this.spec.id, this.now, this.spec.role === "gazetteer");
      this.frame.shapes.setFeatures(this.spec.id, this.now);
      this.show();
    },

    show: function () {
      const visible = this.wanted && !this.frame.holding;
      this.frame.points.setVisible(this.spec.id, visible);
      this.frame.shapes.setVisible(this.spec.id, visible);
      this.frame.refresh();
    },

    setAllowed: function (ids) {
      this.allowed = ids ? new Set(ids.map(String)) : null;
      this.revision += 1;
      this.spread();
    },

    count: function () {
      const passing = this.features ? this.now : null;
      const known = this.registered || {};
      return {
        all: this.features ? this.features.length : known.count,
        passing: passing ? passing.length : known.count,
        unlocated: passing ? passing.filter((f) => !f.geometry).length : known.count - known.located,
      };
    },
  });

  /* The layers that show at first come in one answer instead of nine: features by layer, none if it fails. */
  Atlas.fetchBundle = function (url) {
    return Atlas.fetchJson(url)
      .then(function (data) {
        const found = new Map();
        data.features.forEach(function (feature) {
          const id = feature.properties.layer;
          if (!found.has(id)) found.set(id, []);
          found.get(id).push(feature);
        });
        return found;
      })
      .catch(function (error) {
        Atlas.noteError("bundle", error);
        return new Map();
      });
  };

  /* Called by the element of each layer; returns a Leaflet layer. */
  Atlas.addLayer = function (map, spec) {
    const frame = map.atlas;
    const layer = new UrlLayer(frame, spec);
    frame.layers.set(spec.id, layer);
    return layer;
  };

  /* Reads the registry: counts of layers that were not fetched, and how fresh the data is. */
  Atlas.readRegistry = function (frame, url) {
    return Atlas.fetchJson(url)
      .then(function (registry) {
        frame.dataAsOf = registry.data_as_of || "";
        frame.compiled = registry.compiled || registry.data_as_of || "";
        frame.layers.forEach((layer) => layer.spec.role === "outside" && layer.spread());
        frame.edition = { title: registry.title, version: registry.version, as_of: registry.data_as_of };
        frame.gaps = Atlas.gapsOf(registry);
        const found = new Map((registry.layers || []).map((entry) => [entry.id, entry]));
        frame.layers.forEach(function (layer, id) {
          layer.registered = found.get(id) || null;
          if (!layer.registered && !layer.features) layer.missing = true;
        });
        frame.refresh();
      })
      .catch((error) => Atlas.noteError("registry", error));
  };

  /* Asks the server which features pass. What is drawn stays until the answer is there, and if it fails. */
  Atlas.applyFilters = function (frame, query) {
    const wanted = Atlas.filterQuery(query);
    const turn = (frame.filterTurn = (frame.filterTurn || 0) + 1);
    frame.state.filters = wanted;
    if (Atlas.standalone()) {
      frame.setLimits(Atlas.limitsOf(wanted));
      return Promise.resolve();
    }
    frame.pending("filters");
    const answer = wanted
      ? Atlas.fetchJson(frame.options.match_url + "?" + wanted)
      : Promise.resolve({ ids: {} });
    return answer
      .then(function (match) {
        if (turn !== frame.filterTurn) return;
        frame.quiet("filters", "");
        frame.setLimits(Atlas.limitsOf(wanted));
        frame.layers.forEach((layer, id) => layer.setAllowed((match.ids || {})[id] || null));
        Atlas.goToMatches(frame).catch((error) => Atlas.noteError("matches", error));
      })
      .catch(function (error) {
        if (turn !== frame.filterTurn) return;
        Atlas.noteError("filters", error);
        const why = error.detail ? " (" + error.detail + ")" : "";
        frame.quiet("filters", "The filters could not be applied" + why + "; the map shows what it showed before.");
      })
      .finally(function () {
        if (turn !== frame.filterTurn) return;
        frame.holding = false;
        frame.layers.forEach((layer) => layer.show());
        frame.settled("filters");
      });
  };
})();
