/** The inbox's filters, as they stand in the address and in saved searches. */
export const FILTERS = ["q", "state", "outlet", "language", "since", "until", "place", "actor", "assignee", "unreviewed", "contradictory"] as const;
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

export function filtersOf(params: Record<string, string>): Filters {
  return Object.fromEntries(FILTERS.filter((name) => params[name]).map((name) => [name, params[name]]));
}
