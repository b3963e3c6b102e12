import {
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
  CloudFrontClient,
  type DistributionConfig,
} from '@aws-sdk/client-cloudfront';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation, type Aws, type Document } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { documentPart } from '../../../families/document.ts';
import { readinessBy } from '../../../families/steps.ts';

/** TODO: AWS's page of statuses; those that stay until people do something are `people`. */
const readiness = readinessBy({
  ready: ['available'],
  busy: ['TODO'],
  people: { 'TODO-failed': 'TODO: what to do then.' },
});

/** Whole, and with its revision. `undefined`: the distribution is gone. */
const answerFor = async (target: Target, aws: Aws) =>
  unless(
    'NoSuchDistribution',
    undefined,
    aws.use(CloudFrontClient).send(new GetDistributionConfigCommand({ Id: target.id })),
  );

/** Whoever else writes it uses this one: it moves to `parameters` of the room with a second unit. */
const whole: Document<DistributionConfig> = {
  type: 'distribution configuration',
  comparesAndSets: true,
  name: (_on, { id }) => id,
  get: async (_name, target, aws) => {
    const answer = await answerFor(target, aws);
    return { value: answer?.DistributionConfig ?? null, token: answer?.ETag };
  },
  put: async (_name, value, { token }, target, aws) => {
    if (value === null) throw new TypeError('a distribution always has a configuration');
    const asked = { Id: target.id, DistributionConfig: value, IfMatch: String(token) };
    await aws.use(CloudFrontClient).send(new UpdateDistributionCommand(asked));
  },
};

const { messages, ...parts } = documentPart({
  attribute: 'setting',
  thing: 'distribution',
  setting: 'TODO',
  document: whole,
  read: async (target, aws) => {
    const { value } = await whole.get(target.id, target, aws);
    // TODO: its status, from a call that answers it.
    return value === null ? undefined : { whole: value, readiness: readiness('TODO') };
  },
  // TODO: every place in it that has such a value: `{ at: 'a name', value: 'what it holds' }`.
  locations: (_whole): readonly { readonly at: string; readonly value: string | null }[] => [],
  // TODO: the same with this value in that place.
  into: (all, _at, _value) => all,
  // TODO: 'good', the next step, or `undefined` for what nobody here knows.
  meaning: (value) => {
    if (value === 'TODO-off') return { to: 'TODO-on', impact: ['breaks-plaintext'] };
    return value === 'TODO-on' ? 'good' : undefined;
  },
  // TODO: who may be shut out: `sayings`. Without hazards leave it out.
  source: ({ on, after }) => ({
    cloudformation: `# TODO: AWS::CloudFront::Distribution, ${on}\nSetting: ${JSON.stringify(after)}`,
    cdk: `// TODO: distribution, ${on}\nsetting: ${JSON.stringify(after)},`,
    terraform: `# TODO: distribution, ${on}\nsetting = ${JSON.stringify(after)}`,
  }),
});

/** TODO: what it makes so, in a sentence. */
export default remediation({
  meta: {
    id: 'cloudfront-viewer-https',
    version: 1,
    family: 'document',
    title: 'TODO: what is true afterwards',
    summary: 'TODO: what it changes.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: [],
    controls: [],
    services: ['cloudfront'],
    reversible: true,
    permissions: {
      read: ['cloudfront:GetDistributionConfig'],
      write: ['cloudfront:UpdateDistribution'],
      undo: ['cloudfront:UpdateDistribution'],
    },
    // TODO: `without(messages, 'needs-people')` of families/typed.ts for what no row of the table can say.
    messages,
    // TODO: AWS's pages that it relies on.
    docs: ['https://docs.aws.amazon.com/TODO'],
  },
  settings: z.strictObject({}),
  ...parts,
});
