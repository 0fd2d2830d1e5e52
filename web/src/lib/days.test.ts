import { expect, test } from "vitest";
import { dayBefore, dayNumber, dayText, lastDay } from "./days";

test("the exclusive end of an interval is read as the day before, over months and leap years", () => {
  expect(dayBefore("2024-03-01")).toBe("2024-02-29");
  expect(dayBefore("2023-01-01")).toBe("2022-12-31");
});

test("days, months and years have a place on the axis and come back as days", () => {
  expect(dayText(dayNumber("2024-05-06"))).toBe("2024-05-06");
  expect(dayText(dayNumber("2024-05"))).toBe("2024-05-01");
  expect(dayText(dayNumber("2024"))).toBe("2024-01-01");
});

test("an interval that ends in the middle of a day includes that day", () => {
  expect(lastDay("2024-11-02T18:00:00")).toBe("2024-11-02");
  expect(lastDay("2024-11-02T00:00:00")).toBe("2024-11-01");
  expect(lastDay("2024-11-02")).toBe("2024-11-01");
});
