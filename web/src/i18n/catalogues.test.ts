import { expect, test } from "vitest";
import { ar } from "./ar";
import { en } from "./en";

const keys = Object.keys(en) as (keyof typeof en)[];
const filled = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? "").sort();

test("both catalogues have the same words with the same things to fill in", () => {
  expect(Object.keys(ar).sort()).toEqual([...keys].sort());
  for (const key of keys) expect([key, filled(ar[key])]).toEqual([key, filled(en[key])]);
});

test("no word is empty, and what is Arabic is written in Arabic letters", () => {
  for (const key of keys) expect(en[key].trim() && ar[key].trim()).toBeTruthy();
  const foreign = keys.filter((key) => !/[\u0621-\u064a]/.test(ar[key]));
  expect(foreign).toEqual([]);
});
