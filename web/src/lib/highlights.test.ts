import { expect, test } from "vitest";
import { paragraphAt, paragraphs } from "./highlights";

test("paragraphs begin where their lines begin in the whole text", () => {
  const text = "عنوان\nسطر أول\n\nسطر أخير";
  const all = paragraphs(text);
  expect(all.map((p) => p.text)).toEqual(["عنوان", "سطر أول", "", "سطر أخير"]);
  for (const p of all) expect(text.slice(p.start, p.start + p.text.length)).toBe(p.text);
});

test("every unit lies in the paragraph that holds it, a line's end in the line before", () => {
  const all = paragraphs("ab\ncd\n\ne");
  expect([0, 2, 3, 5, 6, 7, 8].map((unit) => paragraphAt(all, unit))).toEqual([0, 0, 1, 1, 2, 3, 3]);
});
