/* A canvas with a picture of the map: larger than the view, so that a pan never shows a bare edge, and redrawn in one go
   when the map comes to rest. It is seen through a sheet. Subclasses supply draw(ctx, scene). */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  /* Gives a canvas the size of a scene. */
  Atlas.fitCanvas = function (canvas, scene) {
    const [width, height] = [Math.round(scene.width * scene.ratio), Math.round(scene.height * scene.ratio)];
    if (canvas.width === width && canvas.height === height) return;
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = scene.width + "px";
    canvas.style.height = scene.height + "px";
  };

  Atlas.CanvasLayer = L.Layer.extend({
    options: { margin: 0.12, interactive: false },

    initialize: function (frame, options) {
      L.setOptions(this, options);
      this.frame = frame;
      this.drawMs = 0;
      this.turn = 0; // how often it was drawn
      this.bare = false; // a subclass says so: nothing was drawn
      this.looks = "";
    },

    onAdd: function () {
      this.canvas = document.createElement("canvas");
      this.redraw();
    },

    onRemove: function () {
      this.frame.sheets.ask();
    },

    getEvents: function () {
      return { moveend: this.settle, resize: this.settle, viewreset: this.settle, move: this.keepUp };
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
        scene.zoom === map.getZoom() &&
        scene.size.equals(map.getSize()) &&
        scene.at.equals(map.containerPointToLayerPoint([0, 0])) &&
        scene.origin.equals(map.getPixelOrigin().add(scene.corner))
      );
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

    isEmpty: function () {
      return this.bare;
    },

    redraw: function () {
      if (!this._map || !this.hasContent()) return;
      const started = performance.now();
      const scene = (this.scene = this.sceneNow());
      const { ratio } = scene;
      Atlas.fitCanvas(this.canvas, scene);
      const ctx = Atlas.pen(this.canvas);
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (!this.bare) ctx.clearRect(0, 0, scene.width, scene.height);
      this.bare = false;
      this.draw(ctx, scene);
      this.turn += 1;
      this.looks = this.looksNow();
      this.frame.sheets.ask();
      this.drawMs = performance.now() - started;
    },

    /* The view that the map has now, with the margin around it. */
    sceneNow: function () {
      const map = this._map;
      const size = map.getSize();
      const margin = this.options.margin;
      const corner = map.containerPointToLayerPoint(size.multiplyBy(-margin)).round();
      return {
        number: (this.frame.sheets.scenes += 1),
        zoom: map.getZoom(),
        center: map.getCenter(),
        size: size.clone(),
        width: Math.round(size.x * (1 + 2 * margin)),
        height: Math.round(size.y * (1 + 2 * margin)),
        ratio: Math.min(2, window.devicePixelRatio || 1),
        corner: corner,
        at: map.containerPointToLayerPoint([0, 0]),
        /* World pixels of the canvas' top left corner at this zoom. */
        origin: map.getPixelOrigin().add(corner),
        world: 256 * Math.pow(2, map.getZoom()),
      };
    },

    /* Puts the picture on a sheet; offset in pixels of the canvas. */
    paste: function (pen, offset) {
      pen.drawImage(this.canvas, offset.x, offset.y);
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
