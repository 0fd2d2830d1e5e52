/** Days of the wire, without zones. */
export function dayBefore(day: string): string {
  return dayText(dayNumber(day) - 1);
}

/** The last day of an interval whose end is exclusive: an end in the middle of a day still belongs to that day. */
export const lastDay = (end: string): string => (/T(?!00:00(:00)?$)/.test(end) ? end.slice(0, 10) : dayBefore(end));

/** A day, month or year as a number of days since 1970, for axes. */
export const dayNumber = (day: string): number => Date.parse(`${day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day.slice(0, 10)}T00:00:00Z`) / 86_400_000;
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
