/** What of an environment's options decides; others, which hold secrets too, are not kept. */
export interface Option {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

const environment = 'aws:elasticbeanstalk:environment';

const classicBalancer = 'aws:elb:loadbalancer';
const classicPolicies = 'aws:elb:policies:';

/** What decides, by namespace. */
const deciding: Readonly<Record<string, readonly string[]>> = {
  [environment]: ['EnvironmentType', 'LoadBalancerType', 'LoadBalancerIsShared'],
  'aws:elbv2:loadbalancer': ['ManagedSecurityGroup', 'SecurityGroups'],
  // The deprecated ones make listeners that no namespace of a listener tells.
  [classicBalancer]: [
    'LoadBalancerHTTPPort',
    'LoadBalancerHTTPSPort',
    'LoadBalancerPortProtocol',
    'LoadBalancerSSLPortProtocol',
    'ManagedSecurityGroup',
    'SSLCertificateId',
    'SecurityGroups',
  ],
};
const ofPolicies = new Set(['LoadBalancerPorts', 'SSLProtocols', 'SSLReferencePolicy']);

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
export const decides = ({ namespace, name }: Option): boolean =>
  deciding[namespace]?.includes(name) === true ||
  (namespace.startsWith(classicPolicies) && ofPolicies.has(name)) ||
  namespace === 'aws:elb:listener' ||
  namespace.startsWith('aws:elb:listener:') ||
  namespace.startsWith('aws:elbv2:listener:');

const valueOf = (options: readonly Option[], namespace: string, name: string): string =>
  options.find((one) => one.namespace === namespace && one.name === name)?.value ?? '';

export interface Balancing {
  readonly kind: 'none' | 'shared' | 'classic' | 'application' | 'network' | 'unfamiliar';
  /** Security groups that the options name: Elastic Beanstalk's own among them, which they do not tell apart. */
  readonly groups: readonly string[];
}

/** The defaults are those of the page: a load-balanced environment, and an old one without a type has a Classic Load Balancer. */
export const balancingOf = (options: readonly Option[]): Balancing => {
  const type = valueOf(options, environment, 'LoadBalancerType') || 'classic';
  const at = type === 'classic' ? classicBalancer : 'aws:elbv2:loadbalancer';
  const named = ['ManagedSecurityGroup', 'SecurityGroups'].flatMap((name) =>
    valueOf(options, at, name).split(','),
  );
  const groups = [...new Set(named.map((one) => one.trim()))].filter((one) => one !== '');
  if (valueOf(options, environment, 'EnvironmentType') === 'SingleInstance') return { kind: 'none', groups };
  if (valueOf(options, environment, 'LoadBalancerIsShared') === 'true') return { kind: 'shared', groups };
  return {
    kind: type === 'classic' || type === 'application' || type === 'network' ? type : 'unfamiliar',
    groups,
  };
};

export interface Listener {
  readonly port: string;
  readonly protocol: string;
  readonly hasCertificate: boolean;
}

const defaults = new Set(['aws:elb:listener', 'aws:elbv2:listener:default']);

/** Options of one listener of the kind, by its namespace. */
const ofListener =
  (kind: 'classic' | 'application') =>
  ({ namespace, value }: Option): boolean => {
    const prefix = kind === 'classic' ? 'aws:elb:listener' : 'aws:elbv2:listener';
    return value !== '' && (namespace === prefix || namespace.startsWith(`${prefix}:`));
  };

const portOf = (namespace: string): string =>
  defaults.has(namespace) ? '80' : (namespace.split(':').at(-1) ?? '');

/** Two listeners, one with TLS and one without, as they were described once. Those with a namespace of their own go before them. */
const deprecatedOf = (options: readonly Option[]): readonly Listener[] => {
  const of = (name: string): string => valueOf(options, classicBalancer, name);
  const isOn = ({ port }: Listener) => port !== '' && port.toUpperCase() !== 'OFF';
  return [
    {
      port: of('LoadBalancerHTTPPort'),
      protocol: (of('LoadBalancerPortProtocol') || 'HTTP').toUpperCase(),
      hasCertificate: false,
    },
    {
      port: of('LoadBalancerHTTPSPort'),
      protocol: (of('LoadBalancerSSLPortProtocol') || 'HTTPS').toUpperCase(),
      hasCertificate: of('SSLCertificateId') !== '',
    },
  ].filter(isOn);
};

/** Listeners that are enabled, by the options of the kind of load balancer that the environment has. */
export const listenersOf = (
  options: readonly Option[],
  kind: 'classic' | 'application',
): readonly Listener[] => {
  const [protocol, certificate] =
    kind === 'classic' ? ['ListenerProtocol', 'SSLCertificateId'] : ['Protocol', 'SSLCertificateArns'];
  const namespaces = [...new Set(options.filter(ofListener(kind)).map(({ namespace }) => namespace))];
  const described = new Set(namespaces.map(portOf));
  return [
    ...namespaces
      .filter((namespace) => valueOf(options, namespace, 'ListenerEnabled').toLowerCase() !== 'false')
      .map((namespace) => ({
        port: portOf(namespace),
        protocol: (valueOf(options, namespace, protocol) || 'HTTP').toUpperCase(),
        hasCertificate: valueOf(options, namespace, certificate) !== '',
      })),
    ...(kind === 'classic' ? deprecatedOf(options).filter(({ port }) => !described.has(port)) : []),
  ];
};

/** What the options say of a listener at the port already, enabled or not: as `ListenerProtocol=HTTPS`. */
export const heldAt = (
  options: readonly Option[],
  kind: 'classic' | 'application',
  port: string,
): readonly string[] => [
  ...options
    .filter((one) => ofListener(kind)(one) && portOf(one.namespace) === port)
    .map(({ name, value }) => `${name}=${value}`),
  ...(kind === 'classic' && valueOf(options, classicBalancer, 'LoadBalancerHTTPSPort') === port
    ? [`LoadBalancerHTTPSPort=${port}`]
    : []),
];

/** What else the options say of the listener at the port: to where on the instances it leads. */
export const leadsTo = (
  options: readonly Option[],
  kind: 'classic' | 'application',
  port: string,
): Readonly<Record<string, string>> => {
  const names = kind === 'classic' ? ['InstancePort', 'InstanceProtocol'] : ['DefaultProcess', 'Rules'];
  return Object.fromEntries(
    options
      .filter((one) => ofListener(kind)(one) && portOf(one.namespace) === port && names.includes(one.name))
      // They go into a command: names, ports and commas are what the page lets them be.
      .filter(({ value }) => /^[\w, -]+$/.test(value))
      .map(({ name, value }) => [name, value]),
  );
};

/**
 * A namespace for a policy of TLS at the port, that nothing is in. `undefined`: there is a policy for it already, and a listener has
 * only one. https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-config-update.html
 */
export const freePolicy = (options: readonly Option[], port: string): string | undefined => {
  const used = new Set(options.map(({ namespace }) => namespace));
  const isOfPort = (namespace: string): boolean => {
    const ports = valueOf(options, namespace, 'LoadBalancerPorts').split(',');
    const ofTls = ['SSLProtocols', 'SSLReferencePolicy'].some(
      (name) => valueOf(options, namespace, name) !== '',
    );
    return ofTls && ports.some((one) => one.trim() === port || one.trim() === ':all');
  };
  if ([...used].some((one) => one.startsWith(classicPolicies) && isOfPort(one))) return undefined;
  const names = ['tls', ...[...used].map((_, at) => `tls-${at + 1}`)];
  return names.map((name) => `${classicPolicies}${name}`).find((one) => !used.has(one));
};
