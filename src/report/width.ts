const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const combining = /^[\p{Mn}\p{Me}]+$/u;
/** East Asian wide and full-width blocks, and what is drawn as an emoji: two columns each. */
const wide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}])/u;

const columns = (grapheme: string): number => (combining.test(grapheme) ? 0 : wide.test(grapheme) ? 2 : 1);

const graphemesOf = (text: string): readonly string[] =>
  Array.from(graphemes.segment(text), ({ segment }) => segment);

/** How many columns of a terminal the text takes. */
export const widthOf = (text: string): number =>
  // The common case needs no segmenting.
  /^[\u0020-\u007e]*$/.test(text)
    ? text.length
    : graphemesOf(text).reduce((sum, one) => sum + columns(one), 0);

const head = (text: string, room: number): string => {
  let used = 0;
  let kept = '';
  for (const one of graphemesOf(text)) {
    used += columns(one);
    if (used > room) break;
    kept += one;
  }
  return kept;
};

const tail = (text: string, room: number): string => {
  let used = 0;
  let kept = '';
  for (const one of graphemesOf(text).toReversed()) {
    used += columns(one);
    if (used > room) break;
    kept = one + kept;
  }
  return kept;
};

/** The text in at most `room` columns; the middle gives way to `…`, because names differ at their ends. */
export const shorten = (text: string, room: number): string => {
  if (widthOf(text) <= room) return text;
  if (room < 2) return room < 1 ? '' : '…';
  const end = tail(text, Math.floor((room - 1) / 3));
  return `${head(text, room - 1 - widthOf(end))}…${end}`;
};
