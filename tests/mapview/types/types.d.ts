/* The shapes that cross the boundary between Python and the scripts, for the type check of the scripts (bin/check-js).
   Nothing here is served. */

/** One layer as the elements of the frame describe it (geo/mapview/elements.py). */
interface AtlasSpec {
  id: string;
  title: string;
  group: string;
  note: string;
  geometry: "point" | "line" | "area" | "mixed" | "columns" | "shape";
  role: "reports" | "talks" | "state" | "gazetteer";
  /** Whether a window of time narrows it. */
  dated: boolean;
  /** Whether it shows at first. */
  on: boolean;
  url: string;
  download?: string;
  legend: { symbol: string; label: string }[];
  /** Rows of a person's own: in no address and no message. */
  private?: boolean;
}

/** One feature of a layer (docs/data.md). */
interface AtlasFeature {
  type: "Feature";
  id: string;
  geometry: null | { type: string; coordinates: any };
  properties: {
    layer: string;
    title: string;
    kind?: string;
    valid_from: string | null;
    valid_to: string | null;
    precision_m: number | null;
    confidence?: string;
    sources?: { title: string | null; publisher: string; url: string; published: string | null; seen: string }[];
    [name: string]: any;
  };
}

/** What the frame says of itself to the page around it (geo/ui/map/map_component.py). */
interface AtlasStateMessage {
  atlas: 1;
  type: "state";
  /** Number of the last change that a person made in the frame. */
  seq: number;
  layers: string[];
  id: string | null;
  lat: number;
  lon: number;
  z: number;
  base: string;
  t0: string | null;
  t1: string | null;
  /** Marks of the reader, as the address has them. */
  marks: string;
  shown: Record<string, number>;
  located: number;
}

interface Window {
  Atlas: any;
  atlasFirst?: Record<string, Promise<any>>;
}
declare const L: any;
interface Event {
  target: any;
}
/* What querySelector finds is an element of HTML here. */
interface Element {
  hidden: any;
  dataset: any;
  style: any;
  value: any;
  focus: any;
  offsetHeight: any;
  offsetWidth: any;
}
interface Error {
  /** Status of the answer and what the server says of it (core.js). */
  status?: number;
  detail?: string;
}
