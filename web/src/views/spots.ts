/** Events of the map put together by the area where they are said to have happened: one area, drawn once, with all its events. */
import type { Feature, Polygon } from "geojson";
import type { EventRow } from "../lib/types";

export type Placed = Feature<Polygon, EventRow & { radius_km: number; centre: [number, number] }>;
export interface Area { key: string; names: string[]; radius: number; shape: Placed; events: Placed["properties"][]; denied: boolean }

/** Areas with the most events first. An area counts as denied when every event in it is. */
export function areas(placed: Placed[]): Area[] {
  const made = new Map<string, Area>();
  for (const one of placed) {
    const { radius_km: radius, centre, place } = one.properties;
    const key = [...centre, radius].join(" ");
    const area = made.get(key) ?? { key, names: [], radius, shape: one, events: [], denied: true };
    area.events.push(one.properties);
    if (place && !area.names.includes(place)) area.names.push(place);
    area.denied &&= one.properties.polarity === "negated";
    made.set(key, area);
  }
  return [...made.values()].sort((a, b) => b.events.length - a.events.length);
}

/** The name that readers of the interface know, else the first that an article gave. */
export const nameIn = (area: Area, arabic: boolean): string | null =>
  area.names.find((name) => /\p{Script=Arabic}/u.test(name) === arabic) ?? area.names[0] ?? null;
