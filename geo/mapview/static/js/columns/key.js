/* The key of the squares of files of events on the map itself: the panel has it too, but may be closed or scrolled. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const el = Atlas.el;

  function step(item) {
    const patch = el("span", { class: "atlas-patch" });
    patch.style.background = item.colour;
    return el("li", {}, [patch, el("span", { text: Atlas.grouped(item.low) + (item.high === null ? "+" : "") })]);
  }

  /* Called when the canvas was drawn or taken away. */
  Atlas.squaresKey = function (layers) {
    const crowded = layers.find((layer) => layer.classes);
    let key = document.querySelector(".atlas-squares-key");
    if (!key && crowded) {
      key = el("div", { class: "atlas-squares-key", "aria-hidden": "true" });
      document.body.append(key);
    }
    if (key) key.hidden = !crowded;
    const now = crowded ? JSON.stringify(crowded.classes) : "";
    if (!now || key.dataset.shown === now) return;
    key.dataset.shown = now;
    key.replaceChildren(el("span", { text: Atlas.tr("Events in a square") }), el("ol", {}, crowded.classes.map(step)));
  };
})();
