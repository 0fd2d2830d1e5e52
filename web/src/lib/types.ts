/** What the server answers (docs/review-api.md). */
export type Pair = [string, string];
export interface Span { start: number; end: number; text?: string }
export interface Session {
  user: { name: string; role: Role; teams: string[] };
  csrf: string;
  team_mode: boolean;
  masked: boolean;
  version: string;
}
export type Role = "reader" | "reviewer" | "editor" | "admin";
export interface Labels { tables: Record<string, Record<string, Pair>>; fields: Record<string, Record<string, string[]>> }
export interface Hit { before: string; match: string; after: string }
export interface Row {
  id: number; title: string | null; outlet: string | null; language: string; rtl: boolean; published: string | null;
  url: string | null; state: string; restricted: boolean; team: string | null; assignee: string | null; ocr: boolean;
  length: number; events: number; judgements: number; contradictory: boolean; story: number | null; hit?: Hit | null;
}
export interface Page<T> { rows: T[]; next: string | null; total?: number | null }
export interface Facets { outlets: [string, number][]; languages: [string, number][]; states: [string, number][]; total: number }
export interface Job {
  id: number; kind: string; name: string; state: "waiting" | "running" | "done"; done: number; added: number[];
  present: number; failed: [string, string][]; who: string; at: string;
}
export interface Saved { id: number; name: string; query: Record<string, string> }
export interface Suggestion { value: string; label: string; more?: string }

export type Why = [sentence: string, rule: string, score: number, words: string[], parts: Why[]];
export interface Link { id: string; who: string; how: string[]; via: string[]; kind: string }
export interface ClaimRow { id: string; short: string; parts: Pair[]; quote: string | null; codes: string[] }
export interface Group { links: Link[]; rows: ClaimRow[] }
export interface Entry { id: string; ids: string[]; short: string; name: string; facts: string[]; more: Pair[] }
export interface Face {
  outlet: string; groups: Group[]; about: string[]; rtl: boolean; candidates: Record<string, string>;
  lists: { actors: Entry[]; attributions: Link[]; places: Entry[]; times: Entry[] };
}
export interface ItemView { spans: [number, number][]; around: [number, number][]; reason: Why | null; why: Why | null }
export interface Judgement {
  id: number; item: string; field: string | null; value: unknown; verdict: string; who: string; at: string;
  why: string | null; undone_by: number | null; mine: boolean;
}
export interface Item { id: string; [field: string]: unknown }
export interface WireRecord {
  mentions: Item[]; actors: Item[]; times: Item[]; places: Item[]; attributions: Item[]; claims: Item[]; events: Item[]; relations: Item[];
}
export interface Article {
  document: Row; text: string; rtl: boolean; masked: boolean; sensitive: boolean; record: WireRecord;
  views: { en: Face; ar: Face }; layers: Record<string, [number, number, string | null][]>; items: Record<string, ItemView>;
  judgements: Judgement[]; round: { id: number; name: string; blind: boolean; done: boolean } | null;
  assignee: string | null; stories: number[];
}
export interface EventRow {
  document: number; item: string; type: string; mode: string | null; status: string; polarity: string; certainty: string;
  actors: string[]; recipients: string[]; place: string | null; country: string | null; lat: number | null; lon: number | null;
  precision: string | null; earliest: string | null; latest: string | null; day: string | null;
  tolls: { effect: string; who: string | null; low: number | null; high: number | null; unsure: boolean }[];
  said_by: { name: string | null; source_kind: string; stance: string }[]; quote: string | null; title: string | null;
  outlet: string | null; language: string;
}
export interface StoryRow {
  id: number; title: string; type: string | null; earliest: string | null; latest: string | null; place: string | null;
  country: string | null; documents: number; origins: number;
}
export interface Report { document: number; outlet: string | null; published: string | null; title: string | null; language: string; score: number }
export interface Origin {
  id: number; label: string; kind: string; says: Record<string, string>; disputes: Record<string, string>; first: Report | null; copies: Report[];
}
export interface Told extends Omit<StoryRow, "origins"> { fields: string[]; contradicted: string[]; origins: Origin[] }
export interface Related {
  kind: string; side: "head" | "tail"; other: string; since: string | null; until: string | null; polarity: string; status: string;
  document: number; outlet: string | null; said_by: string[];
}
export interface Member { document: number; item: string; name: string; title: string | null; outlet: string | null; score: number | null; reason: unknown }
export interface Person {
  entity: number | null; name: string; kind: string; country: string | null; state: string | null;
  names: { text: string; script: string; documents: number }[]; roles: { title: string; documents: number }[]; documents: number;
  members: Member[]; relations: Related[]; events: EventRow[];
}
export interface Candidate { a: Person; b: Person; score: number; why: string[] }
export interface Edge {
  kind: string; head: string; tail: string; since: string | null; until: string | null; disputed: boolean; affirmed: number; negated: number;
  claims: { document: number; item: string; outlet: string | null; said_by: string[]; polarity: string; status: string }[];
}
export interface Network { nodes: { id: string; name: string; kind: string }[]; edges: Edge[]; days: string[] }
export interface Overview {
  documents: number; reviewed: number; unreviewed: number; mine: number; stories: number; entities: number; contradictory: number; failures: number;
}
export interface Round {
  id: number; name: string; coders: string[]; state: "open" | "closed"; documents: number; done: Record<string, number>;
  items?: { document: Row; done: Record<string, boolean> }[];
}
export interface Agreement {
  coders: string[]; fields: { field: string; alpha: number | null; kappa: number | null; percent: number | null; units: number; both: number }[];
}
export interface Difference {
  document: number; item: string; field: string; quote: string | null; values: Record<string, unknown>; adjudicated: Judgement | null;
}
