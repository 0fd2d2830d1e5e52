/** Keys by their place on the keyboard ("KeyA"), so that they work under an Arabic layout too. */
export type Keys = Record<string, (event: KeyboardEvent) => void>;

/** The name of a key: "a", "shift+z", "?", "escape", "1"; null inside fields and with Ctrl, Alt or Meta. */
export function nameOf(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return null;
  const target = event.target as HTMLElement | null;
  if (target?.closest?.("input, textarea, select, [contenteditable]")) return null;
  if (event.key === "?" || event.key === "؟") return "?";
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  const plain = letter ?? digit ?? event.key.toLowerCase();
  return event.shiftKey && letter ? `shift+${plain}` : plain;
}

export function press(event: KeyboardEvent, keys: Keys): void {
  const name = nameOf(event);
  const act = name === null ? undefined : keys[name];
  if (!act) return;
  event.preventDefault();
  act(event);
}
