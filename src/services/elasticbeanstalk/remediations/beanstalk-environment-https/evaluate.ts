import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { balancingOf, listenersOf, type Option } from '../../facts/listeners.ts';
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

/** What a person sets. Under TLS 1.2 nothing is agreed: the policies are those that AWS recommends for each kind. */
const wantedOf = (
  kind: 'classic' | 'application',
): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  kind === 'application'
    ? {
        'aws:elbv2:listener:443': {
          ListenerEnabled: 'true',
          Protocol: 'HTTPS',
          SSLPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        },
      }
    : {
        'aws:elb:listener:443': {
          ListenerEnabled: 'true',
          ListenerProtocol: 'HTTPS',
          InstancePort: '80',
          InstanceProtocol: 'HTTP',
        },
        'aws:elb:policies:tls': {
          LoadBalancerPorts: '443',
          SSLReferencePolicy: 'ELBSecurityPolicy-TLS-1-2-2017-01',
        },
      };

const isTls = (protocol: string): boolean => protocol === 'HTTPS' || protocol === 'SSL';

const byListeners = (
  options: readonly Option[],
  kind: 'classic' | 'application',
  ownGroup: boolean,
  environment: string,
  { arn }: Target,
): Evaluated<MessageId> => {
  const listeners = listenersOf(options, kind);
  if (!listeners.some(({ protocol, hasCertificate }) => isTls(protocol) && hasCertificate))
    return {
      is: 'advised',
      message: 'no-https-listener',
      data: { environment },
      advises: [{ set: 'listener', on: arn, before: null, after: { environment, options: wantedOf(kind) } }],
      notes: saying<MessageId>('own-security-group', ownGroup),
    };
  const plain = listeners.find(({ protocol }) => protocol === 'HTTP');
  return {
    is: 'good',
    notes: [
      ...saying<MessageId>('plaintext-too', plain !== undefined, { port: plain?.port ?? '' }),
      { message: 'behind-not-seen' },
    ],
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
  const { kind, ownGroup } = balancingOf(options);
  switch (kind) {
    case 'none':
      return { is: 'unknown', message: 'on-the-instance', data: { environment } };
    case 'network':
      return { is: 'unknown', message: 'passed-on', data: { environment } };
    case 'shared':
      return { is: 'not-applicable', message: 'shared', data: { environment } };
    case 'unfamiliar':
      return unknown('a load balancer of another type');
    case 'application':
    case 'classic':
      return byListeners(options, kind, ownGroup, environment, target);
  }
};
