/** Any value of a record in words that a person reads. */
import { app, t } from "../lib/app.svelte";
import { Offsets } from "../lib/offsets";
import { arrow, comma, line } from "../lib/words";
import type { Desk } from "./desk.svelte";
import { isSpan, nounOf, tableOf } from "./fields";

export function told(desk: Desk, table: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return (value.length ? line(value.map((one) => told(desk, table, one)), comma()) : "–");
  if (isSpan(value)) return quote(desk, value.start, value.end);
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "object") return JSON.stringify(value);
  return named(desk, String(value)) ?? app.label(table, String(value));
}

/** What a field of an item says now; a mode is worded with its type. */
export function toldField(desk: Desk, id: string, field: string, value: unknown = desk.current(id, field)): string {
  const mode = field === "mode" && value ? `${String(desk.current(id, "type"))}/${String(value)}` : "";
  return app.labels.tables.mode?.[mode] ? app.label("mode", mode) : told(desk, tableOf(nounOf(id), field), value);
}

/** The characters of a span, long ones with an ellipsis. */
export function quote(desk: Desk, start: number, end: number): string {
  const text = desk.article?.text ?? "";
  const offsets = desk.article ? desk.offsets : new Offsets("");
  const said = text.slice(offsets.unit(start), offsets.unit(end)).replace(/\s+/g, " ");
  return said.length > 90 ? `${said.slice(0, 88)}…` : said;
}

/** The name behind an id of this record, null when it is no id. */
export function named(desk: Desk, id: string): string | null {
  const record = desk.article?.record;
  if (!record || !id.includes(":")) return null;
  const actor = record.actors.find((one) => one.id === id);
  if (actor) return String(actor.name);
  const place = record.places.find((one) => one.id === id);
  if (place) return String(place.area ?? place.name);
  const time = record.times.find((one) => one.id === id);
  if (time && isSpan(time.span)) return `${quote(desk, time.span.start, time.span.end)}${time.edtf ? ` (\u2066${String(time.edtf)}\u2069)` : ""}`;
  const link = desk.face?.lists.attributions.find((one) => one.id === id);
  if (link) return line([link.who, link.how.join(" · ")], ": ");
  const claim = record.claims.find((one) => one.id === id);
  return claim ? chain(desk, claim.chain as string[]) : null;
}

export function chain(desk: Desk, ids: string[]): string {
  const links = desk.face?.lists.attributions ?? [];
  return line([desk.face?.outlet ?? "", ...ids.map((id) => links.find((one) => one.id === id)?.who ?? id)], arrow());
}
