/** What Strict-Transport-Security says. Source: https://www.rfc-editor.org/rfc/rfc6797#section-6.1 */
export interface Hsts {
  readonly seconds: number;
  readonly subdomains: boolean;
  readonly preload: boolean;
}

const maxAge = /(^|;)(\s*max-age\s*=\s*)("?)(\d{1,12})\3(?=\s*(?:;|$))/gi;

/** `undefined`: browsers do not take it, or would not all take the same of it. */
export const hstsOf = (value: string): Hsts | undefined => {
  const ages = [...value.matchAll(maxAge)];
  if (ages.length !== 1) return undefined;
  const words = new Set(value.split(';').map((word) => word.trim().toLowerCase()));
  return {
    seconds: Number(ages[0]?.[4]),
    subdomains: words.has('includesubdomains'),
    preload: words.has('preload'),
  };
};

/** The same header with another max-age: what else somebody wrote into it stays. */
export const withSeconds = (value: string | null, seconds: number): string =>
  value === null
    ? `max-age=${seconds}`
    : value.replace(
        maxAge,
        (_all, start: string, name: string, quote: string) => `${start}${name}${quote}${seconds}${quote}`,
      );
