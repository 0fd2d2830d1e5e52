/** Which fields of an item can be corrected, how each is chosen, and what it is now. */
import type { Item, Span, WireRecord } from "../lib/types";

export type Noun = "event" | "relation" | "attribution" | "mention" | "actor" | "place" | "time";
export type Way = "label" | "actor" | "actors" | "docplace" | "gazetteer" | "doctime" | "span" | "claim" | "attribution" | "text" | "date" | "bool" | "relationtail";

export const FIELDS: Record<Noun, [field: string, way: Way][]> = {
  event: [["type", "label"], ["mode", "label"], ["status", "label"], ["polarity", "label"], ["certainty", "label"], ["actors", "actors"], ["recipients", "actors"], ["place", "docplace"], ["time", "doctime"], ["trigger", "span"], ["claim", "claim"]],
  relation: [["kind", "label"], ["head", "actor"], ["tail", "relationtail"], ["since", "date"], ["until", "date"], ["status", "label"], ["polarity", "label"], ["certainty", "label"]],
  attribution: [["stance", "label"], ["source_kind", "label"], ["quotation", "label"], ["actor", "actor"], ["source", "span"], ["cue", "span"], ["content", "span"], ["parent", "attribution"]],
  mention: [["kind", "label"], ["span", "span"], ["actor", "actor"]],
  actor: [["name", "text"], ["kind", "label"], ["country", "text"], ["private", "bool"]],
  place: [["gazetteer_id", "gazetteer"], ["precision", "label"]],
  time: [["edtf", "text"], ["earliest", "date"], ["latest", "date"], ["grain", "label"]],
};
/** Table of the catalogue that words a field's labels. */
const TABLES: Record<string, string> = { "relation.kind": "relation", "actor.kind": "kind", "mention.kind": "kind" };

export const tableOf = (noun: Noun, field: string): string => TABLES[`${noun}.${field}`] ?? field;
export const nounOf = (id: string): Noun => (id.split(":", 1)[0] ?? "") as Noun;
const MODALITY = new Set(["status", "polarity", "certainty"]);
const LISTS: Record<Noun, keyof WireRecord> = {
  event: "events", relation: "relations", attribution: "attributions", mention: "mentions", actor: "actors", place: "places", time: "times",
};

export function itemOf(record: WireRecord, id: string): Item | undefined {
  return record[LISTS[nounOf(id)]]?.find((item) => item.id === id);
}

/** What the machine read in this field. */
export function valueOf(item: Item | undefined, field: string): unknown {
  if (!item) return null;
  if (MODALITY.has(field)) return (item.modality as Record<string, unknown> | undefined)?.[field] ?? null;
  return item[field] ?? null;
}

export const isSpan = (value: unknown): value is Span => typeof value === "object" && value !== null && "start" in value && "end" in value;
