/* Three pictures of many events: squares coloured by how many lie in them, dots, and symbols with counts. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const LADDER = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000];
  const MOST_CLASSES = 7;
  const RAMPS = {
    light: ["#d9b8e0", "#c48fd2", "#a968bf", "#8d45a8", "#70298c", "#53146c", "#34054a"],
    dark: ["#56407a", "#7154a0", "#8f6cc2", "#ad8ade", "#c8abf0", "#e2cffb", "#fbf3ff"],
  };
  const DOT_PX = 2.5;

  function bytes(hex) {
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  }
  function packed(hex, alpha) {
    const [r, g, b] = bytes(hex);
    return ((Math.round(alpha * 255) << 24) | (b << 16) | (g << 8) | r) >>> 0;
  }

  /* A colour for all events of a file, the first, second and so on of those that are shown. */
  Atlas.fileTone = function (index) {
    return RAMPS[Atlas.isDark() ? "dark" : "light"][[2, 4, 6, 1][index % 4]];
  };

  /* Lowest count of each class, for counts up to a highest one; classes are steps of a ladder. */
  Atlas.densityClasses = function (most) {
    const steps = LADDER.filter((step) => step <= Math.max(1, most));
    const many = Math.min(MOST_CLASSES, steps.length);
    const from = Array.from({ length: many }, (_, i) => steps[Math.round((i * (steps.length - 1)) / Math.max(1, many - 1))]);
    const ramp = RAMPS[Atlas.isDark() ? "dark" : "light"];
    const shade = (index) => ramp[from.length === 1 ? 2 : Math.round((index * (ramp.length - 1)) / (from.length - 1))];
    return from.map((low, index) => ({ low: low, high: index + 1 < from.length ? from[index + 1] - 1 : null, colour: shade(index) }));
  };

  /* Squares of a grid, one pixel each, on a canvas that has as many. */
  Atlas.paintDensity = function (canvas, counts, scratch) {
    const { width, height } = canvas;
    const most = counts.reduce((high, count) => (count > high ? count : high), 0);
    const classes = Atlas.densityClasses(most);
    const tones = classes.map((item, index) => packed(item.colour, 0.68 + (0.24 * index) / classes.length));
    if (scratch.width !== width || scratch.height !== height) [scratch.width, scratch.height] = [width, height];
    const small = Atlas.pen(scratch);
    const image = small.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    for (let i = 0; i < pixels.length; i += 1) {
      const count = counts[i];
      if (!count) continue;
      let tone = classes.length - 1;
      while (count < classes[tone].low) tone -= 1;
      pixels[i] = tones[tone];
    }
    small.putImageData(image, 0, 0);
    Atlas.pen(canvas).drawImage(scratch, 0, 0);
    return classes;
  };

  function disc(radius) {
    const found = [];
    const whole = Math.ceil(radius);
    for (let dy = -whole; dy <= whole; dy += 1)
      for (let dx = -whole; dx <= whole; dx += 1) if (dx * dx + dy * dy <= radius * radius) found.push([dx, dy]);
    return found;
  }

  function stamp(pixels, width, height, offsets, x, y, tone) {
    for (let i = 0; i < offsets.length; i += 1) {
      const px = x + offsets[i][0];
      const py = y + offsets[i][1];
      if (px >= 0 && py >= 0 && px < width && py < height) pixels[py * width + px] = tone;
    }
  }

  /* Dots in the colour of their kind, each with a rim; rims first, so that no rim hides a dot. */
  Atlas.paintDots = function (ctx, scene, job, colours, scratch) {
    const ratio = ctx.getTransform().a;
    const [width, height] = [Math.round(scene.width * ratio), Math.round(scene.height * ratio)];
    const image = new ImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    const tones = Uint32Array.from(colours, (colour) => packed(colour, 1));
    const rim = packed(Atlas.isDark() ? "#171c22" : "#ffffff", 0.85);
    const [outer, inner] = [disc(DOT_PX * ratio + 1), disc(DOT_PX * ratio)];
    const k = job.k * ratio;
    const [left, top] = [job.left * ratio, job.top * ratio];
    const { x, y, kind } = job.data;
    [outer, inner].forEach(function (offsets) {
      for (let j = 0; j < job.n; j += 1) {
        const i = job.found[j];
        const tone = offsets === outer ? rim : tones[kind[i] >> 2];
        stamp(pixels, width, height, offsets, Math.round(x[i] * k - left), Math.round(y[i] * k - top), tone);
      }
    });
    [scratch.width, scratch.height] = [width, height];
    Atlas.pen(scratch).putImageData(image, 0, 0);
    ctx.drawImage(scratch, 0, 0, scene.width, scene.height);
  };

  /* Rows of one point become one spot, spots that lie on one another one marker with a count. */
  Atlas.columnMarkers = function (job, scene) {
    const { x, y } = job.data;
    const spots = new Map();
    let last = null;
    for (let j = 0; j < job.n; j += 1) {
      const i = job.found[j];
      if (!last || x[last.features[0]] !== x[i] || y[last.features[0]] !== y[i]) {
        const key = x[i] + "," + y[i];
        last = spots.get(key);
        if (!last) {
          const [lon, lat] = Atlas.columnPlace(job.data, i);
          last = { lon: lon, lat: lat, apart: false, features: [] };
          spots.set(key, last);
        }
      }
      last.features.push(i);
    }
    return Atlas.groupByPixel(Array.from(spots.values()), scene);
  };

  function commonest(data, rows) {
    const counts = new Uint32Array(64);
    let best = data.kind[rows[0]] >> 2;
    rows.forEach(function (row) {
      const kind = data.kind[row] >> 2;
      counts[kind] += 1;
      if (counts[kind] > counts[best]) best = kind;
    });
    return best;
  }

  Atlas.paintMarkers = function (ctx, scene, layer, markers) {
    const points = layer.frame.points;
    const radius = points.radius(scene.zoom);
    markers.forEach(function (marker) {
      const kind = commonest(layer.data, marker.features);
      const face = { layer: layer.spec.id, kind: layer.data.kinds[kind] };
      const sprite = points.sprite(face, false, radius);
      ctx.drawImage(sprite.canvas, marker.x - sprite.size / 2, marker.y - sprite.size / 2, sprite.size, sprite.size);
      if (marker.features.length > 1) points.drawCount(ctx, scene, marker);
    });
  };
})();
