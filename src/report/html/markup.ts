import { safe } from '../safe.ts';

/** Text that is HTML already. Made by `html` alone, so that nothing gets into a page without being escaped. */
export interface Markup {
  readonly markup: string;
}
export type Value = Markup | string | number | false | null | undefined | readonly Value[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that can do nothing, in an element or in a quoted attribute; control and direction marks are written out. */
const escaped = (text: string): string =>
  safe(text).replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const drawn = (value: Value): string => {
  if (value === false || value === null || value === undefined) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (isList(value)) return value.map(drawn).join('');
  return value.markup;
};

/** Line breaks and indentation of our source say nothing in HTML, and a page has thousands of rows. */
const tidied = new WeakMap<TemplateStringsArray, readonly string[]>();
const tidy = (parts: TemplateStringsArray): readonly string[] => {
  const made = tidied.get(parts) ?? parts.map((part) => part.replaceAll(/\s*\n\s*/g, '\n'));
  tidied.set(parts, made);
  return made;
};

/** HTML with values in it. Values are escaped unless they come from here themselves. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  markup: tidy(parts)
    .map((part, index) => `${part}${drawn(values[index])}`)
    .join(''),
});

/** Constant text of our own that must stay as it is: the style sheet. */
export const verbatim = (markup: string): Markup => ({ markup });
