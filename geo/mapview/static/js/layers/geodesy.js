/* Distances and areas on the ellipsoid WGS 84: Vincenty's formulas for distances (T. Vincenty, Survey Review 23, 1975),
   the equal-area projection of Lambert on the authalic sphere for areas (Snyder, Map Projections, 1987, 3-11 and 24). */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const A = 6378137;
  const F = 1 / 298.257223563;
  const B = A * (1 - F);
  const E2 = F * (2 - F);
  const RAD = Math.PI / 180;
  const SPHERE = 6371008.8;

  function haversine([lat1, lon1], [lat2, lon2]) {
    const [a, b] = [lat1 * RAD, lat2 * RAD];
    const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((lon2 - lon1) * RAD) / 2) ** 2;
    return 2 * SPHERE * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  /* Metres between two points [lat, lon]; on a sphere where Vincenty's series does not converge, near the antipode. */
  Atlas.distanceM = function (from, to) {
    const [u1, u2] = [from, to].map((point) => Math.atan((1 - F) * Math.tan(point[0] * RAD)));
    const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
    const whole = (to[1] - from[1]) * RAD;
    let lambda = whole;
    for (let turn = 0; turn < 100; turn += 1) {
      const [sl, cl] = [Math.sin(lambda), Math.cos(lambda)];
      const sine = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
      if (sine === 0) return 0;
      const cosine = s1 * s2 + c1 * c2 * cl;
      const sigma = Math.atan2(sine, cosine);
      const alpha = (c1 * c2 * sl) / sine;
      const square = 1 - alpha * alpha;
      const middle = square ? cosine - (2 * s1 * s2) / square : 0;
      const c = (F / 16) * square * (4 + F * (4 - 3 * square));
      const before = lambda;
      const inner = sigma + c * sine * (middle + c * cosine * (2 * middle * middle - 1));
      lambda = whole + (1 - c) * F * alpha * inner;
      if (Math.abs(lambda - before) > 1e-12) continue;
      const k = (square * (A * A - B * B)) / (B * B);
      const p = 1 + (k / 16384) * (4096 + k * (k * (320 - 175 * k) - 768));
      const q = (k / 1024) * (256 + k * (k * (74 - 47 * k) - 128));
      const last = (q / 6) * middle * (4 * sine * sine - 3) * (4 * middle * middle - 3);
      const delta = q * sine * (middle + (q / 4) * (cosine * (2 * middle * middle - 1) - last));
      return B * p * (sigma - delta);
    }
    return haversine(from, to);
  };

  Atlas.pathM = function (points) {
    return points.slice(1).reduce((sum, point, i) => sum + Atlas.distanceM(points[i], point), 0);
  };

  function authalic(sine) {
    const e = Math.sqrt(E2);
    return (1 - E2) * (sine / (1 - E2 * sine * sine) - Math.log((1 - e * sine) / (1 + e * sine)) / (2 * e));
  }

  /* Square metres within a ring of points [lat, lon], which need not be closed. */
  Atlas.areaM2 = function (points) {
    if (points.length < 3) return 0;
    const whole = authalic(1);
    const radius = A * Math.sqrt(whole / 2);
    const beta = (lat) => Math.asin(authalic(Math.sin(lat * RAD)) / whole);
    const mean = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
    const [b0, l0] = [beta(mean(0)), mean(1)];
    const flat = points.map(function ([lat, lon]) {
      const [b, l] = [beta(lat), (lon - l0) * RAD];
      const k = Math.sqrt(2 / (1 + Math.sin(b0) * Math.sin(b) + Math.cos(b0) * Math.cos(b) * Math.cos(l)));
      const y = Math.cos(b0) * Math.sin(b) - Math.sin(b0) * Math.cos(b) * Math.cos(l);
      return [radius * k * Math.cos(b) * Math.sin(l), radius * k * y];
    });
    const sum = flat.reduce(function (total, [x, y], i) {
      const [u, v] = flat[(i + 1) % flat.length];
      return total + x * v - u * y;
    }, 0);
    return Math.abs(sum) / 2;
  };

  /* Ring of points [lat, lon] at a distance in metres around a point, by the radii of curvature there. */
  Atlas.ringAround = function ([lat, lon], metres) {
    const w = Math.sqrt(1 - E2 * Math.sin(lat * RAD) ** 2);
    const [north, east] = [(A * (1 - E2)) / w ** 3, (A / w) * Math.cos(lat * RAD)];
    return Array.from({ length: 73 }, function (_, i) {
      const angle = (i % 72) * 5 * RAD;
      return [lat + (metres * Math.cos(angle)) / north / RAD, lon + (metres * Math.sin(angle)) / east / RAD];
    });
  };
})();
