import unit from '../../../../src/services/ec2/remediations/privatelink-endpoint.ts';
import resource from '../../../../src/services/ec2/resources/aws-ec2-vpcendpoint.ts';
import { testRemediation } from '../../../kit/tester.ts';

const id = 'vpce-0123456789abcdef0';
const arn = `arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/${id}`;
const endpoint = (over: object = {}) => ({ ec2: { VpcEndpoints: [{ VpcEndpointId: id, ...over }] } });
const to = (ServiceName: string, over: object = {}) =>
  endpoint({ VpcEndpointType: 'Interface', ServiceName, ...over });
const inside = { is: 'compliant', notes: ['stays-inside', 'caveat'] } as const;
const asItIs = { is: 'unknown', message: 'as-it-is' } as const;
const others = 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0';

testRemediation(unit, resource, {
  'a gateway to S3, named as AWS Config does': {
    account: endpoint(),
    target: id,
    expect: {
      ...inside,
      says: [
        `What goes through VPC endpoint ${id} (Gateway) to com.amazonaws.eu-west-1.s3 does not leave the network of AWS. (https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html) That is a private way; AWS does not call it encrypted.`,
        'TLS is up to the client: a service that takes plain HTTP (S3, SQS, SNS, DynamoDB) takes it through its endpoint as well, unless a policy refuses it (vpc-endpoint-tls-only).',
      ],
    },
  },
  'an interface to a service of AWS, by its ARN': {
    account: to('com.amazonaws.eu-west-1.sqs'),
    target: arn,
    expect: {
      ...inside,
      says: [
        `What goes through VPC endpoint ${id} (Interface) to com.amazonaws.eu-west-1.sqs does not leave the network of AWS. (https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html) That is a private way; AWS does not call it encrypted.`,
      ],
    },
  },
  'to one that is named otherwise': {
    account: to('aws.sagemaker.eu-west-1.notebook'),
    target: id,
    expect: inside,
  },
  'in China': {
    account: {
      partition: 'aws-cn',
      region: 'cn-north-1',
      ...to('cn.com.amazonaws.cn-north-1.sqs'),
    },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: `arn:aws-cn:ec2:cn-north-1:111122223333:vpc-endpoint/${id}`,
    expect: inside,
  },
  'only some of its subnets are served': {
    account: to('com.amazonaws.eu-west-1.sqs', { State: 'Partial' }),
    target: id,
    expect: inside,
  },
  'to a service of somebody else': {
    account: to(others),
    target: id,
    expect: {
      ...asItIs,
      says: [
        `VPC endpoint ${id} (Interface) carries to ${others} what clients send as they send it. AWS says that it is a private way (https://docs.aws.amazon.com/vpc/latest/privatelink/what-is-privatelink.html), and of encryption nothing: whether both sides speak TLS is nowhere in the endpoint. Ask whoever offers the service whether it takes anything but TLS, and have its clients use that.`,
      ],
    },
  },
  'in China, to a service of somebody else': {
    account: to('cn.com.amazonaws.vpce.cn-north-1.vpce-svc-0123456789abcdef0'),
    target: id,
    expect: asItIs,
  },
  'to a name that only begins like one': {
    account: to('com.amazonaws-of.example'),
    target: id,
    expect: asItIs,
  },
  'through a firewall': {
    account: to(others, { VpcEndpointType: 'GatewayLoadBalancer' }),
    target: id,
    expect: asItIs,
  },
  'into a service network': {
    account: to('com.amazonaws.eu-west-1.vpc-lattice', { VpcEndpointType: 'ServiceNetwork' }),
    target: id,
    expect: asItIs,
  },
  'EC2 does not tell its kind': {
    account: endpoint({ VpcEndpointType: null }),
    target: id,
    expect: { is: 'unknown', message: 'not-told' },
  },
  'a state that no page has': {
    account: endpoint({ State: 'sleeping' }),
    target: id,
    expect: { is: 'unknown', message: 'not-told' },
  },
  ...Object.fromEntries(
    ['Deleting', 'Expired', 'Failed', 'Pending', 'pendingAcceptance', 'Rejected'].map((State) => [
      `one that is ${State}`,
      {
        account: endpoint({ State }),
        target: id,
        expect: { is: 'not-applicable', message: 'carries-nothing' },
      },
    ]),
  ),
  'one that was deleted, and is still shown': {
    account: endpoint({ State: 'Deleted' }),
    target: arn,
    gone: true,
  },
  'one that is not there': { account: endpoint(), target: arn.replace(/0$/, '9'), gone: true },
});
