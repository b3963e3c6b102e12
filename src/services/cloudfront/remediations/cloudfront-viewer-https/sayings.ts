import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Sayings } from '../../../../families/steps.ts';
import {
  isBeforeTls,
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
  { id: name }: Target,
  { otherMethods }: Settings,
): Sayings<Id> => {
  const plain = plainBehaviours(config);
  if (plain.length === 0) return {};
  const names = namesWithoutCertificate(config);
  const { websites, followers, plain: overHttp } = originsBehind(config, plain);
  const paths = pathsOf(plain);
  const posting = plain.filter((one) => otherMethodsOf([one]).length > 0);
  const signed = plain.filter(isSigned);
  const early = plain.filter(isBeforeTls);
  const policy = config.ContinuousDeploymentPolicyId ?? '';
  return {
    obstacles: [
      ...saying('certificate-missing', names !== '', { name, names }),
      ...saying('website-follows-viewer', websites !== '', { name, origins: websites, paths }),
    ],
    hazards: [
      ...saying('origin-follows-viewer', followers !== '', { name, origins: followers, paths }),
      ...saying('other-methods', posting.length > 0 && otherMethods === 'ask', {
        name,
        paths: pathsOf(posting),
        methods: otherMethodsOf(posting).join(', '),
      }),
      ...saying('signed-urls', signed.length > 0, { name, paths: pathsOf(signed) }),
      ...saying('before-tls', early.length > 0, { name, paths: pathsOf(early) }),
      ...saying('continuous-deployment', policy !== '', { name, policy }),
      ...saying('staging', config.Staging === true, { name }),
      ...saying('tenants', config.ConnectionMode === 'tenant-only', { name }),
    ],
    notes: [
      ...saying('disabled', config.Enabled === false, { name }),
      ...saying('origin-over-http', overHttp !== '', { name, origins: overHttp }),
    ],
  };
};
