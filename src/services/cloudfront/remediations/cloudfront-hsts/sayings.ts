import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Target } from '../../../../core/model/target.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Sayings, Stepping } from '../../../../families/steps.ts';
import { kindHazards, kindNotes } from '../../facts/kinds-of-distribution.ts';
import { answering, type HeadersPolicies } from '../../facts/response-headers.ts';
import {
  behavioursOf,
  certificateKind,
  namesWithoutCertificate,
  pathsOf,
  placeOf,
  plainBehaviours,
} from '../../facts/viewers.ts';
import { nextAfter } from './meaning.ts';
import type { Id } from './messages.ts';
import type { Settings } from './settings.ts';

const endsAt =
  (place: string) =>
  (on: string): boolean =>
    on.endsWith(`#${place}`);

/** What a policy that is to be attached brings. */
const about = (
  id: string,
  known: HeadersPolicies,
  names: string,
): { readonly hazards: readonly Said<Id>[]; readonly fromOrigin: boolean } => {
  const found = known[id];
  const hsts = found?.hsts;
  if (!found || !hsts) return { hazards: [], fromOrigin: false };
  const policy = `${found.name} (${id})`;
  return {
    hazards: [
      { message: 'sticky', data: { policy, seconds: hsts.seconds } },
      ...saying<Id>('other-headers', found.others.length > 0, { policy, headers: found.others.join(', ') }),
      ...saying<Id>('subdomains', hsts.subdomains, { policy, names }),
      ...saying<Id>('preload', hsts.preload, { policy }),
    ],
    fromOrigin: !hsts.overrides,
  };
};

/** Who notices. Browsers keep what they are told, so people are always asked. */
export const sayingsOf = (
  config: DistributionConfig,
  stepping: Stepping<string>,
  { id: name, partition }: Target,
  known: HeadersPolicies,
  chosen: Settings,
): Sayings<Id> => {
  if (stepping.length === 0) return {};
  const behaviours = behavioursOf(config).filter((one) =>
    stepping.some(({ held }) => endsAt(placeOf(one))(held.on)),
  );
  const stuck = behaviours.filter(
    ({ ResponseHeadersPolicyId }) => nextAfter(ResponseHeadersPolicyId ?? null, chosen) === undefined,
  );
  const stuckIds = [
    ...new Set(stuck.map(({ ResponseHeadersPolicyId = '' }) => ResponseHeadersPolicyId)),
  ].toSorted();
  const wanted = [...new Set(stepping.map(({ step }) => step.to))].toSorted();
  const lacking = wanted.filter((id) => !known[id]?.hsts);
  const names = namesWithoutCertificate(config);
  const [host = 'HOST'] = (config.Aliases?.Items ?? []).toSorted();
  const all = wanted.map((id) => ({ id, ...about(id, known, host) }));
  const plain = plainBehaviours(config);
  const withFunctions = answering(behaviours);
  const kept = all.filter(({ fromOrigin }) => fromOrigin).map(({ id }) => known[id]?.name ?? id);
  return {
    obstacles: [
      ...saying<Id>('certificate-missing', names !== '', { name, names, kind: certificateKind(partition) }),
      ...saying<Id>('another-policy', stuck.length > 0, {
        name,
        paths: pathsOf(stuck),
        seconds: chosen.seconds,
        policies: stuckIds.map((id) => `${known[id]?.name ?? ''} ${id}`.trim()).join(', '),
        first: stuckIds[0] ?? '',
      }),
      ...saying<Id>('no-such-policy', lacking.length > 0, { name, wanted: lacking.join(', ') }),
    ],
    hazards: [
      ...all.flatMap(({ hazards }) => hazards),
      ...saying<Id>('whole-host', plain.length > 0, { name, paths: pathsOf(plain) }),
      ...saying<Id>('functions', withFunctions.length > 0, { name, paths: pathsOf(withFunctions), host }),
      ...kindHazards(config, name),
    ],
    notes: [
      ...saying<Id>('of-origin', kept.length > 0, { policy: kept.join(', '), host }),
      ...kindNotes(config, name),
    ],
  };
};
