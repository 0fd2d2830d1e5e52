import { expect, test } from "vitest";
import type { Edge, Network } from "../lib/types";
import { layout, MOST } from "./graph";

const edge = (head: string, tail: string): Edge => ({ kind: "fights", head, tail, since: null, until: null, disputed: false, affirmed: 1, negated: 0, claims: [{ document: 1, item: "relation:1", outlet: null, said_by: [], polarity: "affirmed", status: "occurred" }] });
const network: Network = { days: [], nodes: ["a", "b", "c", "lone"].map((id) => ({ id, name: id, kind: "group" })), edges: [edge("a", "b"), edge("b", "c")] };

test("the same network is drawn the same, inside the field, without actors that have no tie", () => {
  const first = layout(network, 600, 400);
  expect(layout(network, 600, 400)).toEqual(first);
  expect(first.map((spot) => spot.id).sort()).toEqual(["a", "b", "c"]);
  for (const spot of first) expect(spot.x >= 60 && spot.x <= 540 && spot.y >= 24 && spot.y <= 370).toBe(true);
});

test("a large network keeps its busiest actors", () => {
  const many: Network = { days: [], nodes: Array.from({ length: 200 }, (_, n) => ({ id: `n${n}`, name: `n${n}`, kind: "group" })), edges: Array.from({ length: 199 }, (_, n) => edge("n0", `n${n + 1}`)) };
  const spots = layout(many, 800, 500);
  expect(spots.length).toBe(MOST);
  expect(spots[0]?.id).toBe("n0");
});
