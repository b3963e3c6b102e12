import resource from '../../../../src/services/networkfirewall/resources/aws-networkfirewall-firewall.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';
import { policyArn } from '../firewalls.ts';

const arnOf = (name: string, account = '111122223333', region = 'eu-west-1') =>
  `arn:aws:network-firewall:${region}:${account}:firewall/${name}`;
const names = ['a', 'b', 'c', 'egress-1'];

testResource(resource, {
  world: () => {
    const Firewalls = [
      ...names.map((FirewallName) => ({
        FirewallName,
        Tags: FirewallName === 'b' ? { team: 'network' } : {},
      })),
      { FirewallName: 'theirs', Owner: '444455556666' },
      { FirewallName: 'elsewhere', Region: 'us-east-1' },
    ].map((one) => ({ FirewallPolicyArn: policyArn, ...one }));
    return sandboxClouds(startHost(loadAccount({ networkfirewall: { Firewalls } }))).look(location);
  },
  named: (arn) => ({ ...location, type: 'AWS::NetworkFirewall::Firewall', id: arn, arn }),
  resolves: [
    ['by ARN, as AWS Config names it', arnOf('b'), arnOf('b')],
    ['by name', 'egress-1', arnOf('egress-1')],
  ],
  gone: arnOf('gone'),
  others: [
    ['another account', arnOf('theirs', '444455556666')],
    ['another Region', arnOf('elsewhere', '111122223333', 'us-east-1')],
    ['a policy', policyArn],
    ['something within it', `${arnOf('b')}/c`],
  ],
  failing: arnOf('a'),
  listed: names.map((name) => arnOf(name)),
  tags: { [arnOf('b')]: { team: 'network' }, [arnOf('a')]: {} },
});
