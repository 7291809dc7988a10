/* Put into every frame of a page under measurement. `benchState()` of a case says what is drawn, "" for nothing; the page
   itself notes when that changes, because a question from outside would wait for its busy thread. */
(() => {
  const clock = () => performance.timeOrigin + performance.now();
  window.benchDraws = 0;

  /* deck.gl draws points as instances: a draw is done once a pixel can be read back after it. */
  const prototype = window.WebGL2RenderingContext && WebGL2RenderingContext.prototype;
  if (prototype) {
    const draw = prototype.drawArraysInstanced;
    prototype.drawArraysInstanced = function (mode, first, count, instances) {
      draw.call(this, mode, first, count, instances);
      if (instances >= 100 || (window.benchDraws && instances !== 1)) {
        window.benchPending = instances;
        requestAnimationFrame(() => {
          this.readPixels(0, 0, 1, 1, this.RGBA, this.UNSIGNED_BYTE, new Uint8Array(4));
          window.benchDraws = instances;
          window.benchDrawnCount = (window.benchDrawnCount || 0) + 1;
        });
      }
    };
  }

  window.benchCanvas = () => {
    const canvas = document.querySelector("canvas.leaflet-zoom-animated");
    if (!canvas || !canvas.width) return "";
    const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let sum = 0;
    for (let i = 3; i < data.length; i += 64) sum = (sum * 31 + data[i]) >>> 0;
    return sum ? String(sum) : "";
  };
  window.benchClusters = () => {
    const clusters = document.querySelectorAll(".marker-cluster");
    const icons = document.querySelectorAll("img.leaflet-marker-icon").length;
    let count = icons;
    clusters.forEach((cluster) => (count += Number(cluster.textContent)));
    return count ? clusters.length + "/" + count : "";
  };
  window.benchDeck = () => (window.benchDraws ? String(window.benchDraws) : "");
  window.benchAtlas = () => {
    const frame = window.Atlas && Atlas.frame;
    if (!frame || !frame.ready || !Atlas.columnsProbe) return "";
    const found = Object.values(Atlas.columnsProbe(frame))[0];
    return found && found.picture ? JSON.stringify([found.inFilter, found.inView, found.picture]) : "";
  };

  window.benchAwait = (before) => {
    window.benchAt = 0;
    const check = () => {
      const state = STATE;
      if (state && state !== before) {
        window.benchAt = clock();
        window.benchStateNow = state;
      } else setTimeout(check, 8);
    };
    check();
  };
  window.benchAwait("");
})();
