import { expect, test } from 'vitest';
import unit from '../../../../src/services/vpclattice/remediations/lattice-listener-https.ts';
import resource from '../../../../src/services/vpclattice/resources/aws-vpclattice-listener.ts';
import { location } from '../../../kit/answers.ts';
import { carriedOut } from '../../../kit/printed.ts';
import { testRemediation } from '../../../kit/tester.ts';

const serviceArn = 'arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-1';
const arn = `${serviceArn}/listener/listener-1`;

interface Over {
  readonly listener?: object;
  readonly service?: object;
  readonly groups?: readonly object[];
  readonly more?: readonly object[];
}
const forward = (...ids: readonly string[]) => ({
  forward: { targetGroups: ids.map((targetGroupIdentifier) => ({ targetGroupIdentifier, weight: 100 })) },
});
const held = ({ listener, service, groups = [], more = [] }: Over = {}) => ({
  vpclattice: {
    Services: [{ id: 'svc-1', name: 'orders', authType: 'AWS_IAM' as const, ...service }],
    Listeners: [
      { id: 'listener-1', name: 'web', serviceId: 'svc-1', ...listener },
      ...more.map((one) => ({ id: 'listener-2', name: 'more', serviceId: 'svc-1', ...one })),
    ],
    TargetGroups: groups.map((one) => ({ id: 'tg-1', name: 'shop', ...one })),
  },
});
const http = { protocol: 'HTTP', port: 80 };
const rule = {
  id: 'rule-1',
  name: 'carts',
  priority: 10,
  match: { httpMatch: { pathMatch: { match: { prefix: '/carts' } } } },
  action: forward('tg-1'),
};

testRemediation(unit, resource, {
  HTTPS: { account: held(), target: arn, expect: { is: 'compliant', notes: [] } },
  'HTTPS, with targets over HTTP and HTTPS, and a function': {
    account: held({
      listener: { defaultAction: forward('tg-1', 'tg-2', 'tg-3') },
      groups: [
        { protocol: 'HTTP' },
        { id: 'tg-2', name: 'safe', protocol: 'HTTPS' },
        { id: 'tg-3', name: 'function', type: 'LAMBDA' },
      ],
    }),
    target: arn,
    expect: {
      is: 'compliant',
      notes: ['targets-in-plaintext'],
      says: [
        'Behind the listener web, VPC Lattice speaks without TLS to the targets of shop. The protocol of a target group is set when it is made: make another one with HTTPS for the same targets when they speak it, and have the listener forward there.',
      ],
    },
  },
  'HTTPS, where only a rule forwards to targets over HTTP': {
    account: held({ listener: { rules: [rule] }, groups: [{ protocol: 'HTTP' }] }),
    target: arn,
    expect: { is: 'compliant', notes: ['targets-in-plaintext'] },
  },
  'HTTPS, with a target group that is gone': {
    account: held({ listener: { defaultAction: forward('tg-1') } }),
    target: arn,
    expect: { is: 'compliant', notes: ['targets-not-told'] },
  },
  'HTTPS, of a service with a name of its own and no certificate': {
    account: held({ service: { customDomainName: 'orders.example.com' } }),
    target: arn,
    expect: { is: 'compliant', notes: ['own-domain'] },
  },
  'HTTPS, of a service with a name of its own and a certificate': {
    account: held({
      service: {
        customDomainName: 'orders.example.com',
        certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1',
      },
    }),
    target: arn,
    expect: { is: 'compliant', notes: [] },
  },
  'HTTPS, of a service that asks nobody': {
    account: held({ service: { authType: 'NONE' } }),
    target: arn,
    expect: { is: 'compliant', notes: ['no-auth'] },
  },
  'TLS that is passed on': {
    account: held({ listener: { protocol: 'TLS_PASSTHROUGH' } }),
    target: arn,
    expect: { is: 'compliant', notes: ['passthrough'] },
  },
  HTTP: {
    account: held({ listener: http }),
    target: arn,
    expect: { is: 'non-compliant', message: 'plain-http', changes: 0, notes: [] },
  },
  'HTTP, of a service that asks nobody, with a name of its own': {
    account: held({ listener: http, service: { authType: 'NONE', customDomainName: 'orders.example.com' } }),
    target: arn,
    expect: { is: 'non-compliant', message: 'plain-http', changes: 0, notes: ['own-domain', 'no-auth'] },
  },
  'HTTP beside HTTPS': {
    account: held({ listener: http, more: [{ port: 8443 }] }),
    target: arn,
    expect: {
      is: 'non-compliant',
      message: 'plain-http-beside',
      changes: 0,
      says: [
        'The listener web of the VPC Lattice service svc-1 takes plain HTTP on port 80, beside HTTPS on 8443: whatever clients send to web goes in the clear. Waxseal cannot send clients on, because VPC Lattice has no redirects, and deletes no listeners. See that the other one forwards to the same targets by the same rules, move the clients there, and delete web when the access log of the service, which is off until somebody turns it on, has no request without tlsVersion any more: aws vpc-lattice delete-listener --region eu-west-1 --service-identifier svc-1 --listener-identifier listener-1',
      ],
    },
  },
  'HTTP beside TLS that is passed on, which serves other targets': {
    account: held({ listener: http, more: [{ protocol: 'TLS_PASSTHROUGH' }] }),
    target: arn,
    expect: { is: 'non-compliant', message: 'plain-http', changes: 0 },
  },
  'HTTP, with an action that this version does not know': {
    account: held({ listener: { ...http, defaultAction: { $unknown: ['redirect', {}] } } }),
    target: arn,
    expect: { is: 'non-compliant', message: 'plain-http-by-hand', changes: 0 },
  },
  'HTTP, with a rule whose condition this version does not know': {
    account: held({
      listener: {
        ...http,
        rules: [{ ...rule, match: { httpMatch: { pathMatch: { match: { $unknown: ['regex', '.*'] } } } } }],
      },
      groups: [{ protocol: 'HTTPS' }],
    }),
    target: arn,
    expect: { is: 'non-compliant', message: 'plain-http-by-hand', changes: 0 },
  },
  'every port that is told is taken': {
    account: held({
      listener: http,
      more: [
        { protocol: 'HTTP', port: 443 },
        { id: 'listener-3', protocol: 'HTTP', port: 8443 },
        { id: 'listener-4', protocol: 'HTTP', port: 9443 },
      ],
    }),
    target: arn,
    expect: { is: 'non-compliant', message: 'plain-http-by-hand', changes: 0 },
  },
  'a protocol that this version does not know': {
    account: held({ listener: { protocol: 'QUIC' } }),
    target: arn,
    expect: {
      is: 'unknown',
      message: 'not-told',
      says: [
        'VPC Lattice calls the protocol of the listener web “QUIC”, which this version does not know. Look at it: aws vpc-lattice get-listener --region eu-west-1 --service-identifier svc-1 --listener-identifier listener-1',
      ],
    },
  },
  'a protocol that is not told': {
    account: held({ listener: { protocol: null } }),
    target: arn,
    expect: {
      is: 'unknown',
      message: 'not-told',
      says: [
        'VPC Lattice calls the protocol of the listener web “nothing”, which this version does not know. Look at it: aws vpc-lattice get-listener --region eu-west-1 --service-identifier svc-1 --listener-identifier listener-1',
      ],
    },
  },
  'a listener that is gone': { account: {}, target: arn, gone: true },
});

const target = { ...location, type: 'AWS::VpcLattice::Listener', id: arn, arn };
const state = {
  name: 'web',
  protocol: 'HTTP',
  port: 443,
  action: forward('tg-1'),
  rules: [{ name: "bob's", priority: 10, match: rule.match, action: { fixedResponse: { statusCode: 404 } } }],
  groups: [],
  domain: null,
  certificate: null,
  auth: 'AWS_IAM',
  beside: [],
};
const sourceOf = (over: object = {}) => {
  const verdict = unit.plan({ ...state, ...over }, target, {});
  const [change] = verdict.is === 'non-compliant' ? (verdict.advises ?? []) : [];
  return change && unit.source?.(change, target);
};

test('a second listener is made with every rule, on a port that is free, and the first stays', () => {
  const { asked, status, stderr } = carriedOut(sourceOf()?.cli ?? '', { aws: 'echo listener-9' });
  const at = '--region eu-west-1 --service-identifier svc-1';
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(asked.map((words) => words.join(' '))).toEqual([
    `vpc-lattice create-listener ${at} --name web-https --protocol HTTPS --port 8443 --default-action ${JSON.stringify(forward('tg-1'))} --query id --output text`,
    `vpc-lattice create-rule ${at} --listener-identifier listener-9 --name bob's --priority 10 --match ${JSON.stringify(rule.match)} --action {"fixedResponse":{"statusCode":404}}`,
  ]);
});

test('no rule is made of a listener that could not be', () => {
  const { asked } = carriedOut(sourceOf()?.cli ?? '', { aws: 'exit 1' });
  expect(asked.map(([, operation]) => operation)).toEqual(['create-listener']);
});

test('the port of HTTPS where it is free, and a name of at most 63 letters', () => {
  const { cli } = sourceOf({ port: 80, name: `${'a'.repeat(56)}-bcd` }) ?? {};
  expect(cli).toContain(' --port 443 ');
  expect(cli).toContain(` --name ${'a'.repeat(56)}-https `);
});

test('each language has the actions and conditions by its own names', () => {
  const { cloudformation, cdk, terraform } = sourceOf() ?? {};
  expect(cloudformation?.split('\n')).toEqual(
    expect.arrayContaining([
      'Protocol: "HTTPS"',
      'Port: 8443',
      'DefaultAction: {"Forward":{"TargetGroups":[{"TargetGroupIdentifier":"tg-1","Weight":100}]}}',
      'Match: {"HttpMatch":{"PathMatch":{"Match":{"Prefix":"/carts"}}}}',
      'Action: {"FixedResponse":{"StatusCode":404}}',
    ]),
  );
  expect(cdk?.split('\n')).toEqual(
    expect.arrayContaining(["protocol: 'HTTPS',", 'action: {"fixedResponse":{"statusCode":404}},']),
  );
  expect(terraform?.split('\n').slice(1, 12)).toEqual([
    'service_identifier = "svc-1"',
    'name = "web-https"',
    'protocol = "HTTPS"',
    'port = 8443',
    'default_action {',
    '  forward {',
    '    target_groups {',
    '      target_group_identifier = "tg-1"',
    '      weight = 100',
    '    }',
    '  }',
  ]);
  expect(terraform).toContain('      match {\n        prefix = "/carts"\n      }');
});
