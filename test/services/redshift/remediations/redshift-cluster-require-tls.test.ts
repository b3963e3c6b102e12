import { expect, test } from 'vitest';
import { ownGroupName } from '../../../../src/services/redshift/facts/names.ts';
import resource from '../../../../src/services/redshift/resources/aws-redshift-cluster.ts';
import unit from '../../../../src/services/redshift/remediations/redshift-cluster-require-tls.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { answering, location } from '../../../kit/answers.ts';
import { environmentsWith } from '../../../dependants/environments.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Redshift = NonNullable<AccountFile['redshift']>;
type Cluster = NonNullable<Redshift['Clusters']>[number];
type Group = NonNullable<Redshift['ParameterGroups']>[number];

const arn = 'arn:aws:redshift:eu-west-1:111122223333:cluster:orders';
const host = 'orders.c0sandbox.eu-west-1.redshift.amazonaws.com';
const target = 'orders';

const cluster = (over: Partial<Cluster> = {}): Cluster => ({
  ClusterIdentifier: 'orders',
  Endpoint: { Address: host },
  ...over,
});
const withGroup = (
  ParameterApplyStatus = 'in-sync',
  over: Partial<Cluster> = {},
  own?: string,
): Partial<Cluster> => ({
  ClusterParameterGroups: [
    {
      ParameterGroupName: 'orders-group',
      ParameterApplyStatus,
      ...(own !== undefined && {
        ClusterParameterStatusList: [
          { ParameterName: 'search_path', ParameterApplyStatus },
          { ParameterName: 'require_ssl', ParameterApplyStatus: own },
        ],
      }),
    },
  ],
  ...over,
});
const group = (require_ssl?: string, over: Partial<Group> = {}): Group => ({
  ParameterGroupName: 'orders-group',
  ...(require_ssl !== undefined && { Set: { require_ssl } }),
  ...over,
});
const account = (Clusters: readonly Cluster[], ParameterGroups: readonly Group[] = []) => ({
  redshift: { Clusters: [...Clusters], ParameterGroups: [...ParameterGroups] },
});
const inGroup = (require_ssl?: string, over: Partial<Cluster> = withGroup(), ofGroup: Partial<Group> = {}) =>
  account([cluster(over)], [group(require_ssl, ofGroup)]);
const onDefault = (family: string): Partial<Cluster> => ({
  ClusterParameterGroups: [{ ParameterGroupName: `default.${family}` }],
});

const sets = (before: string | null) =>
  ({
    set: 'parameter',
    on: 'orders-group/require_ssl',
    before,
    after: 'true',
    impact: ['breaks-plaintext', 'restarts'],
  }) as const;
const open = {
  is: 'non-compliant',
  message: 'plaintext-accepted',
  hazards: ['clients-without-tls'],
  notes: ['reboot-follows'],
} as const;
const plain = { ...open, changes: [sets('false')] } as const;
const told = (message: string) => ({ is: 'non-compliant', message, changes: 0 }) as const;
/** Waits for a reboot already, so that nobody else's change makes it wait. */
const stock = cluster({ ClusterIdentifier: 'stock', ...withGroup('pending-reboot', {}, 'pending-reboot') });

/** Where a group of its own is attached. */
const moves = ['reboot-follows', 'upgrade-needs-group'] as const;

testRemediation(unit, resource, {
  'plaintext is let in': { account: inGroup('false'), target, expect: plain },
  'plaintext is let in, because nobody has said otherwise': {
    account: inGroup(),
    target,
    expect: { ...open, changes: [sets(null)] },
  },
  'in GovCloud': {
    account: inGroup('false'),
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    target,
    expect: plain,
  },
  'beside what its owner has set': {
    account: inGroup('false', withGroup(), {
      Set: { require_ssl: 'false', search_path: 'sales', wlm_json_configuration: '[]' },
    }),
    target,
    expect: plain,
  },
  'TLS is demanded': { account: inGroup('true'), target, expect: { is: 'compliant' } },
  'AWS demands it': { account: account([cluster(onDefault('redshift-2.0'))]), target },
  'the default group of old clusters': {
    account: account([cluster(onDefault('redshift-1.0'))]),
    target,
    expect: {
      ...open,
      notes: moves,
      changes: [
        { set: 'parameterGroup', on: ownGroupName(arn, 'redshift-1.0'), before: null, impact: ['none'] },
        { set: 'parameter', on: `${ownGroupName(arn, 'redshift-1.0')}/require_ssl`, before: null },
        { set: 'clusterGroup', on: arn, before: null, impact: ['breaks-plaintext', 'restarts'] },
      ],
    },
  },
  'it waits for a reboot': {
    account: inGroup('true', withGroup('pending-reboot')),
    target,
    expect: {
      is: 'pending',
      message: 'reboot-needed',
      says: [
        'Parameter group orders-group demands TLS, and cluster orders will do so after its next reboot at the latest. Reboot it when its users agree (aws redshift reboot-cluster --region eu-west-1 --cluster-identifier orders). Waxseal never reboots.',
      ],
    },
  },
  'it waits for a reboot, and more is queued': {
    account: inGroup(
      'true',
      withGroup('pending-reboot', { PendingModifiedValues: { MaintenanceTrackName: 'trailing' } }),
    ),
    target,
    expect: { is: 'pending', message: 'reboot-needed-others-queued' },
  },
  'another parameter waits, and this one holds': {
    account: inGroup('true', withGroup('pending-reboot', {}, 'in-sync')),
    target,
  },
  'this parameter waits, and the group does not say so': {
    account: inGroup('true', withGroup('in-sync', {}, 'pending-reboot')),
    target,
    expect: { is: 'pending', message: 'reboot-needed' },
  },
  'its static changes are deferred': {
    account: inGroup('true', withGroup('apply-deferred')),
    target,
    expect: { is: 'pending', message: 'reboot-needed' },
  },
  'Redshift did not reach it': {
    account: inGroup('true', withGroup('in-sync', {}, 'apply-error')),
    target,
    expect: { is: 'pending', message: 'reboot-needed' },
  },
  'Redshift could not apply it, and does not know why': {
    account: inGroup('true', withGroup('in-sync', {}, 'unknown-error')),
    target,
    expect: { is: 'pending', message: 'reboot-needed' },
  },
  'its parameters are being applied': {
    account: inGroup('true', withGroup('applying', {}, 'in-sync')),
    target,
    expect: { is: 'pending', message: 'group-applying' },
  },
  'a parameter is invalid': {
    account: inGroup('true', withGroup('invalid-parameter')),
    target,
    expect: told('group-failed'),
  },
  'its parameters are in a status that no page has': {
    account: inGroup('true', withGroup('dreaming')),
    target,
    expect: { is: 'unknown', message: 'apply-status-unknown' },
  },
  'no group is told': {
    account: inGroup('true', { ClusterParameterGroups: [] }),
    target,
    expect: { is: 'unknown', message: 'apply-status-unknown' },
  },
  'two groups are told': {
    account: inGroup('true', {
      ClusterParameterGroups: [
        { ParameterGroupName: 'orders-group' },
        { ParameterGroupName: 'default.redshift-1.0' },
      ],
    }),
    target,
    expect: { is: 'unknown', message: 'apply-status-unknown' },
  },
  'a group that nobody knows': {
    account: account([cluster(withGroup())]),
    target,
    expect: { is: 'unknown', message: 'apply-status-unknown' },
  },
  'a value that nobody knows': {
    account: inGroup('preferred'),
    target,
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'a group that does not list it': {
    account: inGroup(undefined, withGroup(), { Unlisted: ['require_ssl'] }),
    target,
    expect: told('parameter-missing'),
  },
  'a parameter that nobody may change': {
    account: inGroup(undefined, withGroup(), { Fixed: ['require_ssl'] }),
    target,
    expect: told('parameter-fixed'),
  },
  'a parameter that nobody may change, in a group that waits for a reboot': {
    account: inGroup(undefined, withGroup('pending-reboot'), { Fixed: ['require_ssl'] }),
    target,
    expect: { ...told('parameter-fixed'), notes: ['reboot-due'] },
  },
  'a group that others have, too': {
    account: account([cluster(withGroup()), stock], [group('false')]),
    target,
    expect: {
      ...plain,
      hazards: ['group-shared', 'clients-without-tls'],
      says: [
        'Parameter group orders-group is shared: 1 other clusters would refuse plaintext as well, each after its next reboot (stock). Agree with their owners; or make a group of its own for it with all that is set in this one, and attach it.',
      ],
    },
  },
  'the name for a group of its own is taken': {
    account: account(
      [cluster(onDefault('redshift-1.0'))],
      [group(undefined, { ParameterGroupName: ownGroupName(arn, 'redshift-1.0') })],
    ),
    target,
    expect: told('group-name-taken'),
  },
  'something else is queued': {
    account: inGroup(
      'false',
      withGroup('in-sync', { PendingModifiedValues: { MaintenanceTrackName: 'trailing' } }),
    ),
    target,
    expect: { ...plain, hazards: ['queued-changes', 'clients-without-tls'] },
  },
  'a group of a stack': {
    account: inGroup('false', withGroup(), { Tags: { 'aws:cloudformation:stack-name': 'shop' } }),
    target,
    expect: { ...plain, hazards: ['owned-by-cloudformation', 'clients-without-tls'] },
  },
  'Glue connects to it without TLS': {
    account: {
      ...inGroup('false', withGroup('in-sync', { CustomDomainName: 'dwh.example.com' })),
      glue: {
        Connections: [
          {
            Name: 'own',
            ConnectionProperties: { JDBC_CONNECTION_URL: `jdbc:redshift://${host}:5439/dev` },
          },
          {
            Name: 'custom',
            ConnectionProperties: { JDBC_CONNECTION_URL: 'jdbc:redshift://dwh.example.com:5439/dev' },
          },
          {
            Name: 'safe',
            ConnectionProperties: {
              JDBC_CONNECTION_URL: `jdbc:redshift://${host}:5439/dev`,
              JDBC_ENFORCE_SSL: 'true',
            },
          },
        ],
      },
    },
    target,
    expect: {
      ...plain,
      hazards: ['clients-without-tls', 'glue-without-tls'],
      says: [
        'Glue connections to cluster orders do not enforce TLS and may fail: custom, own. Set JDBC_ENFORCE_SSL to true in them first.',
      ],
    },
  },
  'Lambda and ECS have its address in an environment, DMS speaks TLS by itself': {
    account: {
      ...inGroup('false'),
      ...environmentsWith(`jdbc:redshift://${host}:5439/dev`),
      dms: { Endpoints: [{ EndpointIdentifier: 'load', EngineName: 'redshift', ServerName: host }] },
    },
    target,
    expect: {
      ...plain,
      hazards: ['clients-without-tls', 'lambda-without-tls', 'ecs-without-tls'],
      notes: [...plain.notes, 'settings-elsewhere'],
    },
  },
  'Glue, Lambda and ECS may not be read': {
    account: {
      ...inGroup('false'),
      denied: ['glue:GetConnections', 'lambda:ListFunctions', 'ecs:ListClusters'],
    },
    target,
    expect: {
      ...plain,
      hazards: ['clients-without-tls', 'dependants-unseen'],
      says: [
        "It could not be excluded that others connect to cluster orders without TLS: Waxseal could not look through Glue connections, Lambda functions, ECS task definitions. Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
      ],
    },
  },
  'AWS does not say where it is reached': {
    account: inGroup('false', { ...withGroup(), Endpoint: undefined }),
    target,
    expect: { ...plain, hazards: ['clients-without-tls', 'dependants-unseen'] },
  },
  'it is resized': {
    account: inGroup('false', withGroup('in-sync', { ClusterStatus: 'resizing' })),
    target,
    expect: { is: 'pending', message: 'cluster-busy' },
  },
  'AWS maintains it': {
    account: inGroup('false', withGroup('in-sync', { ClusterAvailabilityStatus: 'Maintenance' })),
    target,
    expect: { is: 'pending', message: 'cluster-busy' },
  },
  'it is made, and has no group yet': {
    account: inGroup('false', { ClusterParameterGroups: [], ClusterStatus: 'creating' }),
    target,
    expect: { is: 'pending', message: 'cluster-busy' },
  },
  'it is paused': {
    account: inGroup('false', withGroup('in-sync', { ClusterStatus: 'paused' })),
    target,
    expect: { is: 'pending', message: 'cluster-stopped' },
  },
  'it is full': {
    account: inGroup('false', withGroup('in-sync', { ClusterStatus: 'storage-full' })),
    target,
    expect: told('cluster-needs-people'),
  },
  'a status that no page has': {
    account: inGroup('false', withGroup('in-sync', { ClusterStatus: 'dreaming' })),
    target,
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'it is gone': { account: {}, target: 'arn:aws:redshift:eu-west-1:111122223333:cluster:gone', gone: true },
});

const at = { ...location, type: 'AWS::Redshift::Cluster', id: 'orders', arn };

test('a group is attached by its name and nothing else', async () => {
  const { write, asked } = await answering(() => ({}));
  await unit.fields['clusterGroup']?.put(arn, 'theirs', { value: null, token: 'redshift-1.0' }, at, write);
  await unit.fields['clusterGroup']?.put(arn, null, { value: 'theirs', token: 'redshift-1.0' }, at, write);
  expect(asked).toEqual(
    ['theirs', 'default.redshift-1.0'].map((ClusterParameterGroupName) => ({
      operation: 'ModifyCluster',
      input: { ClusterIdentifier: 'orders', ClusterParameterGroupName },
    })),
  );
});

test('code is told of group, parameter and cluster', () => {
  const change = { before: null, impact: [] } as const;
  const after = { family: 'redshift-1.0', description: 'theirs', parameters: {} };
  const made = unit.source?.({ ...change, set: 'parameterGroup', on: 'own', after }, at);
  expect(made?.cloudformation).toContain('ParameterGroupFamily: "redshift-1.0"');
  expect(made?.terraform).toContain('resource "aws_redshift_parameter_group"');
  const set = unit.source?.({ ...change, set: 'parameter', on: 'own/require_ssl', after: 'true' }, at);
  expect(set?.cloudformation).toContain('- ParameterName: require_ssl\n  ParameterValue: "true"');
  expect(set?.cdk).toContain("{ parameterName: 'require_ssl', parameterValue: 'true' },");
  expect(set?.terraform).toContain('value = "true"');
  const attached = unit.source?.({ ...change, set: 'clusterGroup', on: arn, after: 'own' }, at);
  expect(attached?.cdk).toContain("clusterParameterGroupName: 'own',");
  expect(
    unit.source?.({ ...change, set: 'parameter', on: 'own/require_ssl', after: null }, at),
  ).toBeUndefined();
});
