/** Addresses: #/read/12?state=machine. The part after # never reaches a server. */
class Router {
  path = $state<string[]>([]);
  params = $state<Record<string, string>>({});

  constructor() {
    this.follow();
    addEventListener("hashchange", () => this.follow());
  }

  get page(): string { return this.path[0] ?? "inbox"; }
  get id(): number | null {
    const id = Number(this.path[1]);
    return this.path[1] !== undefined && Number.isInteger(id) ? id : null;
  }

  private follow(): void {
    const [path = "", params = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
    this.path = path.split("/").filter(Boolean);
    this.params = Object.fromEntries(new URLSearchParams(params));
  }
}

export const router = new Router();

export function to(path: string, params: Record<string, string | undefined> = {}): string {
  const given = Object.entries(params).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(given).toString();
  return `#/${path}${text ? `?${text}` : ""}`;
}

export function go(path: string, params: Record<string, string | undefined> = {}, replace = false): void {
  if (replace) {
    history.replaceState(null, "", to(path, params));
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else location.hash = to(path, params);
}
