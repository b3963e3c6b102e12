/** What `npm run new` writes: files that type-check and do nothing yet. Comments say what to fill in. */

export const remediationFile = (
  id: string,
  type: string,
  service: string,
): string => `import * as z from 'zod/mini';
import { remediation, type Aws, type Field } from '../core/remediation.ts';
import type { Target } from '../core/target.ts';

/** Everything that the decision needs, as AWS answers it. What AWS treats as a set is sorted. */
interface State {
  readonly encrypted: boolean;
}

const messages = {
  'plaintext-allowed': {
    says: '{name} takes connections without TLS.',
    todo: 'Apply the plan.',
  },
} as const;

const settings = z.strictObject({});

// The state comes from Get, Describe and List calls: aws.use(SomeClient).send(new SomeCommand({ … })).
const read = async (_target: Target, _aws: Aws): Promise<State | undefined> => undefined;

/** The smallest thing that can be put back alone. Say where AWS documents it. */
const encryption: Field<boolean> = {
  get: async () => ({ value: false }),
  put: async () => {},
};

export default remediation({
  meta: {
    id: '${id}',
    version: 1,
    title: 'TODO: what is true afterwards',
    summary: 'TODO: what it changes.',
    resourceType: '${type}',
    configRules: [],
    controls: [],
    services: ['${service}'],
    reversible: true,
    permissions: { read: [], write: [], undo: [] },
    messages,
    docs: [],
  },
  settings,
  fields: { encryption },
  read,
  plan: ({ encrypted }, target) =>
    encrypted
      ? { is: 'compliant' }
      : {
          is: 'violation',
          message: 'plaintext-allowed',
          data: { name: target.id },
          changes: [{ set: 'encryption', on: target.arn, before: false, after: true, impact: ['breaks-plaintext'] }],
        },
});
`;

export const testFile = (
  id: string,
  resource: string,
): string => `import unit from '../../src/remediations/${id}.ts';
import resource from '../../src/resources/${resource}.ts';
import { testRemediation } from '../tester.ts';

// One row for each way a resource can be: an account, and what the unit must say of it. The tester does the rest.
testRemediation(unit, resource, {
  'a resource that is gone': { account: {}, target: 'TODO: its ARN', gone: true },
});
`;

export const resourceFile = (type: string): string => `import type { Aws } from '../core/remediation.ts';
import type { Resource } from '../core/resource.ts';
import type { Place, Target } from '../core/target.ts';

// Page by page: for await (const page of paginate…({ client: aws.use(SomeClient) }, {})) yield …
async function* list(_place: Place, _aws: Aws): AsyncGenerator<Target> {}

/** Say how AWS Config names one: by ARN, by name or by an id of its own. */
const resource: Resource = {
  type: '${type}',
  // As the service authorization reference writes it: arn: 'arn:{partition}:sqs:{region}:{account}:{queue}'.
  permissions: [],
  idOf: () => undefined,
  resolve: async () => undefined,
  list,
  root: ({ arn }) => arn,
  tags: async () => ({}),
};

export default resource;
`;
