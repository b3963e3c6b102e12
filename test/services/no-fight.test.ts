import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { catalog, listings } from '../../src/services/index.ts';
import { contracts, promisedBy, serviceOfRemediation } from '../kit/contracts.ts';
import { inOrder, type Ended } from '../kit/in-order.ts';
import { meetingPlaces, type MeetingPlace } from './meeting-places.ts';

/**
 * No two remediations want two things of one account: what one has made compliant is compliant still when all others
 * have done their work, in one order and in the other, so that each pair is met both ways round. They meet in the account
 * of the demo, in the account of each one's promises, and where several find something of the same to do.
 */
const all = listings.map(({ id }) => id).toSorted();
const promising = Object.values(contracts)
  .flatMap(({ promises = {} }) => Object.keys(promises))
  .toSorted();
const settings = Object.fromEntries(promising.map((id) => [id, promisedBy(id).scene.settings ?? {}]));

interface Met extends MeetingPlace {
  /** Whose turns come, in one order and in the other. */
  readonly orders: readonly (readonly string[])[];
}
/** Of the services that the account has something of. */
const near = ({ account }: MeetingPlace): readonly string[] =>
  all.filter((id) => serviceOfRemediation(id) in account);
const bothWays = (ids: readonly string[]) => [ids, ids.toReversed()];

const scenes = promising.map((id): readonly [string, Met] => {
  const place = { account: promisedBy(id).scene.account, settings };
  const others = near(place).filter((one) => one !== id);
  return [
    id,
    {
      ...place,
      orders: [
        [id, ...others],
        [...others, id],
      ],
    },
  ];
});
const places = Object.entries(meetingPlaces).map(([name, place]): readonly [string, Met] => [
  name,
  { ...place, orders: bothWays(near(place)) },
]);
const demo: Met = {
  account: parse(readFileSync('examples/accounts/demo.yaml', 'utf8')),
  settings: {},
  orders: bothWays(all),
};

const lived = new Map<string, Promise<readonly Ended[]>>();
const ends = (name: string, { account, settings: chosen, orders }: Met): Promise<readonly Ended[]> => {
  const known = lived.get(name) ?? Promise.all(orders.map((ids) => inOrder(ids, account, chosen)));
  lived.set(name, known);
  return known;
};

const met = [['the demo', demo] as const, ...places, ...scenes];

test('in the account of the demo much is made compliant', { timeout: 300_000 }, async () => {
  for (const { made } of await ends('the demo', demo)) expect(made.length).toBeGreaterThan(20);
});

describe('what one has made compliant no other takes back', () => {
  test.each(met)('%s', { timeout: 300_000 }, async (name, place) => {
    const ended = await ends(name, place);
    expect(ended.map(({ lost }) => lost)).toEqual([[], []]);
    expect(ended.map(({ refused }) => refused)).toEqual([[], []]);
  });
});

test('whichever of the two comes first to a network balancer in a VPC, the other one leaves it', async () => {
  const pair = ['elb-listener-encrypted', 'vpc-encryption-control'];
  const name = 'a network balancer in a VPC that is to enforce encryption';
  const place = places.find(([one]) => one === name);
  if (!place) throw new Error('the place is there');
  const wrote = (await ends(...place)).map((end) => end.wrote.filter((id) => pair.includes(id)));
  expect(wrote).toEqual(pair.map((id) => [id]));
});

/**
 * Two that write by the same call may want two values of one thing, and must have been seen to write in one account; and two
 * of which one looks at what the other writes, which no call tells, are `meetingPlaces`.
 */
test(
  'each two that write by the same call have both written in some account',
  { timeout: 300_000 },
  async () => {
    const units = await Promise.all(all.map((id) => catalog.remediation(id)));
    const wrote: ReadonlySet<string>[] = [];
    for (const one of met) wrote.push(new Set((await ends(...one)).flatMap((end) => end.wrote)));
    const pairs = units.flatMap(({ meta: one }, at) =>
      units
        .slice(at + 1)
        .filter(({ meta: { permissions } }) =>
          one.permissions.write.some((action) => permissions.write.includes(action)),
        )
        .map(({ meta: other }) => [one.id, other.id]),
    );
    const apart = pairs.filter((ids) => !wrote.some((those) => ids.every((id) => those.has(id))));
    expect(pairs.length).toBeGreaterThan(30);
    expect(apart).toEqual([]);
  },
);
