import { expect, test } from "vitest";
import { nameOf, press } from "./keys";

const event = (given: Partial<KeyboardEvent>): KeyboardEvent =>
  ({ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, defaultPrevented: false, target: null, preventDefault() {}, ...given }) as KeyboardEvent;

test("a letter is named by its place, so that the Arabic layout works", () => {
  expect(nameOf(event({ code: "KeyA", key: "ش" }))).toBe("a");
  expect(nameOf(event({ code: "KeyA", key: "A", shiftKey: true }))).toBe("shift+a");
  expect(nameOf(event({ code: "Digit3", key: "٣" }))).toBe("3");
});

test("both question marks ask for help", () => {
  expect(nameOf(event({ code: "Slash", key: "?", shiftKey: true }))).toBe("?");
  expect(nameOf(event({ code: "Slash", key: "؟", shiftKey: true }))).toBe("?");
});

test("shortcuts of the browser and typing in a field are left alone", () => {
  expect(nameOf(event({ code: "KeyA", key: "a", ctrlKey: true }))).toBeNull();
  const field = { closest: () => ({}) } as unknown as EventTarget;
  expect(nameOf(event({ code: "KeyA", key: "a", target: field }))).toBeNull();
});

test("press acts once and only for a key that means something", () => {
  let acted = 0;
  press(event({ code: "KeyX", key: "x" }), { x: () => acted++ });
  press(event({ code: "KeyY", key: "y" }), { x: () => acted++ });
  expect(acted).toBe(1);
});
