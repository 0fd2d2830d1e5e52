/** Offsets: the record counts code points, the browser counts UTF-16 units. Only this module converts. */
export class Offsets {
  /** Unit at which each code point begins, with the end; null when the two counts agree. */
  private readonly begins: Uint32Array | null;

  constructor(text: string) {
    this.begins = /[\ud800-\udbff]/.test(text) ? tableOf(text) : null;
  }

  /** Code point -> UTF-16 unit. */
  unit(point: number): number {
    return this.begins ? (this.begins[Math.min(point, this.begins.length - 1)] ?? 0) : point;
  }

  /** UTF-16 unit -> code point; a unit inside a surrogate pair belongs to the pair's code point. */
  point(unit: number): number {
    if (!this.begins) return unit;
    let low = 0;
    let high = this.begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.begins[middle] ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** [start, end) in units -> a span in code points. */
  span(start: number, end: number): { start: number; end: number } {
    return { start: this.point(start), end: this.point(end) };
  }
}

function tableOf(text: string): Uint32Array {
  const begins: number[] = [];
  let at = 0;
  for (const char of text) {
    begins.push(at);
    at += char.length;
  }
  begins.push(at);
  return Uint32Array.from(begins);
}
