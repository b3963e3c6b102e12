import {
  CloudFrontClient,
  GetDistributionCommand,
  UpdateDistributionCommand,
  type Distribution,
  type DistributionConfig,
} from '@aws-sdk/client-cloudfront';
import { droppedFrom } from '../../../aws/dropped-members.ts';
import { unless } from '../../../aws/error-names.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import type { Aws, Document } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import type { DocumentSeen } from '../../../families/document.ts';
import { readinessBy } from '../../../families/steps.ts';
import { revisionToPut, wholeAnswer } from '../../../families/whole-answer.ts';
import { puttingWhole } from '../../../families/whole-refused.ts';
import { lackingIn } from '../facts/whole-configuration.ts';

const asked = (Id: string): GetDistributionCommand =>
  wholeAnswer(new GetDistributionCommand({ Id }), {
    root: ({ Distribution: found }) => found,
    whole: 'DistributionConfig',
  });

/**
 * Whole, with its status, its revision and what of it the SDK dropped. `undefined`: the distribution is gone.
 */
export const distributionOf = async (
  { id }: Target,
  aws: Aws,
): Promise<
  | { readonly distribution: Distribution; readonly revision: string; readonly dropped: readonly string[] }
  | undefined
> => {
  const answer = await unless('NoSuchDistribution', undefined, aws.use(CloudFrontClient).send(asked(id)));
  if (!answer) return undefined;
  const { Distribution: distribution, ETag: revision } = answer;
  const lacking = lackingIn(distribution?.DistributionConfig ?? {});
  if (distribution && revision !== undefined && lacking.length === 0)
    return { distribution, revision, dropped: droppedFrom(answer) };
  throw new WaxsealError({
    code: 'answer-incomplete',
    says: `CloudFront answered distribution ${id} without ${[...(revision === undefined ? ['its ETag'] : []), ...lacking].join(', ')}, or not with all of that.`,
    todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
    retry: true,
  });
};

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Distribution.html */
const readiness = readinessBy({ ready: ['Deployed'], busy: ['InProgress'] });

/** What each unit that writes a distribution looks at. `undefined`: it is gone. */
export const distributionSeen = async (
  target: Target,
  aws: Aws,
): Promise<DocumentSeen<DistributionConfig> | undefined> => {
  const { distribution: { DistributionConfig: whole, Status = '' } = {}, dropped = [] } =
    (await distributionOf(target, aws)) ?? {};
  return whole && { whole, dropped, readiness: readiness(Status) };
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
    if (!found) return { value: null };
    const { distribution, revision, dropped } = found;
    return { value: distribution.DistributionConfig ?? null, token: { revision, dropped } };
  },
  put: async (_name, value, { token }, { id }, aws) => {
    if (value === null) throw new TypeError('a distribution always has a configuration');
    const named = { service: 'CloudFront', thing: 'distribution', id };
    const IfMatch = revisionToPut(token, named);
    const command = { Id: id, DistributionConfig: value, IfMatch };
    const besides = ['InvalidIfMatchVersion', 'NoSuchDistribution'];
    await puttingWhole(
      { ...named, besides },
      aws.use(CloudFrontClient).send(new UpdateDistributionCommand(command)),
    );
  },
};
