import type { Contract } from '../../kit/contract.ts';
import { valueContract } from '../../kit/value-contract.ts';

const at = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const arn = 'arn:aws:redshift-serverless:eu-west-1:111122223333:workgroup/orders';

const isParameter = (
  one: unknown,
): one is { readonly parameterKey: string; readonly parameterValue: string } =>
  typeof one === 'object' && one !== null && 'parameterKey' in one;

/** What the tests must know of each workgroup. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...valueContract({
    type: 'AWS::RedshiftServerless::Workgroup',
    remediation: 'redshift-serverless-require-tls',
    at: 'redshiftserverless.Workgroups',
    value: /^\.configParameters\.require_ssl$/,
    good: ['true'],
    others: ['false'],
    field: 'requireSsl',
    shows: () => '.configParameters.require_ssl',
    writes: 'redshiftserverless:UpdateWorkgroup',
    reads: 'redshiftserverless:GetWorkgroup',
    // Who sets one parameter sends all of them.
    beside: ({ redshiftserverless: { Workgroups } }, name) => {
      const { configParameters = {} } = Workgroups.find(({ workgroupName }) => workgroupName === name) ?? {};
      const theirs = { ...configParameters, query_group: 'theirs' };
      return {
        write: {
          operation: 'redshiftserverless:UpdateWorkgroup',
          input: {
            workgroupName: name,
            configParameters: Object.entries(theirs).map(([parameterKey, parameterValue]) => ({
              parameterKey,
              parameterValue,
            })),
          },
        },
        path: `redshiftserverless.Workgroups[${name}].configParameters.query_group`,
        shows: 'theirs',
      };
    },
    follows: /^\.status$/,
    scene: {
      target: 'orders',
      account: {
        redshiftserverless: {
          Workgroups: [
            { workgroupName: 'orders', configParameters: { require_ssl: 'false' }, Tags: { team: 'shop' } },
          ],
        },
      },
    },
  }),
  // A text with two values and no third: what somebody else makes of one is what we want.
  otherValues: { requireSsl: ({ after }) => after },
  // What AWS answers is put back with it.
  asGood: ({ operation, input }) => {
    const all: unknown = Reflect.get(Object(input), 'configParameters');
    const parameters: readonly unknown[] = Array.isArray(all) ? all : [];
    const values = parameters.flatMap((one) =>
      isParameter(one) && one.parameterKey === 'require_ssl' ? [one.parameterValue] : [],
    );
    return operation === 'redshiftserverless:UpdateWorkgroup' && values.join() === 'true';
  },
  sets: {
    'redshiftserverless:ListWorkgroups': [
      'workgroups',
      'workgroups.configParameters',
      'workgroups.endpoint.vpcEndpoints',
    ],
    'redshiftserverless:GetWorkgroup': ['workgroup.configParameters', 'workgroup.endpoint.vpcEndpoints'],
    'redshiftserverless:ListTagsForResource': 'tags',
  },
  unpaged: ['redshiftserverless:GetWorkgroup', 'redshiftserverless:ListTagsForResource'],
  named: {
    workgroupName: (name, { partition, region, account }) =>
      `arn:${partition}:redshift-serverless:${region}:${account}:workgroup/${name}`,
  },
  withoutEvidence: {
    'redshift-serverless-require-tls': {
      not: 'SYS_CONNECTION_LOG tells who comes without TLS, to superusers of the database alone; of the connection log in CloudWatch AWS does not say how a line is written.',
    },
  },
  resolvedBy: [],
  aims: {
    'AWS::RedshiftServerless::Workgroup': [
      { ...at, arn, changes: [{ on: arn, before: 'false', after: 'true' }] },
    ],
  },
};
