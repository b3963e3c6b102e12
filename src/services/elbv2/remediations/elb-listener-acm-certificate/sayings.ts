import { parseArn } from '../../../../aws/arn.ts';
import { makingOf } from '../../../../aws/ownership.ts';
import type { Target } from '../../../../core/model/target.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Meaning, Sayings, Stepping } from '../../../../families/steps.ts';
import { isOfCertificateManager } from '../../../acm/facts/certificate.ts';
import type { messages } from './messages.ts';
import type { Seen } from './read.ts';
import { isAllowed, type Settings } from './settings.ts';

type Id = keyof typeof messages;

/** What is served is named by an ARN: no name that every object has. */
const replacementOf = (served: string, { replacements }: Settings): string | undefined =>
  replacements[served];

/** `undefined`: nobody here knows, as when Certificate Manager does not tell of it. */
const isGood = (arn: string, { around }: Seen, chosen: Settings): boolean | undefined => {
  if (!isAllowed(arn, chosen)) return false;
  const state = around.certificates?.[arn];
  return state && state.status === 'ISSUED';
};

/** Where an obstacle is, the step is never taken. */
export const meaning = (served: string | null, chosen: Settings, seen: Seen): Meaning<string> => {
  if (served === null || !parseArn(served)) return undefined;
  const good = isGood(served, seen, chosen);
  if (good === undefined) return undefined;
  return good ? 'good' : { to: replacementOf(served, chosen) ?? served, impact: ['interrupts'] };
};

const isThere = (certificate: string, { account, region, partition }: Target): boolean => {
  const arn = parseArn(certificate);
  return arn?.account === account && arn.region === region && arn.partition === partition;
};

const withState = (arn: string, { certificates }: Seen['around']): string =>
  isOfCertificateManager(arn) ? `${arn} (${certificates?.[arn]?.status ?? 'not known'})` : arn;

/** What is served beside the default ones counts, and people replace it: which name needs which only they know. */
export const besides = (seen: Seen, _target: Target, chosen: Settings): Said<Id> | undefined => {
  const { name = '', around } = seen;
  const others = around.further.filter((arn) => isGood(arn, seen, chosen) !== true);
  return others.length === 0
    ? undefined
    : {
        message: 'more-names',
        data: { name, others: others.map((arn) => withState(arn, around)).join(', ') },
      };
};

/** Who notices. The names of a certificate of IAM are not read, so people always compare. */
export const sayingsOf = (
  seen: Seen,
  stepping: Stepping<string>,
  target: Target,
  chosen: Settings,
): Sayings<Id> => {
  const { name = '', around } = seen;
  const { certificates, plainPorts, tags } = around;
  const served = [...new Set(stepping.map(({ held }) => held.value ?? ''))].toSorted();
  const unsaid = served.filter((one) => replacementOf(one, chosen) === undefined);
  const wanted = [...new Set(served.flatMap((one) => replacementOf(one, chosen) ?? []))].toSorted();
  const away = wanted.filter((one) => !isThere(one, target) || !isAllowed(one, chosen));
  const bad = wanted.filter((one) => !away.includes(one) && isGood(one, seen, chosen) !== true);
  const isElliptic = (arn: string): boolean => certificates?.[arn]?.key.startsWith('EC_') === true;
  // Of a certificate of IAM the key is not read: whoever comes today may know RSA only.
  const newKeys = served.flatMap((one) => {
    const to = replacementOf(one, chosen);
    return to !== undefined && isElliptic(to) && !isElliptic(one) ? [to] : [];
  });
  const owner = makingOf(tags);
  const data = { name, maker: owner?.name ?? '', wanted: wanted.join(', '), region: target.region };
  const isPlanned = unsaid.length === 0 && wanted.length > 0;
  const further = stepping.length > 0 ? besides(seen, target, chosen) : undefined;
  const states = (arns: readonly string[]) => arns.map((arn) => withState(arn, around)).join(', ');
  return {
    obstacles: [
      ...saying<Id>('which', unsaid.length > 0, { name, served: states(unsaid) }),
      ...saying<Id>('not-there', away.length > 0, { name, wanted: away.join(', ') }),
      ...saying<Id>('not-issued', bad.length > 0, { ...data, wanted: states(bad) }),
      // First: a run ends when all is as it should be.
      ...(further ? [further] : []),
    ],
    hazards: [
      ...saying<Id>('compare', isPlanned, { ...data, served: served.join(', ') }),
      ...saying<Id>('key-type', newKeys.length > 0, { name, wanted: [...new Set(newKeys)].join(', ') }),
      ...saying<Id>('made-by-kubernetes', isPlanned && owner?.by === 'kubernetes', data),
      ...saying<Id>('made-by-beanstalk', isPlanned && owner?.by === 'elastic-beanstalk', data),
    ],
    notes: saying<Id>('plain-listeners', plainPorts.length > 0, {
      name,
      ports: `port ${plainPorts.join(', ')}`,
    }),
  };
};
