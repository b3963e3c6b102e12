import * as z from 'zod/mini';
import { parseArn } from '../../../../aws/arn.ts';
import { makingOf } from '../../../../aws/ownership.ts';
import type { Target } from '../../../../core/model/target.ts';
import { saying } from '../../../../core/say/said.ts';
import type { Meaning, Sayings, Stepping } from '../../../../families/steps.ts';
import { covers, type Certificate } from '../../parameters/certificates.ts';
import { portOf } from '../../parameters/load-balancer.ts';
import type { messages } from './messages.ts';
import type { Seen } from './read.ts';
import { certificateArnPattern, isOfCertificateManager } from '../../../acm/facts/certificate.ts';

type Id = keyof typeof messages;

export const settings = z.strictObject({
  replacements: z
    ._default(z.record(z.string(), z.string().check(z.regex(certificateArnPattern))), {})
    .check(
      z.describe(
        'By the ARN of the certificate that is served now, the one of Certificate Manager that takes its place. Left out: the only one that covers all of its names.',
      ),
    ),
});
export type Settings = z.output<typeof settings>;

/** What could take the place of a certificate: what people have named, or all that cover its names. */
const candidatesFor = (
  served: string,
  { around }: Seen,
  { replacements }: Settings,
): readonly Certificate[] => {
  const { certificates, names } = around;
  const said = replacements[served];
  const own = names[served] ?? [];
  return (certificates ?? []).filter((one) =>
    said === undefined ? own.length > 0 && covers(one, own) : one.arn === said,
  );
};

const replacementOf = (served: string, seen: Seen, chosen: Settings): Certificate | undefined => {
  const [only, ...others] = candidatesFor(served, seen, chosen);
  return only && others.length === 0 && isOfCertificateManager(only.arn) ? only : undefined;
};

/** Where an obstacle is, the step is never taken. */
export const meaning = (served: string | null, chosen: Settings, seen: Seen): Meaning<string> => {
  if (served === null || !parseArn(served)) return undefined;
  const isInForce = isOfCertificateManager(served) ? (seen.around.inForce[served] ?? null) : false;
  if (isInForce !== false) return isInForce ? 'good' : undefined;
  return { to: replacementOf(served, seen, chosen)?.arn ?? served, impact: ['interrupts'] };
};

/** Who notices, and what comes first. */
export const sayingsOf = (
  seen: Seen,
  stepping: Stepping<string>,
  { id: name, region }: Target,
  chosen: Settings,
): Sayings<Id> => {
  const { certificates, names, tags, withoutRsa } = seen.around;
  const served = [...new Set(stepping.map(({ held }) => held.value ?? ''))].toSorted();
  if (served.length === 0) return {};
  const unclear = served.filter((one) => !replacementOf(one, seen, chosen));
  const unsaid = unclear.filter((one) => chosen.replacements[one] === undefined);
  const bad = unclear.flatMap((one) => chosen.replacements[one] ?? []);
  const missing = served.flatMap((one) => {
    const to = replacementOf(one, seen, chosen);
    return to ? (names[one] ?? []).filter((each) => !covers(to, [each])) : [];
  });
  const unread = served.filter((one) => !names[one]);
  const wanted = served.flatMap((one) => replacementOf(one, seen, chosen)?.arn ?? []).join(', ');
  const found = unsaid.flatMap((one) =>
    names[one]
      ? candidatesFor(one, seen, chosen).map(({ arn }) => arn)
      : ['not known, because IAM did not tell these'],
  );
  const lacking = stepping.map(({ held }) => held.on).filter((on) => withoutRsa.includes(on));
  const ports = lacking.map(portOf).join(', ');
  const owner = makingOf(tags);
  const data = { name, region, wanted, served: served.join(', '), maker: owner?.name ?? '' };
  const obstacles = [
    ...saying<Id>('certificates-unread', certificates === null, { name }),
    ...saying<Id>('not-good', bad.length > 0, { name, wanted: bad.join(', ') }),
    ...saying<Id>('which', unsaid.length > 0, {
      name,
      served: unsaid.join(', '),
      found: [...new Set(found)].join(', ') || 'none',
    }),
    ...saying<Id>('names-not-covered', missing.length > 0, { ...data, missing: missing.join(', ') }),
    ...saying<Id>('no-rsa', lacking.length > 0, { name, ports }),
  ];
  if (obstacles.length > 0) return { obstacles: obstacles.slice(0, 1) };
  return {
    hazards: [
      ...saying<Id>('pinned', true, data),
      ...saying<Id>('names-unread', unread.length > 0, { ...data, served: unread.join(', ') }),
      ...saying<Id>('made-by-kubernetes', owner?.by === 'kubernetes', data),
      ...saying<Id>('made-by-beanstalk', owner?.by === 'elastic-beanstalk', data),
    ],
  };
};
