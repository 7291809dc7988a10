/* Where the sparse labels of our own areas and lines go: along the visible middle of a line, in the widest part of an
   area, and only when there is room. The words are constants of the symbol table, not text from records. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  /* The longest run of a path inside the box, as points in canvas pixels. */
  function visibleRun(points, box) {
    let best = [];
    let run = [];
    points.forEach(function (p) {
      if (p[0] >= box[0] && p[0] <= box[2] && p[1] >= box[1] && p[1] <= box[3]) run.push(p);
      else run = [];
      if (run.length > best.length) best = run.slice();
    });
    return best;
  }

  /* Points about every 12 px along a path, so that long segments count as much as short ones. */
  function densify(points) {
    const out = [];
    points.forEach(function (p, i) {
      if (i > 0) {
        const q = points[i - 1];
        const steps = Math.min(400, Math.ceil(Math.hypot(p[0] - q[0], p[1] - q[1]) / 12));
        for (let s = 1; s < steps; s += 1) {
          out.push([q[0] + ((p[0] - q[0]) * s) / steps, q[1] + ((p[1] - q[1]) * s) / steps]);
        }
      }
      out.push(p);
    });
    return out;
  }

  function alongLine(feature, symbol, scene, box, markers) {
    const path = Atlas.pathsOf(feature.geometry)[0].map(([lon, lat]) => Atlas.toScene(scene, lon, lat));
    const run = visibleRun(densify(path), box);
    if (run.length < 16) return null;
    const parts = [0.5, 0.62, 0.38, 0.74, 0.26, 0.84, 0.16];
    const tries = [0, 20, 44].flatMap((extra) =>
      parts.map((part) => placeAt(run, Math.floor(run.length * part), symbol, extra)),
    );
    const own = run.filter((_, i) => i % 2 === 0).map(([x, y]) => ({ x: x, y: y }));
    const under = (note, spots, far) => spots.filter((spot) => isUnder(note, spot, far)).length;
    const clash = (note) => note.bend + note.extra / 30 + under(note, markers, 20) + under(note, own, 9);
    return tries.reduce((best, note) => (clash(note) < clash(best) ? note : best));
  }

  /* Whether a marker, or a bend of the line itself, lies under the words of a label. */
  function isUnder(note, marker, far) {
    if (marker.apart) return false;
    const [dx, dy] = [marker.x - note.x, marker.y - note.y];
    const [sine, cosine] = [Math.sin(note.angle), Math.cos(note.angle)];
    const along = Math.abs(dx * cosine + dy * sine);
    return along < note.text.length * 3.4 + 10 && Math.abs(dy * cosine - dx * sine) < far;
  }

  /* extra: pixels farther from the line than need be, into free space. */
  function placeAt(run, middle, symbol, extra) {
    const before = run[Math.max(0, middle - 5)];
    const after = run[Math.min(run.length - 1, middle + 5)];
    let angle = Math.atan2(after[1] - before[1], after[0] - before[0]);
    if (angle > Math.PI / 2) angle -= Math.PI;
    if (angle < -Math.PI / 2) angle += Math.PI;
    /* The normal that points to the side where the label belongs: away from the area of separation. */
    let [nx, ny] = [-Math.sin(angle), Math.cos(angle)];
    if (nx > 0 === (symbol.side === "west")) [nx, ny] = [-nx, -ny];
    /* Far enough out to clear every bend that the words pass. */
    const [cx, cy] = [(before[0] + after[0]) / 2, (before[1] + after[1]) / 2];
    const bends = run
      .slice(Math.max(0, middle - 7), middle + 8)
      .map((p) => (p[0] - cx) * nx + (p[1] - cy) * ny);
    const off = Math.max(...bends) + 12 + extra;
    const [x, y] = [cx + nx * off, cy + ny * off];
    const bend = (Math.max(...bends) - Math.min(...bends)) / 12;
    return {
      text: symbol.label,
      x: x,
      y: y,
      angle: angle,
      colour: Atlas.hue(symbol),
      area: false,
      bend: bend,
      extra: extra,
    };
  }

  /* Middle and width of the widest stretch of a ring at one height, both clipped to the box. */
  function widestAt(ring, y, box) {
    const cuts = [];
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [a, b] = [ring[i], ring[j]];
      if (a[1] > y !== b[1] > y) cuts.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
    }
    cuts.sort((a, b) => a - b);
    let best = { width: 0, x: 0, y: y };
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const [left, right] = [Math.max(cuts[i], box[0]), Math.min(cuts[i + 1], box[2])];
      if (right - left > best.width) best = { width: right - left, x: (left + right) / 2, y: y };
    }
    return best;
  }

  function inArea(feature, symbol, scene, box) {
    const ring = Atlas.polygonsOf(feature.geometry)[0][0].map(([lon, lat]) => Atlas.toScene(scene, lon, lat));
    const ys = ring.map((p) => p[1]);
    const top = Math.max(Math.min(...ys), box[1]);
    const bottom = Math.min(Math.max(...ys), box[3]);
    let best = { width: 0 };
    for (let i = 1; i < 16; i += 1) {
      const found = widestAt(ring, top + ((bottom - top) * i) / 16, box);
      if (found.width > best.width) best = found;
    }
    const words = symbol.label.split(" ");
    const half = Math.ceil(words.length / 2);
    const wide = best.width > symbol.label.length * 7.5;
    if (best.width < symbol.label.length * 3.6 || bottom - top < 60) return null;
    const text = wide ? symbol.label : words.slice(0, half).join(" ") + "\n" + words.slice(half).join(" ");
    return { text: text, x: best.x, y: best.y, angle: 0, colour: Atlas.hue(symbol), area: true };
  }

  Atlas.annotate = function (frame, features, scene) {
    if (scene.zoom < 9.2) return [];
    const cover = frame.covered();
    const map = frame.map.getSize();
    const left = (scene.width - map.x) / 2;
    const top = (scene.height - map.y) / 2;
    const box = [
      left + cover.left + 12,
      top + 12,
      left + map.x - cover.right - 12,
      top + map.y - cover.bottom - 12,
    ];
    return features
      .map(function (feature) {
        const symbol = Atlas.symbolOf(frame, feature.properties);
        if (!symbol.label) return null;
        const line = /LineString/.test(feature.geometry.type);
        return line
          ? alongLine(feature, symbol, scene, box, frame.points.groups)
          : inArea(feature, symbol, scene, box);
      })
      .filter(Boolean)
      .sort((a, b) => Number(a.area) - Number(b.area));
  };
})();
