import { parseArn } from '../../../../aws/arn.ts';
import { makingOf } from '../../../../aws/ownership.ts';
import type { Target } from '../../../../core/model/target.ts';
import { saying } from '../../../../core/say/said.ts';
import type { Meaning, Sayings, Stepping } from '../../../../families/steps.ts';
import type { messages } from './messages.ts';
import type { Seen } from './read.ts';
import { isAllowed, type Settings } from './settings.ts';

type Id = keyof typeof messages;

/** What is served is named by an ARN: no name that every object has. */
const replacementOf = (served: string, { replacements }: Settings): string | undefined =>
  replacements[served];

/** Where an obstacle is, the step is never taken. */
export const meaning = (served: string | null, chosen: Settings): Meaning<string> => {
  if (served === null || !parseArn(served)) return undefined;
  if (isAllowed(served, chosen)) return 'good';
  return { to: replacementOf(served, chosen) ?? served, impact: ['interrupts'] };
};

const isThere = (certificate: string, { account, region, partition }: Target): boolean => {
  const arn = parseArn(certificate);
  return arn?.account === account && arn.region === region && arn.partition === partition;
};

/** Who notices. The names of a certificate of IAM are not read, so people always compare. */
export const sayingsOf = (
  { name = '', around: { others, plainPorts, tags } }: Seen,
  stepping: Stepping<string>,
  target: Target,
  chosen: Settings,
): Sayings<Id> => {
  const served = [...new Set(stepping.map(({ held }) => held.value ?? ''))].toSorted();
  const unsaid = served.filter((one) => replacementOf(one, chosen) === undefined);
  const wanted = [...new Set(served.flatMap((one) => replacementOf(one, chosen) ?? []))].toSorted();
  const wrong = wanted.filter((one) => !isThere(one, target) || !isAllowed(one, chosen));
  const owner = makingOf(tags);
  const data = { name, maker: owner?.name ?? '', wanted: wanted.join(', '), region: target.region };
  const isPlanned = unsaid.length === 0 && wanted.length > 0;
  return {
    obstacles: [
      ...saying<Id>('which', unsaid.length > 0, { name, served: unsaid.join(', ') }),
      ...saying<Id>('not-there', wrong.length > 0, { name, wanted: wrong.join(', ') }),
    ],
    hazards: [
      ...saying<Id>('compare', isPlanned, { ...data, served: served.join(', ') }),
      ...saying<Id>('made-by-kubernetes', isPlanned && owner?.by === 'kubernetes', data),
      ...saying<Id>('made-by-beanstalk', isPlanned && owner?.by === 'elastic-beanstalk', data),
    ],
    notes: [
      ...saying<Id>('more-names', others.length > 0, { name, others: others.join(', ') }),
      ...saying<Id>('plain-listeners', plainPorts.length > 0, {
        name,
        ports: `port ${plainPorts.join(', ')}`,
      }),
    ],
  };
};
