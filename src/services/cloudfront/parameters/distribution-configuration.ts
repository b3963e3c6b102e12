import {
  CloudFrontClient,
  GetDistributionCommand,
  UpdateDistributionCommand,
  type Distribution,
  type DistributionConfig,
} from '@aws-sdk/client-cloudfront';
import { unless } from '../../../aws/error-names.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import type { Aws, Document } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { wholeAnswer } from '../../../families/whole-answer.ts';
import { lackingIn } from '../facts/whole-configuration.ts';

const asked = (Id: string): GetDistributionCommand =>
  wholeAnswer(new GetDistributionCommand({ Id }), {
    service: 'CloudFront',
    thing: 'distribution',
    id: Id,
    root: ({ Distribution: found }) => found,
    whole: 'DistributionConfig',
  });

/** Whole, with its status and its revision. `undefined`: the distribution is gone. */
export const distributionOf = async (
  { id }: Target,
  aws: Aws,
): Promise<{ readonly distribution: Distribution; readonly revision: string } | undefined> => {
  const answer = await unless('NoSuchDistribution', undefined, aws.use(CloudFrontClient).send(asked(id)));
  if (!answer) return undefined;
  const { Distribution: distribution, ETag: revision } = answer;
  const lacking = lackingIn(distribution?.DistributionConfig ?? {});
  if (distribution && revision !== undefined && lacking.length === 0) return { distribution, revision };
  throw new WaxsealError({
    code: 'answer-incomplete',
    says: `CloudFront answered distribution ${id} without ${[...(revision === undefined ? ['its ETag'] : []), ...lacking].join(', ')}, or not with all of that.`,
    todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
    retry: true,
  });
};

/** Everything about how a distribution serves. AWS takes it whole, with the ETag of what it replaces. */
export const distributionConfiguration: Document<DistributionConfig> = {
  type: 'distribution configuration',
  comparesAndSets: true,
  name: (_on, { id }) => id,
  // Behaviours by their paths: what is changed in one of them is no other behaviour.
  content: ({ CacheBehaviors, ...rest }) => ({
    ...rest,
    behaviours: Object.fromEntries((CacheBehaviors?.Items ?? []).map((one) => [one.PathPattern ?? '', one])),
  }),
  get: async (_name, target, aws) => {
    const found = await distributionOf(target, aws);
    return { value: found?.distribution.DistributionConfig ?? null, token: found?.revision };
  },
  put: async (_name, value, { token }, { id }, aws) => {
    if (value === null) throw new TypeError('a distribution always has a configuration');
    const command = { Id: id, DistributionConfig: value, IfMatch: String(token) };
    await aws.use(CloudFrontClient).send(new UpdateDistributionCommand(command));
  },
};
