/** What the whole workbench shares: who is signed in, the words, the language and the look, messages. */
import { ar } from "../i18n/ar";
import { en, type Words } from "../i18n/en";
import { ApiError, get, useSession } from "./api";
import type { Labels, Role, Session } from "./types";

export type Language = "en" | "ar";
export type Theme = "auto" | "light" | "dark";
const CATALOGUES: Record<Language, Words> = { en, ar };
const ROLES: Role[] = ["reader", "reviewer", "editor", "admin"];

function kept<T extends string>(name: string, otherwise: T, allowed: readonly T[]): T {
  const found = localStorage.getItem(`musnad.${name}`) as T | null;
  return found && allowed.includes(found) ? found : otherwise;
}

class App {
  session = $state<Session | null>(null);
  teamMode = $state(false);
  ready = $state(false);
  trouble = $state<string | null>(null);
  language = $state<Language>(kept("language", navigator.language.startsWith("ar") ? "ar" : "en", ["en", "ar"]));
  theme = $state<Theme>(kept("theme", "auto", ["auto", "light", "dark"]));
  labels = $state.raw<Labels>({ tables: {}, fields: {} });
  notices = $state<{ id: number; text: string; bad: boolean }[]>([]);
  help = $state(false);
  private count = 0;

  get rtl(): boolean { return this.language === "ar"; }
  get words(): Words { return CATALOGUES[this.language]; }

  /** May the user do what this role may? */
  may(role: Role): boolean {
    return this.session !== null && ROLES.indexOf(this.session.user.role) >= ROLES.indexOf(role);
  }

  /** A label of the record in words: label("stance", "deny"). */
  label(table: string, value: string | null | undefined): string {
    if (!value) return "";
    return this.labels.tables[table]?.[value]?.[this.language === "en" ? 0 : 1] ?? value;
  }

  set(name: "language", value: Language): void;
  set(name: "theme", value: Theme): void;
  set(name: "language" | "theme", value: string): void {
    localStorage.setItem(`musnad.${name}`, value);
    if (name === "language") this.language = value as Language;
    else this.theme = value as Theme;
  }

  say(text: string, bad = false): void {
    const id = ++this.count;
    this.notices.push({ id, text, bad });
    setTimeout(() => (this.notices = this.notices.filter((n) => n.id !== id)), bad ? 9000 : 3500);
  }

  complain(error: unknown): void {
    if (error instanceof ApiError && error.status === 401) return;
    this.say(this.letter(error), true);
  }

  /** What an error says. The server's letters are English: the Arabic interface says first in its own words what kind it is. */
  letter(error: unknown): string {
    if (!(error instanceof ApiError)) return this.words.offline;
    const kind = (this.words as Record<string, string>)[`error_${error.code}`];
    return this.rtl && kind ? `${kind} (\u2066${error.message}\u2069)` : error.message;
  }

  async start(): Promise<void> {
    try {
      this.labels = await get<Labels>("/labels");
      this.enter(await get<Session>("/session"));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.teamMode = error.body.team_mode === true;
      else this.trouble = error instanceof Error ? error.message : String(error);
    }
    this.ready = true;
  }

  enter(session: Session): void {
    this.session = session;
    this.teamMode = session.team_mode;
    useSession(session.csrf, () => (this.session = null));
  }
}

export const app = new App();
/** The interface's word, with {name} filled in. */
export function t(key: keyof Words, filled: Record<string, string | number> = {}): string {
  return app.words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(filled[name] ?? whole));
}
