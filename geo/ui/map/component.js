// Holds the map frame in an iframe. The frame owns layers, selection, view and time window; this file carries its
// state into the page address (without a rerun) and tells Python only what counts and downloads need.
const OWNED = ["layers", "id", "lat", "lon", "z", "base", "t0", "t1", "marks"];
const GRACE_MS = 100;
const mounted = new WeakMap();
let lastState = null; // of the frame that followed the page, for when a page switch brings the map back

function isDark(element) {
  const color = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const hex = /^#([0-9a-f]{6})/i.exec(color);
  if (!hex) return matchMedia("(prefers-color-scheme: dark)").matches;
  const value = parseInt(hex[1], 16);
  return ((value >> 16) * 3 + ((value >> 8) & 255) * 6 + (value & 255)) / 10 < 128;
}

function asText(value) {
  return Array.isArray(value) ? value.join(",") : value;
}

// What the page address says of the frame; after a page switch it says nothing, and the last state counts. The window
// may have been taken off on another page meanwhile, so there Python knows it better.
function ownedParams(data) {
  const page = new URLSearchParams(window.location.search);
  const said = OWNED.filter((name) => page.has(name));
  if (said.length) return said.map((name) => [name, page.get(name)]);
  const last = { ...lastState, ...data.window };
  return OWNED.filter((name) => last[name] != null).map((name) => [name, asText(last[name])]);
}

function firstAddress(data, theme) {
  const params = new URLSearchParams(data.query);
  if (data.follow) for (const [name, value] of ownedParams(data)) params.set(name, value);
  params.set("theme", theme);
  return `${data.base}/map?${params}`;
}

function writeAddress(self) {
  if (!self.data.follow || !self.state) return;
  const url = new URL(window.location.href);
  for (const name of OWNED) {
    const value = self.state[name];
    const text = asText(value);
    const usual = text === undefined || text === null || (text === "" && name !== "layers");
    if (usual || text === self.data.defaults[name]) url.searchParams.delete(name);
    else url.searchParams.set(name, String(text));
  }
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
}

// The start page asks for its frame early, outside the component; a browser that can move it does so.
function adopted(root, data) {
  const early = document.getElementById("atlas-early");
  if (!early) return null;
  if (!data.follow || !root.moveBefore) {
    early.remove();
    return null;
  }
  root.moveBefore(early, null);
  early.removeAttribute("id");
  early.removeAttribute("style");
  return early;
}

function made(root, data, theme) {
  const frame = document.createElement("iframe");
  frame.allow = "fullscreen; clipboard-write";
  frame.src = firstAddress(data, theme);
  root.appendChild(frame);
  return frame;
}

// Where the frame stands, so that the next visit can start it there before the page is laid out.
function notePlace(self) {
  const box = self.frame.getBoundingClientRect();
  if (!self.data.follow || !box.width || window.scrollY) return;
  const place = { window: window.innerWidth, left: box.left, top: box.top, width: box.width, height: box.height };
  try {
    window.localStorage.setItem("atlasFramePlace", JSON.stringify(place));
  } catch {
    // storage can be forbidden; the next visit then starts from the layout
  }
}

function tellFrame(self) {
  self.post({ type: "theme", theme: self.theme });
  self.post({ type: "filters", query: self.data.query });
  if (self.data.pin !== undefined) self.post({ type: "pin", pin: self.data.pin });
  if (self.data.mine) tellMine(self);
}

// Where a person's own rows are; without an address they go from the map.
function tellMine(self) {
  self.post({ type: "atlas-mine", ...(self.data.mine || { url: null }) });
}

// Where the map stands, for a citation of the view: told only while Python asks, as each word of it is a rerun.
function tellView(self) {
  if (!self.data.ask_view || !self.state) return;
  const { lat, lon, z, base } = self.state;
  const view = JSON.stringify({ lat, lon, z, base });
  if (view === self.toldView) return;
  self.toldView = view;
  self.set("view", { lat, lon, z, base });
}

function hear(self, message) {
  if (message.type === "ready") tellFrame(self);
  if (message.type === "pick") self.set("pick", { lon: message.lon, lat: message.lat });
  if (message.type !== "state") return;
  self.state = message;
  writeAddress(self);
  if (!self.data.follow) return;
  lastState = message;
  tellView(self);
  const told = JSON.stringify([message.layers, message.id, message.t0, message.t1]);
  if (told === self.told) return;
  const first = self.told === null;
  self.told = told;
  const { t0, t1 } = self.data.window;
  const usual =
    message.layers.join(",") === self.data.defaults.layers && !message.id && message.t0 === t0 && message.t1 === t1;
  // The first state that says nothing new is worth no rerun.
  if (first && usual) return;
  const { seq, layers } = message;
  self.set("frame", { seq, layers, id: message.id || null, t0: message.t0, t1: message.t1 });
}

function mount(root, data, setStateValue) {
  const theme = isDark(root.host || root) ? "dark" : "light";
  const early = adopted(root, data);
  const frame = early || made(root, data, theme);
  frame.title = data.title;
  frame.className = data.small ? "atlas-frame atlas-small" : "atlas-frame";
  const self = { frame, data, theme, state: null, told: null, set: setStateValue };
  self.post = (message) => {
    if (frame.contentWindow) frame.contentWindow.postMessage({ atlas: 1, ...message }, window.location.origin);
  };
  self.listen = (event) => {
    if (event.source !== frame.contentWindow || event.origin !== window.location.origin) return;
    if (event.data && event.data.atlas === 1) hear(self, event.data);
  };
  window.addEventListener("message", self.listen);
  self.timer = window.setInterval(() => {
    const now = isDark(root.host || root) ? "dark" : "light";
    if (now === self.theme) return;
    self.theme = now;
    self.post({ type: "theme", theme: now });
  }, 500);
  if (early) tellFrame(self);
  window.setTimeout(() => notePlace(self), 1500);
  return self;
}

function unmount(root, self) {
  window.removeEventListener("message", self.listen);
  window.clearInterval(self.timer);
  self.frame.remove();
  mounted.delete(root);
}

// Whether a call brings what another call has replaced already: calls can come out of order. Turns are counted by session.
function isOlder(data, before) {
  return Boolean(data.turn && before.turn && data.turn.of === before.turn.of && data.turn.at < before.turn.at);
}

function take(self, data, setStateValue) {
  const before = self.data;
  self.data = data;
  self.set = setStateValue;
  if (data.query !== before.query) self.post({ type: "filters", query: data.query });
  if (JSON.stringify(data.pin) !== JSON.stringify(before.pin)) self.post({ type: "pin", pin: data.pin });
  if (JSON.stringify(data.mine) !== JSON.stringify(before.mine)) tellMine(self);
  writeAddress(self);
  tellView(self);
}

// Streamlit calls anew at each change, also of the theme, without waiting for the call before; what was overtaken may come
// last, and its clean-up runs at once. So a clean-up takes the frame away only where the page has let go of the place.
export default function (component) {
  const { parentElement, setStateValue } = component;
  const [data] = component.data; // in a list, which Streamlit does not search for tables
  let self = mounted.get(parentElement);
  if (!self) {
    self = mount(parentElement, data, setStateValue);
    mounted.set(parentElement, self);
  }
  if (!isOlder(data, self.data)) take(self, data, setStateValue);
  return () => window.setTimeout(() => parentElement.isConnected || unmount(parentElement, self), GRACE_MS);
}
