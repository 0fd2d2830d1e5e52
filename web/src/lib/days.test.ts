import { expect, test } from "vitest";
import { dayBefore, dayNumber, dayText } from "./days";

test("the exclusive end of an interval is read as the day before, over months and leap years", () => {
  expect(dayBefore("2024-03-01")).toBe("2024-02-29");
  expect(dayBefore("2023-01-01")).toBe("2022-12-31");
});

test("days, months and years have a place on the axis and come back as days", () => {
  expect(dayText(dayNumber("2024-05-06"))).toBe("2024-05-06");
  expect(dayText(dayNumber("2024-05"))).toBe("2024-05-01");
  expect(dayText(dayNumber("2024"))).toBe("2024-01-01");
});
