/* Which rows lie where: the nearest to a pointer, and those in a view. Exact, over the rows themselves. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  /* Rows that pass at the point nearest to a position in the scene, within a reach in pixels; by number. All of them
     share that point to the unit. */
  Atlas.nearestRows = function (data, filter, scene, x, y, reach) {
    const k = scene.world / Atlas.COLUMN_UNITS;
    const [wx, wy] = [scene.origin.x + x, scene.origin.y + y];
    let best = reach * reach;
    let rows = [];
    const area = [(wx - reach) / k, (wy - reach) / k, (wx + reach) / k, (wy + reach) / k];
    Atlas.overRuns(data, area, function (from, to) {
      for (let i = from; i < to; i += 1) {
        const dx = data.x[i] * k - wx;
        const dy = data.y[i] * k - wy;
        const far = dx * dx + dy * dy;
        if (far > best || !Atlas.columnPasses(data, filter, i)) continue;
        const same = rows.length && data.x[rows[0]] === data.x[i] && data.y[rows[0]] === data.y[i];
        if (same) rows.push(i);
        else if (far < best || !rows.length) {
          best = far;
          rows = [i];
        }
      }
    });
    return rows;
  };

  /* Rows that pass within the visible part of a scene, by number. */
  Atlas.rowsInView = function (data, filter, scene, view) {
    const k = scene.world / Atlas.COLUMN_UNITS;
    const [left, top] = [scene.origin.x + view.left, scene.origin.y + view.top];
    const [right, bottom] = [left + view.width, top + view.height];
    const rows = [];
    Atlas.overRuns(data, [left / k, top / k, right / k, bottom / k], function (from, to) {
      for (let i = from; i < to; i += 1) {
        const [wx, wy] = [data.x[i] * k, data.y[i] * k];
        if (wx < left || wx >= right || wy < top || wy >= bottom) continue;
        if (Atlas.columnPasses(data, filter, i)) rows.push(i);
      }
    });
    return rows;
  };
})();
