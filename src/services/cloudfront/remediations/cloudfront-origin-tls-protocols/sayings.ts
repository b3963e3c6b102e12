import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Target } from '../../../../core/model/target.ts';
import { saying } from '../../../../core/say/said.ts';
import type { Sayings, Stepping } from '../../../../families/steps.ts';
import {
  customOrigins,
  hostsOf,
  isFilledIn,
  namesOf,
  shakingHands,
  sparesOf,
  type CustomOrigin,
} from '../../facts/custom-origins.ts';
import { kindHazards, kindNotes } from '../../facts/kinds-of-distribution.ts';
import { isUsed } from './meaning.ts';
import type { Id } from './messages.ts';

type Protocols = readonly string[];

const named = (origins: readonly CustomOrigin[]): readonly CustomOrigin[] =>
  origins.filter(({ host }) => !isFilledIn(host));

/** Who notices. That SSLv3 alone goes is no reason to ask people. */
export const sayingsOf = (
  config: DistributionConfig,
  stepping: Stepping<Protocols>,
  { id: name }: Target,
): Sayings<Id> => {
  if (stepping.length === 0) return {};
  const stepsTo = (is: (before: Protocols, after: Protocols) => boolean): readonly CustomOrigin[] =>
    customOrigins(config).filter(({ at }) =>
      stepping.some(({ held, step }) => held.on.endsWith(`#${at}`) && is(held.value ?? [], step.to)),
    );
  const losing = stepsTo((before, after) =>
    before.some((one) => one !== 'SSLv3' && !after.includes(one)),
  ).filter(isUsed);
  const gaining = stepsTo((before, after) => after.some((one) => !before.includes(one))).filter(isUsed);
  const asked = [...new Set([...losing, ...gaining])];
  const spares = asked.filter(({ id }) => sparesOf(config).has(id));
  const filledIn = asked.filter(({ host }) => isFilledIn(host));
  const unused = stepsTo(() => true).filter((origin) => !isUsed(origin));
  const told = (origins: readonly CustomOrigin[]) => ({
    name,
    origins: hostsOf(origins),
    command: shakingHands(origins, () => '-tls1_2'),
  });
  return {
    hazards: [
      ...saying('old-origin', named(losing).length > 0, told(named(losing))),
      ...saying('never-spoke', named(gaining).length > 0, told(named(gaining))),
      ...saying('spare', spares.length > 0, { origins: hostsOf(spares) }),
      ...saying('tenant-names', filledIn.length > 0, { name, origins: hostsOf(filledIn) }),
      ...kindHazards(config, name),
    ],
    notes: [...saying('unused', unused.length > 0, { origins: namesOf(unused) }), ...kindNotes(config, name)],
  };
};
