import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import unit from '../../../../src/services/ec2/remediations/vpn-tunnel-strength.ts';
import resource from '../../../../src/services/ec2/resources/aws-ec2-vpnconnection.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { firstTunnel, keys, secondTunnel, strong, strongLists, vpn, vpnArn, vpnId } from '../vpn.ts';

const gateway = 'cgw-0123456789abcdef0';
const confirmed = { confirmedGateways: [gateway] };
const on = (tunnel: string) => `${vpnArn}#${tunnel}`;
/** What a tunnel permits of which nobody has chosen anything. */
const everything = [
  ...['ikev1', 'ikev2'].map((value) => `IKEVersions ${value}`),
  ...[1, 2].flatMap((phase) => [
    ...[2, ...(phase === 2 ? [5] : []), 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24].map(
      (group) => `Phase${phase}DHGroupNumbers ${group}`,
    ),
    ...['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'].map(
      (one) => `Phase${phase}EncryptionAlgorithms ${one}`,
    ),
    ...['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'].map((one) => `Phase${phase}IntegrityAlgorithms ${one}`),
  ]),
].toSorted();
const start = { StartupAction: 'start' };
const down = { Status: 'DOWN' };
const list = (...values: readonly (string | number)[]) => values.map((Value) => ({ Value }));

const first = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: [
    { set: 'permitted', on: on(firstTunnel), before: everything, after: strong, impact: ['interrupts'] },
  ],
  hazards: ['tunnel-interrupted', 'gateway-unconfirmed'],
  notes: ['takes-away', 'one-of-two', 'defaults-written'],
} as const;
const second = { ...first, changes: [{ ...first.changes[0], on: on(secondTunnel) }] } as const;
const otherNotUp = { is: 'non-compliant', message: 'other-not-up', changes: 0 } as const;
const weakIke = { ...start, ShowsDefaults: true, ...strongLists, IkeVersions: list('ikev1', 'ikev2') };

testRemediation(unit, resource, {
  'both strong': { account: vpn({}, [{}, {}], [strongLists, strongLists]), expect: { is: 'compliant' } },
  'both strong and narrower': {
    account: vpn({}, [{}, {}], [{ ...strongLists, Phase1DHGroupNumbers: list(20) }, strongLists]),
    expect: { is: 'compliant' },
  },
  'both strong, and one is down': {
    account: vpn({}, [{}, down], [strongLists, strongLists]),
    expect: {
      is: 'compliant',
      notes: ['not-up'],
      says: [
        `Tunnel ${secondTunnel} of VPN connection ${vpnId} is not up since it was changed.`,
        `Both tunnels of VPN connection ${vpnId} permit only what is accepted, and ${secondTunnel} is not up.`,
      ],
    },
  },
  'nobody has chosen anything': {
    account: vpn({}, [{}, {}], [start, start]),
    expect: {
      ...first,
      says: [
        `Nobody has chosen IKEVersions, Phase1DHGroupNumbers, Phase1EncryptionAlgorithms, Phase1IntegrityAlgorithms, Phase2DHGroupNumbers, Phase2EncryptionAlgorithms, Phase2IntegrityAlgorithms of tunnel ${firstTunnel}: the defaults of AWS hold. Undo writes those out, for AWS has no call that takes a list away. They permit the same.`,
      ],
    },
    next: second,
  },
  'nobody has chosen anything, named as AWS Config does': {
    account: vpn({}, [{}, {}], [start, start]),
    target: vpnId,
    settings: confirmed,
    expect: { ...first, hazards: ['tunnel-interrupted'] },
    next: { ...second, hazards: ['tunnel-interrupted'] },
  },
  'nobody has chosen anything, and AWS answers what holds then': {
    account: vpn(
      {},
      [{}, {}],
      [
        { ...start, ShowsDefaults: true },
        { ...start, ShowsDefaults: true },
      ],
    ),
    expect: { ...first, notes: ['takes-away', 'one-of-two'] },
    next: { ...second, notes: ['takes-away', 'one-of-two'] },
  },
  'the first is strong already': {
    account: vpn({}, [{}, {}], [strongLists, start]),
    expect: second,
  },
  'ikev1 beside ikev2': {
    account: vpn({}, [{}, {}], [weakIke, strongLists]),
    expect: {
      ...first,
      changes: [{ ...first.changes[0], before: [...strong, 'IKEVersions ikev1'].toSorted() }],
      notes: ['takes-away', 'one-of-two'],
      says: [`Of tunnel ${firstTunnel} it takes away: IKEVersions ikev1. It leaves: ${strong.join(', ')}.`],
    },
  },
  'ikev1 alone': {
    account: vpn({}, [{}, {}], [{ ...weakIke, IkeVersions: list('ikev1') }, strongLists]),
    settings: confirmed,
    expect: {
      ...first,
      changes: 1,
      hazards: ['tunnel-interrupted', 'nothing-stays'],
      notes: ['takes-away', 'one-of-two'],
      says: [
        `Of IKEVersions tunnel ${firstTunnel} permits nothing that is accepted: what the device agrees on today is taken away, and it has to be set up for the new values first. Approve when the device has been set up for ${strong.join(', ')}.`,
      ],
    },
  },
  'a weak group, and what the owner had narrowed stays narrow': {
    account: vpn(
      {},
      [{}, {}],
      [
        {
          ...start,
          ...strongLists,
          Phase1DHGroupNumbers: list(2, 20),
          Phase2DHGroupNumbers: list(5, 22, 23, 24, 19),
          Phase1EncryptionAlgorithms: list('AES256'),
          Phase2IntegrityAlgorithms: list('SHA1', 'SHA2-384'),
        },
        strongLists,
      ],
    ),
    settings: confirmed,
    expect: {
      ...first,
      changes: [
        {
          after: [
            'IKEVersions ikev2',
            'Phase1DHGroupNumbers 20',
            'Phase1EncryptionAlgorithms AES256',
            ...['SHA2-256', 'SHA2-384', 'SHA2-512'].map((one) => `Phase1IntegrityAlgorithms ${one}`),
            'Phase2DHGroupNumbers 19',
            'Phase2EncryptionAlgorithms AES256',
            'Phase2EncryptionAlgorithms AES256-GCM-16',
            'Phase2IntegrityAlgorithms SHA2-384',
          ],
        },
      ],
      hazards: ['tunnel-interrupted'],
      notes: ['takes-away', 'one-of-two'],
    },
  },
  'AES-128, accepted by the owner': {
    account: vpn(
      {},
      [{}, {}],
      [{ ...strongLists, Phase1EncryptionAlgorithms: list('AES128', 'AES256') }, strongLists],
    ),
    settings: { encryption: ['AES128', 'AES256', 'AES256-GCM-16'] },
    expect: { is: 'compliant' },
  },
  'the device begins, and static routes': {
    account: vpn({
      Options: {
        StaticRoutesOnly: true,
        TunnelOptions: [
          { OutsideIpAddress: firstTunnel, EnableTunnelLifecycleControl: true },
          { OutsideIpAddress: secondTunnel, ...strongLists },
        ],
      },
    }),
    expect: {
      ...first,
      hazards: [...first.hazards, 'gateway-begins', 'static-routes'],
      notes: [...first.notes, 'lifecycle-control'],
    },
  },
  'of a transit gateway, accelerated, by certificate': {
    account: vpn(
      {
        VpnGatewayId: undefined,
        TransitGatewayId: 'tgw-0123456789abcdef0',
        Options: {
          EnableAcceleration: true,
          TunnelOptions: [
            { OutsideIpAddress: firstTunnel, ...start },
            { OutsideIpAddress: secondTunnel, ...strongLists },
          ],
        },
      },
      [{ CertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1' }, {}],
    ),
    expect: first,
  },
  'its key is in Secrets Manager, and that stays so': {
    account: vpn(
      {
        PreSharedKeyArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:vpn',
      },
      [{}, {}],
      [start, strongLists],
    ),
    expect: first,
  },
  'the other is down': {
    account: vpn({}, [{}, down], [start, strongLists]),
    expect: {
      ...otherNotUp,
      says: [
        `Tunnel ${firstTunnel} of VPN connection ${vpnId} permits what is not accepted, and the other one is not up or has no routes (${secondTunnel} DOWN): nothing is changed, for the change takes ${firstTunnel} away for minutes. Bring the other tunnel up at the customer gateway first, and have it announce the routes: vpn-both-tunnels-up says which way. AWS tells of both: aws ec2 describe-vpn-connections --region eu-west-1 --vpn-connection-ids ${vpnId} --query 'VpnConnections[].VgwTelemetry[]'`,
      ],
    },
  },
  'the other is up, and no route leads there': {
    account: vpn({}, [{ AcceptedRouteCount: 12 }, { AcceptedRouteCount: 0 }], [start, strongLists]),
    expect: otherNotUp,
  },
  'no route leads to either': {
    account: vpn({}, [{ AcceptedRouteCount: 0 }, { AcceptedRouteCount: 0 }], [start, strongLists]),
    expect: otherNotUp,
  },
  'routes are static': {
    account: vpn(
      {
        Options: {
          StaticRoutesOnly: true,
          TunnelOptions: [
            { OutsideIpAddress: firstTunnel, ...start },
            { OutsideIpAddress: secondTunnel, ...strongLists },
          ],
        },
      },
      [{ AcceptedRouteCount: 0 }, { AcceptedRouteCount: 0 }],
    ),
    expect: { ...first, hazards: [...first.hazards, 'static-routes'] },
  },
  'both are down': { account: vpn({}, [down, down], [start, start]), expect: otherNotUp },
  'AWS tells nothing of the other': {
    account: vpn({ VgwTelemetry: [{ OutsideIpAddress: firstTunnel }] }, [{}, {}], [start, strongLists]),
    expect: otherNotUp,
  },
  'AWS Classic VPN': {
    account: vpn({ Category: 'VPN-Classic', Options: undefined }),
    expect: { is: 'non-compliant', message: 'classic', changes: 0 },
  },
  'AWS describes one tunnel': {
    account: vpn({ Options: { TunnelOptions: [{ OutsideIpAddress: firstTunnel, ...strongLists }] } }),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'AWS describes no tunnel': {
    account: vpn({ Options: undefined }),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'an algorithm that no page has': {
    account: vpn(
      {},
      [{}, {}],
      [start, { ...strongLists, Phase1IntegrityAlgorithms: list('SHA2-256', 'SHA3-256') }],
    ),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'AWS is at work on it': {
    account: vpn({ State: 'modifying' }, [down, {}], [strongLists, start]),
    expect: { is: 'pending', message: 'busy' },
  },
  'it is going': { account: vpn({ State: 'deleting' }), expect: { is: 'pending', message: 'busy' } },
  'a state that no page has': {
    account: vpn({ State: 'impaired' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'in GovCloud the defaults are fewer': {
    account: vpn({ Region: 'us-gov-west-1' }, [{}, {}], [start, strongLists]),
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    target: vpnId,
    expect: {
      ...first,
      changes: [
        {
          on: on(firstTunnel).replace('arn:aws:ec2:eu-west-1', 'arn:aws-us-gov:ec2:us-gov-west-1'),
          before: everything.filter((one) => !/SHA1$|Numbers [25]$/.test(one)),
          after: strong,
        },
      ],
    },
  },
  'in China': {
    account: vpn({ Region: 'cn-north-1' }, [{}, {}], [start, strongLists]),
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: vpnId,
    expect: { ...first, changes: 1 },
  },
  'one that was deleted, and is still shown': {
    account: vpn({ State: 'deleted' }),
    target: vpnArn,
    gone: true,
  },
  'one that is not there': { account: vpn(), target: vpnArn.replace(/0$/, '9'), gone: true },
});

const standing = (account: ReturnType<typeof vpn>) => {
  const host = startHost(loadAccount(account));
  const clouds = sandboxClouds(host);
  const target = { ...location, type: 'AWS::EC2::VPNConnection', id: vpnId, arn: vpnArn };
  const put = async (tunnel: string, value: readonly string[]) => {
    const aws = await clouds.write(target, { run: 'test', remediation: unit.meta.id, kind: 'remediate' });
    await unit.fields.permitted.put(on(tunnel), value, { value: null }, target, aws);
  };
  return { host, target, put, look: () => clouds.look(location) };
};

test('keys of the tunnels are neither kept nor sent', async () => {
  const { host, target, look } = standing(vpn({}, [{}, {}], [start, start]));
  const state = await unit.read(target, look());
  const told = JSON.stringify([state, state && unit.plan(state, target, unit.settings.parse({}))]);
  expect(told).toContain(firstTunnel);
  for (const key of keys) expect(told).not.toContain(key);
  expect(JSON.stringify(host.world().ec2.VpnConnections)).toContain(keys[0]);
});

test('of two that are due it is the one of which the other is up', async () => {
  const { target, look } = standing(vpn({}, [{}, down], [start, start]));
  const state = await unit.read(target, look());
  expect(state && unit.plan(state, target, unit.settings.parse({}))).toMatchObject({
    changes: [{ on: on(secondTunnel) }],
  });
});

test('a put waits while AWS is at work, or the other tunnel is not up; a tunnel that is down is put back', async () => {
  const busy = standing(vpn({ State: 'modifying' }));
  await expect(busy.put(firstTunnel, strong)).rejects.toMatchObject({ code: 'conflict', retry: true });
  const alone = standing(vpn({}, [{}, down]));
  await expect(alone.put(firstTunnel, strong)).rejects.toMatchObject({ code: 'conflict', retry: true });
  const broken = standing(vpn({}, [down, down], [strongLists, strongLists]));
  await broken.put(firstTunnel, everything);
  expect(broken.host.world().ec2.VpnConnections[0]?.State).toBe('modifying');
});

/** As EC2 answers it: empty lists where nobody has chosen, and whatever `modify` says. */
const emptyLists = (modify: () => object = () => ({}), State = 'available') =>
  answering(({ operation }) => {
    if (operation !== 'DescribeVpnConnections') return modify();
    const [OutsideIpAddress, other] = [firstTunnel, secondTunnel];
    const none = Object.fromEntries(Object.keys(strongLists).map((name) => [name, []]));
    const telemetry = [OutsideIpAddress, other].map((address) => ({
      AcceptedRouteCount: 3,
      OutsideIpAddress: address,
      Status: 'UP',
    }));
    return {
      VpnConnections: [
        {
          VpnConnectionId: vpnId,
          State,
          CustomerGatewayId: gateway,
          Options: {
            TunnelOptions: [
              { OutsideIpAddress, PreSharedKey: keys[0], ...none },
              { OutsideIpAddress: other, ...strongLists },
            ],
          },
          VgwTelemetry: telemetry,
        },
      ],
    };
  });
const seenAs = { ...location, type: 'AWS::EC2::VPNConnection', id: vpnId, arn: vpnArn };

test('a list that is there and empty is one in which nobody has chosen', async () => {
  const { read } = await emptyLists();
  const state = await unit.read(seenAs, read);
  expect(state && unit.plan(state, seenAs, unit.settings.parse({}))).toMatchObject({
    changes: [{ on: on(firstTunnel), before: everything, after: strong }],
    notes: [{ message: 'takes-away' }, { message: 'one-of-two' }, { message: 'defaults-written' }],
  });
});

test('only lists that differ are sent, and nothing else of the tunnel', async () => {
  const { write, asked } = await emptyLists();
  const narrower = strong.filter((one) => one !== 'Phase2DHGroupNumbers 14');
  await unit.fields.permitted.put(on(secondTunnel), narrower, { value: strong }, seenAs, write);
  const { TunnelOptions, ...named } = asked.at(-1)?.input ?? {};
  expect(named).toEqual({ VpnConnectionId: vpnId, VpnTunnelOutsideIpAddress: secondTunnel });
  expect(JSON.parse(JSON.stringify(TunnelOptions))).toEqual({
    Phase2DHGroupNumbers: list(15, 16, 17, 18, 19, 20, 21),
  });
});

test('while AWS is at work nothing is sent', async () => {
  const { write, asked } = await emptyLists(undefined, 'modifying');
  const put = unit.fields.permitted.put(on(firstTunnel), strong, { value: everything }, seenAs, write);
  await expect(put).rejects.toMatchObject({ code: 'conflict', retry: true });
  expect(asked.map(({ operation }) => operation)).toEqual(['DescribeVpnConnections']);
});

test('what EC2 itself refuses for now is a conflict to come back to, and anything else is no such thing', async () => {
  const refusedWith = async (name: string) => {
    const { write } = await emptyLists(() => {
      throw refusal(name, 400);
    });
    return unit.fields.permitted.put(on(firstTunnel), strong, { value: everything }, seenAs, write);
  };
  await expect(refusedWith('IncorrectState')).rejects.toMatchObject({ code: 'conflict', retry: true });
  await expect(refusedWith('InvalidParameterValue')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
});
