import { bucketArn } from './arn.ts';

/** Where a resource is that is named by less than its ARN. */
export interface Whereabouts {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

interface Kind {
  /** What Security Hub calls the type, in its own format and in that of OCSF. */
  readonly types: readonly string[];
  readonly name: RegExp;
  readonly arn: (name: string, where: Whereabouts) => string;
}

/** `db-ABCDEFGHIJKLMNOPQRSTUVWXYZ` is the id that RDS gives an instance: no ARN can be made of it. */
const kinds: readonly Kind[] = [
  {
    types: ['AwsS3Bucket', 'AWS::S3::Bucket'],
    name: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    arn: (name, { partition }) => bucketArn(partition, name),
  },
  {
    types: ['AwsRdsDbInstance', 'AWS::RDS::DBInstance'],
    name: /^(?!db-[A-Z0-9]{20,}$)[A-Za-z][A-Za-z0-9-]{0,62}$/,
    arn: (name, { partition, region, account }) => `arn:${partition}:rds:${region}:${account}:db:${name}`,
  },
  {
    types: ['AwsElbv2LoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
    name: /^(app|net|gwy)\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/,
    arn: (name, { partition, region, account }) =>
      `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/${name}`,
  },
  {
    types: ['AwsElbLoadBalancer', 'AWS::ElasticLoadBalancing::LoadBalancer'],
    name: /^[A-Za-z0-9-]{1,32}$/,
    arn: (name, { partition, region, account }) =>
      `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/${name}`,
  },
];

/**
 * The ARN of a resource that a finding names by type and name. Security Hub sends ARNs where there are some; findings
 * that it takes in from AWS Config may have the resource's id instead. `undefined`: none can be told.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html#Resources
 */
export const arnOfNamed = (type: string, name: string, where: Whereabouts): string | undefined => {
  const kind = kinds.find(({ types }) => types.includes(type));
  return kind?.name.test(name) === true ? kind.arn(name, where) : undefined;
};
