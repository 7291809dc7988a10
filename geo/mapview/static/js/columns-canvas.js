/* The one canvas of all files of events. Squares of counts where dots would overlap too much, dots where they do not,
   symbols where few places are in view. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const CELL_PX = 6;
  const FEW_ROWS = 1200;
  const FEW_SQUARES = 250;
  const CROWDED = 2;

  function pictureOf(job) {
    if (job.n <= FEW_ROWS) return "symbols";
    if (job.n > Atlas.COLUMN_ROOM) return "density";
    let taken = 0;
    for (let i = 0; i < job.grid.length; i += 1) if (job.grid[i]) taken += 1;
    if (taken <= FEW_SQUARES) return "symbols";
    return job.n / taken > CROWDED ? "density" : "dots";
  }

  Atlas.ColumnsCanvas = Atlas.CanvasLayer.extend({
    initialize: function (frame, options) {
      Atlas.CanvasLayer.prototype.initialize.call(this, frame, options);
      this.layers = [];
      this.scratch = document.createElement("canvas");
      this.stale = false;
    },

    setVisible: function (layer, visible) {
      const there = this.layers.includes(layer);
      if (visible === there) return;
      this.layers = visible ? this.layers.concat(layer) : this.layers.filter((other) => other !== layer);
      this.stale = true;
      if (this.layers.length && !this._map) this.addTo(this.frame.map);
      else if (!this.layers.length && this._map) this.remove();
    },

    /* Called when the frame paints: draws anew only if something of ours changed. */
    freshen: function () {
      if (this.stale && this._map) this.redraw();
    },

    /* The visible part of the scene, in canvas pixels. */
    view: function () {
      const size = this._map.getSize();
      const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(this.scene.corner);
      return { left: corner.x, top: corner.y, width: size.x, height: size.y };
    },

    draw: function (ctx, scene) {
      this.stale = false;
      const view = this.view();
      this.layers.forEach(function (layer) {
        const started = performance.now();
        this.drawLayer(ctx, scene, view, layer);
        layer.drawMs = performance.now() - started;
        if (layer.panel) layer.panel.update();
      }, this);
      /* Squares and dots lie below the names of places, symbols above them. */
      const above = this.layers.some((layer) => layer.picture === "symbols");
      this.getPane().style.zIndex = above ? "440" : "375";
    },

    drawLayer: function (ctx, scene, view, layer) {
      const job = (layer.job = Atlas.scanColumns(layer.data, layer.filter, scene, view, CELL_PX, layer.job));
      layer.picture = pictureOf(job);
      if (layer.passed === null && Atlas.holdsAll(job)) layer.passed = job.n;
      layer.markers = null;
      layer.classes = null;
      if (layer.picture === "density") layer.classes = Atlas.paintDensity(ctx, scene, job, this.scratch);
      else if (layer.picture === "dots") Atlas.paintDots(ctx, scene, job, layer.colours(), this.scratch);
      else {
        layer.markers = Atlas.columnMarkers(job, scene);
        Atlas.paintMarkers(ctx, scene, layer, layer.markers);
      }
    },
  });
})();
