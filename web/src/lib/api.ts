/** Every request to the server goes through here. */
let csrf = "";
let whenSignedOut: () => void = () => {};

export class ApiError extends Error {
  constructor(message: string, readonly code: string, readonly status: number, readonly body: Record<string, unknown> = {}) {
    super(message);
  }
}

export function useSession(token: string, signedOut: () => void): void {
  csrf = token;
  whenSignedOut = signedOut;
}

export function query(path: string, params: Record<string, unknown>): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== null && value !== "" && value !== false);
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}

export const get = <T>(path: string, params: Record<string, unknown> = {}): Promise<T> => call<T>("GET", query(path, params));
export const post = <T>(path: string, body: unknown = {}): Promise<T> => call<T>("POST", path, body);
export const remove = (path: string): Promise<void> => call<void>("DELETE", path);

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await send(method, path, body);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

export async function send(method: string, path: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRF-Token"] = csrf;
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  const answer = await fetch(`/api${path}`, { method, headers, body: form ? body : body === undefined ? null : JSON.stringify(body) });
  if (answer.ok) return answer;
  const told = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  if (answer.status === 401 && path !== "/session" && path !== "/login") whenSignedOut();
  throw new ApiError(String(told.error ?? `${answer.status} ${answer.statusText}`), String(told.code ?? "unknown"), answer.status, told);
}

/** A POST that may be repeated because its body carries a key: tried again when the connection breaks. */
export async function postSafely<T>(path: string, body: { key: string } & Record<string, unknown>, tries = 4): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await post<T>(path, body);
    } catch (error) {
      if (error instanceof ApiError ? error.code !== "slow_down" || n >= tries : n >= tries) throw error;
      await new Promise((done) => setTimeout(done, 300 * 2 ** n));
    }
  }
}

export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
