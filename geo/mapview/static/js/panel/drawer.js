/* The drawer that holds the evidence card, or a chooser where several features share a marker; and selection. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const el = Atlas.el;

  function downloadUrl(frame, feature) {
    if (Atlas.standalone()) return null;
    const layer = frame.layers.get(feature.properties.layer);
    return layer && layer.spec.download ? layer.spec.download + "?" + new URLSearchParams({ id: feature.id }) : null;
  }

  function Drawer(frame) {
    this.frame = frame;
    this.body = el("div", { class: "atlas-drawer-body" });
    this.back = Atlas.button(Atlas.tr("All at this marker"), () => this.choose(this.choices, true), {
      class: "atlas-back",
      hidden: true,
    });
    const close = Atlas.button("\u00d7", () => frame.select(null), {
      class: "atlas-close",
      "aria-label": Atlas.tr("Close the card"),
    });
    this.pull = Atlas.button("", () => this.stretch(!this.root.classList.contains("atlas-tall")), {
      class: "atlas-pull",
    });
    const bar = el("div", { class: "atlas-drawer-bar" }, [this.back, this.pull, close]);
    this.root = el("aside", { class: "atlas-drawer", "aria-label": Atlas.tr("Evidence"), hidden: true }, [
      bar,
      this.body,
    ]);
    document.body.append(this.root);
    this.stretch(false);
    this.followFinger(bar);
    this.choices = null;
    this.opener = null;
  }

  /* On a phone the card covers half of the map, or nearly all of it. */
  Drawer.prototype.stretch = function (tall) {
    this.root.classList.toggle("atlas-tall", tall);
    const name = tall ? Atlas.tr("Make the card smaller") : Atlas.tr("Pull the card up");
    this.pull.setAttribute("aria-label", name);
    this.pull.setAttribute("aria-expanded", String(tall));
    this.pull.title = name;
  };

  /* A stroke upwards or downwards over the bar of the card does the same. */
  Drawer.prototype.followFinger = function (bar) {
    let from = null;
    bar.addEventListener("pointerdown", (event) => (from = event.clientY));
    bar.addEventListener("pointerup", (event) => {
      const moved = from === null ? 0 : event.clientY - from;
      from = null;
      if (Math.abs(moved) > 24 && Atlas.isPhone()) this.stretch(moved < 0);
    });
  };

  Drawer.prototype.open = function (focus) {
    this.root.hidden = false;
    document.body.classList.add("atlas-with-drawer");
    this.body.scrollTop = 0;
    if (focus) {
      const target = this.body.querySelector("h2");
      if (target) target.focus();
    }
  };

  Drawer.prototype.show = function (feature, focus) {
    const frame = this.frame;
    const { from } = feature; // a file of events: its rows are cited from their source, private ones have no address
    Atlas.renderCard(feature, this.body, {
      permalink: from && from.spec.private ? null : (shown) => Atlas.permalink(frame, String(shown.id)),
      edition: from ? null : () => frame.edition,
      downloadUrl: downloadUrl(frame, feature),
    });
    this.back.hidden = !(this.choices && this.choices.includes(feature));
    if (!this.back.hidden) this.back.textContent = "\u2039 All " + this.choices.length + " at this marker";
    this.open(focus);
  };

  /* Lists the features that share a marker, each to be opened. */
  Drawer.prototype.choose = function (features, focus, total) {
    const frame = this.frame;
    this.choices = features;
    const word = features.every((f) => f.geometry.type === "Point")
      ? "records at this marker"
      : "features here";
    const list = el("ul", { class: "atlas-list" });
    features
      .slice()
      .sort(Atlas.byDate)
      .forEach((feature) =>
        list.append(
          el(
            "li",
            {},
            Atlas.listButton(frame, feature, (f) => frame.select(f, { keep: true, focus: true })),
          ),
        ),
      );
    Atlas.rove(list);
    const count = total > features.length ? "First " + features.length + " of " + Atlas.grouped(total) : features.length;
    const heading = el("h2", { text: count + " " + word, tabindex: "-1" });
    this.body.replaceChildren(heading, list);
    this.back.hidden = true;
    this.open(focus);
  };

  /* Where the focus goes back to: to what opened the card, or what stands for it since the list was filled anew. */
  Drawer.prototype.returnTo = function () {
    const { opener } = this;
    if (opener && opener.isConnected && opener.checkVisibility()) return opener;
    const same = Array.from(document.querySelectorAll(".atlas-panel button[data-id]")).find(
      (button) => opener && button.dataset.id === opener.dataset.id,
    );
    return same && same.checkVisibility() ? same : this.frame.map.getContainer();
  };

  Drawer.prototype.close = function () {
    if (this.root.hidden) return;
    const inside = this.root.contains(document.activeElement);
    this.root.hidden = true;
    this.stretch(false);
    this.choices = null;
    document.body.classList.remove("atlas-with-drawer");
    if (inside) this.returnTo().focus({ preventScroll: true });
    this.opener = null;
  };

  function reveal(frame, feature) {
    const geometry = feature.geometry;
    if (!geometry || geometry.type !== "Point") return;
    const [lon, lat] = geometry.coordinates;
    const map = frame.map;
    const cover = frame.covered();
    const size = map.getSize();
    const spot = map.latLngToContainerPoint([lat, lon]);
    const clear = {
      left: cover.left + 40,
      right: size.x - cover.right - 40,
      top: 40,
      bottom: size.y - cover.bottom - 40,
    };
    if (spot.x > clear.left && spot.x < clear.right && spot.y > clear.top && spot.y < clear.bottom) return;
    const target = L.point((clear.left + clear.right) / 2, (clear.top + clear.bottom) / 2);
    const center = map.project(map.getCenter()).add(spot.subtract(target));
    const animate = !Atlas.calm() && size.contains(map.latLngToContainerPoint([lat, lon]));
    map.setView(map.unproject(center), map.getZoom(), { animate: animate });
  }

  /* Called by the element of the card. */
  Atlas.addCard = function (map) {
    const frame = map.atlas;
    const drawer = (frame.drawer = new Drawer(frame));

    /* Selects a feature and opens its card, or closes it. keep: stay within a chooser that is open. */
    frame.select = function (feature, options) {
      const wish = options || {};
      const before = frame.state.id;
      if (!wish.keep) drawer.choices = null;
      if (wish.opener) drawer.opener = wish.opener;
      frame.selected = feature;
      frame.state.id = feature && !(feature.from && feature.from.spec.private) ? String(feature.id) : null;
      frame.points.select(feature);
      if (feature) {
        if (frame.closeSheet) frame.closeSheet();
        drawer.show(feature, wish.focus);
        reveal(frame, feature);
      } else drawer.close();
      if (before !== frame.state.id) frame.changed();
      frame.refresh();
    };

    frame.choose = function (features, options) {
      frame.select(null);
      drawer.choose(features, options && options.focus, options && options.total);
    };

    map.on("click", function (event) {
      if (frame.state.pick || frame.measuring) return; // there a click asks about the place, not about what lies on it
      const points = frame.points.hitTest(event.latlng, 10);
      if (!points.length && Atlas.clickColumns(frame, event.latlng)) return;
      const found = points.length ? points : frame.shapes.hitTest(event.latlng, 7);
      if (found.length > 1) frame.choose(found);
      else frame.select(found[0] || null);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || drawer.root.hidden) return;
      event.preventDefault();
      frame.select(null);
    });
  };
})();
