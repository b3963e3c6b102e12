import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Sayings } from '../../../../families/steps.ts';
import { kindHazards, kindNotes } from '../../facts/kinds-of-distribution.ts';
import {
  certificateKind,
  hasViewerFunctions,
  isBeforeTls,
  isCrossOrigin,
  isSigned,
  namesWithoutCertificate,
  originsBehind,
  otherMethodsOf,
  pathsOf,
  plainBehaviours,
} from '../../facts/viewers.ts';
import type { Id } from './messages.ts';
import type { Settings } from './settings.ts';

/** Who notices that these behaviours take no plain HTTP any more. Nobody, where none of them does. */
export const sayingsOf = (
  config: DistributionConfig,
  { id: name, partition }: Target,
  { otherMethods }: Settings,
  /** Protocol policies of VPC origins, by id. */
  inVpcs: Readonly<Record<string, string>>,
): Sayings<Id> => {
  const plain = plainBehaviours(config);
  if (plain.length === 0) return {};
  const names = namesWithoutCertificate(config);
  const origins = originsBehind(config, plain, inVpcs);
  const { websites, followers } = origins;
  const paths = pathsOf(plain);
  const posting = plain.filter((one) => otherMethodsOf([one]).length > 0);
  const signed = plain.filter(isSigned);
  const early = plain.filter((one) => isBeforeTls(config, one));
  const crossOrigin = plain.filter(isCrossOrigin);
  const withFunctions = plain.filter(hasViewerFunctions);
  const kind = certificateKind(partition);
  return {
    obstacles: [
      ...saying('certificate-missing', names !== '', { name, names, kind }),
      ...saying('website-follows-viewer', websites !== '', { name, origins: websites, paths }),
    ],
    hazards: [
      ...saying('origin-follows-viewer', followers !== '', { name, origins: followers, paths }),
      ...saying('vpc-origin', origins.inVpcs !== '', { name, origins: origins.inVpcs, paths }),
      ...saying('origin-may-redirect', origins.plain !== '', { name, origins: origins.plain }),
      ...saying('viewer-functions', withFunctions.length > 0, { name, paths: pathsOf(withFunctions) }),
      ...saying('cross-origin', crossOrigin.length > 0, { name, paths: pathsOf(crossOrigin) }),
      ...saying('other-methods', posting.length > 0 && otherMethods === 'ask', {
        name,
        paths: pathsOf(posting),
        methods: otherMethodsOf(posting).join(', '),
      }),
      ...saying('signed-urls', signed.length > 0, { name, paths: pathsOf(signed) }),
      ...saying('before-tls', early.length > 0, { name, paths: pathsOf(early) }),
      ...kindHazards(config, name),
    ],
    notes: [
      ...kindNotes(config, name),
      ...saying('origin-over-http', origins.plainWebsites !== '', { name, origins: origins.plainWebsites }),
    ],
  };
};
