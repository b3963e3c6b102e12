/** What of an environment's options decides; others, which hold secrets too, are not kept. */
export interface Option {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

const environment = 'aws:elasticbeanstalk:environment';

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
export const decides = ({ namespace, name }: Option): boolean =>
  (namespace === environment &&
    ['EnvironmentType', 'LoadBalancerType', 'LoadBalancerIsShared'].includes(name)) ||
  (namespace === 'aws:elbv2:loadbalancer' && name === 'ManagedSecurityGroup') ||
  namespace === 'aws:elb:listener' ||
  namespace.startsWith('aws:elb:listener:') ||
  namespace.startsWith('aws:elbv2:listener:');

const valueOf = (options: readonly Option[], namespace: string, name: string): string =>
  options.find((one) => one.namespace === namespace && one.name === name)?.value ?? '';

export interface Balancing {
  readonly kind: 'none' | 'shared' | 'classic' | 'application' | 'network' | 'unfamiliar';
  readonly ownGroup: boolean;
}

/** The defaults are those of the page: a load-balanced environment, and an old one without a type has a Classic Load Balancer. */
export const balancingOf = (options: readonly Option[]): Balancing => {
  const type = valueOf(options, environment, 'LoadBalancerType') || 'classic';
  const ownGroup = valueOf(options, 'aws:elbv2:loadbalancer', 'ManagedSecurityGroup') !== '';
  if (valueOf(options, environment, 'EnvironmentType') === 'SingleInstance')
    return { kind: 'none', ownGroup };
  if (valueOf(options, environment, 'LoadBalancerIsShared') === 'true') return { kind: 'shared', ownGroup };
  return {
    kind: type === 'classic' || type === 'application' || type === 'network' ? type : 'unfamiliar',
    ownGroup,
  };
};

export interface Listener {
  readonly port: string;
  readonly protocol: string;
  readonly hasCertificate: boolean;
}

const defaults = new Set(['aws:elb:listener', 'aws:elbv2:listener:default']);

/** Listeners that are enabled, by the options of the kind of load balancer that the environment has. */
export const listenersOf = (
  options: readonly Option[],
  kind: 'classic' | 'application',
): readonly Listener[] => {
  const prefix = kind === 'classic' ? 'aws:elb:listener' : 'aws:elbv2:listener';
  const [protocol, certificate] =
    kind === 'classic' ? ['ListenerProtocol', 'SSLCertificateId'] : ['Protocol', 'SSLCertificateArns'];
  const isOfKind = ({ namespace }: Option) => namespace === prefix || namespace.startsWith(`${prefix}:`);
  const namespaces = [...new Set(options.filter(isOfKind).map(({ namespace }) => namespace))];
  return namespaces
    .filter((namespace) => valueOf(options, namespace, 'ListenerEnabled') !== 'false')
    .map((namespace) => ({
      port: defaults.has(namespace) ? '80' : namespace.slice(prefix.length + 1),
      protocol: valueOf(options, namespace, protocol) || 'HTTP',
      hasCertificate: valueOf(options, namespace, certificate) !== '',
    }));
};
