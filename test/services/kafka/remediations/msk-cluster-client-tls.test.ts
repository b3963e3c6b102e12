import { expect, test } from 'vitest';
import unit from '../../../../src/services/kafka/remediations/msk-cluster-client-tls.ts';
import resource from '../../../../src/services/kafka/resources/aws-msk-cluster.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { environmentsWith } from '../../../dependants/environments.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, interfaces, open, shop } from '../clusters.ts';

const step = (before: string, after: string) => ({ set: 'clientBroker', on: arn, before, after });
const first = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: 1,
  hazards: ['brokers-restart', 'triggers-move-at-once'],
  notes: ['first-of-two', 'tls-costs'],
} as const;
const last = {
  ...first,
  hazards: ['brokers-restart', 'clients-on-plaintext'],
  notes: ['second-of-two'],
} as const;
const zookeeper = 'z-1.orders.1a2b3c.c2.kafka.eu-west-1.amazonaws.com:2181';
const both = (provisioned: Parameters<typeof shop>[1], over: Parameters<typeof shop>[2] = {}) =>
  shop('TLS_PLAINTEXT', provisioned, over);
/** Somebody else may make it plaintext again. */
const any = { TakesAnyCombination: true };
const brokerAt = (nth: number) => `b-${nth}.orders.1a2b3c.c2.kafka.eu-west-1.amazonaws.com`;
const wanting = (ClientBroker: string) => ({ EncryptionInfo: { EncryptionInTransit: { ClientBroker } } });
const mutual = {
  Enabled: true,
  CertificateAuthorityArnList: ['arn:aws:acm-pca:eu-west-1:111122223333:ca/1'],
};

testRemediation(unit, resource, {
  'TLS alone': { account: shop('TLS'), expect: { is: 'compliant' } },
  'TLS alone, beside ZooKeeper': {
    account: shop('TLS', { ZookeeperConnectString: zookeeper }),
    expect: {
      is: 'compliant',
      notes: ['zookeeper-apart'],
      says: [
        `Cluster orders has ZooKeeper. Who talks to it directly does so in plaintext on port 2181, or over TLS on port 2182: that is no part of this setting, and MSK does not show whether it is closed. Where nobody needs it any more, close it: aws kafka update-connectivity --region eu-west-1 --cluster-arn ${arn} --current-version VERSION --zookeeper-access Enabled=false; VERSION is CurrentVersion of aws kafka describe-cluster-v2 --region eu-west-1 --cluster-arn ${arn}.`,
      ],
    },
  },
  'TLS alone, of Express brokers': {
    account: shop('TLS', {
      BrokerNodeGroupInfo: { InstanceType: 'express.m7g.large' },
      ZookeeperConnectString: zookeeper,
    }),
    expect: { is: 'compliant' },
  },
  'plaintext alone: both first': {
    account: shop('PLAINTEXT', { BrokerNodeGroupInfo: { SecurityGroups: ['sg-2', 'sg-1'] } }),
    expect: {
      ...first,
      changes: [{ ...step('PLAINTEXT', 'TLS_PLAINTEXT'), impact: ['restarts'] }],
      says: [
        'ClientBroker of cluster orders is "PLAINTEXT". Apply the plan: it sets "TLS_PLAINTEXT" and nothing else about the cluster.',
        `This is the first of two steps: from then on the brokers of cluster orders speak TLS on port 9094 (20094 by IPv6) beside plaintext on 9092 (20092), and whoever was given addresses need not change anything yet. The second step, which takes plaintext away, is planned and asked about by itself when this one is done. Open the new port to the clients in the security groups of the brokers (sg-1, sg-2). When it is done, have the clients move: aws kafka get-bootstrap-brokers --region eu-west-1 --cluster-arn ${arn} has the new addresses, and security.protocol becomes SSL.`,
        `Event source mappings of Lambda that read cluster orders and name no secret, and pipes of EventBridge alike, are given no addresses: they take the strongest way that the cluster has, and no other. From this step on they come over TLS, on port 9094, and read nothing where that is closed. See who they are (aws lambda list-event-source-mappings --event-source-arn ${arn} --region eu-west-1; the pipes in the console of EventBridge), and open port 9094 to them in the security groups of the brokers (sg-1, sg-2) and in their own before it is applied.`,
      ],
    },
    next: last,
  },
  'plaintext alone, of Express brokers': {
    account: shop('PLAINTEXT', { BrokerNodeGroupInfo: { InstanceType: 'express.m7g.large' } }),
    expect: first,
    next: last,
  },
  'both: TLS alone next': {
    account: both({}),
    expect: {
      ...last,
      changes: [{ ...step('TLS_PLAINTEXT', 'TLS'), impact: ['breaks-plaintext', 'restarts'] }],
      says: [
        `Whoever connects to cluster orders on port 9092 (20092 by IPv6) is refused from then on: applications, and whatever AWS runs that was given those addresses, such as functions, connectors, pipes, jobs and replication tasks. MSK records nobody who comes without authentication; flow logs of the brokers’ network interfaces do. Give each of them the addresses for TLS, and security.protocol SSL or SASL_SSL, first: aws kafka get-bootstrap-brokers --region eu-west-1 --cluster-arn ${arn}`,
      ],
    },
  },
  'both, and MSK shows it late': { account: both({}, { ShowsUpdatesLate: true }), expect: last },
  'both, beside ZooKeeper': {
    account: both({ ZookeeperConnectString: zookeeper }),
    expect: { ...last, notes: ['second-of-two', 'zookeeper-apart'] },
  },
  'both, and over TLS only who has a certificate': {
    account: both({ ClientAuthentication: { Tls: mutual, Unauthenticated: { Enabled: false } } }, any),
    expect: {
      ...last,
      hazards: [...last.hazards, 'credentials-needed'],
      says: [
        'Clients that come in plaintext prove nothing about themselves, and over TLS cluster orders lets in only who does: by client certificates. Give each of them credentials, and what they may do (IAM policies, or ACLs of Kafka), before it is applied.',
      ],
    },
  },
  'both, with certificates or nothing': {
    account: both({ ClientAuthentication: { Tls: mutual, ...open } }, any),
    expect: last,
  },
  'both, with certificates, of before MSK told of anybody else': {
    account: both({ ClientAuthentication: { Tls: { CertificateAuthorityArnList: ['arn:aws:acm-pca:1'] } } }),
    expect: { ...last, hazards: [...last.hazards, 'authentication-unread'] },
  },
  'both, and MSK tells nothing of authentication': {
    account: both({ ClientAuthentication: undefined }),
    expect: {
      ...last,
      hazards: [...last.hazards, 'authentication-unread'],
      says: [
        'MSK does not say whether cluster orders lets in clients over TLS that prove nothing about themselves, as those in plaintext do. Try it with one client at the addresses for TLS before it is applied.',
      ],
    },
  },
  'both, with IAM or nothing': {
    account: both({ ClientAuthentication: { Sasl: { Iam: { Enabled: true } }, ...open } }, any),
    expect: {
      ...last,
      notes: ['second-of-two', 'undo-needs-unauthenticated'],
      says: [
        'Cluster orders takes IAM. Undo sets TLS_PLAINTEXT again, and MSK takes that only while unauthenticated access is on. Turn that off, as msk-cluster-authenticated says, when nobody needs the undo any more.',
      ],
    },
  },
  'both, with passwords or nothing': {
    account: both(
      {
        ClientAuthentication: { Sasl: { Iam: { Enabled: false }, Scram: { Enabled: true } }, ...open },
      },
      any,
    ),
    expect: { ...last, notes: ['second-of-two', 'undo-needs-unauthenticated'] },
  },
  'both, and DMS was given plaintext addresses': {
    account: {
      ...both({}),
      dms: {
        Endpoints: [
          {
            EndpointIdentifier: 'to-kafka',
            EngineName: 'kafka',
            KafkaSettings: { Broker: `${brokerAt(9)}:9092` },
          },
          {
            EndpointIdentifier: 'by-tls',
            EngineName: 'kafka',
            KafkaSettings: { Broker: `${brokerAt(1)}:9094` },
          },
          { EndpointIdentifier: 'a-database', EngineName: 'postgres' },
        ],
      },
    },
    expect: {
      ...last,
      hazards: [...last.hazards, 'dms-in-plaintext'],
      says: [
        'DMS endpoints were given plaintext addresses of cluster orders and would fail: to-kafka. Give them its addresses for TLS, and a SecurityProtocol that goes with those, first.',
      ],
    },
  },
  'both, and Glue was given plaintext addresses': {
    account: {
      ...both({}),
      glue: {
        Connections: [
          {
            Name: 'stream',
            ConnectionType: 'KAFKA',
            ConnectionProperties: {
              KAFKA_BOOTSTRAP_SERVERS: `${brokerAt(1)}:9094,${brokerAt(2).toUpperCase()}.:9092`,
              KAFKA_SSL_ENABLED: 'true',
            },
          },
          { Name: 'bills', ConnectionType: 'KAFKA', SparkProperties: { servers: `${brokerAt(1)}:20092` } },
          {
            Name: 'others',
            ConnectionType: 'KAFKA',
            ConnectionProperties: {
              KAFKA_BOOTSTRAP_SERVERS: `${brokerAt(1).replace('orders', 'others')}:9092`,
            },
          },
        ],
      },
    },
    expect: {
      ...last,
      hazards: [...last.hazards, 'glue-in-plaintext'],
      says: [
        'Glue connections were given plaintext addresses of cluster orders and would fail: bills, stream. Give them its addresses for TLS, and KAFKA_SSL_ENABLED true, first.',
      ],
    },
  },
  'both, and neither DMS nor Glue may be looked at': {
    account: {
      ...both({}),
      denied: ['dms:DescribeEndpoints', 'ecs:ListClusters', 'glue:GetConnections', 'lambda:ListFunctions'],
    },
    expect: {
      ...last,
      hazards: [...last.hazards, 'dependants-unseen'],
      says: [
        "It could not be excluded that others were given plaintext addresses of cluster orders: Waxseal could not look through DMS endpoints, Glue connections, Lambda functions, ECS task definitions. Give Waxseal's role the read permissions if it lacks them, or look there yourself.",
      ],
    },
  },
  'Lambda and ECS were given plaintext addresses': {
    account: { ...both({}), ...environmentsWith(`${brokerAt(1)}:9092,${brokerAt(2)}:9092`) },
    expect: {
      ...last,
      hazards: [...last.hazards, 'lambda-without-tls', 'ecs-without-tls'],
      notes: [...last.notes, 'settings-elsewhere'],
    },
  },
  'Lambda and ECS were given addresses for TLS': {
    account: { ...both({}), ...environmentsWith(`${brokerAt(1)}:9094`) },
    expect: { ...last, notes: [...last.notes, 'settings-elsewhere'] },
  },
  'plaintext alone: nobody is shut out yet, and nobody is asked': {
    account: { ...shop('PLAINTEXT'), denied: ['dms:DescribeEndpoints', 'glue:GetConnections'] },
    expect: first,
    next: { ...last, hazards: [...last.hazards, 'dependants-unseen'] },
  },
  'both, and plaintext between brokers, which is another matter': {
    account: both({
      EncryptionInfo: { EncryptionInTransit: { InCluster: false, ClientBroker: 'TLS_PLAINTEXT' } },
    }),
    expect: last,
  },
  'both, and somebody has to do something': {
    account: both({ CustomerActionStatus: 'CRITICAL_ACTION_REQUIRED' }),
    expect: {
      ...last,
      hazards: [...last.hazards, 'owner-action'],
      says: [
        'MSK says that somebody has to do something about cluster orders (CRITICAL_ACTION_REQUIRED): while that is so, its brokers may not come back as they were. Do first what the console, or the AWS Health Dashboard, says of the cluster.',
      ],
    },
  },
  'both, and MSK gave TLS alone up: it is not tried again': {
    account: both({}, { Failed: wanting('TLS') }),
    expect: {
      ...last,
      message: 'given-up',
      changes: [],
      says: [
        'MSK was to change the security of cluster orders, worked on its brokers, and gave it up ("A broker did not come back."). The cluster is as it was before. Waxseal does not try again by itself: each try takes brokers away from their clients, one after the other. See what became of it (aws kafka describe-cluster-operation-v2 --region eu-west-1 --cluster-operation-arn arn:aws:kafka:eu-west-1:111122223333:cluster-operation/orders/0a1b2c3d-4e5f-6789-abcd-ef0123456789-7/1b2c3d4e-5f60-789a-bcde-f0123456789a), put that right, and change it once by hand: version=$(aws kafka describe-cluster-v2 --region eu-west-1 --cluster-arn arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-4e5f-6789-abcd-ef0123456789-7 --query ClusterInfo.CurrentVersion --output text) && aws kafka update-security --region eu-west-1 --cluster-arn arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-4e5f-6789-abcd-ef0123456789-7 --current-version "$version" --encryption-info \'{"EncryptionInTransit":{"ClientBroker":"TLS"}}\'. Once MSK has carried out this or another change, Waxseal goes on by itself.',
      ],
    },
  },
  'plaintext alone, and MSK gave both up': {
    account: shop('PLAINTEXT', {}, { Failed: wanting('TLS_PLAINTEXT') }),
    expect: { ...first, message: 'given-up', changes: [] },
  },
  'both, and MSK gave something up that it does not tell: it may have been this': {
    account: both({}, { Failed: wanting('PLAINTEXT'), HidesTargets: true }),
    expect: { ...last, message: 'given-up', changes: [] },
  },
  'both, and nobody has to do anything': { account: both({ CustomerActionStatus: 'NONE' }), expect: last },
  ...Object.fromEntries(
    ['CREATING', 'DELETING', 'HEALING', 'MAINTENANCE', 'REBOOTING_BROKER', 'UPDATING'].map((State) => [
      State,
      { account: both({}, { State }), expect: { is: 'pending', message: 'busy' } as const },
    ]),
  ),
  'TLS alone, and MSK is at work': {
    account: shop('TLS', {}, { State: 'UPDATING' }),
    expect: { is: 'pending', message: 'busy' },
  },
  'MSK is on its way to TLS, and shows it late': {
    account: both({}, { State: 'UPDATING', Arriving: {} }),
    expect: { is: 'pending', message: 'busy' },
  },
  'could not be made': {
    account: both({}, { State: 'FAILED' }),
    expect: {
      is: 'non-compliant',
      message: 'needs-people',
      says: [
        'The cluster orders is FAILED: nothing is changed in it before that is fixed. MSK could not make the cluster, or could not delete it (StateInfo of aws kafka describe-cluster-v2 says why), and takes no change of it any more. Delete it.',
      ],
    },
  },
  'a state that no page has': {
    account: both({}, { State: 'RESTORING' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'a value that nobody knows': {
    account: shop('TLS_1_3'),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'nothing is told of how clients speak': {
    account: shop(undefined),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'a serverless cluster': {
    account: { kafka: { Clusters: [{ ClusterName: 'orders', Serverless: {} }] } },
    target: `${arn.slice(0, -1)}s1`,
    expect: {
      is: 'not-applicable',
      message: 'serverless',
      says: [
        'Cluster orders is serverless: MSK takes nothing but TLS there, and there is nothing to set. msk-serverless-endpoint says so.',
      ],
    },
  },
  China: {
    account: shop('TLS_PLAINTEXT'),
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: {
      ...last,
      changes: [{ on: arn.replace('aws:kafka:eu-west-1', 'aws-cn:kafka:cn-north-1') }],
    },
  },
  'a cluster that is gone': { account: {}, target: `${arn}9`, gone: true },
});

const target = { ...location, type: 'AWS::MSK::Cluster', id: arn, arn };
const { clientBroker: field } = unit.fields;

/** A cluster as it is looked at before a put and after MSK refused it. */
const told = (over: object = {}, provisioned: object = {}) => ({
  ClusterInfo: { State: 'ACTIVE', CurrentVersion: 'K1', Provisioned: provisioned, ...over },
});
const failing = (more: object = {}) => ({
  OperationArn: 'operation-1',
  OperationType: 'UPDATE_SECURITY',
  OperationState: 'UPDATE_FAILED',
  ...more,
});
const bothTold = { EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS_PLAINTEXT' } } };
const at = (minute: number) => ({ StartTime: new Date(`2026-01-05T09:0${minute}:00Z`) });

interface Answers {
  readonly clusters?: readonly object[];
  readonly operations?: readonly object[];
  readonly described?: object;
  readonly refused?: readonly [name: string, message: string];
}
const putting = async (
  { clusters = [told()], operations = [], described = {}, refused }: Answers,
  value = 'TLS',
) => {
  const shown = [...clusters];
  const { write, asked } = await answering(({ operation }) => {
    if (operation === 'DescribeClusterV2') return (shown.length > 1 ? shown.shift() : shown[0]) ?? {};
    if (operation === 'ListClusterOperationsV2') return { ClusterOperationInfoList: operations };
    if (operation === 'DescribeClusterOperationV2') return { ClusterOperationInfo: described };
    if (refused) throw Object.assign(refusal(refused[0], 400), { message: refused[1] });
    return {};
  });
  const sent = () => asked.filter(({ operation }) => operation === 'UpdateSecurity');
  const put = field.put(arn, value, { value: null, token: 'K1' }, target, write);
  return { put, sent };
};

test('a call names the cluster, its version and the one setting', async () => {
  const { put, sent } = await putting({});
  await put;
  expect(sent()).toEqual([
    {
      operation: 'UpdateSecurity',
      input: {
        ClusterArn: arn,
        CurrentVersion: 'K1',
        EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS' } },
      },
    },
  ]);
});

test.each([
  ['at work', told({ State: 'UPDATING' })],
  ['of another version', told({ CurrentVersion: 'K2' })],
  ['gone', {}],
])('to a cluster that is %s nothing is sent, and it is tried again', async (_what, cluster) => {
  const { put, sent } = await putting({ clusters: [cluster] });
  await expect(put).rejects.toMatchObject({ code: 'conflict', retry: true });
  expect(sent()).toEqual([]);
});

test.each([
  ['at work', told({ State: 'HEALING' })],
  ['of another version', told({ CurrentVersion: 'K2' })],
])('refused, in whichever words, by one that is %s by then: somebody was faster', async (_what, cluster) => {
  const refused = ['BadRequestException', 'No.'] as const;
  const { put } = await putting({ clusters: [told(), cluster], refused });
  await expect(put).rejects.toMatchObject({ code: 'conflict', retry: true });
});

test.each([
  ['BadRequestException', 'The request does not include any updates to the security setting of the cluster.'],
  ['ForbiddenException', 'The version of the cluster'],
])('%s otherwise is thrown as it is', async (name, message) => {
  const { put } = await putting({ refused: [name, message] });
  await expect(put).rejects.toMatchObject({ name, message });
});

const sasl = (more: object = {}) => ({
  ClientAuthentication: { Sasl: { Scram: { Enabled: true } }, ...more },
});
const isPublic = {
  BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type: 'SERVICE_PROVIDED_EIPS' } } },
};
const isPrivate = { BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type: 'DISABLED' } } } };
const closed = { Unauthenticated: { Enabled: false } };

test.each([
  ['passwords and nobody else', 'TLS_PLAINTEXT', sasl(closed), true],
  ['passwords or nothing', 'TLS_PLAINTEXT', sasl(open), false],
  ['passwords, and nothing is told of others', 'TLS_PLAINTEXT', sasl(), false],
  ['passwords or nothing', 'PLAINTEXT', sasl(open), true],
  [
    'certificates and nobody else',
    'TLS_PLAINTEXT',
    { ClientAuthentication: { Tls: mutual, ...closed } },
    false,
  ],
  ['certificates or nothing', 'PLAINTEXT', { ClientAuthentication: { Tls: mutual, ...open } }, true],
  ['nothing', 'PLAINTEXT', { ClientAuthentication: open }, false],
  ['public access', 'TLS_PLAINTEXT', isPublic, true],
  ['no public access', 'TLS_PLAINTEXT', isPrivate, false],
  ['passwords and public access', 'TLS', { ...sasl(closed), ...isPublic }, false],
])('beside %s, %s that MSK refuses is refused in words of its own: %4$s', async (_what, value, held, own) => {
  const refused = ['BadRequestException', 'No.'] as const;
  const { put } = await putting({ clusters: [told({}, held)], refused }, value);
  await expect(put).rejects.toMatchObject(
    own ? { code: 'plaintext-not-taken', retry: false } : { name: 'BadRequestException', message: 'No.' },
  );
});

const aiming = (ClientBroker?: string) => ({
  ErrorInfo: { ErrorCode: '500', ErrorString: 'A broker did not come back.' },
  Provisioned: {
    TargetClusterInfo: ClientBroker ? { EncryptionInfo: { EncryptionInTransit: { ClientBroker } } } : {},
  },
});

test.each([
  ['TLS', [failing()], aiming('TLS')],
  [
    'TLS, and something before went well',
    [failing({ OperationState: 'UPDATE_COMPLETE', ...at(1) }), failing(at(2))],
    aiming('TLS'),
  ],
  ['something that it does not tell', [failing()], aiming()],
  ['something of which it tells nothing at all', [failing()], {}],
])('MSK gave up %s: nothing is sent, and the run ends', async (_what, operations, described) => {
  const { put, sent } = await putting({ operations, described });
  await expect(put).rejects.toMatchObject({
    code: 'refused-by-aws',
    retry: false,
    todo: expect.stringContaining('--cluster-operation-arn operation-1'),
  });
  expect(sent()).toEqual([]);
});

test.each([
  ['plaintext', [failing()], aiming('TLS_PLAINTEXT')],
  [
    'TLS, and something went well since',
    [failing(at(1)), failing({ OperationState: 'UPDATE_COMPLETE', ...at(2) })],
    aiming('TLS'),
  ],
  [
    'TLS, and something else since',
    [failing({ OperationType: 'UPDATE_MONITORING', ...at(2) }), failing(at(1))],
    aiming('TLS'),
  ],
])('MSK gave up %s: that stands in nothing’s way', async (_what, operations, described) => {
  const { put, sent } = await putting({ operations, described });
  await put;
  expect(sent()).toHaveLength(1);
});

test('what MSK gave up of something else stands in no plan’s way', async () => {
  const clouds = (Failed: object) =>
    sandboxClouds(startHost(loadAccount(both({}, { Failed })))).look(location);
  for (const failed of [wanting('PLAINTEXT'), { EnhancedMonitoring: 'PER_BROKER' }]) {
    const seen = await unit.read(target, clouds(failed));
    expect(seen && unit.plan(seen, target, {})).toMatchObject({ message: 'not-as-wanted' });
  }
});

test('operations on several pages are all operations', async () => {
  const { read, asked } = await answering(({ operation, input }) => {
    if (operation === 'DescribeClusterOperationV2') return { ClusterOperationInfo: aiming('TLS') };
    if (operation !== 'ListClusterOperationsV2') return told({}, bothTold);
    return Reflect.get(input, 'NextToken') === 'next'
      ? { ClusterOperationInfoList: [failing(at(2))] }
      : {
          ClusterOperationInfoList: [failing({ OperationState: 'UPDATE_COMPLETE', ...at(1) })],
          NextToken: 'next',
        };
  });
  expect(await unit.read(target, read)).toMatchObject({
    around: {
      givenUp: { operation: 'operation-1', clientBroker: 'TLS', why: 'A broker did not come back.' },
    },
  });
  expect(asked.filter(({ operation }) => operation === 'ListClusterOperationsV2')).toHaveLength(2);
});

test('without a version, and with a word that is none of its own, nothing is sent', async () => {
  const { write, asked } = await answering(() => ({}));
  await expect(field.put(arn, 'TLS', { value: null }, target, write)).rejects.toMatchObject({
    code: 'answer-incomplete',
    retry: true,
  });
  await expect(field.put(arn, 'NONE', { value: null, token: 'K1' }, target, write)).rejects.toThrow(
    TypeError,
  );
  expect(asked).toEqual([]);
});

test('what it held is never absent: undo of an absence is refused', async () => {
  const { write } = await answering(() => ({}));
  await expect(field.put(arn, null, { value: 'TLS', token: 'K1' }, target, write)).rejects.toThrow(TypeError);
});

const seenWith = async (nodes: readonly object[], ClientBroker = 'TLS_PLAINTEXT', State = 'ACTIVE') => {
  const { read, asked } = await answering(({ operation }) =>
    operation === 'ListNodes'
      ? { NodeInfoList: nodes }
      : {
          ClusterInfo: {
            State,
            ClusterName: 'orders',
            Provisioned: {
              NumberOfBrokerNodes: 3,
              EncryptionInfo: { EncryptionInTransit: { ClientBroker } },
            },
          },
        },
  );
  const seen = await unit.read(target, read);
  if (!seen) throw new Error('it is there');
  const questions = unit.evidence?.(seen, target, {}) ?? [];
  return { operations: asked.map(({ operation }) => operation), given: questions.map(({ given }) => given) };
};
const node = (AttachedENIId?: string) => ({ BrokerNodeInfo: { ...(AttachedENIId && { AttachedENIId }) } });

test('flow logs are asked about the interfaces of all brokers, or of none', async () => {
  const turned = interfaces.toReversed().map(node);
  expect((await seenWith(turned)).given).toMatchObject([{ interfaces }]);
  expect((await seenWith([...turned.slice(1), node()])).given).toMatchObject([{ interfaces: [] }]);
  expect((await seenWith(turned.slice(1))).given).toMatchObject([{ interfaces: [] }]);
});

test('nothing can be compared with addresses that MSK does not show', async () => {
  const { read, asked } = await answering(({ operation }) =>
    operation === 'DescribeClusterV2'
      ? {
          ClusterInfo: {
            State: 'ACTIVE',
            Provisioned: { EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS_PLAINTEXT' } } },
          },
        }
      : {},
  );
  expect(await unit.read(target, read)).toMatchObject({
    around: {
      dependants: {
        unseen: ['DMS endpoints', 'Glue connections', 'Lambda functions', 'ECS task definitions'],
      },
    },
  });
  expect(asked.map(({ operation }) => operation)).not.toContain('GetConnections');
});

test('addresses by IPv6 are addresses, and no password is asked for', async () => {
  const { read, asked } = await answering(({ operation }) => {
    if (operation === 'GetBootstrapBrokers')
      return { BootstrapBrokerStringIpv6: 'b-1.orders.1a2b3c.c2.kafka.eu-west-1.api.aws:20092' };
    if (operation === 'GetConnections')
      return {
        ConnectionList: [
          { ConnectionProperties: { brokers: 'b-2.orders.1a2b3c.c2.kafka.eu-west-1.api.aws:20092' } },
        ],
      };
    if (operation === 'DescribeEndpoints')
      return {
        Endpoints: [{ KafkaSettings: { Broker: 'b-3.orders.1a2b3c.c2.kafka.eu-west-1.api.aws:20092' } }],
      };
    return {
      ClusterInfo: {
        State: 'ACTIVE',
        Provisioned: { EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS_PLAINTEXT' } } },
      },
    };
  });
  expect(await unit.read(target, read)).toMatchObject({
    around: { dependants: { dmsEndpoints: ['(no name)'], glueConnections: ['(no name)'], unseen: [] } },
  });
  expect(asked.find(({ operation }) => operation === 'GetConnections')?.input).toMatchObject({
    HidePassword: true,
  });
});

test('brokers on several pages are all brokers', async () => {
  const clouds = sandboxClouds(startHost(loadAccount(shop('TLS_PLAINTEXT', { NumberOfBrokerNodes: 5 }))));
  const seen = await unit.read(target, clouds.look(location));
  expect(seen?.around.interfaces).toHaveLength(5);
});

test('only before the last step, and while MSK is not at work', async () => {
  const operations = ['DescribeClusterV2', 'ListClusterOperationsV2'];
  expect(await seenWith([], 'PLAINTEXT')).toEqual({ operations, given: [] });
  expect(await seenWith([], 'TLS')).toEqual({ operations: ['DescribeClusterV2'], given: [] });
  const atWork = await seenWith([], 'TLS_PLAINTEXT', 'UPDATING');
  expect(atWork.operations).toEqual(['DescribeClusterV2']);
});
