/* All point features on one canvas. The rest of the frame knows only setFeatures, setVisible, select, hitTest, so
   that a layer of compact columns can stand in for it. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const MANY = 30;

  Atlas.PointCanvas = Atlas.CanvasLayer.extend({
    initialize: function (frame, options) {
      Atlas.CanvasLayer.prototype.initialize.call(this, frame, options);
      this.layers = new Map();
      this.groups = [];
      this.spots = null;
      this.selected = null;
      this.sprites = new Map();
    },

    setFeatures: function (layerId, features, apart) {
      const located = features.filter((feature) => feature.geometry && feature.geometry.type === "Point");
      const old = this.layers.get(layerId);
      this.layers.set(layerId, {
        features: located,
        visible: old ? old.visible : false,
        apart: Boolean(apart),
      });
      this.spots = null;
    },

    setVisible: function (layerId, visible) {
      const layer = this.layers.get(layerId);
      if (layer && layer.visible !== visible) {
        layer.visible = visible;
        this.spots = null;
      }
    },

    select: function (feature) {
      this.selected = feature;
      this.redraw();
    },

    restyle: function () {
      this.sprites.clear();
      this.redraw();
    },

    /* Features whose marker lies within reach of a position, nearest marker first. */
    hitTest: function (latlng, radiusPx) {
      if (!this.scene) return [];
      const [x, y] = Atlas.toScene(this.scene, latlng.lng, latlng.lat);
      return this.groups
        .map((group) => ({ group: group, far: Math.hypot(group.x - x, group.y - y) }))
        .filter((hit) => hit.far <= radiusPx + (hit.group.apart ? 0 : 2))
        .sort((a, b) => a.far - b.far)
        .flatMap((hit) => hit.group.features);
    },

    /* Radius of a marker that lies on a pixel of the scene, 0 if there is none. */
    markerAt: function (x, y) {
      const r = this.scene ? this.radius(this.scene.zoom) : 0;
      return this.groups.some((g) => !g.apart && Math.abs(g.x - x) < r + 2 && Math.abs(g.y - y) < r + 2)
        ? r
        : 0;
    },

    radius: function (zoom) {
      return Math.max(4, Math.min(8, 4 + (zoom - 6.5) * 0.62));
    },

    /* The marker of many reports is larger, up to half as large again: their number, never casualties. */
    groupRadius: function (zoom, group) {
      const many = group.apart ? 0 : Math.min(2, Math.floor(Math.log2(group.features.length) / 2));
      return this.radius(zoom) * (1 + many * 0.22);
    },

    hasContent: function () {
      return this.frame.painting || this.frame.ready;
    },

    looksNow: function () {
      return this.spots ? Atlas.CanvasLayer.prototype.looksNow.call(this) : null;
    },

    draw: function (ctx, scene) {
      if (!this.spots) {
        this.spots = Atlas.groupByCoordinate(
          Array.from(this.layers.values()).filter((layer) => layer.visible),
        );
      }
      this.groups = Atlas.groupByPixel(this.spots, scene);
      this.drawUncertainty(ctx, scene);
      this.groups.forEach((group) => this.drawGroup(ctx, scene, group));
      this.drawSelected(ctx, scene);
      this.bare = !this.groups.length && !this.selected;
    },

    drawGroup: function (ctx, scene, group) {
      const face = Atlas.faceOf(group.features).properties;
      const low = group.features.every(Atlas.isPale);
      const sprite = this.sprite(face, low, this.groupRadius(scene.zoom, group));
      const half = sprite.size / 2;
      ctx.drawImage(sprite.canvas, group.x - half, group.y - half, sprite.size, sprite.size);
      if (group.features.length > 1 && !group.apart) this.drawCount(ctx, scene, group);
    },

    /* A symbol is painted once per look and size, and copied from then on. */
    sprite: function (properties, low, radius) {
      const look = Atlas.lookOf(properties);
      const key = [properties.layer, properties.kind, look, low, radius.toFixed(1)].join("|");
      let sprite = this.sprites.get(key);
      if (!sprite) {
        const size = Math.ceil(radius * 2.6 + 6);
        const ratio = Math.min(2, window.devicePixelRatio || 1) * 1.5;
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = Math.ceil(size * ratio);
        const ctx = Atlas.pen(canvas);
        ctx.scale(canvas.width / size, canvas.width / size);
        Atlas.drawSymbol(ctx, size / 2, size / 2, radius, Atlas.symbolOf(this.frame, properties), look, low);
        sprite = { canvas: canvas, size: size };
        if (this.sprites.size > 400) this.sprites.clear();
        this.sprites.set(key, sprite);
      }
      return sprite;
    },

    drawCount: function (ctx, scene, group) {
      const text = String(group.features.length);
      const dark = Atlas.isDark();
      const r = this.groupRadius(scene.zoom, group);
      ctx.font = "600 10px system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";
      const width = Math.max(13, ctx.measureText(text).width + 6);
      const x = group.x + r * 0.55;
      const y = group.y - r * 0.55 - 12;
      ctx.beginPath();
      ctx.roundRect(x, y, width, 13, 6.5);
      ctx.fillStyle = dark ? "#171c22" : "#ffffff";
      ctx.fill();
      ctx.lineWidth = 0.8;
      ctx.strokeStyle = dark ? "#aab0b6" : "#59626b";
      ctx.stroke();
      ctx.fillStyle = dark ? "#f2efe8" : "#1d242b";
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(text, x + width / 2, y + 7);
    },

    /* Pixel radius of an uncertainty in metres at a latitude. */
    pixels: function (scene, metres, lat) {
      return (metres * scene.world) / (40075016.686 * Math.cos((lat * Math.PI) / 180));
    },

    /* True radii as soft discs: where few markers are in view, and only when they are wider than the marker. */
    drawUncertainty: function (ctx, scene) {
      if (this.groups.filter((group) => !group.apart).length > MANY) return;
      this.groups.forEach(function (group) {
        if (group.apart) return;
        const radii = new Set(group.features.map((feature) => feature.properties.precision_m || 0));
        const widest = Math.max(...radii);
        const r = this.pixels(scene, widest, group.lat);
        if (r > 14 && r < 220) this.drawDisc(ctx, group.x, group.y, r, false);
      }, this);
    },

    drawDisc: function (ctx, x, y, r, strong) {
      const tone = Atlas.isDark() ? "200,205,212" : "70,74,82";
      const soft = ctx.createRadialGradient(x, y, r * 0.25, x, y, r);
      soft.addColorStop(0, "rgba(" + tone + "," + (strong ? 0.16 : 0.055) + ")");
      soft.addColorStop(1, "rgba(" + tone + "," + (strong ? 0.06 : 0.012) + ")");
      ctx.beginPath();
      ctx.arc(x, y, r, 0, Math.PI * 2);
      ctx.fillStyle = soft;
      ctx.fill();
      ctx.setLineDash(strong ? [5, 4] : [2, 4]);
      ctx.lineWidth = strong ? 1.3 : 0.8;
      ctx.strokeStyle = "rgba(" + tone + "," + (strong ? 0.75 : 0.35) + ")";
      ctx.stroke();
      ctx.setLineDash([]);
    },

    drawSelected: function (ctx, scene) {
      const feature = this.selected;
      if (!feature || !feature.geometry || feature.geometry.type !== "Point") return;
      const p = feature.properties;
      const [lon, lat] = feature.geometry.coordinates;
      const [x, y] = Atlas.toScene(scene, lon, lat);
      const r = this.radius(scene.zoom) + 1.5;
      if (p.precision_m)
        this.drawDisc(ctx, x, y, Math.max(this.pixels(scene, p.precision_m, lat), r + 4), true);
      ctx.beginPath();
      ctx.arc(x, y, r + 5, 0, Math.PI * 2);
      ctx.lineWidth = 5;
      ctx.strokeStyle = Atlas.isDark() ? "#171c22" : "#ffffff";
      ctx.stroke();
      ctx.lineWidth = 2.4;
      ctx.strokeStyle = Atlas.isDark() ? "#f2efe8" : "#16212c";
      ctx.stroke();
      const sprite = this.sprite(p, Atlas.isPale(this.selected), r);
      ctx.drawImage(sprite.canvas, x - sprite.size / 2, y - sprite.size / 2, sprite.size, sprite.size);
    },
  });
})();
