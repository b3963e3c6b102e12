import {
  CloudFrontClient,
  GetDistributionCommand,
  UpdateDistributionCommand,
  type Distribution,
  type DistributionConfig,
  type GetDistributionCommandInput,
  type GetDistributionCommandOutput,
} from '@aws-sdk/client-cloudfront';
import type { DeserializeMiddleware } from '@smithy/types';
import { unless } from '../../../aws/error-names.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import type { Aws, Document } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { unheardElements } from '../facts/unheard-elements.ts';
import { lackingIn } from '../facts/whole-configuration.ts';

type Guard = DeserializeMiddleware<GetDistributionCommandInput, GetDistributionCommandOutput>;

const isResponse = (value: unknown): value is { body: unknown } =>
  typeof value === 'object' && value !== null && 'body' in value;
const textOf = async (body: unknown): Promise<string> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what every request handler of Node answers
  const chunks = body as AsyncIterable<Uint8Array>;
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read).toString('utf8');
};

/**
 * The SDK drops what it does not know of an answer, and would so put a configuration back without it. Such an answer is
 * an error: whoever cannot read all of it must not replace it.
 */
const asked = (Id: string): GetDistributionCommand => {
  const command = new GetDistributionCommand({ Id });
  let xml = '';
  // Between the wire and the parser: what was sent, for us as well.
  const listening: Guard = (next) => async (args) => {
    const result = await next(args);
    const { response } = result;
    if (isResponse(response)) {
      xml = await textOf(response.body);
      response.body = Buffer.from(xml);
    }
    return result;
  };
  // Outside of the parser: what became of it.
  const comparing: Guard = (next) => async (args) => {
    const result = await next(args);
    const unheard = unheardElements(xml, result.output?.Distribution).filter((path) =>
      path.startsWith('DistributionConfig.'),
    );
    if (unheard.length === 0) return result;
    throw new WaxsealError({
      code: 'answer-newer',
      says: `CloudFront answered ${unheard.join(', ')} of distribution ${Id}, which this version of Waxseal does not know and could not put back.`,
      todo: 'Use a newer version of Waxseal; until then change the distribution by hand.',
    });
  };
  command.middlewareStack.add(listening, { step: 'deserialize', priority: 'low', name: 'waxsealListening' });
  command.middlewareStack.add(comparing, { step: 'deserialize', priority: 'high', name: 'waxsealComparing' });
  return command;
};

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
