import { expect, test } from "vitest";
import { areas, type Placed } from "./spots";

const event = (place: string, lon: number, radius: number, polarity = "affirmed"): Placed =>
  ({ type: "Feature", geometry: { type: "Polygon", coordinates: [] }, properties: { place, radius_km: radius, centre: [lon, 35], polarity } }) as unknown as Placed;

test("events of one place and precision are one area, the fullest first", () => {
  const found = areas([event("A", 36, 5), event("B", 37, 5), event("B", 37, 5), event("B", 37, 40)]);
  expect(found.map((area) => [area.name, area.radius, area.events.length])).toEqual([["B", 5, 2], ["A", 5, 1], ["B", 40, 1]]);
});

test("an area is denied only when all its events are", () => {
  const found = areas([event("A", 36, 5, "negated"), event("A", 36, 5), event("B", 37, 5, "negated")]);
  expect(found.map((area) => area.denied)).toEqual([false, true]);
});
