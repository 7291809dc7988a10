/* The offline vector base map on one canvas: land, lakes, rivers, borders. Coordinates come as delta-coded integers;
   they are decoded once into Web Mercator units (0 to 1) and drawn with the parts and vertices that can be seen. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const LIGHT = {
    sea: "#d3e1ea",
    land: "#f4f2ec",
    shore: "#a9bfcc",
    lake: "#c6dae6",
    river: "#b2cbd9",
    border: "#8d877d",
    armistice: "#8d877d",
    disputed: "#a39d93",
    governorate: "#d3cdc1",
    label: "#56524b",
    water: "#5f8299",
    halo: "rgba(250,249,245,0.9)",
  };
  const DARK = {
    sea: "#10171e",
    land: "#20262c",
    shore: "#34424f",
    lake: "#141d26",
    river: "#2d3d4b",
    border: "#6c737b",
    armistice: "#6c737b",
    disputed: "#565c63",
    governorate: "#353c43",
    label: "#a8adb3",
    water: "#67849a",
    halo: "rgba(22,27,32,0.9)",
  };

  Atlas.palette = function () {
    return Atlas.isDark() ? DARK : LIGHT;
  };

  function decode(flat, scale) {
    const out = new Float64Array(flat.length);
    let x = 0;
    let y = 0;
    for (let i = 0; i < flat.length; i += 2) {
      x += flat[i];
      y += flat[i + 1];
      const sine = Math.sin(((y / scale) * Math.PI) / 180);
      out[i] = x / scale / 360 + 0.5;
      out[i + 1] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    }
    return out;
  }

  function bounds(line) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < line.length; i += 2) {
      box[0] = Math.min(box[0], line[i]);
      box[1] = Math.min(box[1], line[i + 1]);
      box[2] = Math.max(box[2], line[i]);
      box[3] = Math.max(box[3], line[i + 1]);
    }
    return box;
  }

  function decodeLayer(layer) {
    const rings = layer.type === "polygon";
    const parts = layer.parts.map(function (part, index) {
      const lines = (rings ? part : [part]).map((flat) => decode(flat, layer.scale));
      return { lines: lines, box: bounds(lines[0]), kind: layer.kinds ? layer.kinds[index] : "" };
    });
    const kinds = Array.from(new Set(parts.map((part) => part.kind)));
    return { id: layer.id, type: layer.type, parts: parts, kinds: kinds };
  }

  /* Adds a line to the path, leaving out vertices closer than most of a pixel to the one before. */
  function trace(ctx, line, world, ox, oy) {
    let px = line[0] * world - ox;
    let py = line[1] * world - oy;
    ctx.moveTo(px, py);
    const last = line.length - 2;
    for (let i = 2; i <= last; i += 2) {
      const x = line[i] * world - ox;
      const y = line[i + 1] * world - oy;
      if (i < last && Math.abs(x - px) < 0.7 && Math.abs(y - py) < 0.7) continue;
      ctx.lineTo(x, y);
      px = x;
      py = y;
    }
  }

  function inSight(box, scene, shift) {
    const left = scene.origin.x / scene.world - shift;
    const top = scene.origin.y / scene.world;
    return (
      box[2] >= left &&
      box[0] <= left + scene.width / scene.world &&
      box[3] >= top &&
      box[1] <= top + scene.height / scene.world
    );
  }

  function strokeOf(kind, palette, zoom) {
    if (kind === "river") return [palette.river, zoom > 9 ? 1.4 : 0.8, []];
    if (kind === "governorate") return [palette.governorate, 1, [3, 3]];
    if (kind === "armistice-line") return [palette.armistice, zoom > 7 ? 1 : 0.8, [5, 3]];
    if (kind === "disputed") return [palette.disputed, 0.8, [3, 3]];
    return [palette.border, zoom > 7 ? 1.3 : 0.8, []];
  }

  Atlas.BaseCanvas = Atlas.CanvasLayer.extend({
    /* Takes the parsed file; layers are decoded when a zoom first needs them. */
    setData: function (data) {
      this.source = data.layers;
      this.decoded = new Map();
      this.redraw();
      this.frame.afterDrawn(() => this.decodeAhead(data.layers.slice()));
    },

    /* The first zoom to another scale need not wait for its layers: they are decoded while nothing else happens. */
    decodeAhead: function (layers) {
      const next = layers.shift();
      if (!next) return;
      const idle = window.requestIdleCallback || ((action) => window.setTimeout(action, 60));
      idle(() => {
        this.decodedLayer(next);
        this.decodeAhead(layers);
      });
    },

    hasContent: function () {
      return Boolean(this.source);
    },

    decodedLayer: function (layer) {
      if (!this.decoded.has(layer)) this.decoded.set(layer, decodeLayer(layer));
      return this.decoded.get(layer);
    },

    draw: function (ctx, scene) {
      const palette = Atlas.palette();
      ctx.fillStyle = palette.sea;
      ctx.fillRect(0, 0, scene.width, scene.height);
      const zoom = scene.zoom;
      const shown = this.source.filter((layer) => zoom >= layer.min_zoom && zoom < layer.max_zoom);
      ctx.lineJoin = "round";
      shown.forEach(function (layer) {
        const ready = this.decodedLayer(layer);
        if (ready.type === "polygon") this.fillParts(ctx, scene, ready, palette);
        else this.strokeParts(ctx, scene, ready, palette);
      }, this);
    },

    /* Calls back for each part in view, in this copy of the world and the two beside it. */
    eachPart: function (ctx, scene, parts, action) {
      [-1, 0, 1].forEach(function (shift) {
        ctx.beginPath();
        let any = false;
        parts.forEach(function (part) {
          if (!inSight(part.box, scene, shift)) return;
          any = true;
          const ox = scene.origin.x - shift * scene.world;
          part.lines.forEach((line) => trace(ctx, line, scene.world, ox, scene.origin.y));
        });
        if (any) action();
      });
    },

    fillParts: function (ctx, scene, layer, palette) {
      const lake = /lake/.test(layer.id);
      ctx.fillStyle = lake ? palette.lake : palette.land;
      /* A thin stroke of the same colour closes the seams between coarse and fine land. */
      ctx.strokeStyle = lake ? palette.shore : palette.land;
      ctx.lineWidth = 0.9;
      this.eachPart(ctx, scene, layer.parts, function () {
        ctx.fill("evenodd");
        ctx.stroke();
      });
    },

    strokeParts: function (ctx, scene, layer, palette) {
      layer.kinds.forEach(function (kind) {
        const [colour, width, dash] = strokeOf(kind, palette, scene.zoom);
        ctx.strokeStyle = colour;
        ctx.lineWidth = width;
        ctx.setLineDash(dash);
        this.eachPart(
          ctx,
          scene,
          layer.parts.filter((part) => part.kind === kind),
          () => ctx.stroke(),
        );
      }, this);
      ctx.setLineDash([]);
    },
  });
})();
