/* Rows of a person's own: the page around the frame says where they are, on this very host; they are drawn like files
   of events, and stand in no address. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const ID = "mine";

  /* An address on the same origin, or null. */
  function own(address) {
    try {
      const url = new URL(String(address), document.baseURI);
      return url.origin === window.location.origin ? url.pathname + url.search : null;
    } catch {
      return null;
    }
  }

  function drop(frame) {
    const layer = frame.layers.get(ID);
    if (!layer) return;
    if (frame.selected && frame.selected.from === layer) frame.select(null);
    layer.remove();
    frame.layers.delete(ID);
  }

  /* Called for a message of type atlas-mine; see docs/columns.md. */
  Atlas.showMine = function (frame, message) {
    const [url, details] = [message.url ? own(message.url) : null, own(message.details)];
    const before = frame.layers.get(ID);
    if (before && before.spec.url === url) return;
    drop(frame);
    if (url && details) {
      const spec = {
        id: ID,
        name: ID,
        title: String(message.name || "My data").slice(0, 120),
        group: "My data",
        note: "Your own rows. They stay in this browser session and are in no link to this map.",
        url: url,
        details: details,
        count: Number.isFinite(message.count) ? message.count : undefined,
        unlocated: 0,
        private: true,
      };
      Atlas.addColumns(frame.map, spec).addTo(frame.map);
    }
    frame.rebuildPanel();
    frame.refresh();
  };
})();
