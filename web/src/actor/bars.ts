/** An actor's relations as lines of a time axis: the same relation told by several sources is one line with all of them. */
import { app } from "../lib/app.svelte";
import { to } from "../lib/router.svelte";
import type { Person, Related } from "../lib/types";
import { chainOf, line } from "../lib/words";
import type { Bar } from "../ui/Axis.svelte";

export function barsOf(person: Person): Bar[] {
  const told = new Map<string, Related[]>();
  for (const one of person.relations) {
    const key = JSON.stringify([one.kind, one.side, one.other, one.since, one.until, one.polarity, one.status]);
    told.set(key, [...(told.get(key) ?? []), one]);
  }
  return [...told.values()].map((same) => barOf(person, same));
}

function barOf(person: Person, same: Related[]): Bar {
  const [one] = same as [Related];
  const kind = app.label("relation", one.kind);
  return {
    from: one.since, until: one.until, label: one.side === "head" ? line([kind, one.other], " ") : line([one.other, kind, person.name], " "),
    contested: one.polarity === "negated", faint: one.status !== "occurred" && one.status !== "ongoing",
    sources: same.map((r) => ({ note: chainOf(r.outlet, r.said_by), href: to(`read/${r.document}`) })),
  };
}
