// Two map frames beside each other. Python owns their windows of time; each frame owns its layers and its view until a
// hand moves the other one. On a narrow screen one lies over the other, and a switch says which is seen.
const OWNED = ["layers", "lat", "lon", "z", "base"];
const GRACE_MS = 100;
const mounted = new WeakMap();
let lastState = null; // for when a page switch brings the maps back

function isDark(element) {
  const color = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const hex = /^#([0-9a-f]{6})/i.exec(color);
  if (!hex) return matchMedia("(prefers-color-scheme: dark)").matches;
  const value = parseInt(hex[1], 16);
  return ((value >> 16) * 3 + ((value >> 8) & 255) * 6 + (value & 255)) / 10 < 128;
}

function asText(value) {
  return Array.isArray(value) ? value.join(",") : String(value);
}

function element(tag, attributes, children = []) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function ownedParams() {
  const page = new URLSearchParams(window.location.search);
  const said = OWNED.filter((name) => page.has(name));
  if (said.length) return said.map((name) => [name, page.get(name)]);
  return OWNED.filter((name) => lastState && lastState[name] != null).map((name) => [name, asText(lastState[name])]);
}

function firstAddress(data, index, theme) {
  const params = new URLSearchParams(data.query);
  for (const [name, value] of ownedParams()) params.set(name, value);
  for (const [name, day] of Object.entries(data.windows[index].days)) if (day) params.set(name, day);
  params.set("beside", "1");
  params.set("theme", theme);
  return `${data.base}/map?${params}`;
}

function writeAddress(self) {
  if (!self.state) return;
  const url = new URL(window.location.href);
  for (const name of OWNED) {
    const text = asText(self.state[name]);
    if (text === self.data.defaults[name]) url.searchParams.delete(name);
    else url.searchParams.set(name, text);
  }
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
}

function post(side, message) {
  if (side.frame.contentWindow) side.frame.contentWindow.postMessage({ atlas: 1, ...message }, window.location.origin);
}

// What a frame says of itself. Only a change by hand has a number of its own, so that no echo goes back and forth.
function hear(self, index, message) {
  const other = self.sides[1 - index];
  if (message.type === "ready") {
    post(self.sides[index], { type: "theme", theme: self.theme });
    post(self.sides[index], { type: "filters", query: self.data.query });
    post(self.sides[index], { type: "set", ...self.data.windows[index].days });
  }
  if (message.type === "move") post(other, { type: "set", view: message.view });
  if (message.type !== "state") return;
  const side = self.sides[index];
  if (self.state && message.seq <= side.seq) return;
  side.seq = message.seq;
  const before = self.state;
  self.state = lastState = message;
  const { lat, lon, z, base } = message;
  if (before && asText(before.layers) !== asText(message.layers)) post(other, { type: "set", layers: message.layers });
  if (before && before.base !== base) post(other, { type: "set", base });
  if (before && (before.lat !== lat || before.lon !== lon || before.z !== z)) {
    post(other, { type: "set", view: { lat, lon, z } });
  }
  writeAddress(self);
}

function write(self) {
  self.sides.forEach((side, index) => {
    const { name, words } = self.data.windows[index];
    side.caption.replaceChildren(element("strong", {}, [name]), ` ${words}`);
    side.frame.title = `${self.data.title}, ${name.toLowerCase()}: ${words}`;
    side.button.replaceChildren(element("strong", {}, [name]), element("span", {}, [words]));
  });
}

function show(self, index) {
  self.pair.classList.toggle("atlas-second", index === 1);
  self.sides.forEach((side, i) => side.button.setAttribute("aria-pressed", String(i === index)));
}

function mount(root, data) {
  const theme = isDark(root.host || root) ? "dark" : "light";
  const self = { data, theme, state: null };
  self.sides = data.windows.map((_, index) => {
    const frame = element("iframe", { allow: "fullscreen; clipboard-write", src: firstAddress(data, index, theme) });
    const caption = element("figcaption", {});
    const button = element("button", { type: "button" });
    button.addEventListener("click", () => show(self, index));
    return { frame, caption, button, figure: element("figure", {}, [caption, frame]), seq: 0 };
  });
  const buttons = self.sides.map((side) => side.button);
  const choice = element("div", { class: "atlas-switch", role: "group", "aria-label": "Which window" }, buttons);
  self.pair = element("div", { class: "atlas-pair" }, self.sides.map((side) => side.figure));
  root.append(choice, self.pair);
  write(self);
  show(self, 0);
  self.listen = (event) => {
    const index = self.sides.findIndex((side) => event.source === side.frame.contentWindow);
    if (index < 0 || event.origin !== window.location.origin) return;
    if (event.data && event.data.atlas === 1) hear(self, index, event.data);
  };
  window.addEventListener("message", self.listen);
  self.timer = window.setInterval(() => {
    const now = isDark(root.host || root) ? "dark" : "light";
    if (now === self.theme) return;
    self.theme = now;
    self.sides.forEach((side) => post(side, { type: "theme", theme: now }));
  }, 500);
  self.parts = [choice, self.pair];
  return self;
}

function unmount(root, self) {
  window.removeEventListener("message", self.listen);
  window.clearInterval(self.timer);
  self.parts.forEach((part) => part.remove());
  mounted.delete(root);
}

// Streamlit calls anew at each change, also of the theme, without waiting for the call before; what was overtaken may come
// last, and its clean-up runs at once. So a clean-up takes the frames away only where the page has let go of the place.
export default function (component) {
  const { parentElement } = component;
  const [data] = component.data; // in a list, which Streamlit does not search for tables
  let self = mounted.get(parentElement);
  if (!self) {
    self = mount(parentElement, data);
    mounted.set(parentElement, self);
  }
  const before = self.data;
  self.data = data;
  self.sides.forEach((side, index) => {
    if (data.query !== before.query) post(side, { type: "filters", query: data.query });
    const { days } = data.windows[index];
    if (JSON.stringify(days) !== JSON.stringify(before.windows[index].days)) post(side, { type: "set", ...days });
  });
  write(self);
  writeAddress(self);
  return () => window.setTimeout(() => parentElement.isConnected || unmount(parentElement, self), GRACE_MS);
}
