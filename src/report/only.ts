import type { Item } from './items.ts';

/** What a report is cut to; an empty list leaves nothing out. */
export interface Only {
  readonly accounts: readonly string[];
  readonly owners: readonly string[];
  readonly regions: readonly string[];
}

/** What may be left out: of what no owner is told, nobody is one. */
export interface Belonging {
  readonly account?: string;
  readonly region?: string;
  readonly owner?: string;
}

const has = (wanted: readonly string[], value: string | undefined): boolean =>
  wanted.length === 0 || (value !== undefined && wanted.includes(value));

export const isCut = ({ accounts, owners, regions }: Only): boolean =>
  accounts.length + owners.length + regions.length > 0;

/** Where it is: what could not be listed has no owner that is known, and stays. */
export const isThere = (only: Only, { account, region }: Belonging): boolean =>
  has(only.accounts, account) && has(only.regions, region);

export const isOnly = (only: Only, one: Belonging): boolean =>
  isThere(only, one) && has(only.owners, one.owner);

export const belongs = ({
  target: { account, region },
  owner,
}: Pick<Item, 'target' | 'owner'>): Belonging => ({
  account,
  region,
  ...(owner !== undefined && { owner }),
});

const part = (name: string, all: readonly string[]): readonly string[] =>
  all.length === 0 ? [] : [`${name} ${all.join(', ')}`];

/** For people, wherever such a report is read. */
export const onlyWords = ({ accounts, owners, regions }: Only): string =>
  `Only ${[...part('account', accounts), ...part('owner', owners), ...part('Region', regions)].join('; ')}: there is more.`;

/** What is said where that leaves nothing: a name may be misspelt, or its tag renamed. */
export const nobodyHas = ({ owners, accounts, regions }: Only): string =>
  `Nothing that was met is of ${[...owners, ...accounts, ...regions].join(' or ')}; a misspelt name looks the same.`;
