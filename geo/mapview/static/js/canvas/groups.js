/* Features that share a coordinate, or whose markers would lie on one another, stand as one marker with a count. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  /* Joins features of identical coordinates. Places of the gazetteer never join reports. */
  Atlas.groupByCoordinate = function (layers) {
    const spots = new Map();
    layers.forEach(function (layer) {
      layer.features.forEach(function (feature) {
        const [lon, lat] = feature.geometry.coordinates;
        const key = (layer.apart ? "p" : "r") + lon.toFixed(5) + "," + lat.toFixed(5);
        const spot = spots.get(key);
        if (spot) spot.features.push(feature);
        else spots.set(key, { lon: lon, lat: lat, apart: layer.apart, features: [feature] });
      });
    });
    return Array.from(spots.values());
  };

  /* Joins spots that fall on nearly the same pixels of a scene; the fullest spot keeps its exact place. */
  Atlas.groupByPixel = function (spots, scene) {
    /* Farther out, markers need more space, or their numbers cover one another and the zone. */
    const reach = scene.zoom < 7 ? 16 : scene.zoom < 10.5 ? 22 : scene.zoom < 12 ? 13 : 7;
    const cells = new Map();
    const placed = [];
    const ordered = spots.slice().sort((a, b) => b.features.length - a.features.length);
    ordered.forEach(function (spot) {
      const [x, y] = Atlas.toScene(scene, spot.lon, spot.lat);
      if (x < -40 || y < -40 || x > scene.width + 40 || y > scene.height + 40) return;
      const host = spot.apart ? null : nearest(cells, x, y, reach);
      if (host) {
        host.features = host.features.concat(spot.features);
        return;
      }
      const group = { x: x, y: y, lon: spot.lon, lat: spot.lat, apart: spot.apart, features: spot.features };
      placed.push(group);
      if (spot.apart) return;
      const key = Math.floor(x / reach) + ":" + Math.floor(y / reach);
      if (cells.has(key)) cells.get(key).push(group);
      else cells.set(key, [group]);
    });
    return placed.sort((a, b) => Number(b.apart) - Number(a.apart) || a.y - b.y);
  };

  function nearest(cells, x, y, reach) {
    const cx = Math.floor(x / reach);
    const cy = Math.floor(y / reach);
    for (let i = -1; i <= 1; i += 1) {
      for (let j = -1; j <= 1; j += 1) {
        const found = (cells.get(cx + i + ":" + (cy + j)) || []).find(
          (g) => Math.hypot(g.x - x, g.y - y) < reach,
        );
        if (found) return found;
      }
    }
    return null;
  }

  /* The feature whose symbol stands for a group: of the most frequent kind, and of it the surest. */
  Atlas.faceOf = function (features) {
    const counts = new Map();
    features.forEach(function (feature) {
      const key = feature.properties.layer + feature.properties.kind;
      counts.set(key, (counts.get(key) || 0) + 1);
    });
    const weight = { high: 0.3, medium: 0.2 };
    let best = features[0];
    let score = -1;
    features.forEach(function (feature) {
      const p = feature.properties;
      const found =
        counts.get(p.layer + p.kind) +
        (Atlas.pick(weight, p.confidence) || 0.1) +
        (Atlas.lookOf(p) === "israeli" ? 0.4 : 0);
      if (found > score) [best, score] = [feature, found];
    });
    return best;
  };
})();
