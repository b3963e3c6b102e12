import { expect, test } from 'vitest';
import unit from '../../../../src/services/kafka/remediations/msk-cluster-authenticated.ts';
import resource from '../../../../src/services/kafka/resources/aws-msk-cluster.ts';
import { location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, open, shop } from '../clusters.ts';

const closed = { Unauthenticated: { Enabled: false } };
const authority = 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/1';
const iam = { Sasl: { Iam: { Enabled: true }, Scram: { Enabled: false } } };
const mutual = { Tls: { Enabled: true, CertificateAuthorityArnList: [authority] } };
const by = (ClientAuthentication: object) => ({ ClientAuthentication });
const nobody = {
  is: 'non-compliant',
  message: 'anyone-gets-in',
  notes: ['triggers-take-iam', 'brokers-restart'],
} as const;
const some = { ...nobody, message: 'anyone-beside', notes: ['brokers-restart'] } as const;

testRemediation(unit, resource, {
  'IAM alone': { account: shop('TLS', by({ ...iam, ...closed })), expect: { is: 'compliant' } },
  'certificates alone': { account: shop('TLS', by({ ...mutual, ...closed })), expect: { is: 'compliant' } },
  'everybody gets in': {
    account: shop('TLS', by(open)),
    expect: {
      ...nobody,
      says: [
        `Event source mappings of Lambda that read cluster orders and name no secret, and pipes of EventBridge alike, use IAM as soon as it is on, and no other way: they read nothing where their roles may not. See who they are (aws lambda list-event-source-mappings --event-source-arn ${arn} --region eu-west-1; the pipes in the console of EventBridge), let their roles connect and read (kafka-cluster:Connect, DescribeGroup, AlterGroup, DescribeTopic, ReadData, DescribeClusterDynamicConfiguration), and open port 9098 to them before IAM is turned on.`,
        'Cluster orders lets in everybody who reaches its brokers, and nobody can prove who they are: no other way of authentication is on. Turn on IAM beside it, give each client credentials and what it may do, have all of them use the addresses for IAM (port 9098), and then turn unauthenticated access off. Waxseal does not do it: whoever has no credentials by then is shut out, and only the owners of the clients can give them some.',
      ],
    },
  },
  'everybody gets in, beside IAM': {
    account: shop('TLS', by({ ...iam, ...open })),
    expect: {
      ...some,
      says: [
        'Cluster orders lets in everybody who reaches its brokers, beside those who prove who they are by IAM. Give each client credentials and what it may do, have all of them use the addresses of those ways, and then turn unauthenticated access off. Waxseal does not do it: whoever has no credentials by then is shut out, and only the owners of the clients can give them some.',
      ],
    },
  },
  'everybody gets in, beside passwords and certificates': {
    account: shop('TLS', by({ Sasl: { Scram: { Enabled: true } }, ...mutual, ...open })),
    expect: some,
  },
  'everybody gets in, by plaintext as well': {
    account: shop('TLS_PLAINTEXT', by({ ...iam, ...open })),
    expect: {
      ...some,
      notes: ['plaintext-first', 'brokers-restart'],
      says: [
        'MSK turns unauthenticated access off beside IAM only where clients speak TLS alone, and cluster orders has ClientBroker TLS_PLAINTEXT. Have msk-cluster-client-tls take plaintext away before.',
      ],
    },
  },
  'everybody gets in, by plaintext alone': {
    account: shop('PLAINTEXT', by(open)),
    expect: { ...nobody, notes: ['triggers-take-iam', 'plaintext-first', 'brokers-restart'] },
  },
  'everybody gets in, and brokers speak plaintext with each other': {
    account: shop('TLS', {
      ...by(open),
      EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: false } },
    }),
    expect: {
      ...nobody,
      notes: ['new-cluster-first', 'brokers-restart'],
      says: [
        'MSK takes no way of authentication in cluster orders, because its brokers speak plaintext with each other, which stays so. Replace the cluster first, as msk-cluster-in-cluster-tls says, and turn authentication on in the new one.',
      ],
    },
  },
  'everybody gets in, and MSK does not tell how brokers speak with each other': {
    account: shop('TLS', {
      ...by(open),
      EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS' } },
    }),
    expect: nobody,
  },
  'unauthenticated access is off, and plaintext asks nobody': {
    account: shop('TLS_PLAINTEXT', by({ ...mutual, ...closed })),
    expect: {
      is: 'non-compliant',
      message: 'anyone-in-plaintext',
      says: [
        'Cluster orders speaks plaintext (ClientBroker is TLS_PLAINTEXT), and nobody proves anything there, whatever is on besides. AWS Config’s rule does not look at that. Take plaintext away, as msk-cluster-client-tls plans it. Waxseal does not do it here: it is another plan, with its own evidence.',
      ],
    },
  },
  'nothing is told of it, and plaintext asks nobody': {
    account: shop('TLS_PLAINTEXT', { ClientAuthentication: undefined }),
    expect: { is: 'non-compliant', message: 'anyone-in-plaintext' },
  },
  'nothing is told of it': {
    account: shop('TLS', { ClientAuthentication: undefined }),
    expect: {
      is: 'unknown',
      message: 'not-shown',
      says: [
        'MSK does not show whether cluster orders lets in clients that prove nothing about themselves. Look at its security settings in the console, or try it with a client that has no credentials.',
      ],
    },
  },
  'certificates, and nothing is told of anybody else': {
    account: shop('TLS', by(mutual)),
    expect: { is: 'unknown', message: 'not-shown' },
  },
  ...Object.fromEntries(
    ['CREATING', 'DELETING', 'UPDATING'].map((State) => [
      State,
      { account: shop('TLS', by(open), { State }), expect: { is: 'pending', message: 'at-work' } as const },
    ]),
  ),
  'maintenance changes nothing of it': {
    account: shop('TLS', by(open), { State: 'MAINTENANCE' }),
    expect: nobody,
  },
  'a serverless cluster': {
    account: { kafka: { Clusters: [{ ClusterName: 'orders', Serverless: {} }] } },
    target: `${arn.slice(0, -1)}s1`,
    expect: { is: 'not-applicable', message: 'serverless' },
  },
  'a cluster that is gone': { account: {}, target: `${arn}9`, gone: true },
});

const target = { ...location, type: 'AWS::MSK::Cluster', id: arn, arn };
const adviceOn = (ways: readonly string[], inCluster: boolean | null = true) => {
  const state = {
    name: 'orders',
    isServerless: false,
    status: 'ACTIVE',
    unauthenticated: true,
    ways,
    clientBroker: 'TLS',
    inCluster,
    authorities: [authority],
  };
  const verdict = unit.plan(state, target, {});
  return verdict.is === 'non-compliant' ? verdict.advises : undefined;
};
const sourceOf = (ways: readonly string[]) => {
  const [change] = adviceOn(ways) ?? [];
  if (!change) throw new Error('there is something to advise');
  return unit.source?.(change, target);
};

test('of a cluster that takes no authentication, no command is told', () => {
  expect(adviceOn([], false)).toEqual([]);
  expect(adviceOn([], null)).toHaveLength(1);
});

test('where nobody can prove anything, IAM comes first, and MSK is waited for', () => {
  const { cli = '', cloudformation, terraform, cdk } = sourceOf([]) ?? {};
  const both = '{"Sasl":{"Iam":{"Enabled":true},"Scram":{"Enabled":false}},"Unauthenticated":{"Enabled":';
  expect(cli.indexOf(`${both}true}}'`)).toBeGreaterThan(0);
  expect(cli.indexOf('ClusterInfo.State')).toBeGreaterThan(cli.indexOf(`${both}true}}'`));
  expect(cli.indexOf(`${both}false}}'`)).toBeGreaterThan(cli.indexOf('ClusterInfo.State'));
  expect(cloudformation).toBe(
    '# In the AWS::MSK::Cluster orders, after every client has credentials; leave what else stands there.\nClientAuthentication:\n  Sasl:\n    Iam:\n      Enabled: true\n  Unauthenticated:\n    Enabled: false',
  );
  expect(cdk).toContain('sasl: { iam: { enabled: true }, }, unauthenticated: { enabled: false }');
  expect(terraform).toContain('    iam   = true\n  }\n  unauthenticated = false');
});

test('where some can, the rest is shut out in one call, and authorities are named again', () => {
  const { cli = '', cloudformation, cdk, terraform } = sourceOf(['SASL/SCRAM', 'client certificates']) ?? {};
  expect(cli).toBe(
    [
      '# When nobody comes without credentials any more:',
      `version=$(aws kafka describe-cluster-v2 --region eu-west-1 --cluster-arn ${arn} --query ClusterInfo.CurrentVersion --output text) &&`,
      `aws kafka update-security --region eu-west-1 --cluster-arn ${arn} --current-version "$version" --client-authentication '{"Sasl":{"Iam":{"Enabled":false},"Scram":{"Enabled":true}},"Tls":{"CertificateAuthorityArnList":["${authority}"],"Enabled":true},"Unauthenticated":{"Enabled":false}}'`,
    ].join('\n'),
  );
  expect(cloudformation).toContain('  Sasl:\n    Scram:\n      Enabled: true\n  Unauthenticated:');
  expect(cdk).toContain('sasl: { scram: { enabled: true }, }');
  expect(terraform).toContain('    scram = true');
});

test('certificates alone name no SASL', () => {
  const { cloudformation, cdk, terraform } = sourceOf(['client certificates']) ?? {};
  expect(cloudformation).toContain('ClientAuthentication:\n  Unauthenticated:');
  expect(cdk).toContain('clientAuthentication: { unauthenticated: { enabled: false } }');
  expect(terraform).toContain('client_authentication {\n  unauthenticated = false');
});
