import { expect, test } from "vitest";
import { Offsets } from "./offsets";

test("text without characters above U+FFFF is left as it is", () => {
  const offsets = new Offsets("قال متحدث");
  expect([0, 4, 9].map((n) => offsets.unit(n))).toEqual([0, 4, 9]);
  expect(offsets.span(4, 9)).toEqual({ start: 4, end: 9 });
});

test("each character above U+FFFF takes two units and one code point", () => {
  const text = "أ🕊ب𝟏ج";
  const offsets = new Offsets(text);
  expect([0, 1, 2, 3, 4, 5].map((n) => offsets.unit(n))).toEqual([0, 1, 3, 4, 6, 7]);
  expect(text.slice(offsets.unit(3), offsets.unit(4))).toBe("𝟏");
});

test("there and back is the same for every code point, and half a pair belongs to its character", () => {
  const text = "🕊a🕊";
  const offsets = new Offsets(text);
  for (let n = 0; n <= [...text].length; n++) expect(offsets.point(offsets.unit(n))).toBe(n);
  expect(offsets.point(1)).toBe(0);
  expect(offsets.span(2, 5)).toEqual({ start: 1, end: 3 });
});

test("no text has one place, its beginning", () => {
  expect(new Offsets("").span(0, 0)).toEqual({ start: 0, end: 0 });
});
