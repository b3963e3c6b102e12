import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { balancingOf, freePolicy, heldAt, leadsTo, listenersOf, type Option } from '../../facts/listeners.ts';
import type { MessageId } from './messages.ts';

export interface Environment {
  readonly name: string;
  readonly status: string;
  readonly tier: string;
  /** Those that are deployed; `undefined`: none are. */
  readonly options: readonly Option[] | undefined;
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_EnvironmentDescription.html */
const passing = new Set(['Aborting', 'Launching', 'LinkingFrom', 'LinkingTo', 'Updating']);

const port = '443';

/** What a person sets, to where the listener without TLS leads. Under TLS 1.2 nothing is agreed: the policies are those that AWS recommends for each kind. */
const wantedOf = (
  options: readonly Option[],
  kind: 'classic' | 'application',
  plain: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> => {
  const same = leadsTo(options, kind, plain);
  if (kind === 'application')
    return {
      [`aws:elbv2:listener:${port}`]: {
        ListenerEnabled: 'true',
        Protocol: 'HTTPS',
        SSLPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        ...same,
      },
    };
  const policy = freePolicy(options, port);
  return {
    [`aws:elb:listener:${port}`]: {
      ListenerEnabled: 'true',
      ListenerProtocol: 'HTTPS',
      // The defaults of the listener at port 80; of another, the port is its own.
      InstancePort: plain,
      InstanceProtocol: 'HTTP',
      ...same,
    },
    ...(policy !== undefined && {
      [policy]: { LoadBalancerPorts: port, SSLReferencePolicy: 'ELBSecurityPolicy-TLS-1-2-2017-01' },
    }),
  };
};

const tls = new Set(['HTTPS', 'SSL']);
const familiar = new Set([...tls, 'HTTP', 'TCP']);

const byListeners = (
  options: readonly Option[],
  kind: 'classic' | 'application',
  groups: readonly string[],
  environment: string,
  { arn }: Target,
): Evaluated<MessageId> => {
  const listeners = listenersOf(options, kind);
  const other = listeners.find(({ protocol }) => !familiar.has(protocol));
  if (other)
    return {
      is: 'unknown',
      message: 'not-evaluated',
      data: { environment, what: `a listener with the protocol ${other.protocol}` },
    };
  const passed = listeners.find(({ protocol }) => protocol === 'TCP');
  const plain = listeners.find(({ protocol }) => protocol === 'HTTP');
  if (listeners.some(({ protocol, hasCertificate }) => tls.has(protocol) && hasCertificate))
    return {
      is: 'good',
      notes: [
        ...saying<MessageId>(
          kind === 'classic' ? 'plaintext-too-classic' : 'plaintext-too',
          plain !== undefined,
          { port: plain?.port ?? '' },
        ),
        ...saying<MessageId>('passed-on-too', passed !== undefined, { port: passed?.port ?? '' }),
        { message: 'behind-not-seen' },
      ],
    };
  // TLS may end on the instances, and a listener that ends it would take it from them.
  if (passed) return { is: 'unknown', message: 'passed-on', data: { environment, port: passed.port } };
  // Nothing is proposed over what somebody has described: neither it nor the way back to it would be ours to know.
  const held = heldAt(options, kind, port);
  if (held.length > 0)
    return {
      is: 'advised',
      message: 'port-is-described',
      data: { environment, held: held.join(', ') },
      advises: [],
    };
  return {
    is: 'advised',
    message: 'no-https-listener',
    data: { environment },
    advises: [
      {
        set: 'listener',
        on: arn,
        before: null,
        after: { environment, options: wantedOf(options, kind, plain?.port ?? '80') },
      },
    ],
    notes: saying<MessageId>('own-security-group', groups.length > 0, { groups: groups.join(', ') }),
  };
};

/** Pure. What the options of the environment say; where TLS ends elsewhere, it is said where. */
export const adviceOf = (
  { name: environment, status, tier, options }: Environment,
  target: Target,
): Evaluated<MessageId> => {
  const unknown = (what: string): Evaluated<MessageId> => ({
    is: 'unknown',
    message: 'not-evaluated',
    data: { environment, what },
  });
  if (status === 'Terminating' || status === 'Terminated')
    return { is: 'not-applicable', message: 'not-running', data: { environment, status } };
  if (tier === 'Worker') return { is: 'not-applicable', message: 'worker', data: { environment } };
  if (passing.has(status)) return { is: 'pending', message: 'busy', data: { environment, status } };
  if (status !== 'Ready') return unknown(`the status ${status || '(nothing)'}`);
  if (tier !== 'WebServer') return unknown(`the tier ${tier || '(nothing)'}`);
  if (options === undefined) return unknown('no options that are deployed');
  const { kind, groups } = balancingOf(options);
  switch (kind) {
    case 'none':
      return { is: 'unknown', message: 'on-the-instance', data: { environment } };
    case 'network':
      return { is: 'unknown', message: 'network', data: { environment } };
    case 'shared':
      return { is: 'not-applicable', message: 'shared', data: { environment } };
    case 'unfamiliar':
      return unknown('a load balancer of another type');
    case 'application':
    case 'classic':
      return byListeners(options, kind, groups, environment, target);
  }
};
