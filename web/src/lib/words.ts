/** Small phrases that several pages say. */
import { app, t } from "./app.svelte";
import { lastDay } from "./days";
import type { EventRow } from "./types";

export const comma = (): string => (app.rtl ? "، " : ", ");
export const arrow = (): string => (app.rtl ? " ← " : " → ");

/** Names side by side in the interface's direction: the mark in front sets the line's own, isolates keep each name's apart. */
export const line = (parts: string[], between: string): string => (app.rtl ? "\u200f" : "\u200e") + parts.map((part) => `\u2068${part}\u2069`).join(between);

/** "2024-03-02" or "2024-03-01 – 2024-03-31". The wire's `latest` is exclusive and people read the last day; a story's is inclusive. */
export function interval(earliest: string | null, latest: string | null, inclusive = false): string {
  if (!earliest && !latest) return t("undated");
  const last = latest ? (inclusive ? latest.slice(0, 10) : lastDay(latest)) : null;
  if (earliest && last && earliest.slice(0, 10) === last) return last;
  return `${earliest?.slice(0, 10) ?? "…"} – ${last ?? "…"}`;
}

export const typed = (type: string | null, mode: string | null): string =>
  mode && app.labels.tables.mode?.[`${type}/${mode}`] ? app.label("mode", `${type}/${mode}`) : app.label("type", type);

/** On whose word, from the outlet inward. */
export function chainOf(outlet: string | null, said: (string | { name: string | null; source_kind: string })[]): string {
  const names = said.map((one) => (typeof one === "string" ? one.replace(/^\((\w+)\)$/, (_, kind: string) => app.label("source_kind", kind)) : (one.name ?? app.label("source_kind", one.source_kind))));
  return line([outlet ?? t("theOutlet"), ...names], arrow());
}

export const partiesOf = (event: EventRow): string =>
  [event.actors, event.recipients].filter((side) => side.length).map((side) => line(side, comma())).join(arrow());
