import { expect, test } from "vitest";
import { areas, nameIn, type Placed } from "./spots";

const event = (place: string, lon: number, radius: number, polarity = "affirmed"): Placed =>
  ({ type: "Feature", geometry: { type: "Polygon", coordinates: [] }, properties: { place, radius_km: radius, centre: [lon, 35], polarity } }) as unknown as Placed;

test("events of one place and precision are one area, the fullest first", () => {
  const found = areas([event("A", 36, 5), event("B", 37, 5), event("B", 37, 5), event("B", 37, 40)]);
  expect(found.map((area) => [area.names[0], area.radius, area.events.length])).toEqual([["B", 5, 2], ["A", 5, 1], ["B", 40, 1]]);
});

test("an area is denied only when all its events are", () => {
  const found = areas([event("A", 36, 5, "negated"), event("A", 36, 5), event("B", 37, 5, "negated")]);
  expect(found.map((area) => area.denied)).toEqual([false, true]);
});

test("an area bears the name in the interface's letters when an article gave one", () => {
  const [area] = areas([event("Homs", 36, 5), event("حمص", 36, 5)]);
  expect(area && [nameIn(area, true), nameIn(area, false), area.names.length]).toEqual(["حمص", "Homs", 2]);
  const [other] = areas([event("Homs", 36, 5)]);
  expect(other && nameIn(other, true)).toBe("Homs");
});
