/* Areas and lines as SVG in panes of their own: fills, hatching, dashes, a casing that says "approximate". */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const SVG = "http://www.w3.org/2000/svg";

  function svg(tag, attributes) {
    const node = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, String(value)));
    return node;
  }

  function Shapes(frame) {
    this.frame = frame;
    this.layers = new Map();
    this.areas = L.svg({ pane: "atlas-areas", padding: 0.3 });
    this.lines = L.svg({ pane: "atlas-lines", padding: 0.3 });
  }

  /* A hatch of the colour and spacing of a symbol; made once per look. */
  Shapes.prototype.hatch = function (symbol) {
    const colour = Atlas.hue(symbol);
    const id = "hatch-" + [symbol.hatch, symbol.spacing, colour.slice(1)].join("-").replace(/[^\w-]/g, "m");
    const root = this.areas._container;
    if (!root.querySelector("#" + id)) {
      const size = symbol.spacing;
      const attributes = { id: id, width: size, height: size, patternUnits: "userSpaceOnUse" };
      const pattern = svg(
        "pattern",
        Object.assign(attributes, { patternTransform: "rotate(" + symbol.hatch + ")" }),
      );
      const stroke = {
        x1: 0,
        y1: 0,
        x2: 0,
        y2: size,
        stroke: colour,
        "stroke-width": 1.6,
        "stroke-opacity": 0.42,
      };
      pattern.append(svg("line", stroke));
      let defs = root.querySelector("defs");
      if (!defs) root.prepend((defs = svg("defs", {})));
      defs.append(pattern);
    }
    return "url(#" + id + ")";
  };

  Shapes.prototype.areaPaths = function (geometry, symbol) {
    const colour = Atlas.hue(symbol);
    const base = { renderer: this.areas, pane: "atlas-areas", interactive: false, smoothFactor: 0.7 };
    const outline = { stroke: symbol.edge > 0, color: colour, weight: 1, opacity: symbol.edge };
    const paths = [];
    if (symbol.fill > 0 || symbol.hatch === null) {
      const fill = { fillColor: colour, fillOpacity: symbol.fill };
      paths.push(L.geoJSON(geometry, { style: Object.assign({}, base, outline, fill) }));
    }
    if (symbol.hatch !== null) {
      this.areas.addTo(this.frame.map);
      const fill = { fillColor: this.hatch(symbol), fillOpacity: 1 };
      paths.push(L.geoJSON(geometry, { style: Object.assign({}, base, outline, fill) }));
    }
    return paths;
  };

  Shapes.prototype.linePaths = function (geometry, symbol) {
    const colour = Atlas.hue(symbol);
    const base = {
      renderer: this.lines,
      pane: "atlas-lines",
      interactive: false,
      lineCap: "butt",
      smoothFactor: 0.7,
    };
    const casing = { color: colour, weight: 9, opacity: 0.2, dashArray: "16 8" };
    const line = {
      color: colour,
      weight: 2,
      opacity: 1,
      dashArray: symbol.dash.length ? symbol.dash.join(" ") : null,
    };
    const looks = symbol.casing ? [casing, line] : [Object.assign(line, { weight: 3 })];
    return looks.map((look) => L.geoJSON(geometry, { style: Object.assign({}, base, look) }));
  };

  Shapes.prototype.build = function (feature) {
    const symbol = Atlas.symbolOf(this.frame, feature.properties);
    const line = /LineString/.test(feature.geometry.type);
    const drawn =
      symbol.shape === "line" || symbol.shape === "area" ? symbol : this.frame.symbols["control:held_area"];
    const paths = line ? this.linePaths(feature.geometry, drawn) : this.areaPaths(feature.geometry, drawn);
    return L.layerGroup(paths);
  };

  /* Builds nothing when the same shapes hold as before, so that a step in time costs little. */
  Shapes.prototype.setFeatures = function (layerId, features, anew) {
    const old = this.layers.get(layerId);
    const drawn = features.filter((feature) => feature.geometry && !/Point/.test(feature.geometry.type));
    const same = old && old.features.length === drawn.length && old.features.every((f, i) => f === drawn[i]);
    if (same && !anew) return;
    if (old) old.group.remove();
    const built = new Map();
    drawn.forEach((f) => built.set(f, (!anew && old && old.built.get(f)) || this.build(f)));
    const group = L.layerGroup(Array.from(built.values()));
    this.layers.set(layerId, { features: drawn, built: built, group: group, visible: false });
  };

  Shapes.prototype.setVisible = function (layerId, visible) {
    const entry = this.layers.get(layerId);
    if (!entry || entry.visible === visible) return;
    entry.visible = visible;
    if (visible) entry.group.addTo(this.frame.map);
    else entry.group.remove();
  };

  /* Draws everything anew, after the theme changed. */
  Shapes.prototype.restyle = function () {
    this.layers.forEach((entry, layerId) => {
      const visible = entry.visible;
      this.setFeatures(layerId, entry.features, true);
      this.setVisible(layerId, visible);
    });
  };

  Shapes.prototype.shown = function () {
    const all = [];
    this.layers.forEach((entry) => entry.visible && all.push(...entry.features));
    return all;
  };

  /* Lines within reach of a position first, then areas that contain it. */
  Shapes.prototype.hitTest = function (latlng, radiusPx) {
    const point = this.frame.map.latLngToLayerPoint(latlng);
    const project = ([lon, lat]) => this.frame.map.latLngToLayerPoint([lat, lon]);
    const lines = [];
    const areas = [];
    /* Most shapes are far from the pointer; their boxes say so at little cost. */
    const [a, b] = [L.point(-radiusPx, -radiusPx), L.point(radiusPx, radiusPx)].map((by) =>
      this.frame.map.layerPointToLatLng(point.add(by)),
    );
    const reach = L.latLngBounds(a, b);
    const close = this.shown().filter((feature) => Atlas.boundsOf(feature).intersects(reach));
    close.forEach(function (feature) {
      if (/LineString/.test(feature.geometry.type)) {
        if (Atlas.pathsOf(feature.geometry).some((path) => near(path.map(project), point, radiusPx)))
          lines.push(feature);
      } else if (Atlas.contains(feature.geometry, latlng.lng, latlng.lat)) areas.push(feature);
    });
    return lines.length ? lines : areas;
  };

  function near(points, point, reach) {
    return points.some(
      (p, i) => i > 0 && L.LineUtil.pointToSegmentDistance(point, points[i - 1], p) <= reach,
    );
  }

  /* The box around a feature that has a geometry; found once. */
  Atlas.boundsOf = function (feature) {
    if (feature.atlasBounds) return feature.atlasBounds;
    const box = L.latLngBounds([]);
    const walk = function (value) {
      if (typeof value[0] === "number") box.extend([value[1], value[0]]);
      else value.forEach(walk);
    };
    walk(feature.geometry.coordinates);
    Object.defineProperty(feature, "atlasBounds", { value: box, enumerable: false });
    return box;
  };

  Atlas.pathsOf = function (geometry) {
    return geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  };

  Atlas.polygonsOf = function (geometry) {
    return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  };

  function inRing(ring, x, y) {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
    return inside;
  }

  Atlas.contains = function (geometry, lon, lat) {
    if (!/Polygon/.test(geometry.type)) return false;
    return Atlas.polygonsOf(geometry).some(
      (rings) => inRing(rings[0], lon, lat) && !rings.slice(1).some((hole) => inRing(hole, lon, lat)),
    );
  };

  Shapes.prototype.annotations = function (scene) {
    return Atlas.annotate(this.frame, this.shown(), scene);
  };

  Atlas.Shapes = Shapes;
})();
