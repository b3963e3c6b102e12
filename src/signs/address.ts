/** An address as configuration and code write it, taken apart. `at` counts characters of the text from 0. */
export interface Address {
  readonly at: number;
  readonly scheme: string;
  readonly hosts: readonly Host[];
  /** Of the query, or after semicolons; names in lower case, values as they are. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly path: string;
  readonly hasPassword: boolean;
}

export interface Host {
  readonly host: string;
  readonly port?: number;
  /** The name of what gives the port later. */
  readonly given?: string;
}

/** Up to the next of a list. `jdbc:` and, of drivers that wrap another, a second word before the scheme: `jdbc:aws-wrapper:postgresql://`. */
const addresses =
  /\b(?:jdbc:(?:[a-z0-9-]+:)??)?([a-z][a-z0-9+.-]{1,30}):\/\/((?:(?!,[a-z][a-z0-9+.-]{1,30}:\/\/)[^\s"'<>|\\^`])+)/gi;

/** `http:// or https://` in a sentence without blanks, and no host. */
const isWords = (rest: string): boolean => /^[^/@]*(?<![\w.-])https?:\/\//i.test(rest);

/** The data source name of Go's MySQL driver, `user:password@tcp(host:3306)/database?tls=true`, from where it says the server. */
const ofGo = /[@"'`]tcp\(([^()\s"'`]+)\)(\/[^\s"'`]*)/g;

/** Instead of a host that is not to be shown. */
const hidden = '?';

/** `${HOST:orders.shop.io}` is what stands for it; this machine does so only where somebody develops. */
const withoutDefault = (text: string): string =>
  text.replace(/(\$\{[\w.-]+?):-?([^{}]*)\}/, (_, name: string, value: string) =>
    /^(?:|localhost|127\..*|0\.0\.0\.0)$/.test(value) ? `${name}}` : value,
  );

const hostOf = (written: string): Host => {
  const text = withoutDefault(written);
  const [, six, sixPort] = /^\[([\da-f:.]+)\](?::(\d+))?$/i.exec(text) ?? [];
  if (six !== undefined) return { host: six.toLowerCase(), ...(sixPort && { port: Number(sixPort) }) };
  const [, name = text, port, given] =
    /^(.*?)(?::(?:(\d{1,5})|(\$?\{{1,2}[\w.]+\}{1,2}|\$\w+|%[sd])))?$/.exec(text) ?? [];
  // Whatever can be no host is not shown: a password that was written as it is, with a slash or hash in it, would be.
  if (/[^\p{L}\d._\-${}%<>()*]/u.test(name)) return { host: hidden };
  if (given !== undefined) return { host: name.toLowerCase(), given: given.toLowerCase() };
  return { host: name.toLowerCase(), ...(port !== undefined && { port: Number(port) }) };
};

/** Of the web, paths have such a sign in them. */
const ofWeb = /^(?:https?|wss?)$/;

/** Behind the last sign of a user there is the host, though a password has a slash in it that ought to be encoded. */
const withoutSlashInUser = (scheme: string, rest: string): string => {
  const [before = ''] = rest.split(/[?;#]/);
  const at = before.lastIndexOf('@');
  return ofWeb.test(scheme) || at <= before.indexOf('/')
    ? rest
    : before.slice(0, at).replaceAll('/', '%2F') + rest.slice(at);
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Names and values between `?`, `&` and `;`; names in lower case. */
export const parametersOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(/[?&;]/)
      .filter((pair) => pair.includes('='))
      .map((pair) => {
        const cut = pair.indexOf('=');
        return [pair.slice(0, cut).trim().toLowerCase(), decoded(pair.slice(cut + 1))];
      }),
  );

const partsOf = (scheme: string, written: string) => {
  const rest = withoutSlashInUser(scheme, written);
  const end = rest.search(/[/?;#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const after = end < 0 ? '' : rest.slice(end);
  const at = authority.lastIndexOf('@');
  const before = /[?;#]/.exec(after)?.index ?? after.length;
  return {
    hosts: authority
      .slice(at + 1)
      .split(',')
      .filter((one) => one !== '')
      .map(hostOf),
    // One that is filled in later, `${…}` or `%s`, is none.
    hasPassword: at > 0 && /^[^:]*:[^:${%]/.test(authority.slice(0, at)),
    path: after.slice(0, before),
    parameters: parametersOf(after.slice(before)),
  };
};

const goAddresses = (text: string): readonly Address[] =>
  [...text.matchAll(ofGo)].map(({ 1: host = '', 2: rest = '', index }) => {
    const user =
      text[index] === '@' ? (/[^\s"'`@]*$/.exec(text.slice(Math.max(0, index - 200), index))?.[0] ?? '') : '';
    return { at: index - user.length, scheme: 'mysql', ...partsOf('mysql', `${user}@${host}${rest}`) };
  });

/** Every address in a text. What ends a sentence is no part of one. */
export const addressesIn = (text: string): readonly Address[] => [
  ...goAddresses(text),
  ...[...text.matchAll(addresses)]
    .filter(([, , rest = '']) => !isWords(rest))
    .map(({ 0: all, 1: scheme = '', 2: rest = '', index }) => ({
      at: index,
      scheme: scheme.toLowerCase(),
      ...partsOf(
        scheme.toLowerCase(),
        rest.replace(/[.,;:!?)\]]+$/, (tail) => (tail === ']' && all.includes('[') ? tail : '')),
      ),
    })),
];

/** `scheme://host:port`, without user, path and query: all of an address that may be shown. */
export const shownAddress = ({ scheme, hosts }: Pick<Address, 'scheme' | 'hosts'>): string =>
  `${scheme}://${hosts
    .map(
      ({ host, port, given = port }) =>
        `${host.includes(':') ? `[${host}]` : host}${given === undefined ? '' : `:${given}`}`,
    )
    .join(',')}`;

/** The hosts of what `shownAddress` shows. */
export const hostsIn = (shown: string): readonly string[] =>
  addressesIn(shown).flatMap(({ hosts }) => hosts.map(({ host }) => host));
