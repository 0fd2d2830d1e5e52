import { expect, test } from "vitest";
import { disputeIn, tollsIn } from "./tolls";

test("tolls are read in every form that the server writes", () => {
  expect(tollsIn("killed 9, wounded 12 to 20")).toEqual([{ effect: "killed", low: 9, high: 9 }, { effect: "wounded", low: 12, high: 20 }]);
  expect(tollsIn("killed 3 or more")).toEqual([{ effect: "killed", low: 3, high: null }]);
  expect(tollsIn("killed (9, 9)")).toEqual([{ effect: "killed", low: 9, high: 9 }]);
  expect(tollsIn("missing (2, None)")).toEqual([{ effect: "missing", low: 2, high: null }]);
});

test("other words are no toll", () => {
  expect(tollsIn("told")).toBeNull();
  expect(tollsIn("near 40 houses and killed 3 dogs")).toBeNull();
});

test("a dispute names the document that says otherwise", () => {
  expect(disputeIn("killed (4, 4) (document 4)")).toEqual({ said: "killed (4, 4)", document: 4 });
  expect(disputeIn("2024-03-05")).toEqual({ said: "2024-03-05", document: null });
});
