/* The picture of all files of events. Squares of counts where dots would overlap too much, dots where they do not,
   symbols where few places are in view. The squares have a canvas of their own with one pixel each, which is enlarged
   when it is put on the sheet. */
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

  /* Does a part of the drawing of a layer and adds its time to what it took before. */
  function timed(layer, before, work) {
    const started = performance.now();
    work();
    layer.drawMs = before + performance.now() - started;
  }

  Atlas.ColumnsCanvas = Atlas.CanvasLayer.extend({
    initialize: function (frame, options) {
      Atlas.CanvasLayer.prototype.initialize.call(this, frame, options);
      this.layers = [];
      this.scratch = document.createElement("canvas");
      this.grid = document.createElement("canvas");
      this.gridAt = null;
      this.above = false; // whether it lies above the names of places
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

    onRemove: function () {
      Atlas.squaresKey([]);
      Atlas.CanvasLayer.prototype.onRemove.call(this);
    },

    looksNow: function () {
      return this.stale ? null : Atlas.CanvasLayer.prototype.looksNow.call(this);
    },

    freshen: function () {
      if (this._map) Atlas.CanvasLayer.prototype.freshen.call(this);
    },

    /* The visible part of the scene, in canvas pixels. */
    view: function () {
      const size = this._map.getSize();
      const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(this.scene.corner);
      return { left: corner.x, top: corner.y, width: size.x, height: size.y };
    },

    draw: function (ctx, scene) {
      this.stale = false;
      this.gridAt = null;
      const view = this.view();
      this.layers.forEach((layer) => timed(layer, 0, () => this.scan(scene, view, layer)));
      const crowded = this.layers.filter((layer) => layer.picture === "density");
      if (crowded.length) timed(crowded[0], crowded[0].drawMs, () => this.drawSquares(crowded));
      this.layers.forEach((layer) => timed(layer, layer.drawMs, () => this.drawEach(ctx, scene, layer)));
      this.layers.forEach((layer) => layer.panel && layer.panel.update());
      this.above = this.layers.some((layer) => layer.picture === "symbols");
      this.bare = this.layers.every((layer) => layer.picture === "density" || !layer.job.n);
      Atlas.squaresKey(this.layers);
    },

    isEmpty: function () {
      return this.bare && !this.gridAt;
    },

    paste: function (pen, offset) {
      const { grid, gridAt, scene } = this;
      if (gridAt) {
        const at = gridAt.multiplyBy(scene.ratio).add(offset);
        const side = this.cell * scene.ratio;
        pen.imageSmoothingEnabled = false;
        pen.drawImage(grid, at.x, at.y, grid.width * side, grid.height * side);
        pen.imageSmoothingEnabled = true;
      }
      if (!this.bare) Atlas.CanvasLayer.prototype.paste.call(this, pen, offset);
    },

    scan: function (scene, view, layer) {
      const job = (layer.job = Atlas.scanColumns(layer.data, layer.filter, scene, view, CELL_PX, layer.job));
      layer.picture = pictureOf(job);
      if (layer.passed === null && Atlas.holdsAll(job)) layer.passed = job.n;
      layer.markers = null;
      layer.classes = null;
    },

    drawEach: function (ctx, scene, layer) {
      if (layer.picture === "dots") Atlas.paintDots(ctx, scene, layer.job, layer.colours(), this.scratch);
      if (layer.picture !== "symbols") return;
      layer.markers = Atlas.columnMarkers(layer.job, scene);
      Atlas.paintMarkers(ctx, scene, layer, layer.markers);
    },

    /* Squares count the events of all crowded files together: over one another they would hide what lies below, and one
       colour would stand for two numbers. The grid depends on the scene alone. */
    drawSquares: function (layers) {
      const { grid } = this;
      const { job } = layers[0];
      const counts = layers.length > 1 ? job.grid.slice() : job.grid;
      layers.slice(1).forEach((layer) => layer.job.grid.forEach((count, at) => count && (counts[at] += count)));
      [grid.width, grid.height] = [job.cols, job.rows];
      this.cell = job.cell;
      this.gridAt = L.point(job.gx * job.cell - job.left, job.gy * job.cell - job.top);
      const classes = Atlas.paintDensity(grid, counts, this.scratch);
      layers.forEach((layer) => Object.assign(layer, { classes: classes, together: layers.length }));
    },
  });
})();
