import type { AccountFile } from '../../../src/sandbox/account.ts';

/** Accounts with one VPC. */

type Ec2 = NonNullable<AccountFile['ec2']>;
type Elements<Key extends keyof Ec2> = NonNullable<Ec2[Key]>;
type Control = Elements<'VpcEncryptionControls'>[number];
type Elbv2 = NonNullable<AccountFile['elbv2']>;
type Balancer = NonNullable<Elbv2['LoadBalancers']>[number];

export const VpcId = 'vpc-0a1b2c3d4e5f60718';
export const arn = `arn:aws:ec2:eu-west-1:111122223333:vpc/${VpcId}`;

export const control = (more: Partial<Control> = {}): Control => ({
  VpcEncryptionControlId: 'vpcec-0a1b2c3d4e5f60718',
  VpcId,
  ...more,
});

const LoadBalancerArn =
  'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/edge/6e0c6f1a2b3c4d5e';
const CertificateArn = 'arn:aws:acm:eu-west-1:111122223333:certificate/one';
/** A network load balancer in the VPC, with one listener. */
export const balancer = (Protocol: 'TLS' | 'TCP', more: Partial<Balancer> = {}): Partial<AccountFile> => ({
  acm: { Certificates: [{ CertificateArn, DomainName: 'www.example.com' }] },
  elbv2: {
    LoadBalancers: [{ LoadBalancerArn, VpcId, ...more }],
    Listeners: [
      {
        ListenerArn: `${LoadBalancerArn.replace(':loadbalancer/', ':listener/')}/1`,
        LoadBalancerArn,
        Port: 443,
        Protocol,
        ...(Protocol === 'TLS' && {
          SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
          Certificates: [{ CertificateArn }],
        }),
        DefaultActions: [
          {
            Type: 'forward',
            TargetGroupArn:
              'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/app/0123456789abcdef',
          },
        ],
      },
    ],
    TargetGroups: [
      {
        TargetGroupArn:
          'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/app/0123456789abcdef',
        Protocol: 'TCP',
      },
    ],
  },
});

export const vpc = (
  given: Partial<AccountFile> & {
    readonly control?: Control;
    readonly blockers?: NonNullable<NonNullable<Elements<'Encryption'>>['Blockers']>[string];
    readonly central?: boolean;
    readonly missing?: boolean;
    readonly OwnerId?: string;
    readonly Tags?: Readonly<Record<string, string>>;
  } = {},
): AccountFile => {
  const { control: one, blockers = [], central = false, missing = false, OwnerId, Tags, ...rest } = given;
  return {
    ...rest,
    ec2: {
      Vpcs: [{ VpcId, ...(OwnerId !== undefined && { OwnerId }), ...(Tags && { Tags }) }],
      VpcEncryptionControls: one ? [one] : [],
      Encryption: {
        ManagedBy: central ? 'declarative-policy' : 'account',
        IsMissing: missing,
        Blockers: { [VpcId]: blockers },
      },
    },
  };
};
