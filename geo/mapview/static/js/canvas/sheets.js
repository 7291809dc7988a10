/* What is seen of the canvases: their pictures, put together on one sheet that lies in the map. A page that stacks full
   canvases passes over all their pixels once for each, in every frame; where a graphics card is emulated that is most of
   a frame. The base map has a sheet of its own only while tiles or shapes lie between it and the rest. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  Atlas.Sheet = L.Layer.extend({
    initialize: function (frame, options) {
      L.setOptions(this, options);
      this.frame = frame;
      this.scene = null; // of the newest picture on it
    },

    onAdd: function () {
      this.canvas = Atlas.el("canvas", {
        class: "atlas-canvas leaflet-zoom-animated",
        "aria-hidden": "true",
        hidden: true,
      });
      this.getPane().append(this.canvas);
    },

    onRemove: function () {
      this.canvas.remove();
    },

    getEvents: function () {
      const events = { zoom: this.put, moveend: this.put, viewreset: this.put };
      if (this._map._zoomAnimated) events.zoomanim = (event) => this.place(event.center, event.zoom);
      return events;
    },

    /* Lays the sheet where its scene is now. */
    put: function () {
      const { scene, _map: map } = this;
      if (!scene) return;
      if (scene.zoom === map.getZoom()) L.DomUtil.setPosition(this.canvas, scene.origin.subtract(map.getPixelOrigin()));
      else this.place(map.getCenter(), map.getZoom());
    },

    /* Scales the picture that is there to where it will be, as Leaflet's own renderers do. */
    place: function (center, zoom) {
      const { scene, _map: map } = this;
      if (!scene) return;
      const scale = map.getZoomScale(zoom, scene.zoom);
      const half = L.point(scene.width, scene.height).divideBy(2);
      const target = map.project(scene.center, zoom);
      const origin = map._getNewPixelOrigin(center, zoom);
      L.DomUtil.setTransform(this.canvas, half.multiplyBy(-scale).add(target).subtract(origin), scale);
    },

    /* Shows pictures, the lowest first. One that was drawn before the newest lies off by what the map moved since, and
       reaches beyond the view all the same. */
    show: function (pictures) {
      this.canvas.hidden = !pictures.length;
      if (!pictures.length) return;
      const { scene } = pictures.reduce((last, one) => (one.scene.number > last.scene.number ? one : last));
      const pen = Atlas.pen(this.canvas);
      this.scene = scene;
      Atlas.fitCanvas(this.canvas, scene);
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
      pictures.forEach((one) => one.paste(pen, one.scene.origin.subtract(scene.origin).multiplyBy(scene.ratio).round()));
      this.put();
    },
  });

  function Sheets(frame) {
    this.frame = frame;
    this.ground = new Atlas.Sheet(frame, { pane: "atlas-base" }).addTo(frame.map);
    this.upper = new Atlas.Sheet(frame, { pane: "atlas-upper" }).addTo(frame.map);
    this.scenes = 0;
    this.joined = null; // whether the base map lies on the upper sheet
  }

  /* Puts the sheets together once, however many canvases were drawn, and before the browser paints. */
  Sheets.prototype.ask = function () {
    if (this.asked) return;
    this.asked = Promise.resolve()
      .then(() => this.compose())
      .catch((error) => Atlas.noteError("sheets", error));
  };

  /* Asks if tiles or shapes came between, or went. */
  Sheets.prototype.freshen = function () {
    if (this.joined !== this.joins()) this.ask();
  };

  Sheets.prototype.joins = function () {
    return !this.frame.tiles && !this.frame.shapes.shown().length;
  };

  /* The canvases above the base map, the lowest first. Squares and dots of files of events lie below the names of
     places, symbols above them; our own records above all. */
  Sheets.prototype.order = function () {
    const { columns, labels, points } = this.frame;
    const all = columns && columns.above ? [labels, columns, points] : [columns, labels, points];
    return all.filter((one) => one && one._map && one.scene);
  };

  Sheets.prototype.compose = function () {
    this.asked = null;
    if (!this.upper.canvas) return; // the map has no view yet
    const { base } = this.frame;
    const ground = base && base.scene ? [base] : [];
    this.match(ground.concat(this.order()));
    this.joined = this.joins();
    const upper = this.order().filter((one) => !one.isEmpty());
    this.ground.show(this.joined ? [] : ground);
    this.upper.show(this.joined ? ground.concat(upper) : upper);
  };

  /* Pictures of another scale, or of a far place, cannot lie beside the newest: they are drawn anew. */
  Sheets.prototype.match = function (canvases) {
    const [first] = canvases;
    const beside = (one) =>
      one.scene.zoom === first.scene.zoom && one.scene.origin.distanceTo(first.scene.origin) < first.scene.width;
    if (!canvases.every(beside)) canvases.filter((one) => !one.fits()).forEach((one) => one.redraw());
  };

  Atlas.Sheets = Sheets;
})();
