import { expect, test } from 'vitest';
import resource from '../../../../src/services/globalaccelerator/resources/aws-globalaccelerator-listener.ts';
import unit from '../../../../src/services/globalaccelerator/remediations/global-accelerator-listener.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { answering, refusal } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';

const accelerator = 'arn:aws:globalaccelerator::111122223333:accelerator/a1b2';
const arn = `${accelerator}/listener/c3d4`;
type Slice = NonNullable<AccountFile['globalaccelerator']>;
type Group = NonNullable<Slice['EndpointGroups']>[number];
type Listener = NonNullable<Slice['Listeners']>[number];

const group = (over: Partial<Group> = {}): Group => ({
  EndpointGroupArn: `${arn}/endpoint-group/e5f6`,
  EndpointGroupRegion: 'eu-west-1',
  ...over,
});
const behind = (...EndpointDescriptions: string[]) => ({
  EndpointDescriptions: EndpointDescriptions.map((EndpointId) => ({ EndpointId })),
});
const held = (EndpointGroups: Group[] = [], listener: Partial<Listener> = {}) => ({
  region: 'us-west-2',
  globalaccelerator: {
    Accelerators: [{ AcceleratorArn: accelerator, Tags: { team: 'shop' } }],
    Listeners: [{ ListenerArn: arn, ...listener }],
    EndpointGroups,
  },
});
const location = { region: 'us-west-2' };
const http = { HealthCheckProtocol: 'HTTP', HealthCheckPort: 80 } as const;
const balancer = (kind: string) =>
  `arn:aws:elasticloadbalancing:eu-west-1:444455556666:loadbalancer/${kind}/web/50dc6c495c0c9188`;
const passes = { is: 'not-applicable', message: 'passes-through' } as const;
const plain = { is: 'non-compliant', message: 'health-check-in-plaintext', changes: 0 } as const;

testRemediation(unit, resource, {
  'nothing is behind it': {
    account: held([group(http)]),
    location,
    target: arn,
    expect: { is: 'not-applicable', message: 'nothing-behind' },
  },
  'a load balancer, whose targets it checks itself': {
    account: held([group({ ...http, ...behind(balancer('app')) })]),
    location,
    target: arn,
    expect: passes,
  },
  'an instance, asked over TCP': {
    account: held([group(behind('i-0a1b2c3d4e5f60718'))]),
    location,
    target: arn,
    expect: passes,
  },
  'an address, asked over HTTPS': {
    account: held([group({ HealthCheckProtocol: 'HTTPS', ...behind('eipalloc-0a1b2c3d') })]),
    location,
    target: arn,
    expect: passes,
  },
  'what is none of the documented kinds': {
    account: held([group({ ...http, ...behind('subnet-0a1b2c3d') })]),
    location,
    target: arn,
    expect: passes,
  },
  'an instance, asked over plain HTTP': {
    account: held([group({ ...http, ...behind('i-0a1b2c3d4e5f60718', balancer('net')) })]),
    location,
    target: arn,
    expect: { ...plain, notes: ['passes-through'] },
  },
  'at a port of its own, in the second of two Regions': {
    account: held(
      [
        group(behind(balancer('net'))),
        group({
          EndpointGroupArn: `${arn}/endpoint-group/a7b8`,
          HealthCheckProtocol: 'HTTP',
          HealthCheckPort: 8080,
          ...behind('eipalloc-0a1b2c3d'),
        }),
      ],
      {
        Protocol: 'UDP',
        PortRanges: [
          { FromPort: 443, ToPort: 443 },
          { FromPort: 80, ToPort: 90 },
        ],
      },
    ),
    location,
    target: arn,
    expect: { ...plain, notes: ['passes-through', 'port-kept'] },
  },
  'a listener that is gone': { account: { region: 'us-west-2' }, location, target: arn, gone: true },
});

const target = {
  account: '111122223333',
  region: 'us-west-2',
  partition: 'aws',
  type: 'AWS::GlobalAccelerator::Listener',
  id: arn,
  arn,
};
const state = (protocol: string, endpoints: readonly string[]) => ({
  protocol: 'TCP',
  ports: ['80-90', '443'],
  groups: [{ arn: `${arn}/endpoint-group/e5f6`, region: 'eu-west-1', protocol, port: 80, endpoints }],
});

test('a listener that goes while it is read is gone', async () => {
  const { read } = await answering(({ operation }) => {
    if (operation === 'ListEndpointGroups') throw refusal('ListenerNotFoundException', 400);
    return { Listener: { ListenerArn: arn, Protocol: 'TCP' } };
  });
  expect(await unit.read(target, read)).toBeUndefined();
});

test('each endpoint is named with the unit that evaluates it, its account and its Region', () => {
  const told = JSON.stringify(
    unit.plan(state('TCP', ['i-0a1b', balancer('app'), balancer('net')]), target, {}),
  );
  expect(told).toContain(
    'Application Load Balancer web of account 444455556666 in eu-west-1 (alb-listener-https-redirect and elb-listener-tls-policy evaluate it)',
  );
  expect(told).toContain('Network Load Balancer web of account 444455556666 in eu-west-1');
  expect(told).toContain('instance i-0a1b in eu-west-1 (no remediation sees what it speaks: probe it)');
  expect(told).toContain('80-90, 443');
});

test('the command changes the health check of the group alone, and is sent to us-west-2', () => {
  const verdict = unit.plan(state('HTTP', ['i-0a1b']), target, {});
  if (verdict.is !== 'non-compliant' || !verdict.advises?.[0] || !unit.source) throw new Error('none');
  const { cli } = unit.source(verdict.advises[0], target) ?? {};
  expect(cli).toContain(
    [
      `aws globalaccelerator update-endpoint-group --region us-west-2 --endpoint-group-arn ${arn}/endpoint-group/e5f6 \\`,
      '  --health-check-protocol HTTPS --health-check-port 443',
    ].join('\n'),
  );
  expect(cli).not.toContain('--endpoint-configurations');
  // The group is shown before and after.
  expect(cli?.split('\n').filter((line) => line.includes('describe-endpoint-group'))).toHaveLength(2);
});
