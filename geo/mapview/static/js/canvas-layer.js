/* A canvas that lies in a pane of the map: larger than the view, so that a pan never shows a bare edge, moved by CSS
   while the map zooms, and redrawn in one go when the map comes to rest. Subclasses supply draw(ctx, scene). */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  Atlas.CanvasLayer = L.Layer.extend({
    options: { pane: "overlayPane", margin: 0.12, interactive: false },

    initialize: function (frame, options) {
      L.setOptions(this, options);
      this.frame = frame;
      this.drawMs = 0;
      this.turn = 0; // how often it was drawn
      this.empty = false; // a subclass says so; an empty canvas is taken out of the picture
      this.looks = "";
    },

    onAdd: function () {
      this.canvas = Atlas.el("canvas", {
        class: "atlas-canvas leaflet-zoom-animated",
        "aria-hidden": "true",
      });
      this.getPane().append(this.canvas);
      this.redraw();
    },

    onRemove: function () {
      this.canvas.remove();
    },

    getEvents: function () {
      const events = {
        moveend: this.settle,
        resize: this.settle,
        viewreset: this.settle,
        move: this.keepUp,
        zoom: this.follow,
      };
      if (this._map._zoomAnimated) events.zoomanim = (event) => this.place(event.center, event.zoom);
      return events;
    },

    /* A long drag is redrawn on its way, before it shows what lies beyond the margin. */
    keepUp: function () {
      const map = this._map;
      if (!this.scene || map.getZoom() !== this.scene.zoom) return;
      const moved = map.containerPointToLayerPoint([0, 0]).subtract(this.scene.at);
      const room = map.getSize().multiplyBy(this.options.margin * 0.9);
      if (Math.abs(moved.x) > room.x || Math.abs(moved.y) > room.y) this.redraw();
    },

    /* At rest. Leaflet tells of one change of the view more than once; what was drawn for it on its way stays. */
    settle: function () {
      if (this.outdated() || !this.fits()) this.redraw();
    },

    /* Whether the picture was drawn for the view that the map has now. */
    fits: function () {
      const map = this._map;
      const scene = this.scene;
      return (
        !this.placed &&
        scene.zoom === map.getZoom() &&
        scene.size.equals(map.getSize()) &&
        scene.at.equals(map.containerPointToLayerPoint([0, 0])) &&
        scene.origin.equals(map.getPixelOrigin().add(scene.corner))
      );
    },

    follow: function () {
      this.place(this._map.getCenter(), this._map.getZoom());
    },

    /* Scales the picture that is there to where it will be, as Leaflet's own renderers do. */
    place: function (center, zoom) {
      const map = this._map;
      if (!this.scene) return;
      const scale = map.getZoomScale(zoom, this.scene.zoom);
      const half = map.getSize().multiplyBy(0.5 + this.options.margin);
      const target = map.project(this.scene.center, zoom);
      const origin = map._getNewPixelOrigin(center, zoom);
      this.placed = true; // until it is drawn anew it may lie off by parts of a pixel
      this.transform(half.multiplyBy(-scale).add(target).subtract(origin), scale);
    },

    transform: function (offset, scale) {
      L.DomUtil.setTransform(this.canvas, offset, scale);
    },

    /* What the picture depends on beside the view, as a text. */
    looksNow: function () {
      return [Atlas.isDark(), window.devicePixelRatio].join();
    },

    /* Whether something but the view has changed since it was drawn. */
    outdated: function () {
      return !this.scene || this.looks !== this.looksNow();
    },

    /* Draws anew only if something but the view has changed; the view is followed by itself. */
    freshen: function () {
      if (this.outdated()) this.redraw();
    },

    /* Whether there is anything to draw yet. */
    hasContent: function () {
      return true;
    },

    redraw: function () {
      const map = this._map;
      if (!map || !this.hasContent()) return;
      const started = performance.now();
      const size = map.getSize();
      const margin = this.options.margin;
      const corner = map.containerPointToLayerPoint(size.multiplyBy(-margin)).round();
      const width = Math.round(size.x * (1 + 2 * margin));
      const height = Math.round(size.y * (1 + 2 * margin));
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      this.fit(width, height, ratio);
      L.DomUtil.setPosition(this.canvas, corner);
      this.placed = false;
      this.scene = {
        zoom: map.getZoom(),
        center: map.getCenter(),
        size: size.clone(),
        width: width,
        height: height,
        corner: corner,
        at: map.containerPointToLayerPoint([0, 0]),
        /* World pixels of the canvas' top left corner at this zoom. */
        origin: map.getPixelOrigin().add(corner),
        world: 256 * Math.pow(2, map.getZoom()),
      };
      const ctx = Atlas.pen(this.canvas);
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (!this.empty) ctx.clearRect(0, 0, width, height);
      this.empty = false;
      this.draw(ctx, this.scene);
      this.canvas.hidden = this.empty;
      this.turn += 1;
      this.looks = this.looksNow();
      this.drawMs = performance.now() - started;
    },

    fit: function (width, height, ratio) {
      const canvas = this.canvas;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        canvas.style.width = width + "px";
        canvas.style.height = height + "px";
      }
    },
  });

  /* Position in a scene, in canvas pixels. */
  Atlas.toScene = function (scene, lon, lat) {
    const sine = Math.sin((lat * Math.PI) / 180);
    const x = (lon / 360 + 0.5) * scene.world - scene.origin.x;
    const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scene.world - scene.origin.y;
    return [x, y];
  };
})();
