/* A point that somebody asks about: marker, circle of its uncertainty, shortest ways to lines A and B. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  function label(latlng, text) {
    const name = Atlas.el("span", { class: "atlas-pin-label", text: text });
    const icon = L.divIcon({ className: "atlas-pin-anchor", html: name, iconSize: [0, 0] });
    return L.marker(latlng, { icon: icon, interactive: false, keyboard: false });
  }

  function place([lon, lat]) {
    return [lat, lon];
  }

  function ways(pin, style) {
    const from = place(pin.point);
    return (pin.feet || []).flatMap(function (foot) {
      const to = place(foot.point);
      const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
      return [L.polyline([from, to], Object.assign({ dashArray: "2 5" }, style)), label(middle, foot.label)];
    });
  }

  function drawn(pin) {
    const colour = Atlas.isDark() ? "#ffd166" : "#b3261e";
    const style = { color: colour, weight: 2, interactive: false };
    const parts = ways(pin, style);
    if (pin.radius_m > 0) {
      parts.push(L.circle(place(pin.point), Object.assign({ radius: pin.radius_m, fillOpacity: 0.12 }, style)));
    }
    parts.push(L.circleMarker(place(pin.point), Object.assign({ radius: 6, fillOpacity: 0.9 }, style)));
    return L.featureGroup(parts);
  }

  /* Shows a pin, or none; the view follows when the pin is new. */
  Atlas.setPin = function (frame, pin) {
    if (frame.pin) frame.pin.remove();
    frame.pin = null;
    if (!pin || !Array.isArray(pin.point) || !pin.point.every(Number.isFinite)) return;
    frame.pin = drawn(pin).addTo(frame.map);
    const bounds = frame.pin.getBounds().pad(0.25);
    const options = { maxZoom: 14, animate: false };
    frame.apply(() => frame.map.fitBounds(bounds, options));
  };

  /* Called by the element of the pin. With pick=1 in the address a click asks about a place. */
  Atlas.addPin = function (map) {
    const frame = map.atlas;
    if (!frame.state.pick) return;
    map.getContainer().classList.add("atlas-pick");
    map.on("click", function (event) {
      const spot = event.latlng.wrap();
      if (frame.picked) frame.picked({ lon: Number(spot.lng.toFixed(6)), lat: Number(spot.lat.toFixed(6)) });
    });
  };
})();
