import * as z from 'zod/mini';
import { environmentHazards, environmentNotes } from '../../../dependants/words.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { canonical } from '../../../core/model/json.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { setting } from '../../../families/setting.ts';
import { ladder } from '../../../families/steps.ts';
import { isBySasl } from '../facts/authentication.ts';
import { plaintextPorts, tlsPorts } from '../facts/endpoints.ts';
import { arrivingIn, clusterOf } from '../parameters/cluster.ts';
import { messages as own } from './msk-cluster-client-tls/messages.ts';
import { readCluster, type SeenCluster } from './msk-cluster-client-tls/read.ts';
import { source } from './msk-cluster-client-tls/source.ts';
import { errors, givenUpOn, putClientBroker } from './msk-cluster-client-tls/write.ts';

/** What shuts out plaintext, and who has to be asked before. */
const lastHazards = (
  { name, around: { authentication, dependants } }: SeenCluster,
  { arn, region }: Target,
) => {
  const { ways, unauthenticated } = authentication;
  const isAuthenticating = unauthenticated === false && ways.length > 0;
  const { dmsEndpoints, glueConnections, unseen } = dependants;
  return [
    ...saying('clients-on-plaintext', true, { name, arn, region }),
    ...saying('dms-in-plaintext', dmsEndpoints.length > 0, { name, names: dmsEndpoints.join(', ') }),
    ...saying('glue-in-plaintext', glueConnections.length > 0, { name, names: glueConnections.join(', ') }),
    ...environmentHazards({ name }, dependants),
    ...saying('dependants-unseen', unseen.length > 0, { name, what: unseen.join(', ') }),
    ...saying('credentials-needed', isAuthenticating, { name, ways: ways.join(', ') }),
    ...saying('authentication-unread', unauthenticated === null, { name }),
  ];
};

const { messages, ...parts } = setting({
  attribute: 'clientBroker',
  thing: 'cluster',
  setting: 'ClientBroker',
  comparesAndSets: true,
  messages: own,
  read: readCluster,
  get: async (_on, target, aws) => {
    const found = await clusterOf(target, aws);
    const arriving = found && (await arrivingIn(found, aws));
    return {
      value: arriving ?? found?.Provisioned?.EncryptionInfo?.EncryptionInTransit?.ClientBroker ?? null,
      token: found?.CurrentVersion,
    };
  },
  put: (on, value, version, _target, aws) => putClientBroker(on, value, version, aws),
  meaning: ladder<string>(
    'PLAINTEXT',
    { to: 'TLS_PLAINTEXT', impact: ['restarts'] },
    { to: 'TLS', impact: ['breaks-plaintext', 'restarts'] },
  ),
  outside: ({ name, around: { isServerless } }) =>
    isServerless ? { message: 'serverless', data: { name } } : undefined,
  sayings: (seen, [first], target) => {
    const { arn, region } = target;
    const { name, around } = seen;
    const { authentication, action, groups, hasZookeeper } = around;
    const { ways } = authentication;
    const told = groups.join(', ') || 'none is shown';
    const wanted = first?.step.to ?? '';
    const givenUp = givenUpOn(wanted, around.givenUp);
    const isLast = first?.step.to === 'TLS';
    const isFirst = first?.step.to === 'TLS_PLAINTEXT';
    return {
      obstacles: saying('given-up', givenUp !== undefined, {
        name,
        why: givenUp?.why ?? '',
        operation: givenUp?.operation ?? '',
        arn,
        region,
        encryption: canonical({ EncryptionInTransit: { ClientBroker: wanted } }),
      }),
      // What breaks clients for good stands first: a message may be cut.
      hazards: [
        ...(isLast ? lastHazards(seen, target) : []),
        ...saying('brokers-restart', first !== undefined, { name }),
        ...saying('owner-action', first !== undefined && action !== null, { name, action: action ?? '' }),
        ...saying('triggers-move-at-once', isFirst, { name, arn, region, groups: told }),
      ],
      notes: [
        ...saying('first-of-two', isFirst, { name, arn, region, groups: told }),
        ...saying('tls-costs', isFirst, { name }),
        ...saying('second-of-two', isLast, { name }),
        ...saying('undo-needs-unauthenticated', isLast && isBySasl(authentication), {
          name,
          ways: ways.join(', '),
        }),
        ...environmentNotes({ name }, around.dependants),
        ...saying('zookeeper-apart', hasZookeeper, { name, arn, region }),
      ],
    };
  },
  source,
});

/** Has the brokers of a provisioned cluster speak TLS with clients, and nothing else. */
export default remediation({
  meta: {
    id: 'msk-cluster-client-tls',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'MSK clusters speak TLS with clients only',
    summary:
      'Sets ClientBroker of a provisioned cluster, of standard or Express brokers, in two steps, each planned, asked about and proven by itself: from PLAINTEXT to TLS_PLAINTEXT, where brokers speak both, and from there to TLS. What MSK holds of authentication, of the encryption between brokers and at rest stays. MSK takes a change only with the version of the cluster that was looked at, and works on the brokers one after the other.',
    resourceType: 'AWS::MSK::Cluster',
    configRules: [],
    controls: [],
    services: ['kafka', 'dms', 'glue'],
    impacts: ['breaks-plaintext', 'restarts'],
    reversible: true,
    permissions: {
      read: [
        'dms:DescribeEndpoints',
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'glue:GetConnections',
        'kafka:DescribeClusterOperationV2',
        'kafka:DescribeClusterV2',
        'kafka:GetBootstrapBrokers',
        'kafka:ListClusterOperationsV2',
        'kafka:ListNodes',
        'lambda:ListFunctions',
      ],
      write: ['kafka:UpdateSecurity'],
      undo: ['kafka:UpdateSecurity'],
    },
    messages,
    errors,
    docs: [
      'https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-security.html',
      'https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html',
      'https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html',
      'https://docs.aws.amazon.com/msk/latest/developerguide/msk-cluster-states.html',
      'https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html',
      'https://docs.aws.amazon.com/msk/latest/developerguide/zookeeper-disable-access.html',
      'https://docs.aws.amazon.com/lambda/latest/dg/msk-cluster-auth.html#msk-bootstrap-brokers',
      'https://docs.aws.amazon.com/dms/latest/APIReference/API_KafkaSettings.html',
      'https://docs.aws.amazon.com/glue/latest/webapi/API_Connection.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-msk-cluster-clientauthentication.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
  evidence: ({ held, around: { interfaces } }, { arn }) =>
    held.some(({ value }) => value === 'TLS_PLAINTEXT')
      ? [
          {
            ask: 'connections-to-plaintext-ports',
            of: arn,
            clears: ['breaks-plaintext'],
            given: { plaintextPorts, tlsPorts, interfaces },
            unwatched:
              'No metric of MSK tells listeners apart, and who is refused a connection is counted by none',
          },
        ]
      : [],
});
