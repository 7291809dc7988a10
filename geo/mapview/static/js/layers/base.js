/* What the layer of a URL and the layer of a file of events share: being wanted, loading once, and failing quietly.
   A subclass supplies fetchData() -> promise of what accept() takes, and show(). */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  Atlas.BaseLayer = L.Layer.extend({
    /** @param {any} frame @param {AtlasSpec} spec */
    initialize: function (frame, spec) {
      this.frame = frame;
      this.spec = spec;
      this.wanted = false;
      this.missing = false;
      this.registered = null;
      this.revision = 0;
    },
    onAdd: function () {
      this.wanted = true;
      this.load();
      this.show();
    },
    onRemove: function () {
      this.wanted = false;
      this.show();
    },

    /* Asks once; a failure that may pass is asked again when the layer is wanted the next time. */
    load: function () {
      if (this.loading) return this.loading;
      const name = "layer " + this.spec.id;
      this.frame.pending(name);
      this.loading = this.fetchData()
        .then((data) => this.accept(data))
        .catch((error) => this.refuse(error))
        .finally(() => this.frame.settled(name));
      return this.loading;
    },

    refuse: function (error) {
      this.missing = true;
      if (error.status !== 404) this.loading = null;
      Atlas.noteError("layer " + this.spec.id, error);
      this.frame.refresh();
    },
  });
})();
