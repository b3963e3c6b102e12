import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';
import { predefinedPolicies, type Predefined } from './ssl-policies.ts';

/** As CreateLoadBalancerListeners takes it, with the names of its policies. */
const listener = z.strictObject({
  LoadBalancerPort: z.number(),
  /** Any text, so that one that is new can be tried. */
  Protocol: z.string(),
  InstancePort: z._default(z.number(), 80),
  InstanceProtocol: z._default(z.string(), 'HTTP'),
  SSLCertificateId: z.optional(z.string()),
  PolicyNames: z._default(z.array(z.string()), []),
});

const policy = z.strictObject({
  PolicyName: z.string(),
  PolicyTypeName: z._default(z.string(), 'SSLNegotiationPolicyType'),
  /** As CreateLoadBalancerPolicy takes them, by name. */
  Attributes: z._default(z.record(z.string(), z.string()), {}),
});

const loadBalancer = z.strictObject({
  LoadBalancerName: z.string(),
  /** No page says how many AWS takes. Left out: any number. */
  MostPolicies: z.optional(z.number()),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  DNSName: z.optional(z.string()),
  Scheme: z._default(z.enum(['internet-facing', 'internal']), 'internet-facing'),
  VPCId: z._default(z.string(), 'vpc-1'),
  Listeners: z._default(z.array(listener), []),
  /** Default policies of listeners need not be named. */
  Policies: z._default(z.array(policy), []),
  SecurityGroups: z._default(z.array(z.string()), []),
  /** Policies of ports of the instances. */
  BackendServerDescriptions: z._default(
    z.array(z.strictObject({ InstancePort: z.number(), PolicyNames: z.array(z.string()) })),
    [],
  ),
  Tags: tagRecords,
});

/** Classic Load Balancers of the account. */
export const elbRecords = z.strictObject({
  LoadBalancers: z._default(z.array(loadBalancer), []),
  /** What AWS offers. Left out: every predefined one. */
  Predefined: z.optional(z.array(z.strictObject({ Name: z.string(), On: z.array(z.string()) }))),
});

type Balancer = z.output<typeof elbRecords>['LoadBalancers'][number];
export type Policy = Balancer['Policies'][number];
export interface Listener extends Omit<Balancer['Listeners'][number], 'PolicyNames'> {
  /** The port as a name. */
  readonly On: string;
  /** Those that are enabled, each by itself. */
  readonly Enabled: readonly { readonly PolicyName: string }[];
}
/** Sorted, each once. */
export const enabled = (names: readonly string[]): Listener['Enabled'] =>
  [...new Set(names)].toSorted().map((PolicyName) => ({ PolicyName }));
export const byPort = (all: readonly Listener[]): readonly Listener[] =>
  all.toSorted((a, b) => a.LoadBalancerPort - b.LoadBalancerPort);
export interface LoadBalancer extends Omit<Balancer, 'Listeners'> {
  readonly Region: string;
  readonly DNSName: string;
  readonly Listeners: readonly Listener[];
}
export interface Elb {
  readonly LoadBalancers: readonly LoadBalancer[];
  readonly Predefined: readonly Predefined[];
}

export const isSecure = ({ Protocol }: Pick<Listener, 'Protocol'>): boolean =>
  Protocol === 'HTTPS' || Protocol === 'SSL';

/**
 * Who creates a listener with TLS and names no policy gets this one.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-config-update.html
 */
export const usual = {
  PolicyName: 'ELBSecurityPolicy-2016-08',
  PolicyTypeName: 'SSLNegotiationPolicyType',
  Attributes: { 'Reference-Security-Policy': 'ELBSecurityPolicy-2016-08' },
};

/** The records with AWS's defaults; a text says why the account is impossible. */
export const loadElb = (
  { LoadBalancers, Predefined }: z.output<typeof elbRecords>,
  { region }: Where,
): Elb | string => {
  const all: LoadBalancer[] = [];
  for (const balancer of LoadBalancers) {
    const { LoadBalancerName: name, Region = region, Policies } = balancer;
    const own = new Set(Policies.map(({ PolicyName }) => PolicyName));
    const Listeners = balancer.Listeners.map(({ PolicyNames: names, ...one }) => ({
      ...one,
      On: String(one.LoadBalancerPort),
      Enabled: enabled(isSecure(one) && names.length === 0 ? [usual.PolicyName] : names),
    }));
    const used = [
      ...new Set(Listeners.flatMap(({ Enabled }) => Enabled.map(({ PolicyName }) => PolicyName))),
    ];
    const defaults = used.filter((one) => !own.has(one) && one.startsWith('ELBSecurityPolicy-'));
    const missing = used.find((one) => !own.has(one) && !defaults.includes(one));
    if (missing !== undefined) return `${name} has no policy ${missing}`;
    all.push({
      ...balancer,
      Region,
      DNSName: balancer.DNSName ?? `${name}-1.${Region}.elb.amazonaws.com`,
      Listeners: byPort(Listeners),
      Policies: [
        ...Policies,
        ...defaults.map((PolicyName) => ({
          PolicyName,
          PolicyTypeName: 'SSLNegotiationPolicyType',
          Attributes: { 'Reference-Security-Policy': PolicyName },
        })),
      ],
    });
  }
  return { LoadBalancers: all, Predefined: Predefined ?? predefinedPolicies };
};
