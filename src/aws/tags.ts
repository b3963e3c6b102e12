/** A tag as most services answer it. */
interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** The values of tags by their keys. */
export const tagsByKey = (list: readonly Tag[]): Readonly<Record<string, string>> =>
  Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]));

/** The same of services that write small letters. */
export const tagsBySmallKey = (
  list: readonly { readonly key?: string | undefined; readonly value?: string | undefined }[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(list.map(({ key = '', value = '' }) => [key, value]));
