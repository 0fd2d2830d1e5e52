/** What a field may be set to, each with its words. */
import { app, t } from "../lib/app.svelte";
import type { Suggestion } from "../lib/types";
import type { Desk } from "./desk.svelte";
import { isSpan, tableOf, type Noun, type Way } from "./fields";
import { chain, named } from "./words";

const PLACE_TAILED = ["controls", "based_in"];

export function choices(desk: Desk, noun: Noun, field: string, way: Way): Suggestion[] {
  const record = desk.article?.record;
  if (!record) return [];
  const none: Suggestion = { value: "", label: t("none") };
  switch (way) {
    case "label":
      return labels(desk, noun, field);
    case "actor":
      return noun === "relation" ? actors(desk) : [none, ...actors(desk)];
    case "actors":
      return actors(desk);
    case "relationtail":
      return PLACE_TAILED.includes(String(desk.current(desk.picked ?? "", "kind"))) ? places(desk) : actors(desk);
    case "docplace":
      return [none, ...places(desk)];
    case "doctime":
      return [none, ...record.times.map((time) => ({ value: time.id, label: named(desk, time.id) ?? time.id }))];
    case "claim":
      return distinct(record.claims.map((claim) => ({ value: claim.id, label: chain(desk, claim.chain as string[]) })));
    case "attribution":
      return [none, ...record.attributions.filter((one) => one.id !== desk.picked).map((one) => ({ value: one.id, label: named(desk, one.id) ?? one.id, more: cue(desk, one.cue) }))];
    default:
      return [];
  }
}

/** Labels of the catalogue; modes of an event only those of its type. */
function labels(desk: Desk, noun: Noun, field: string): Suggestion[] {
  const allowed = app.labels.fields[noun]?.[field] ?? [];
  const table = tableOf(noun, field);
  const type = field === "mode" ? String(desk.current(desk.picked ?? "", "type") ?? "") : "";
  const worded = allowed.map((value) => ({ value, label: type ? app.label(table, `${type}/${value}`).replace(`${type}/`, "") : app.label(table, value), more: value }));
  if (!type) return worded;
  const known = app.labels.tables.mode ?? {};
  const own = worded.filter((one) => `${type}/${one.value}` in known);
  return [{ value: "", label: t("none") }, ...(own.length ? own : worded)];
}

const actors = (desk: Desk): Suggestion[] =>
  desk.article?.record.actors.map((actor) => ({ value: actor.id, label: String(actor.name), more: app.label("kind", String(actor.kind)) })) ?? [];
const places = (desk: Desk): Suggestion[] =>
  distinct(desk.article?.record.places.map((place) => ({ value: place.id, label: String(place.area ?? place.name), more: String(place.country ?? "") })) ?? []);
const cue = (desk: Desk, span: unknown): string => (isSpan(span) ? (desk.article?.text.slice(desk.offsets.unit(span.start), desk.offsets.unit(span.end)) ?? "") : "");

/** One choice for each wording. */
function distinct(all: Suggestion[]): Suggestion[] {
  return [...new Map(all.map((one) => [`${one.label} ${one.more ?? ""}`, one])).values()];
}
