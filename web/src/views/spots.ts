/** Events of the map put together by the area where they are said to have happened: one area, drawn once, with all its events. */
import type { Feature, Polygon } from "geojson";
import type { EventRow } from "../lib/types";

export type Placed = Feature<Polygon, EventRow & { radius_km: number; centre: [number, number] }>;
export interface Area { key: string; name: string | null; radius: number; shape: Placed; events: Placed["properties"][]; denied: boolean }

/** Areas with the most events first. An area counts as denied when every event in it is. */
export function areas(placed: Placed[]): Area[] {
  const made = new Map<string, Area>();
  for (const one of placed) {
    const { radius_km: radius, centre, place } = one.properties;
    const key = [...centre, radius].join(" ");
    const area = made.get(key) ?? { key, name: place, radius, shape: one, events: [], denied: true };
    area.events.push(one.properties);
    area.denied &&= one.properties.polarity === "negated";
    made.set(key, area);
  }
  return [...made.values()].sort((a, b) => b.events.length - a.events.length);
}
