/* Point shapes, drawn by one function for the map, the legend and the lists. The table itself comes from Python. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const TAU = Math.PI * 2;

  function polygon(points) {
    return function (path, x, y, r) {
      points.forEach(function ([dx, dy], index) {
        if (index === 0) path.moveTo(x + dx * r, y + dy * r);
        else path.lineTo(x + dx * r, y + dy * r);
      });
      path.closePath();
    };
  }

  function radial(count, inner, turn) {
    const points = [];
    for (let i = 0; i < count * (inner ? 2 : 1); i += 1) {
      const angle = turn + (i * TAU) / (count * (inner ? 2 : 1));
      const radius = inner && i % 2 ? inner : 1;
      points.push([Math.cos(angle) * radius, Math.sin(angle) * radius]);
    }
    return polygon(points);
  }

  function rectangle(w, h) {
    return polygon([
      [-w, -h],
      [w, -h],
      [w, h],
      [-w, h],
    ]);
  }

  function cross(width) {
    const w = width * Math.SQRT1_2;
    const e = 0.95 * Math.SQRT1_2 + w / 2;
    const f = e - w;
    return polygon([
      [-e, -f],
      [-f, -e],
      [0, -w],
      [f, -e],
      [e, -f],
      [w, 0],
      [e, f],
      [f, e],
      [0, w],
      [-f, e],
      [-e, f],
      [-w, 0],
    ]);
  }

  const SHAPES = {
    circle: (path, x, y, r) => path.arc(x, y, r * 0.92, 0, TAU),
    "triangle-down": polygon([
      [-1, -0.78],
      [1, -0.78],
      [0, 1],
    ]),
    "triangle-up": polygon([
      [-1, 0.78],
      [1, 0.78],
      [0, -1],
    ]),
    "triangle-right": polygon([
      [-0.78, -1],
      [-0.78, 1],
      [1.05, 0],
    ]),
    kite: polygon([
      [0, -1.12],
      [0.82, 0],
      [0, 1.12],
      [-0.82, 0],
    ]),
    diamond: polygon([
      [0, -1.1],
      [1.1, 0],
      [0, 1.1],
      [-1.1, 0],
    ]),
    square: rectangle(0.88, 0.88),
    trapezium: polygon([
      [-0.55, -0.75],
      [0.55, -0.75],
      [1.1, 0.75],
      [-1.1, 0.75],
    ]),
    hull: polygon([
      [-1.15, -0.55],
      [1.15, -0.55],
      [0.6, 0.75],
      [-0.6, 0.75],
    ]),
    house: polygon([
      [0, -1.05],
      [0.95, -0.2],
      [0.95, 0.9],
      [-0.95, 0.9],
      [-0.95, -0.2],
    ]),
    "house-down": polygon([
      [0, 1.05],
      [0.95, 0.2],
      [0.95, -0.9],
      [-0.95, -0.9],
      [-0.95, 0.2],
    ]),
    gate: polygon([
      [-1, -0.9],
      [-0.4, -0.9],
      [-0.4, -0.3],
      [0.4, -0.3],
      [0.4, -0.9],
      [1, -0.9],
      [1, 0.9],
      [0.4, 0.9],
      [0.4, 0.35],
      [-0.4, 0.35],
      [-0.4, 0.9],
      [-1, 0.9],
    ]),
    bubble: polygon([
      [-1, -0.85],
      [1, -0.85],
      [1, 0.4],
      [0.05, 0.4],
      [-0.5, 1],
      [-0.5, 0.4],
      [-1, 0.4],
    ]),
    note: polygon([
      [-0.7, -0.9],
      [0.35, -0.9],
      [0.7, -0.5],
      [0.7, 0.9],
      [-0.7, 0.9],
    ]),
    pair: function (path, x, y, r) {
      path.arc(x - r * 0.42, y, r * 0.6, Math.PI / 4, TAU - Math.PI / 4);
      path.arc(x + r * 0.42, y, r * 0.6, Math.PI * 1.25, Math.PI * 0.75);
      path.closePath();
    },
    pentagon: radial(5, 0, -Math.PI / 2),
    hexagon: radial(6, 0, 0),
    star4: radial(4, 0.45, -Math.PI / 2),
    star5: radial(5, 0.48, -Math.PI / 2),
    burst: radial(8, 0.62, -Math.PI / 8),
    cross: cross(0.52),
  };

  /* Finds the symbol of a feature: layer:kind, then layer:*, then kind. */
  Atlas.symbolOf = function (frame, properties) {
    const { layer, kind } = properties;
    const keys = [layer + ":" + kind, layer + ":*", String(kind), "places:*"];
    return frame.symbols[keys.find((key) => Object.hasOwn(frame.symbols, key))];
  };

  Atlas.hue = function (symbol) {
    return Atlas.isDark() ? symbol.hue.dark : symbol.hue.light;
  };

  function fillShape(ctx, shape, x, y, r, look, colour, ground) {
    shape(ctx, x, y, r);
    ctx.fillStyle = look === "israeli" ? colour : ground;
    ctx.fill();
    if (look !== "disputed") return;
    ctx.save();
    ctx.clip();
    ctx.fillStyle = colour;
    ctx.fillRect(x - 2 * r, y - 2 * r, 2 * r, 4 * r);
    ctx.restore();
  }

  /* Draws one point symbol. look: attribution (israeli is solid, disputed half, other hollow, unknown hollow with a
     dot); pale: low confidence. A post that is no longer attested is hollow too. */
  Atlas.drawSymbol = function (ctx, x, y, radius, symbol, look, pale) {
    const shape = Atlas.pick(SHAPES, symbol.shape) || SHAPES.circle;
    const dark = Atlas.isDark();
    const ground = dark ? "#171c22" : "#ffffff";
    const colour = Atlas.hue(symbol);
    const r = radius * (symbol.scale || 1);
    ctx.save();
    ctx.lineJoin = "round";
    ctx.beginPath();
    shape(ctx, x, y, r);
    ctx.strokeStyle = ground;
    ctx.lineWidth = 2.6;
    ctx.stroke();
    ctx.fillStyle = ground;
    ctx.fill();
    ctx.globalAlpha = pale ? 0.6 : 1;
    ctx.beginPath();
    fillShape(ctx, shape, x, y, r, look, colour, ground);
    ctx.beginPath();
    shape(ctx, x, y, look === "israeli" ? r : r * 0.9);
    ctx.strokeStyle = look === "israeli" ? ground : colour;
    ctx.lineWidth = look === "israeli" ? 0.8 : 1.6;
    ctx.stroke();
    if (look === "unknown") {
      ctx.beginPath();
      ctx.arc(x, y, Math.max(1.2, r * 0.24), 0, TAU);
      ctx.fillStyle = colour;
      ctx.fill();
    }
    ctx.restore();
  };

  Atlas.lookOf = function (properties) {
    return properties.attribution || (properties.atlasStale ? "other" : "israeli");
  };

  function drawLineSwatch(ctx, width, height, symbol) {
    ctx.strokeStyle = Atlas.hue(symbol);
    if (symbol.casing) {
      ctx.globalAlpha = 0.22;
      ctx.lineWidth = 7;
      ctx.setLineDash([9, 4]);
      Atlas.strokeAcross(ctx, width, height / 2);
    }
    ctx.globalAlpha = 1;
    ctx.lineWidth = symbol.casing ? 2 : 3;
    ctx.setLineDash(symbol.dash.map((part) => part * 0.6));
    Atlas.strokeAcross(ctx, width, height / 2);
  }

  Atlas.strokeAcross = function (ctx, width, y) {
    ctx.beginPath();
    ctx.moveTo(1, y);
    ctx.lineTo(width - 1, y);
    ctx.stroke();
  };

  function drawAreaSwatch(ctx, width, height, symbol) {
    const colour = Atlas.hue(symbol);
    ctx.beginPath();
    ctx.rect(1.5, 2.5, width - 3, height - 5);
    ctx.fillStyle = colour;
    ctx.globalAlpha = Math.min(1, symbol.fill * 1.5);
    ctx.fill();
    ctx.globalAlpha = 0.75;
    ctx.strokeStyle = colour;
    ctx.stroke();
    if (symbol.hatch === null) return;
    ctx.save();
    ctx.clip();
    ctx.beginPath();
    const step = symbol.spacing * 0.7;
    for (let x = -height; x < width + height; x += step) {
      ctx.moveTo(x, symbol.hatch > 0 ? height : 0);
      ctx.lineTo(x + height, symbol.hatch > 0 ? 0 : height);
    }
    ctx.stroke();
    ctx.restore();
  }

  function sharpen(canvas, width, height) {
    const ratio = Math.max(2, window.devicePixelRatio || 1);
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const ctx = Atlas.pen(canvas);
    ctx.scale(ratio, ratio);
    return ctx;
  }

  /* A small canvas that shows a symbol of the table, as the map draws it. Those made before the map has drawn are
     painted after it: the thirty of the legend would hold it up. */
  Atlas.swatch = function (symbol, look, pale) {
    const wide = symbol.shape === "line" || symbol.shape === "area";
    const width = wide ? 24 : 18;
    const canvas = Atlas.el("canvas", { class: "atlas-swatch", "aria-hidden": "true" });
    canvas.style.width = width + "px";
    canvas.style.height = "16px";
    Atlas.frame.afterDrawn(function () {
      const ctx = sharpen(canvas, width, 16);
      if (symbol.shape === "line") drawLineSwatch(ctx, width, 16, symbol);
      else if (symbol.shape === "area") drawAreaSwatch(ctx, width, 16, symbol);
      else Atlas.drawSymbol(ctx, 9, 8, 5.6, symbol, look || "israeli", pale);
    });
    return canvas;
  };
})();
