/* Names on the map: places of the base map, and sparse labels of our own areas and lines. Drawn on a canvas above the
   areas and below the points; a name that would touch another one is left out. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const SANS =
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';
  const STYLES = {
    country: { size: 12, weight: 600, spacing: "1.5px", upper: true },
    capital: { size: 13, weight: 600, dot: true },
    city: { size: 12.5, weight: 500, dot: true },
    town: { size: 11.5, weight: 500, dot: true },
    village: { size: 11, weight: 400, dot: true },
    sea: { size: 12, italic: true, water: true },
    lake: { size: 11, italic: true, water: true },
    river: { size: 10.5, italic: true, water: true },
    region: { size: 12, weight: 500, spacing: "1px", italic: true },
    mountain: { size: 11, italic: true, peak: true },
  };
  const RANK = [
    "capital",
    "country",
    "sea",
    "region",
    "city",
    "lake",
    "mountain",
    "town",
    "river",
    "village",
  ];

  function fontOf(style, scale) {
    return [style.italic ? "italic" : "", style.weight || 400, style.size * (scale || 1) + "px", SANS].join(
      " ",
    );
  }

  /* Rectangles taken so far, and whether one more fits. */
  function Ground() {
    const taken = [];
    return {
      fits: (box) => !taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]),
      take: (box) => taken.push(box),
    };
  }

  function write(ctx, text, x, y, colour, halo) {
    ctx.strokeStyle = halo;
    ctx.lineWidth = 3;
    ctx.lineJoin = "round";
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }

  function localName(label, zoom) {
    if (zoom < 11 || !/village|town|city/.test(label.k)) return "";
    return label.ar || label.he || "";
  }

  function drawMark(ctx, style, x, y, palette) {
    ctx.beginPath();
    if (style.peak) {
      ctx.moveTo(x, y - 3.5);
      ctx.lineTo(x + 3.5, y + 2.5);
      ctx.lineTo(x - 3.5, y + 2.5);
      ctx.closePath();
    } else {
      ctx.arc(x, y, style.weight > 500 ? 2.6 : 2, 0, Math.PI * 2);
    }
    ctx.fillStyle = palette.label;
    ctx.strokeStyle = palette.halo;
    ctx.lineWidth = 2;
    ctx.stroke();
    ctx.fill();
  }

  Atlas.LabelCanvas = Atlas.CanvasLayer.extend({
    setData: function (data) {
      this.labels = data.labels.slice().sort(function (a, b) {
        return RANK.indexOf(a.k) - RANK.indexOf(b.k) || a.z - b.z;
      });
    },

    hasContent: function () {
      return this.frame.painting || this.frame.ready;
    },

    looksNow: function () {
      const notes = this.scene ? this.frame.shapes.annotations(this.scene) : [];
      const parts = [Boolean(this.labels), this.frame.ownLabels(), this.frame.points.turn, notes];
      return Atlas.CanvasLayer.prototype.looksNow.call(this) + JSON.stringify(parts);
    },

    draw: function (ctx, scene) {
      const ground = Ground();
      this.markers = this.markerGround();
      this.frame.shapes.annotations(scene, ctx).forEach((note) => this.drawAnnotation(ctx, note, ground));
      if (!this.labels || !this.frame.ownLabels()) return;
      ctx.direction = "ltr";
      this.labels.forEach(function (label) {
        if (scene.zoom < label.z || (label.k === "country" && scene.zoom > 8)) return;
        const [x, y] = Atlas.toScene(scene, label.x, label.y);
        if (x > -60 && y > -20 && x < scene.width + 60 && y < scene.height + 20) {
          this.drawLabel(ctx, label, x, y, scene.zoom, ground);
        }
      }, this);
    },

    /* What markers and their numbers cover: names keep off it. */
    markerGround: function () {
      const { points } = this.frame;
      const ground = Ground();
      points.groups.forEach(function (group) {
        if (group.apart || !points.scene) return;
        const r = points.groupRadius(points.scene.zoom, group) + 1;
        const number = group.features.length > 1;
        ground.take([group.x - r, group.y - r, group.x + r, group.y + r]);
        if (number) ground.take([group.x + r * 0.5, group.y - r * 0.5 - 13, group.x + r * 0.5 + 20, group.y - r * 0.5 + 1]);
      });
      return ground;
    },

    drawLabel: function (ctx, label, x, y, zoom, ground) {
      const palette = Atlas.palette();
      const style = STYLES[label.k] || STYLES.village;
      const world = style.upper && zoom < 4; // there the names of large countries would be the largest words
      const text = style.upper && !world ? label.n.toUpperCase() : label.n;
      const scale = world ? 0.85 : zoom >= label.z + 2 ? 1.08 : 1;
      ctx.font = fontOf(style, scale);
      ctx.letterSpacing = style.spacing || "0px";
      const marked = style.dot || style.peak;
      const beside = marked ? this.frame.points.markerAt(x, y) : 0;
      const second = localName(label, zoom);
      const width = Math.max(ctx.measureText(text).width, second ? ctx.measureText(second).width : 0);
      const off = beside ? beside + 5 : 6;
      const tall = second ? 21 : 8;
      const spots = marked
        ? [[x + off, y], [x - off - width, y], [x - width / 2, y + off + 8], [x - width / 2, y - off - tall]]
        : [[x - width / 2, y]];
      const boxes = spots.map(([a, b]) => [a - 3, b - 8, a + width + 3, b + tall]);
      const free = boxes.findIndex((one) => ground.fits(one) && (!marked || this.markers.fits(one)));
      /* A larger town is named even where its name lies over a marker. */
      const chosen = free < 0 && /capital|city|town/.test(label.k) ? boxes.findIndex((one) => ground.fits(one)) : free;
      if (chosen < 0) return;
      const left = spots[chosen][0];
      const [dotX, dotY] = [x, y];
      y = spots[chosen][1];
      ground.take(boxes[chosen]);
      if (marked && !beside) ground.take([dotX - 4, dotY - 4, dotX + 4, dotY + 4]);
      if (marked && !beside) drawMark(ctx, style, dotX, dotY, palette);
      ctx.textBaseline = "middle";
      ctx.textAlign = "left";
      const colour = style.water ? palette.water : palette.label;
      write(ctx, text, left, y, colour, palette.halo);
      ctx.letterSpacing = "0px";
      if (!second) return;
      ctx.font = fontOf(style, scale * 0.95);
      write(ctx, second, left, y + 13.5, colour, palette.halo);
    },

    /* Writes a label of an area (upright, may have lines) or of a line (turned along it). */
    drawAnnotation: function (ctx, note, ground) {
      const palette = Atlas.palette();
      const lines = note.text.split("\n");
      ctx.font = fontOf({ size: 11.5, weight: 600, italic: note.area });
      ctx.letterSpacing = "0.3px";
      const half = Math.max(...lines.map((line) => ctx.measureText(line).width)) / 2 + 3;
      const tall = lines.length * 7 + 2;
      const sine = Math.abs(Math.sin(note.angle));
      const cosine = Math.abs(Math.cos(note.angle));
      const w = half * cosine + tall * sine;
      const h = half * sine + tall * cosine;
      const box = [note.x - w, note.y - h, note.x + w, note.y + h];
      if (!ground.fits(box)) return;
      ground.take(box);
      ctx.save();
      ctx.translate(note.x, note.y);
      ctx.rotate(note.angle);
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      lines.forEach((line, i) =>
        write(ctx, line, 0, (i - (lines.length - 1) / 2) * 14, note.colour, palette.halo),
      );
      ctx.restore();
      ctx.letterSpacing = "0px";
    },
  });
})();
