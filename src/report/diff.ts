import { canonical } from '../core/model/json.ts';

/** One line of a comparison. `same` lines are context. */
export interface DiffLine {
  readonly is: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
}

/** A JSON value as lines, keys sorted; `null` is absent and has none. Short lists and objects stay on one line. */
export const jsonLines = (value: unknown): readonly string[] => {
  if (value === null || value === undefined) return [];
  const compact = (inner: unknown, indent: string): string => {
    const flat = JSON.stringify(inner);
    if (inner === null || typeof inner !== 'object') return flat ?? 'null';
    const entries = Object.entries(inner);
    const nested = entries.some(
      ([, one]) => one !== null && typeof one === 'object' && Object.keys(one).length > 0,
    );
    if (!nested && flat.length + indent.length <= 60 && (Array.isArray(inner) || entries.length < 2))
      return flat.replaceAll('","', '", "');
    const deeper = `${indent}  `;
    const parts = entries.map(([key, one]) =>
      Array.isArray(inner)
        ? `${deeper}${compact(one, deeper)}`
        : `${deeper}${JSON.stringify(key)}: ${compact(one, deeper)}`,
    );
    const [open, end] = Array.isArray(inner) ? ['[', ']'] : ['{', '}'];
    return `${open}\n${parts.join(',\n')}\n${indent}${end}`;
  };
  return compact(JSON.parse(canonical(value)), '').split('\n');
};

/** Longest common subsequence, as lengths from each pair of positions to the ends. */
const lengths = (a: readonly string[], b: readonly string[]): readonly (readonly number[])[] => {
  const table: number[][] = Array.from({ length: a.length + 1 }, () =>
    Array.from({ length: b.length + 1 }, () => 0),
  );
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (!row) continue;
      row[j] =
        a[i] === b[j] ? 1 + (table[i + 1]?.[j + 1] ?? 0) : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  return table;
};

/** Beyond this a comparison line by line would take long and tell nothing. */
const tooLong = 3_000;

const removed = (text: string): DiffLine => ({ is: 'removed', text });
const added = (text: string): DiffLine => ({ is: 'added', text });

const compared = (a: readonly string[], b: readonly string[]): readonly DiffLine[] => {
  if (a.length + b.length > tooLong) return [...a.map(removed), ...b.map(added)];
  const table = lengths(a, b);
  const out: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      out.push({ is: 'same', text: left });
      i += 1;
      j += 1;
    } else if (
      right === undefined ||
      (left !== undefined && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))
    ) {
      out.push(removed(left ?? ''));
      i += 1;
    } else {
      out.push(added(right));
      j += 1;
    }
  }
  return out;
};

const context = 3;

/** Long stretches that are the same are named by their length only. */
const folded = (all: readonly DiffLine[]): readonly DiffLine[] => {
  const near = all.map((_, index) =>
    all.slice(Math.max(0, index - context), index + context + 1).some(({ is }) => is !== 'same'),
  );
  const out: DiffLine[] = [];
  let hidden = 0;
  const tell = (): void => {
    if (hidden > 0) out.push({ is: 'gap', text: `… ${hidden} lines as they are` });
    hidden = 0;
  };
  for (const [index, line] of all.entries()) {
    if (near[index]) {
      tell();
      out.push(line);
    } else hidden += 1;
  }
  tell();
  return out;
};

/** What changes from one JSON value to another, line by line, in an order that does not depend on that of keys. */
export const jsonDiff = (before: unknown, after: unknown): readonly DiffLine[] =>
  folded(compared(jsonLines(before), jsonLines(after)));
