import { everyAddress, rangeOf, uncoveredPart } from './address-ranges.ts';

/** What a security group lets in: one rule, as DescribeSecurityGroupRules answers it. */
export interface Ingress {
  /** `tcp`, `udp`, `icmp`, a number, or `-1`: every protocol. */
  readonly protocol: string;
  /** `-1`, or nothing that matters, where the protocol has no ports. */
  readonly from: number;
  readonly to: number;
  /** A range of addresses, `pl-…` or `sg-…`. */
  readonly source: string;
  readonly description: string | null;
}

export interface IngressRule extends Ingress {
  readonly id: string;
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** What a rule lets in, as one text: all by which EC2 tells one rule from another. */
export const reachOf = ({ protocol, from, to, source }: Omit<Ingress, 'description'>): string =>
  `${protocol} ${from}-${to} ${source}`;

/** From that text. `undefined`: it is none. */
export const parseReach = (text: string): Omit<Ingress, 'description'> | undefined => {
  const [, protocol, from, to, source] = /^(\S+) (-?\d+)-(-?\d+) (\S+)$/.exec(text) ?? [];
  return protocol === undefined || source === undefined
    ? undefined
    : { protocol, from: Number(from), to: Number(to), source };
};

/** The same addresses, however they are written: EC2 shortens what it is given. */
export const sameSource = (a: string, b: string): boolean => {
  if (a === b) return true;
  const [one, other] = [rangeOf(a), rangeOf(b)];
  return one !== undefined && one.family === other?.family && one.from === other.from && one.to === other.to;
};

/** Whether EC2 would call one the duplicate of the other: descriptions do not count. */
export const sameReach = (a: Omit<Ingress, 'description'>, b: Omit<Ingress, 'description'>): boolean =>
  a.protocol === b.protocol && a.from === b.from && a.to === b.to && sameSource(a.source, b.source);

export const isEveryProtocol = ({ protocol }: Pick<Ingress, 'protocol'>): boolean => protocol === '-1';

/** Which of the ports a rule opens for TCP, in their order. */
export const portsIn = (rule: Ingress, ports: readonly number[]): readonly number[] => {
  if (isEveryProtocol(rule)) return ports;
  if (rule.protocol !== 'tcp') return [];
  return ports.filter((port) => rule.from <= port && port <= rule.to);
};

export const familyOf = (source: string): 4 | 6 | undefined => rangeOf(source)?.family;

/** Whether a range of addresses is all of its family. */
export const isEverybody = (source: string): boolean => {
  const range = rangeOf(source);
  return range !== undefined && uncoveredPart(everyAddress(range.family), [range]).length === 0;
};

/** Whether ranges are together all addresses of a family, though none of them is. */
export const areEverybody = (sources: readonly string[]): boolean => {
  const ranges = sources.map(rangeOf).filter((range) => range !== undefined);
  return ([4, 6] as const).some((family) => uncoveredPart(everyAddress(family), ranges).length === 0);
};

/** Ports that follow one another, as runs. */
const runsOf = (ports: readonly number[]): readonly Run[] =>
  ports.reduce<readonly Run[]>((runs, port) => {
    const last = runs.at(-1);
    return last?.to === port - 1
      ? [...runs.slice(0, -1), { from: last.from, to: port }]
      : [...runs, { from: port, to: port }];
  }, []);

/** What is left of a run of ports without others. */
const without = ({ from, to }: Run, closed: readonly Run[]): readonly Run[] => {
  const left: Run[] = [];
  let next = from;
  for (const run of closed) {
    if (run.from > next) left.push({ from: next, to: run.from - 1 });
    next = run.to + 1;
  }
  return next <= to ? [...left, { from: next, to }] : left;
};

/**
 * What takes the place of a rule that lets everybody in: the ports around those that are closed stay open as they were, and
 * those that are closed are open for these ranges only. `closed` in order, each of them in the rule.
 */
export const narrowed = (
  rule: Ingress,
  closed: readonly number[],
  ranges: readonly string[],
): readonly Ingress[] => {
  const runs = runsOf(closed);
  const { protocol, source, description } = rule;
  return [
    ...without(rule, runs).map((run) => ({ protocol, ...run, source, description })),
    ...runs.flatMap((run) => ranges.map((range) => ({ protocol, ...run, source: range, description }))),
  ];
};
