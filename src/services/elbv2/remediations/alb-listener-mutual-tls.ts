import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { parseListenerArn } from '../facts/balancer-arn.ts';
import { listenerOf } from '../parameters/listener.ts';
import { messages as all } from './alb-listener-mutual-tls/messages.ts';

type Id = keyof typeof all;

const settings = z.strictObject({
  required: z
    ._default(z.boolean(), false)
    .check(z.describe('Whether clients have to show certificates that the load balancer verifies.')),
});
type Settings = z.output<typeof settings>;

interface State {
  readonly protocol: string;
  readonly port: number;
  readonly mode: string;
  readonly trustStore: string | null;
  readonly ignoresExpiry: boolean;
  /** Clients are told which authorities count, and may choose by it. */
  readonly advertises: boolean;
  /** Of a trust store that another account shares. */
  readonly association: string;
}

const evaluate = (state: State, { arn, region }: Target, { required }: Settings): Evaluated<Id> => {
  const { protocol, port, mode, trustStore, ignoresExpiry, advertises, association } = state;
  const [, kind, balancer = ''] = parseListenerArn(arn)?.resource.split('/') ?? [];
  const name = `${balancer}:${port}`;
  const data = { name, protocol, mode, arn, region };
  const before = { Mode: mode };
  if (kind !== 'app') return { is: 'not-applicable', message: 'not-application', data };
  if (protocol !== 'HTTPS') return { is: 'not-applicable', message: 'not-https', data };
  if (!['off', 'passthrough', 'verify'].includes(mode))
    return { is: 'unknown', message: 'mode-unknown', data };
  if (mode !== 'verify' && required)
    return {
      is: 'advised',
      message: 'not-verified',
      data,
      advises: [
        {
          set: 'mutualAuthentication',
          on: arn,
          before,
          after: { trustStore: 'TRUST_STORE_ARN', advertises },
        },
      ],
    };
  if (mode === 'off') return { is: 'not-applicable', message: 'not-asked', data };
  if (mode === 'passthrough') return { is: 'unknown', message: 'passthrough', data };
  if (association === 'removed')
    return {
      is: 'advised',
      message: 'trust-store-gone',
      data: { ...data, status: association },
      advises: [
        {
          set: 'mutualAuthentication',
          on: arn,
          before,
          after: { trustStore: 'TRUST_STORE_ARN', advertises },
        },
      ],
    };
  if (ignoresExpiry)
    return {
      is: 'advised',
      message: 'ignores-expiry',
      data,
      advises: [{ set: 'mutualAuthentication', on: arn, before, after: { trustStore, advertises } }],
    };
  return { is: 'good' };
};

const told = (after: unknown): Readonly<Record<string, unknown>> =>
  typeof after === 'object' && after !== null ? { ...after } : {};

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ arn }, aws): Promise<State | undefined> => {
    const listener = await listenerOf(arn, aws);
    if (!listener) return undefined;
    const { Protocol = '', Port = 0, MutualAuthentication: mutual = {} } = listener;
    return {
      protocol: Protocol,
      port: Port,
      mode: mutual.Mode ?? 'off',
      trustStore: mutual.TrustStoreArn ?? null,
      ignoresExpiry: mutual.IgnoreClientCertificateExpiry === true,
      advertises: mutual.AdvertiseTrustStoreCaNames === 'on',
      association: mutual.TrustStoreAssociationStatus ?? '',
    };
  },
  evaluate,
  write: ({ on, after }, { region }) => {
    const { trustStore = '', advertises } = told(after);
    const store = String(trustStore);
    // The block is replaced as a whole: what is on already stays on.
    const kept = (words: string): string => (advertises === true ? words : '');
    return {
      cloudformation: `# In the AWS::ElasticLoadBalancingV2::Listener ${on}:\nMutualAuthentication:\n  Mode: verify\n  TrustStoreArn: "${store}"\n  IgnoreClientCertificateExpiry: false${kept('\n  AdvertiseTrustStoreCaNames: "on"')}`,
      cdk: `// In the elbv2.CfnListener ${on}:\nmutualAuthentication: {\n  mode: 'verify',\n  trustStoreArn: '${store}',\n  ignoreClientCertificateExpiry: false,${kept("\n  advertiseTrustStoreCaNames: 'on',")}\n},`,
      terraform: `# In the aws_lb_listener ${on}:\nmutual_authentication {\n  mode                             = "verify"\n  trust_store_arn                  = "${store}"\n  ignore_client_certificate_expiry = false${kept('\n  advertise_trust_store_ca_names   = "on"')}\n}`,
      cli: `aws elbv2 modify-listener --region ${region} --listener-arn ${on} --mutual-authentication Mode=verify,TrustStoreArn=${store},IgnoreClientCertificateExpiry=false${kept(',AdvertiseTrustStoreCaNames=on')}`,
    };
  },
});

/** Finds listeners that do not verify certificates of clients where they are to, and says how that is begun. */
export default remediation({
  meta: {
    id: 'alb-listener-mutual-tls',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'identity' },
    title: 'Load balancers verify certificates of clients, where they are to',
    summary:
      'Evaluates mutual authentication of HTTPS listeners of Application Load Balancers. Where required is set, one that does not verify certificates of clients is non-compliant; without it, only one that verifies and takes certificates that have run out, or whose trust store is no longer shared. How it is begun without shutting anybody out is told, and Waxseal writes nothing. No rule of AWS Config evaluates this.',
    resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
    configRules: [],
    controls: [],
    services: ['elasticloadbalancing'],
    reversible: true,
    permissions: { read: ['elasticloadbalancing:DescribeListeners'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-connection-logs.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_MutualAuthenticationAttributes.html',
      'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_authentication.html',
    ],
  },
  settings,
  ...parts,
});
