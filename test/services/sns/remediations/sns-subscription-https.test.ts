import { expect, test } from 'vitest';
import resource from '../../../../src/services/sns/resources/aws-sns-subscription.ts';
import unit from '../../../../src/services/sns/remediations/sns-subscription-https.ts';
import { testRemediation } from '../../../kit/tester.ts';

const id = '8a21d249-4329-4871-acc6-7be709c6ea7f';
const arn = `arn:aws:sns:eu-west-1:111122223333:orders:${id}`;
const held = (over: object = {}) => ({
  sns: {
    Topics: [{ Name: 'orders', Tags: { team: 'shop' } }],
    Subscriptions: [
      { Id: id, Topic: 'orders', Protocol: 'http', Endpoint: 'http://hooks.example.com/orders', ...over },
    ],
  },
});
const plaintext = {
  is: 'non-compliant',
  message: 'delivered-in-plaintext',
  changes: 0,
  notes: ['comes-twice'],
} as const;
const elsewhere = { is: 'not-applicable', message: 'no-web-server' } as const;

testRemediation(unit, resource, {
  'over plain HTTP': { account: held(), target: arn, expect: plaintext },
  'over HTTPS': {
    account: held({ Protocol: 'https', Endpoint: 'https://hooks.example.com/orders' }),
    target: arn,
    expect: { is: 'compliant', notes: ['certificate-checked'] },
  },
  'to a queue': { account: held({ Protocol: 'sqs' }), target: arn, expect: elsewhere },
  'to a mailbox': { account: held({ Protocol: 'email-json' }), target: arn, expect: elsewhere },
  'SNS does not show the protocol': {
    account: held({ Protocol: undefined }),
    target: arn,
    expect: { is: 'unknown', message: 'protocol-missing' },
  },
  'it waits for confirmation': {
    account: held({ PendingConfirmation: 'true' }),
    target: arn,
    expect: { ...plaintext, message: 'waits-for-confirmation', notes: [] },
  },
  'another account has subscribed, and does not let us read it': {
    account: {
      sns: {
        Topics: [{ Name: 'orders' }],
        // As its topic lists them, it comes after one over HTTPS.
        Subscriptions: [
          { Id: '1c0f3f3a-91b4-4a1c-8a55-0d6f0a3f2b11', Topic: 'orders', Protocol: 'https' },
          ...held({ Owner: '444455556666', Attributes: { RawMessageDelivery: 'true' } }).sns.Subscriptions,
        ],
      },
    },
    target: arn,
    expect: {
      ...plaintext,
      message: 'delivered-to-another-account',
      notes: ['comes-twice', 'attributes-hidden'],
    },
  },
  'delivered raw': {
    account: held({ Attributes: { RawMessageDelivery: 'true' } }),
    target: arn,
    expect: { ...plaintext, notes: ['comes-twice', 'unsigned-when-raw'] },
  },
  'with a port, and a user whose password SNS masks': {
    account: held({ Endpoint: 'http://shop:****@hooks.example.com:8080/orders?key=1' }),
    target: arn,
    expect: { ...plaintext, notes: ['comes-twice', 'port-named', 'password-masked'] },
  },
  'an endpoint that is no URL': { account: held({ Endpoint: 'hooks' }), target: arn, expect: plaintext },
  'its topic is gone': {
    account: { sns: { Subscriptions: [{ Id: id, Topic: 'orders', Protocol: 'http' }] } },
    target: arn,
    expect: plaintext,
  },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...held() },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: `arn:aws-cn:sns:cn-north-1:111122223333:orders:${id}`,
    expect: plaintext,
  },
  'a subscription that is gone': { account: held({ Id: id.replace('8', '9') }), target: arn, gone: true },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::SNS::Subscription',
  id: arn,
  arn,
};
const secret = {
  Protocol: 'http',
  Endpoint: 'http://shop:****@hooks.example.com/T0/secret?key=1',
  TopicArn: 'arn:aws:sns:eu-west-1:111122223333:orders',
  Owner: '111122223333',
  FilterPolicy: `{"who":["O'Hara"]}`,
  FilterPolicyScope: 'MessageBody',
  ConfirmationWasAuthenticated: 'false',
};
const advised = () => {
  const verdict = unit.plan(secret, target, {});
  if (verdict.is !== 'non-compliant' || !verdict.advises?.[0] || !unit.source) throw new Error('none');
  return { verdict, code: unit.source(verdict.advises[0], target) };
};

test('of the endpoint only the server is told: its path may be as good as a password', () => {
  const told = JSON.stringify(advised());
  expect(told).toContain('hooks.example.com');
  expect(told).not.toMatch(/secret|key=1|shop:/);
});

test('the commands subscribe the same server with the same attributes, and remove the old one last', () => {
  const { cli = '' } = advised().code ?? {};
  expect(cli).toContain(
    String.raw`--attributes '{"FilterPolicy":"{\"who\":[\"O'\''Hara\"]}","FilterPolicyScope":"MessageBody"}'`,
  );
  expect(cli).toContain('--notification-endpoint "https://${endpoint#*://}"');
  expect(cli).not.toContain('ConfirmationWasAuthenticated');
  expect(cli.indexOf('aws sns subscribe ')).toBeLessThan(cli.indexOf('aws sns unsubscribe '));
  expect(cli.trimEnd()).toMatch(new RegExp(`unsubscribe --region eu-west-1 --subscription-arn ${arn}$`));
});
