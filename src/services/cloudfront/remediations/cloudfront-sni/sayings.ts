import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Target } from '../../../../core/model/target.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Sayings } from '../../../../families/steps.ts';
import { kindHazards, kindNotes } from '../../facts/kinds-of-distribution.ts';
import { minimumProtocolVersion, sslSupportMethod } from '../../facts/viewer-certificate.ts';
import type { Id } from './messages.ts';

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html */
const obstaclesOf = (config: DistributionConfig, name: string): readonly Said<Id>[] => {
  const policy = minimumProtocolVersion(config) ?? 'none';
  const method = sslSupportMethod(config) ?? 'none';
  if (policy === 'SSLv3') return [{ message: 'sslv3-first', data: { name } }];
  return saying('policy-of-support', policy !== 'TLSv1', { name, policy, method });
};

/** Who notices. Who does not speak SNI stands in no log, so people are always asked. */
export const sayingsOf = (config: DistributionConfig, { id: name }: Target): Sayings<Id> => {
  const isStatic = sslSupportMethod(config) === 'static-ip';
  return {
    obstacles: obstaclesOf(config, name),
    hazards: [
      { message: 'without-sni', data: { name } },
      { message: 'addresses-change', data: { name } },
      isStatic ? { message: 'addresses-of-aws', data: { name } } : { message: 'undo-is-priced' },
      ...kindHazards(config, name),
    ],
    notes: kindNotes(config, name),
  };
};
