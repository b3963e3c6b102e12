import type { TlsPolicy } from '../../../aws/tls-policies.ts';

/** As `DescribeLoadBalancerPolicies` describes policies of every type. */
interface Described {
  readonly PolicyName?: string | undefined;
  readonly PolicyTypeName?: string | undefined;
  readonly PolicyAttributeDescriptions?:
    | readonly {
        readonly AttributeName?: string | undefined;
        readonly AttributeValue?: string | undefined;
      }[]
    | undefined;
}

/** The type of security policies among the policies of a load balancer. */
export const sslPolicyType = 'SSLNegotiationPolicyType';

/** The attribute that names the predefined policy that a policy stands for. */
export const referenceAttribute = 'Reference-Security-Policy';

/** A security policy of a load balancer. */
export interface SslPolicy {
  readonly name: string;
  /** The predefined one that it stands for; `null`: a custom one. */
  readonly reference: string | null;
  /** Attributes that are switched on, such as `Protocol-TLSv1.2`; sorted. */
  readonly on: readonly string[];
}

/**
 * `undefined`: of another type, or described in words that are not known, so that nothing can be told by it.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-ssl-security-policy.html
 */
export const sslPolicyOf = (policy: Described): SslPolicy | undefined => {
  const { PolicyName: name = '', PolicyTypeName, PolicyAttributeDescriptions: attributes = [] } = policy;
  if (name === '' || PolicyTypeName !== sslPolicyType) return undefined;
  const values = new Map(
    attributes.map(({ AttributeName = '', AttributeValue = '' }) => [AttributeName, AttributeValue]),
  );
  const reference = values.get(referenceAttribute) || null;
  values.delete(referenceAttribute);
  const known = [...values.values()].every((value) => value === 'true' || value === 'false');
  if (values.has('') || !known) return undefined;
  return {
    name,
    reference,
    on: [...values].flatMap(([key, value]) => (value === 'true' ? [key] : [])).toSorted(),
  };
};

const protocol = 'Protocol-';
/** An option of the handshake, which lets nobody in. */
const serverOrder = 'Server-Defined-Cipher-Order';

/**
 * What it lets in. The words in the name of a custom policy are its owner's and tell nothing, so `name` is given.
 * `undefined`: half a description, with which it would look as if nothing were lost.
 */
export const tlsPolicyOf = ({ on }: SslPolicy, name: string): TlsPolicy | undefined => {
  const protocols = on.filter((key) => key.startsWith(protocol)).map((key) => key.slice(protocol.length));
  const ciphers = on.filter((key) => !key.startsWith(protocol) && key !== serverOrder);
  return protocols.length > 0 && ciphers.length > 0 ? { name, protocols, ciphers, kinds: [] } : undefined;
};

/**
 * A name that nobody but AWS can give.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-config-update.html
 */
export const isReserved = (name: string): boolean => name.startsWith('ELBSecurityPolicy-');

/** The policies that AWS has made and gives names to, sorted; its samples are none of them. */
export const predefinedIn = (described: readonly Described[]): readonly TlsPolicy[] =>
  described
    .flatMap((one) => {
      const policy = sslPolicyOf(one);
      const known = policy && isReserved(policy.name) && tlsPolicyOf(policy, policy.name);
      return known ? [known] : [];
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Whether a policy lets in nothing but what a list says, in the words of the Config rule: `Protocol-TLSv1.2`, `AES128-GCM-SHA256`. */
export const isWithin = ({ protocols, ciphers }: TlsPolicy, list: readonly string[]): boolean =>
  [...protocols.map((one) => `${protocol}${one}`), ...ciphers].every((one) => list.includes(one));

/**
 * What Security Hub demands, and the only predefined policy with TLS 1.2 alone.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-8
 */
export const securityHubPolicy = 'ELBSecurityPolicy-TLS-1-2-2017-01';

/**
 * What that policy switches on.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
 */
export const securityHubAttributes: readonly string[] = [
  'Protocol-TLSv1.2',
  serverOrder,
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES128-SHA256',
  'ECDHE-RSA-AES128-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES256-SHA384',
  'ECDHE-RSA-AES256-SHA384',
  'AES128-GCM-SHA256',
  'AES128-SHA256',
  'AES256-GCM-SHA384',
  'AES256-SHA256',
];

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html */
export const predefinedNames: readonly string[] = [
  securityHubPolicy,
  'ELBSecurityPolicy-TLS-1-1-2017-01',
  'ELBSecurityPolicy-2016-08',
  'ELBSecurityPolicy-2015-05',
  'ELBSecurityPolicy-2015-03',
  'ELBSecurityPolicy-2015-02',
];
