/** Days of the wire, without hours and zones. */
export function dayBefore(day: string): string {
  return dayText(dayNumber(day) - 1);
}

/** A day, month or year as a number of days since 1970, for axes. */
export const dayNumber = (day: string): number => Date.parse(`${day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day.slice(0, 10)}T00:00:00Z`) / 86_400_000;
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
