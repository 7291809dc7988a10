/* Start: first view, first layers, first selection; what the tests ask. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  function watchMoves(frame) {
    let last = JSON.stringify(frame.view());
    const settle = Atlas.debounce(250, function () {
      const now = JSON.stringify(frame.view());
      if (now === last) return;
      last = now;
      frame.changed();
    });
    frame.map.on("moveend", settle);
    /* A view set from outside is not ours: it is noted as seen, so that it does not count as a change. */
    const apply = frame.apply;
    frame.apply = function (action) {
      apply.call(frame, action);
      last = JSON.stringify(frame.view());
    };
  }

  async function firstSelection(frame) {
    const id = frame.state.id;
    if (!id) return;
    const given = frame.state.view;
    frame.pending("selection");
    const feature = await frame.find(id);
    frame.settled("selection");
    if (!feature) {
      frame.state.id = null;
      frame.quiet("selection", Atlas.tr("The feature in this address was not found."));
      return;
    }
    frame.apply(function () {
      if (!given && feature.geometry && feature.geometry.type === "Point") {
        const [lon, lat] = feature.geometry.coordinates;
        frame.map.setView([lat, lon], Math.max(frame.map.getZoom(), 11), { animate: false });
      }
      frame.select(feature);
    });
  }

  function probe() {
    const frame = Atlas.frame;
    if (!frame || !frame.base || !frame.labels) return { ready: false, drawn: null, layers: [], errors: Atlas.errors() };
    const visible = {};
    frame.layers.forEach(function (layer, id) {
      if (layer.wanted) visible[id] = layer.visibleFeatures().map((feature) => String(feature.id));
    });
    return {
      ready: Boolean(frame.ready),
      drawn: frame.drawnAt,
      visibleIds: visible,
      layers: frame.visibleLayers(),
      selected: frame.state.id,
      view: frame.view(),
      basemap: frame.state.base,
      filters: frame.state.filters,
      window: { t0: Atlas.time.iso(frame.time.t0), t1: Atlas.time.iso(frame.time.t1) },
      playing: frame.time.playing,
      seq: frame.state.seq,
      busy: Array.from(frame.waiting),
      drawMs: { base: frame.base.drawMs, labels: frame.labels.drawMs, points: frame.points.drawMs },
      columns: Atlas.columnsProbe(frame),
      errors: Atlas.errors(),
    };
  }

  function firstView(frame, options) {
    const view = frame.state.view;
    if (view) frame.map.setView([view.lat, view.lon], view.z, { animate: false });
    else frame.fit(options.view, { animate: false });
  }

  /* Called last in the document, when every element has said what it is. */
  Atlas.start = function (map, options) {
    const frame = map.atlas;
    const asked = frame.state.layers;
    if (!asked && options.bundle_url && !Atlas.standalone()) frame.bundle = Atlas.fetchBundle(options.bundle_url);
    const first = asked || frame.defaultLayers();
    frame.layers.forEach(function (layer, id) {
      if (first.includes(id)) layer.addTo(map);
    });
    firstView(frame, options);
    if (frame.state.filters) Atlas.applyFilters(frame, frame.state.filters);
    const registry = () => Atlas.readRegistry(frame, options.registry_url);
    if (Atlas.narrowsTime(frame)) registry(); // it says which layers the window narrows
    else frame.afterDrawn(registry);
    Atlas.addManners(map);
    watchMoves(frame);
    window.addEventListener("resize", () => frame.refresh());
    /* As long as nobody has moved the map, the first view is fitted into the part that is free. */
    frame.fitAgain = function () {
      if (frame.state.seq || frame.state.view || frame.state.id || frame.pin || frame.matched) return;
      frame.apply(() => firstView(frame, options));
    };
    map.on("resize", frame.fitAgain);
    if (frame.hello) frame.hello();
    firstSelection(frame).catch((error) => Atlas.noteError("selection", error));
    frame.refresh();
  };

  Atlas.probe = probe;
})();
