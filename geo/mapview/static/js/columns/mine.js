/* Rows of a person's own: the page around the frame says where they are, on this very host. Points are drawn like files
   of events, lines and areas like ours; they stand in no address. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const GROUP = "My data";
  const NOTE = "Your own rows. They stay in this browser session and are in no link to this map.";
  const POINTS = "mine";
  const SHAPES = "mine-shapes";
  const LEGEND = [
    { symbol: SHAPES + ":line", label: "Line" },
    { symbol: SHAPES + ":area", label: "Area" },
  ];

  /* An address on the same origin, or null. */
  function own(address) {
    if (!address) return null;
    try {
      const url = new URL(String(address), document.baseURI);
      return url.origin === window.location.origin ? url.pathname + url.search : null;
    } catch {
      return null;
    }
  }

  function drop(frame, id) {
    const layer = frame.layers.get(id);
    if (!layer) return;
    if (frame.selected && frame.selected.from === layer) frame.select(null);
    layer.remove();
    layer.accept = () => undefined; // an answer that is still on its way comes too late
    if (id === SHAPES) frame.shapes.setFeatures(id, []);
    frame.layers.delete(id);
  }

  function extentOf(message) {
    const box = Array.isArray(message.extent) ? message.extent.slice(0, 4) : [];
    return box.length === 4 && box.every(Number.isFinite) ? box : null;
  }

  function addPoints(frame, message, url, details) {
    const spec = {
      id: POINTS,
      name: POINTS,
      title: String(message.name || GROUP).slice(0, 120),
      group: GROUP,
      note: NOTE,
      url: url,
      details: details,
      count: Number.isFinite(message.count) ? message.count : undefined,
      extent: extentOf(message),
      unlocated: 0,
      private: true,
    };
    Atlas.addColumns(frame.map, spec).addTo(frame.map);
  }

  /* A line or an area with what its row says; it knows its layer, so that card and address treat it as private. */
  function shapeFeature(layer, found) {
    const row = found.properties || {};
    const properties = Atlas.rowProperties(SHAPES, row, row.shape === "area" ? "area" : "line");
    if (!row.kind) properties.kind_label = row.shape === "area" ? "Area" : "Line";
    properties.precision_m = null; // a shape counts as drawn
    const feature = { type: "Feature", id: SHAPES + ":" + found.id, geometry: found.geometry, properties: properties };
    return Object.defineProperty(feature, "from", { value: layer, enumerable: false });
  }

  function addShapes(frame, message, url) {
    const count = Number(message.shape_count);
    const layer = Atlas.addLayer(frame.map, {
      id: SHAPES,
      title: message.count ? "Lines and areas of your file" : String(message.name || GROUP).slice(0, 120),
      group: GROUP,
      note: NOTE,
      geometry: "shape",
      legend: LEGEND,
      url: url,
      private: true,
    });
    layer.fetchOwn = () =>
      Atlas.fetchJson(url).then((data) => (data.features || []).map((found) => shapeFeature(layer, found)));
    layer.registered = { count: count, located: count };
    layer.addTo(frame.map);
  }

  /* Called for a message of type atlas-mine; see docs/columns.md. */
  Atlas.showMine = function (frame, message) {
    const [url, details, shapes] = [own(message.url), own(message.details), own(message.shapes)];
    const now = JSON.stringify([url, details, shapes]);
    if (frame.mine === now) return;
    frame.mine = now;
    [POINTS, SHAPES].forEach((id) => drop(frame, id));
    if (url && details && message.count !== 0) addPoints(frame, message, url, details);
    if (shapes && Number(message.shape_count) > 0) addShapes(frame, message, shapes);
    frame.rebuildPanel();
    frame.refresh();
  };
})();
