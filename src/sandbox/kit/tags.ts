import * as z from 'zod/mini';
import type { Refusal } from '../world.ts';

/** Tags, however a service spells them: `{ Key, Value }[]`, `{ TagKey, TagValue }[]` or a map. */
export type Tags = Readonly<Record<string, string>>;

/** As account files carry them. */
export const tagRecords = z._default(z.record(z.string(), z.string()), {});

interface Spelling {
  readonly key: string;
  readonly value: string;
}
const usual: Spelling = { key: 'Key', value: 'Value' };

export const tagList = (tags: Tags, { key, value }: Spelling = usual): readonly Tags[] =>
  Object.entries(tags).map(([name, text]) => ({ [key]: name, [value]: text }));

export const tagMap = (
  list: readonly Readonly<Record<string, string | undefined>>[],
  { key, value }: Spelling = usual,
): Tags => Object.fromEntries(list.map((tag) => [tag[key] ?? '', tag[value] ?? '']));

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const wrongIn = (tags: Tags): string | undefined => {
  const names = Object.keys(tags);
  if (names.length > 50) return 'A resource has 50 tags at most';
  if (names.some((name) => name.length < 1 || name.length > 128))
    return 'The key of a tag has from 1 to 128 characters';
  if (Object.values(tags).some((text) => text.length > 256))
    return 'The value of a tag has 256 characters at most';
  return names.some((name) => name.toLowerCase().startsWith('aws:'))
    ? 'Keys that begin with aws: are reserved'
    : undefined;
};

/** The tags with these ones, or why AWS would not take them. What AWS itself has tagged stays. */
export const tagged = (
  old: Tags,
  more: Tags,
  wrong: (message: string) => Refusal,
): { readonly tags: Tags } | Refusal => {
  const own = Object.fromEntries(Object.entries(old).filter(([name]) => !name.startsWith('aws:')));
  const message = wrongIn({ ...own, ...more });
  return message === undefined ? { tags: { ...old, ...more } } : wrong(message);
};

/** The tags without these ones. Names that there are not are no mistake. */
export const untagged = (old: Tags, names: readonly string[]): Tags =>
  Object.fromEntries(Object.entries(old).filter(([name]) => !names.includes(name)));
