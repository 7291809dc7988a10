// Holds the map frame in an iframe. The frame owns layers, selection and view; this file carries its
// state into the page address (without a rerun) and tells Python only what counts and downloads need.
const OWNED = ["layers", "id", "lat", "lon", "z", "base"];
const mounted = new WeakMap();

function isDark(element) {
  const color = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const hex = /^#([0-9a-f]{6})/i.exec(color);
  if (!hex) return matchMedia("(prefers-color-scheme: dark)").matches;
  const value = parseInt(hex[1], 16);
  return ((value >> 16) * 3 + ((value >> 8) & 255) * 6 + (value & 255)) / 10 < 128;
}

function firstAddress(data, theme) {
  const params = new URLSearchParams(data.query);
  const page = new URLSearchParams(window.location.search);
  for (const name of OWNED) if (page.has(name)) params.set(name, page.get(name));
  params.set("theme", theme);
  params.set("app", "1");
  return `${data.base}/map?${params}`;
}

function writeAddress(state, defaults) {
  const url = new URL(window.location.href);
  for (const name of OWNED) {
    const value = state[name];
    const text = Array.isArray(value) ? value.join(",") : value;
    const usual = text === undefined || text === null || (text === "" && name !== "layers") || text === defaults[name];
    if (usual) url.searchParams.delete(name);
    else url.searchParams.set(name, String(text));
  }
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
}

function mount(root, data, setStateValue) {
  const theme = isDark(root.host || root) ? "dark" : "light";
  const frame = document.createElement("iframe");
  frame.title = data.title;
  frame.className = "atlas-frame";
  frame.allow = "fullscreen; clipboard-write";
  frame.src = firstAddress(data, theme);
  root.appendChild(frame);
  const self = { frame, query: data.query, theme, state: null, sent: "", set: setStateValue, defaults: data.defaults };
  self.post = message => frame.contentWindow && frame.contentWindow.postMessage({ atlas: 1, ...message }, window.location.origin);
  self.listen = event => {
    if (event.source !== frame.contentWindow || event.origin !== window.location.origin) return;
    const message = event.data;
    if (!message || message.atlas !== 1 || message.type !== "state") return;
    self.state = message;
    writeAddress(message, self.defaults);
    const told = JSON.stringify([message.layers, message.id]);
    if (told !== self.sent) {
      self.sent = told;
      self.set("frame", { seq: message.seq, layers: message.layers, id: message.id || null });
    }
  };
  window.addEventListener("message", self.listen);
  self.timer = window.setInterval(() => {
    const now = isDark(root.host || root) ? "dark" : "light";
    if (now !== self.theme) {
      self.theme = now;
      self.post({ type: "theme", theme: now });
    }
  }, 500);
  return self;
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let self = mounted.get(parentElement);
  if (!self) {
    self = mount(parentElement, data, setStateValue);
    mounted.set(parentElement, self);
  }
  self.set = setStateValue;
  if (data.query !== self.query) {
    self.query = data.query;
    self.post({ type: "filters", query: data.query });
  }
  if (self.state) writeAddress(self.state, self.defaults);
  return () => {
    window.removeEventListener("message", self.listen);
    window.clearInterval(self.timer);
    self.frame.remove();
    mounted.delete(parentElement);
  };
}
