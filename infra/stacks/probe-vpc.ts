import {
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_lambda as lambda,
  aws_logs as logs,
  Aws,
  BootstraplessSynthesizer,
  CfnOutput,
  CfnParameter,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { probeFunctionOf } from '../../src/adapters/aws/vpc-probes.ts';
import { take } from '../acknowledged.ts';

/** What Lambda does with the function's role, and the function's own code must not. */
const interfaces: readonly string[] = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

const port = (scope: Construct, id: string, of: 'first' | 'last', otherwise: number): CfnParameter =>
  new CfnParameter(scope, id, {
    type: 'Number',
    description: `The ${of} port that the function may connect to. As it is: from HTTP (80) to HTTPS at 8443, databases in between.`,
    minValue: 1,
    maxValue: 65_535,
    default: otherwise,
  });

const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';

/**
 * Once for each VPC whose private endpoints are probed after a fix, in its account and Region. Plain CloudFormation: the function's
 * code, one file of CommonJS, stands in the template. It has no way out of the VPC and may do nothing else.
 */
export const probeVpc = (scope: Construct, code: string): Stack => {
  const stack = new Stack(scope, 'waxseal-probe-vpc', {
    description: 'Waxseal: probes private addresses of one VPC after a fix',
    synthesizer: new BootstraplessSynthesizer(),
  });
  const vpc = new CfnParameter(stack, 'VpcId', { type: 'AWS::EC2::VPC::Id' }).valueAsString;
  const cidr = new CfnParameter(stack, 'VpcCidr', {
    description:
      'The network of the VPC in which endpoints are, such as 10.0.0.0/16. Nothing else is connected to.',
    // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
    allowedPattern: `^${octet}([.]${octet}){3}/(1[6-9]|2[0-8])$`,
    constraintDescription: 'a network of IPv4 from /16 to /28, such as 10.0.0.0/16',
  }).valueAsString;
  const subnets = new CfnParameter(stack, 'SubnetIds', {
    type: 'List<AWS::EC2::Subnet::Id>',
    description: 'Subnets from which the endpoints can be reached. They need no way to the internet.',
  }).valueAsList;
  const name = probeFunctionOf(vpc);
  const from = port(stack, 'FromPort', 'first', 80);
  const to = port(stack, 'ToPort', 'last', 8443);
  const group = new ec2.CfnSecurityGroup(stack, 'Group', {
    groupDescription: 'Waxseal probes private endpoints of this VPC. Nobody comes in.',
    vpcId: vpc,
    securityGroupEgress: [
      {
        ipProtocol: 'tcp',
        cidrIp: cidr,
        fromPort: from.valueAsNumber,
        toPort: to.valueAsNumber,
        description: 'Endpoints of this VPC',
      },
    ],
  });
  const log = new logs.LogGroup(stack, 'Log', {
    logGroupName: `/waxseal/probe/${vpc}`,
    retention: logs.RetentionDays.ONE_YEAR,
    // Its name is fixed: kept after a create that was rolled back, it would stand in the way of the next.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  const role = new iam.Role(stack, 'Role', {
    roleName: name,
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      own: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [log.logGroupArn],
          }),
          new iam.PolicyStatement({ actions: [...interfaces], resources: ['*'] }),
          // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
          new iam.PolicyStatement({
            effect: iam.Effect.DENY,
            actions: [...interfaces],
            resources: ['*'],
            conditions: {
              ArnEquals: {
                'lambda:SourceFunctionArn': `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${name}`,
              },
            },
          }),
        ],
      }),
    },
  });
  take(role, [
    [
      'IAM5[Resource::*]',
      'Lambda makes network interfaces by this role before it knows their names; a Deny keeps the function’s own code from it.',
    ],
    [`IAM5[Resource::<Log.Arn>:*]`, 'Streams of the one log group.'],
  ]);
  const made = new lambda.CfnFunction(stack, 'Function', {
    functionName: name,
    description: 'Asks what a client meets at a private address. Sends no password, changes nothing.',
    runtime: lambda.Runtime.NODEJS_24_X.name,
    architectures: [lambda.Architecture.ARM_64.name],
    handler: 'index.handler',
    code: { zipFile: code },
    memorySize: 256,
    timeout: 25,
    role: role.roleArn,
    loggingConfig: { logGroup: log.logGroupName },
    environment: {
      variables: { WAXSEAL_VPC_CIDR: cidr, WAXSEAL_PORTS: `${from.valueAsString}-${to.valueAsString}` },
    },
    vpcConfig: { subnetIds: subnets, securityGroupIds: [group.attrGroupId] },
  });
  made.node.addDependency(role);
  new CfnOutput(stack, 'SecurityGroup', {
    value: group.attrGroupId,
    description: 'Let it in where endpoints of the VPC let in one group at a time.',
  });
  return stack;
};
