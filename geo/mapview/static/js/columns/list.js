/* Events of files in the list of the panel: the way to them for the keyboard. Those nearest to the centre of the view
   come first; their details are fetched when the list is open and the map rests. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const el = Atlas.el;
  const MOST = 50;

  /* Rows in a rectangle around the centre of the view, which grows until there are enough of them. */
  function around(layer, canvas, view) {
    for (let part = 1 / 64; part < 1; part *= 2) {
      const [width, height] = [view.width * part, view.height * part];
      const [left, top] = [view.left + (view.width - width) / 2, view.top + (view.height - height) / 2];
      const box = { left: left, top: top, width: width, height: height };
      const rows = Atlas.rowsInView(layer.data, layer.filter, canvas.scene, box);
      if (rows.length >= 4 * MOST) return rows;
    }
    return Atlas.rowsInView(layer.data, layer.filter, canvas.scene, view);
  }

  /* The rows in view that lie nearest to its centre. */
  function nearest(layer, canvas) {
    const view = canvas.view();
    const rows = around(layer, canvas, view);
    const k = canvas.scene.world / Atlas.COLUMN_UNITS;
    const [cx, cy] = [canvas.scene.origin.x + view.left + view.width / 2, canvas.scene.origin.y + view.top + view.height / 2];
    const far = (row) => Math.hypot(layer.data.x[row] * k - cx, layer.data.y[row] * k - cy);
    const near = rows.map((row) => [far(row), row]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return { total: layer.job.inView, rows: near.slice(0, MOST).map(([, row]) => row) };
  }

  async function part(frame, layer, container) {
    const { total, rows } = nearest(layer, frame.columns);
    const first = rows.length < total ? ", the " + rows.length + " nearest to the centre" : "";
    const list = el("ul", { class: "atlas-list" });
    const heading = el("h3", { text: layer.spec.title + " (" + Atlas.grouped(total) + " in view" + first + ")" });
    container.append(heading, list);
    if (!rows.length) return;
    const features = await layer.details(rows);
    features.forEach(function (feature) {
      const open = (found, button) => frame.select(found, { focus: true, opener: button });
      list.append(el("li", {}, Atlas.listButton(frame, feature, open)));
    });
    Atlas.rove(list);
  }

  /* Called when the list was asked to fill itself; does nothing while nothing of ours is shown or has changed. */
  Atlas.listColumns = function (frame, container) {
    const layers = frame.columns && frame.columns._map ? frame.columns.layers : [];
    const now = JSON.stringify([frame.view(), layers.map((layer) => [layer.spec.id, layer.revision]), Atlas.isDark()]);
    let box = container.querySelector(".atlas-list-columns");
    if (box && box.dataset.filled === now) return;
    if (!layers.length) {
      if (box) box.remove();
      return;
    }
    const fresh = el("div", { class: "atlas-list-columns" });
    fresh.dataset.filled = now;
    if (box) box.replaceWith(fresh);
    else container.append(fresh);
    layers.forEach(function (layer) {
      const own = fresh.appendChild(el("div", {}));
      part(frame, layer, own).catch(function (error) {
        Atlas.noteError("list", error);
        own.append(el("p", { class: "atlas-faint", text: Atlas.detailsFault(error) }));
      });
    });
  };
})();
