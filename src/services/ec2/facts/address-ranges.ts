/** A run of addresses of one family, both ends in it. */
export interface Range {
  readonly family: 4 | 6;
  readonly from: bigint;
  readonly to: bigint;
}

/** Digits only: `Number` would read an empty text as 0, and so `10.0.0.0/` as everybody. */
const decimal = (text: string): number => (/^\d{1,3}$/.test(text) ? Number(text) : Number.NaN);

const number4 = (address: string): bigint | undefined => {
  const parts = address.split('.').map(decimal);
  const isAddress = parts.length === 4 && parts.every((part) => part < 256);
  return isAddress ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) : undefined;
};

const words = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));

const number6 = (address: string): bigint | undefined => {
  const [head = '', tail] = address.split('::');
  const before = words(head);
  const after = words(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  if (all.length !== 8 || all.some((word) => !/^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  return all.reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n);
};

/** `undefined`: no range in CIDR notation. */
export const rangeOf = (source: string): Range | undefined => {
  const [address = '', bits = ''] = source.split('/');
  const family = address.includes(':') ? 6 : 4;
  const start = family === 6 ? number6(address) : number4(address);
  const width = family === 6 ? 128 : 32;
  const length = decimal(bits);
  if (start === undefined || !(length <= width)) return undefined;
  const size = 1n << BigInt(width - length);
  return { family, from: start - (start % size), to: start - (start % size) + size - 1n };
};

const byStart = (a: Range, b: Range): number => {
  if (a.family !== b.family) return a.family - b.family;
  if (a.from === b.from) return 0;
  return a.from < b.from ? -1 : 1;
};

/** What of a range is in none of the others: these count together, so two halves make a whole. */
export const uncoveredPart = (wanted: Range, others: readonly Range[]): readonly Range[] => {
  const left: Range[] = [];
  let { from } = wanted;
  for (const other of others.filter(({ family }) => family === wanted.family).toSorted(byStart)) {
    if (other.from > wanted.to) break;
    if (other.from > from) left.push({ ...wanted, from, to: other.from - 1n });
    if (other.to >= from) from = other.to + 1n;
  }
  return from <= wanted.to ? [...left, { ...wanted, from }] : left;
};

/** Every address of a family. */
export const everyAddress = (family: Range['family']): Range => ({
  family,
  from: 0n,
  to: (1n << (family === 6 ? 128n : 32n)) - 1n,
});

/** An address as people write it. */
export const addressText = (family: Range['family'], address: bigint): string => {
  const size = family === 6 ? 16n : 8n;
  const parts = Array.from({ length: family === 6 ? 8 : 4 }, (_, index, count = family === 6 ? 8n : 4n) =>
    ((address >> (size * (count - 1n - BigInt(index)))) & ((1n << size) - 1n)).toString(
      family === 6 ? 16 : 10,
    ),
  );
  return parts.join(family === 6 ? ':' : '.');
};
