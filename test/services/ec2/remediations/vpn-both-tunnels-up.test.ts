import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import unit from '../../../../src/services/ec2/remediations/vpn-both-tunnels-up.ts';
import resource from '../../../../src/services/ec2/resources/aws-ec2-vpnconnection.ts';
import { location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { firstTunnel, keys, secondTunnel, vpn, vpnArn, vpnId } from '../vpn.ts';

const down = { Status: 'DOWN', LastStatusChange: '2025-11-03T04:05:06.000Z', StatusMessage: 'IPSEC IS DOWN' };
const oneDown = { is: 'non-compliant', message: 'one-down', notes: ['config-is-slower'] } as const;

testRemediation(unit, resource, {
  'both up': { account: vpn(), expect: { is: 'compliant' } },
  'both up, named as AWS Config does': { account: vpn(), target: vpnId, expect: { is: 'compliant' } },
  'the second is down': {
    account: vpn({}, [{}, down]),
    expect: {
      ...oneDown,
      says: [
        `Tunnel ${secondTunnel} of VPN connection ${vpnId} is DOWN since 2025-11-03T04:05:06.000Z (IPSEC IS DOWN). All traffic goes through the other one, and stops whenever AWS replaces the endpoint of that. It comes up from the customer gateway cgw-0123456789abcdef0, where Waxseal has no access. Have its owner see that the device is configured for both outside addresses, lets UDP 500 and 4500 and ESP through, and has the IKE version, algorithms and key that AWS has for that tunnel; without StartupAction start only the device begins. Where the reason is IPSEC IS UP, it is BGP that is not. What AWS sees of it, without its keys: aws ec2 describe-vpn-connections --region eu-west-1 --vpn-connection-ids ${vpnId} --query 'VpnConnections[].VgwTelemetry[]'`,
        `AWS Config may learn only a day later that a tunnel went up or down: it can still report ${vpnId} as not compliant, or the other way round.`,
      ],
    },
  },
  'the first is down, and AWS gives no reason': {
    account: vpn({ TransitGatewayId: 'tgw-1', VpnGatewayId: undefined }, [
      { ...down, StatusMessage: '' },
      {},
    ]),
    expect: { ...oneDown },
  },
  'both down': {
    account: vpn({}, [down, down]),
    expect: { ...oneDown, message: 'both-down' },
  },
  'up, and no route is announced': {
    account: vpn({}, [{ AcceptedRouteCount: 0 }, {}]),
    expect: {
      is: 'compliant',
      notes: ['no-routes'],
      says: [
        `Tunnel ${firstTunnel} of VPN connection ${vpnId} is up, and AWS has accepted no route over BGP there: no traffic from AWS takes it. Have the owner of customer gateway cgw-0123456789abcdef0 see what it announces.`,
      ],
    },
  },
  'up, with static routes': {
    account: vpn({ Options: { StaticRoutesOnly: true } }, [{ AcceptedRouteCount: 0 }, {}]),
    expect: { is: 'compliant' },
  },
  'AWS is at work on it': {
    account: vpn({ State: 'modifying' }, [down, {}]),
    expect: { is: 'pending', message: 'at-work' },
  },
  'it is being made': { account: vpn({ State: 'pending' }), expect: { is: 'pending', message: 'at-work' } },
  'it is going': { account: vpn({ State: 'deleting' }), expect: { is: 'pending', message: 'at-work' } },
  'AWS tells of one tunnel only': {
    account: vpn({ VgwTelemetry: [{ OutsideIpAddress: firstTunnel }] }),
    expect: { is: 'unknown', message: 'not-told' },
  },
  'AWS tells nothing': {
    account: vpn({ VgwTelemetry: [] }),
    expect: { is: 'unknown', message: 'not-told' },
  },
  'a status that no page has': {
    account: vpn({}, [{ Status: 'DEGRADED' }, {}]),
    expect: { is: 'unknown', message: 'not-told' },
  },
  'in China': {
    account: vpn({ Region: 'cn-north-1' }, [down, {}]),
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: vpnId,
    expect: oneDown,
  },
  'one that was deleted, and is still shown': {
    account: vpn({ State: 'deleted' }),
    target: vpnArn,
    gone: true,
  },
  'one that is not there': { account: vpn(), target: vpnArn.replace(/0$/, '9'), gone: true },
});

test('keys of the tunnels are not kept', async () => {
  const world = sandboxClouds(startHost(loadAccount(vpn()))).look(location);
  const target = await resource.resolve(vpnId, location, world);
  const text = JSON.stringify(target && (await unit.read(target, world)));
  expect(text).toContain(firstTunnel);
  for (const key of keys) expect(text).not.toContain(key);
});
