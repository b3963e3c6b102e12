import type { Host } from '../../src/sandbox/host.ts';

/** What AWS answers as a list and means as a set: turned round, everything must come out the same. */
type Turn = (output: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

const reversed = (value: unknown): unknown => (Array.isArray(value) ? value.toReversed() : value);

const turnedStatement = (statement: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(statement)
      .toReversed()
      .map(([key, value]) => {
        if (key !== 'Principal' || typeof value !== 'object' || value === null) return [key, reversed(value)];
        return [
          key,
          Object.fromEntries(Object.entries(value).map(([kind, names]) => [kind, reversed(names)])),
        ];
      }),
  );

const turnedPolicy: Turn = (output) => {
  const { Version, Id, Statement } = JSON.parse(String(output['Policy']));
  return { ...output, Policy: JSON.stringify({ Statement: Statement.map(turnedStatement), Id, Version }) };
};

const turnedList =
  (name: string): Turn =>
  (output) => {
    const list: object = Object(output[name]);
    return { ...output, [name]: { ...list, Items: reversed(Reflect.get(list, 'Items')) } };
  };

const turns: Readonly<Record<string, Turn>> = {
  's3:GetBucketPolicy': turnedPolicy,
  'rds:DescribeDBInstances': (output) => ({
    ...output,
    DBInstances: reversed(output['DBInstances']),
  }),
  'rds:DescribeDBParameters': (output) => ({ ...output, Parameters: reversed(output['Parameters']) }),
  'rds:DescribeDBProxies': (output) => ({ ...output, DBProxies: reversed(output['DBProxies']) }),
  'rds:ListTagsForResource': (output) => ({ ...output, TagList: reversed(output['TagList']) }),
  'dms:DescribeEndpoints': (output) => ({ ...output, Endpoints: reversed(output['Endpoints']) }),
  'glue:GetConnections': (output) => ({ ...output, ConnectionList: reversed(output['ConnectionList']) }),
  ...Object.fromEntries(
    [
      ['elasticloadbalancingv2:DescribeListeners', 'Listeners'],
      ['elasticloadbalancingv2:DescribeListenerCertificates', 'Certificates'],
      ['elasticloadbalancingv2:DescribeRules', 'Rules'],
      ['elasticloadbalancingv2:DescribeSSLPolicies', 'SslPolicies'],
      ['elasticloadbalancingv2:DescribeTags', 'TagDescriptions'],
      ['elasticloadbalancingv2:DescribeTargetGroups', 'TargetGroups'],
      ['elasticloadbalancingv2:DescribeTargetHealth', 'TargetHealthDescriptions'],
      ['codedeploy:ListApplications', 'applications'],
      ['codedeploy:BatchGetApplications', 'applicationsInfo'],
      ['codedeploy:ListDeploymentGroups', 'deploymentGroups'],
      ['codedeploy:BatchGetDeploymentGroups', 'deploymentGroupsInfo'],
      ['ecs:ListClusters', 'clusterArns'],
      ['ecs:ListServices', 'serviceArns'],
      ['ecs:DescribeServices', 'services'],
      ['ec2:DescribeManagedPrefixLists', 'PrefixLists'],
      ['ec2:DescribeSecurityGroups', 'SecurityGroups'],
    ].map(([operation = '', key = '']): [string, Turn] => [
      operation,
      (output) => ({ ...output, [key]: reversed(output[key]) }),
    ]),
  ),
  'cloudfront:ListDistributions': turnedList('DistributionList'),
  'cloudfront:ListCloudFrontOriginAccessIdentities': turnedList('CloudFrontOriginAccessIdentityList'),
  's3:GetBucketTagging': (output) => ({ ...output, TagSet: reversed(output['TagSet']) }),
};

/** The same account, whose sets come in another order. */
export const permuted = (host: Host): Host => ({
  ...host,
  call: (request) => {
    const output = host.call(request);
    return turns[request.operation]?.({ ...output }) ?? output;
  },
});
