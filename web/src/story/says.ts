/** What an origin says of a field, in the words of the interface. */
import { app, t } from "../lib/app.svelte";
import { comma } from "../lib/words";
import { disputeIn, tollsIn, type Toll } from "./tolls";

export function saysWords(field: string, value: string | undefined): string {
  if (!value) return "–";
  if (field === "toll") return tollsIn(value)?.map(tollWords).join(comma()) ?? value;
  if (field !== "happened") return value;
  if (value === "told") return t("says_told");
  return value.startsWith("denied: ") ? t("says_denied", { what: app.label("type", value.slice(8)) }) : value;
}

export function against(field: string, text: string): { words: string; document: number | null } {
  const { said, document } = disputeIn(text);
  return { words: saysWords(field, said), document };
}

function tollWords({ effect, low, high }: Toll): string {
  const number = high === null ? t("says_orMore", { n: low }) : high === low ? String(low) : t("says_range", { low, high });
  return `${app.label("effect", effect)}: ${number}`;
}
