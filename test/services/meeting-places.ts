import type { AccountFile } from '../../src/sandbox/account.ts';
import type { AllSettings } from '../kit/in-order.ts';
import { promisedBy } from '../kit/contracts.ts';
import { shop as distributed, certificate, distribution } from './cloudfront/distributions.ts';
import { balanced, certificateArn, edge, groupArn, listener, rule, secure, web } from './elbv2/balancers.ts';

/** An account in which several remediations find something of the same to do. */
export interface MeetingPlace {
  readonly account: AccountFile;
  readonly settings: AllSettings;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const withBoth = (one: unknown, other: unknown): unknown => {
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (!isRecord(one) || !isRecord(other)) return other ?? one;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...keys].map((key) => [key, withBoth(one[key], other[key])]));
};

/** The accounts of the promises of several, as one. What has the same name in two is called by the second name of the pair. */
const scenesOf = (...all: readonly (readonly [id: string, called?: string])[]): MeetingPlace => {
  const scenes = all.map(([id, called]) => {
    const { account, target, settings = {} } = promisedBy(id).scene;
    const text = JSON.stringify(account);
    const renamed = called === undefined ? text : text.replaceAll(`"${target}`, `"${called}`);
    return { id, settings, account: JSON.parse(renamed) as unknown };
  });
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `loadAccount` refuses what is none
    account: scenes.map(({ account }) => account).reduce(withBoth) as AccountFile,
    settings: Object.fromEntries(scenes.map(({ id, settings }) => [id, settings])),
  };
};

const ofIam = 'arn:aws:iam::111122223333:server-certificate/web';
const plain = web.replace('/web/', '/plain/');

export const meetingPlaces: Readonly<Record<string, MeetingPlace>> = {
  'balancers with and without HTTPS': {
    account: balanced({
      balancers: [{ LoadBalancerArn: plain, SecurityGroups: ['sg-1'] }],
      listeners: [
        listener(80),
        secure(443, {
          SslPolicy: 'ELBSecurityPolicy-2016-08',
          Certificates: [{ CertificateArn: ofIam }],
        }),
        listener(8080, {}, plain),
      ],
      rules: [rule(10)],
      tags: { team: 'web' },
    }),
    settings: {
      'elb-listener-acm-certificate': { replacements: { [ofIam]: certificateArn('one') } },
      'elb-listener-encrypted': {
        certificate: certificateArn('one'),
        policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      },
    },
  },
  'a network balancer in a VPC that is to enforce encryption': {
    account: balanced({
      balancers: [{ LoadBalancerArn: edge, VpcId: 'vpc-2' }],
      ec2: {
        Vpcs: [{ VpcId: 'vpc-2', Tags: { team: 'devices' } }],
        VpcEncryptionControls: [{ VpcEncryptionControlId: 'vpcec-2', VpcId: 'vpc-2', Mode: 'monitor' }],
      },
      elbv2: {
        Listeners: [listener(1883, { Protocol: 'TCP' }, edge)],
        TargetGroups: [{ TargetGroupArn: groupArn('app'), Protocol: 'TCP' }],
      },
    }),
    settings: {
      'elb-listener-encrypted': { certificate: certificateArn('one'), endTlsOn: [1883] },
      'vpc-encryption-control': { mode: 'enforce' },
    },
  },
  'a distribution that is old in all ways': {
    account: distributed({
      Tags: { team: 'shop' },
      ViewerCertificate: { ...certificate, SSLSupportMethod: 'vip', MinimumProtocolVersion: 'TLSv1' },
      Origins: {
        Items: (distribution().Origins.Items ?? []).flatMap((origin) => [
          {
            ...origin,
            CustomOriginConfig: { ...origin.CustomOriginConfig, OriginProtocolPolicy: 'http-only' },
          },
          {
            ...origin,
            Id: 'old',
            CustomOriginConfig: {
              OriginProtocolPolicy: 'https-only',
              OriginSslProtocols: { Items: ['SSLv3', 'TLSv1.2'] },
            },
          },
        ]),
      },
    }),
    settings: {},
  },
  'databases of all kinds': scenesOf(
    ['rds-db2-tls', 'ledger'],
    ['rds-instance-force-tls'],
    ['rds-ca-certificate', 'old'],
    ['docdb-cluster-force-tls'],
    ['rds-cluster-force-tls', 'aurora'],
  ),
  'APIs of all kinds': scenesOf(
    ['apigateway-domain-tls-policy'],
    ['apigateway-rest-api-tls-policy', 'z9y8x7w6v5'],
    ['apigateway-stage-client-certificate'],
    ['apigateway-integration-private-tls'],
  ),
};
