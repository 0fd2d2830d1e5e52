/** One article under review: what is picked, what was judged, and the queue of judgements on their way to the server. */
import { app, t } from "../lib/app.svelte";
import { get, newKey, post, postSafely } from "../lib/api";
import { Offsets } from "../lib/offsets";
import type { Article, Face, Group, Judgement, Link, Span } from "../lib/types";
import { itemOf, nounOf, valueOf } from "./fields";

export interface Stop { id: string; group: Group; link: Link | null }
export interface Added { id: string; noun: string; span: Span | null; value: Record<string, unknown> }

export class Desk {
  article = $state.raw<Article | null>(null);
  judgements = $state.raw<Judgement[]>([]);
  picked = $state<string | null>(null);
  fixing = $state<string | null>(null); // the field that is being corrected
  marked = $state<[number, number] | null>(null); // units that the reader selected in the article
  adding = $state(false);
  pending = $state(0);
  offsets = new Offsets("");
  private queue: Promise<unknown> = Promise.resolve();
  private local = -1;

  async open(id: number): Promise<void> {
    const article = await get<Article>(`/documents/${id}`);
    this.offsets = new Offsets(article.text);
    this.article = article;
    this.judgements = article.judgements;
    this.fixing = this.marked = null;
    this.adding = false;
    this.picked = this.stops.find((stop) => !this.verdict(stop.id))?.id ?? this.stops[0]?.id ?? null;
  }

  get id(): number { return this.article?.document.id ?? 0; }
  get face(): Face | null { return this.article ? this.article.views[app.language] : null; }

  /** What the keys walk through: every claim, and the speakers of chains under which no claim was read. */
  get stops(): Stop[] {
    const made: Stop[] = [];
    for (const group of this.face?.groups ?? []) {
      made.push(...group.rows.map((row) => ({ id: row.id, group, link: null })));
      const last = group.links.at(-1);
      if (group.rows.length === 0 && last) made.push({ id: last.id, group, link: last });
    }
    return made;
  }

  /** The verdict that holds on the item as a whole: the last one without a field; a correction counts as judged. */
  verdict(id: string): string | null {
    const own = this.judgements.filter((j) => j.item === id && j.undone_by === null && j.field !== "added");
    return own.at(-1)?.verdict ?? null;
  }

  /** Field -> the corrected value that holds. */
  corrections(id: string): Map<string, unknown> {
    const own = this.judgements.filter((j) => j.item === id && j.verdict === "correct" && j.field && j.field !== "added");
    return new Map(own.map((j) => [j.field as string, j.value]));
  }

  current(id: string, field: string): unknown {
    const corrected = this.corrections(id);
    if (corrected.has(field)) return corrected.get(field);
    const added = this.added.find((one) => one.id === id);
    return added ? (added.value[field] ?? (["trigger", "cue", "span"].includes(field) ? added.span : null)) : this.article ? valueOf(itemOf(this.article.record, id), field) : null;
  }

  get added(): Added[] {
    return this.judgements.filter((j) => j.field === "added").map((j) => {
      const told = (j.value ?? {}) as Record<string, unknown>;
      const value = (told.value as Record<string, unknown> | undefined) ?? told;
      return { id: j.item, noun: String(told.noun ?? nounOf(j.item)), span: (told.span as Span | undefined) ?? null, value };
    });
  }

  get done(): number { return this.stops.filter((stop) => this.verdict(stop.id)).length; }

  pick(id: string | null): void {
    if (id !== this.picked) this.fixing = null;
    this.picked = id;
  }

  step(by: number): void {
    const ids = [...this.stops.map((stop) => stop.id), ...this.added.map((one) => one.id)];
    if (ids.length === 0) return;
    const at = this.picked === null ? -1 : ids.indexOf(this.picked);
    this.pick(ids[at < 0 ? 0 : Math.min(Math.max(at + by, 0), ids.length - 1)] ?? null);
  }

  /** From a claim to the speakers of its chain, one after the other, and back to the claim. */
  alongChain(): void {
    const group = this.face?.groups.find((g) => g.rows.some((r) => r.id === this.picked) || g.links.some((l) => l.id === this.picked));
    if (!group) return;
    const ring = [...(group.rows.length ? [group.rows.find((r) => r.id === this.picked)?.id ?? group.rows[0]?.id ?? ""] : []), ...group.links.map((l) => l.id)];
    this.pick(ring[(ring.indexOf(this.picked ?? "") + 1) % ring.length] ?? null);
  }

  /** The next claim that nobody judged, else the one after this. */
  private advance(): void {
    const ids = this.stops.map((stop) => stop.id);
    const at = ids.indexOf(this.picked ?? "");
    const open = [...ids.slice(at + 1), ...ids.slice(0, Math.max(at, 0))].find((id) => !this.verdict(id));
    if (at >= 0 && open) this.pick(open);
  }

  judge(verdict: "accept" | "reject" | "unsure"): void {
    if (!this.picked) return;
    this.send({ item: this.picked, verdict }, { item: this.picked, verdict });
    this.advance();
  }

  correct(item: string, field: string, value: unknown): void {
    this.send({ item, verdict: "correct", field, value }, { item, verdict: "correct", field, value });
    this.fixing = null;
    this.marked = null;
  }

  add(noun: string, span: Span | null, value: Record<string, unknown>): void {
    this.send({ verdict: "add", noun, span, value }, { item: `${noun}:new`, verdict: "correct", field: "added", value: { noun, span, value } });
    this.adding = false;
    this.marked = null;
  }

  /** Shown at once, stored in order; taken away again, with the server's letter, when it is refused. */
  private send(body: Record<string, unknown>, shown: Partial<Judgement>): void {
    const id = this.local--;
    const mine = { id, field: null, value: null, who: app.session?.user.name ?? "", at: "", why: null, undone_by: null, mine: true, ...shown } as Judgement;
    this.judgements = [...this.judgements, mine];
    const document = this.id;
    this.enqueue(async () => {
      try {
        const answer = await postSafely<{ judgement: Judgement }>(`/documents/${document}/judgements`, { ...body, key: newKey() });
        if (document !== this.id) return;
        this.judgements = this.judgements.map((j) => (j.id === id ? answer.judgement : j));
        if (this.picked === mine.item || body.verdict === "add") this.picked = answer.judgement.item;
      } catch (error) {
        this.judgements = this.judgements.filter((j) => j.id !== id);
        app.complain(error);
      }
    });
  }

  undo(): void {
    const document = this.id;
    this.enqueue(async () => {
      try {
        const answer = await post<{ undone: number; judgement: Judgement }>("/judgements/undo-last", { document });
        if (document !== this.id) return;
        this.judgements = this.judgements.filter((j) => j.id !== answer.undone);
        this.pick(answer.judgement.item);
        app.say(t("undone"));
      } catch (error) {
        app.complain(error);
      }
    });
  }

  private enqueue(work: () => Promise<void>): void {
    this.pending++;
    this.queue = this.queue.then(work).finally(() => this.pending--);
  }

  /** Resolves when every judgement so far is stored or refused. */
  async settled(): Promise<void> { await this.queue; }
}
