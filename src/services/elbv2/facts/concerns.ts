import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Aim, Service } from '../../../aws/iam/service.ts';

const segments = { loadbalancer: 3, listener: 4, 'listener-rule': 5 } as const;

/**
 * From one ARN of a load balancer's family to the ARNs of another kind in the same family, above it or below it:
 * `listener/app/NAME/LB/LISTENER` has the balancer `loadbalancer/app/NAME/LB` and the rules `listener-rule/app/NAME/LB/LISTENER/*`.
 */
const ofFamily =
  (word: keyof typeof segments, type: 'app' | 'net') =>
  ({ arn: text }: Aim): readonly string[] => {
    const arn = parseArn(text);
    const [, ...path] = arn?.resource.split('/') ?? [];
    if (arn?.service !== 'elasticloadbalancing' || path.length < 3 || path[0] !== type) return [];
    const known = path.slice(0, segments[word]);
    const below = Array.from({ length: segments[word] - known.length }, () => '*');
    return [formatArn({ ...arn, resource: [word, ...known, ...below].join('/') })];
  };

/** The kinds as the service authorization reference spells them. */
export const concerns: NonNullable<Service['concerns']> = {
  'loadbalancer/app/': ofFamily('loadbalancer', 'app'),
  'loadbalancer/net/': ofFamily('loadbalancer', 'net'),
  'listener/app': ofFamily('listener', 'app'),
  'listener/net': ofFamily('listener', 'net'),
  'listener-rule/app': ofFamily('listener-rule', 'app'),
  'listener-rule/net': ofFamily('listener-rule', 'net'),
};

export const anyTargetGroup = ({ arn, partition, region, account }: Aim): readonly string[] => {
  const service = 'elasticloadbalancing';
  if (parseArn(arn)?.service !== service) return [];
  return [formatArn({ partition, service, region, account, resource: 'targetgroup/*/*' })];
};
