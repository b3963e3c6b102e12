import type { Span } from './blocks.ts';
import { widthOf } from './width.ts';

const joined = (line: readonly Span[], span: Span): readonly Span[] => {
  const last = line.at(-1);
  return last !== undefined && last.style === span.style && last.href === span.href
    ? [...line.slice(0, -1), { ...last, text: last.text + span.text }]
    : [...line, span];
};

const trimmed = (line: readonly Span[]): readonly Span[] => {
  const last = line.at(-1);
  return last === undefined ? line : [...line.slice(0, -1), { ...last, text: last.text.trimEnd() }];
};

/**
 * Breaks styled text at spaces into lines of at most `room` columns. A longer word has a line of its own and stays
 * whole: where a terminal wraps it, it can still be copied.
 */
export const wrap = (line: readonly Span[], room: number): readonly (readonly Span[])[] => {
  const done: (readonly Span[])[] = [];
  let current: readonly Span[] = [];
  let used = 0;
  const flush = (): void => {
    done.push(trimmed(current));
    current = [];
    used = 0;
  };
  for (const span of line) {
    for (const word of span.text.split(/(?<= )(?! )/)) {
      const size = widthOf(word.trimEnd());
      if (used > 0 && used + size > room) flush();
      current = joined(current, { ...span, text: word });
      used += widthOf(word);
    }
  }
  if (current.length > 0 || done.length === 0) flush();
  return done;
};
