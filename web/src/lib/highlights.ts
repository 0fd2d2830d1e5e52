/** Colours over the article's own text nodes (CSS Custom Highlight API): no element cuts a word, so Arabic letters stay joined. */
export const LAYERS = ["actor", "event", "place", "time", "cue"] as const;
export type Layer = (typeof LAYERS)[number];
/** Which colour wins where spans lie over each other. */
const PRIORITY: Record<string, number> = { around: 1, picked: 2, marked: 3 };

/** A paragraph of the article: its first UTF-16 unit in the whole text, and its words. */
export interface Paragraph { start: number; text: string }

export function paragraphs(text: string): Paragraph[] {
  let at = 0;
  return text.split("\n").map((line) => {
    const start = at;
    at += line.length + 1;
    return { start, text: line };
  });
}

/** Index of the paragraph that holds the unit (a line's end belongs to it). */
export function paragraphAt(all: Paragraph[], unit: number): number {
  let low = 0;
  let high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((all[middle]?.start ?? 0) <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function paint(name: string, root: HTMLElement, all: Paragraph[], spans: Iterable<readonly [number, number, ...unknown[]]>): void {
  if (!("highlights" in CSS)) return; // an old browser shows the article without colours
  const ranges = [...spans].map((span) => rangeOf(root, all, span[0], span[1])).filter((range) => range !== null);
  const highlight = new Highlight(...ranges);
  highlight.priority = PRIORITY[name] ?? 0;
  CSS.highlights.set(name, highlight);
}

export function wipe(): void {
  if ("highlights" in CSS) CSS.highlights.clear();
}

export function rangeOf(root: HTMLElement, all: Paragraph[], start: number, end: number): Range | null {
  const first = placeOf(root, all, start);
  const last = placeOf(root, all, end);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(...first);
  range.setEnd(...last);
  return range;
}

function placeOf(root: HTMLElement, all: Paragraph[], unit: number): [Node, number] | null {
  const index = paragraphAt(all, unit);
  const [element, paragraph] = [root.children[index], all[index]];
  if (!element || !paragraph) return null;
  const node = element.firstChild;
  if (!node) return [element, 0];
  return [node, Math.min(unit - paragraph.start, paragraph.text.length)];
}

/** The unit where a point of the page (a selection's end) lies, null outside of the article. */
export function unitOf(root: HTMLElement, all: Paragraph[], node: Node, offset: number): number | null {
  if (!root.contains(node)) return null;
  if (node === root) return all[offset]?.start ?? (all.at(-1)?.start ?? 0) + (all.at(-1)?.text.length ?? 0);
  const element = (node instanceof Element ? node : node.parentElement)?.closest("p");
  const paragraph = element ? all[Array.prototype.indexOf.call(root.children, element)] : undefined;
  if (!paragraph) return null;
  return paragraph.start + (node.nodeType === Node.TEXT_NODE ? offset : offset === 0 ? 0 : paragraph.text.length);
}

/** The selection inside the article in units, without white space at its ends; null when there is none. */
export function selected(root: HTMLElement, all: Paragraph[], text: string): [number, number] | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  let start = unitOf(root, all, range.startContainer, range.startOffset);
  let end = unitOf(root, all, range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  while (start < end && /\s/.test(text[start] ?? "")) start++;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end--;
  return start < end ? [start, end] : null;
}
