/** The server's short texts of tolls and disputes, taken apart so that both interfaces can word them. */
export interface Toll { effect: string; low: number; high: number | null }

/** "killed 9, wounded 12 to 20" or "killed (9, None)" -> tolls; null when it is something else. */
export function tollsIn(text: string): Toll[] | null {
  const found: Toll[] = [];
  const rest = text.replace(/(\w+) (?:\((\d+), (\d+|None)\)|(\d+)( or more)?(?: to (\d+))?)(?:, )?/g, (_, effect: string, a?: string, b?: string, low?: string, more?: string, high?: string) => {
    if (a !== undefined) found.push({ effect, low: Number(a), high: b === "None" ? null : Number(b) });
    else found.push({ effect, low: Number(low), high: more ? null : Number(high ?? low) });
    return "";
  });
  return found.length && !rest.trim() ? found : null;
}

/** "killed 4 (document 4)" -> what is said, and the number of the document that says it. */
export function disputeIn(text: string): { said: string; document: number | null } {
  const found = /^(.*) \(document (\d+)\)$/s.exec(text);
  return found ? { said: found[1] ?? "", document: Number(found[2]) } : { said: text, document: null };
}
