import {
  GetListenerCommand,
  GetRuleCommand,
  GetServiceCommand,
  GetTargetGroupCommand,
  ListListenersCommand,
  ListRulesCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  VPCLatticeClient,
  type RuleAction,
} from '@aws-sdk/client-vpc-lattice';
import { isArnIn } from '../../../aws/arn.ts';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { listenerIn } from '../facts/listener.ts';
import { onwardTo } from '../facts/onward.ts';

const type = 'AWS::VpcLattice::Listener';

const targetOf = (arn: string, place: Location): Target | undefined => {
  if (!listenerIn(arn) || !isArnIn(arn, place)) return undefined;
  const { account, region, partition } = place;
  return { account, region, partition, type, id: arn, arn };
};

/** Services that others share are listed as well, and have their listeners in the other account. */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const client = aws.use(VPCLatticeClient);
  const services = everyPage(async (nextToken) => {
    const answer = await client.send(new ListServicesCommand({ maxResults: 100, nextToken }));
    return { items: answer.items, next: answer.nextToken };
  });
  for await (const { arn: serviceIdentifier = '' } of services) {
    if (!isArnIn(serviceIdentifier, place)) continue;
    const listeners = everyPage(async (nextToken) => {
      const asking = client.send(new ListListenersCommand({ serviceIdentifier, maxResults: 100, nextToken }));
      // Deleted since it was listed.
      const answer = await unless('ResourceNotFoundException', undefined, asking);
      return { items: answer?.items, next: answer?.nextToken };
    });
    for await (const { arn = '' } of listeners) {
      const target = targetOf(arn, place);
      if (target) yield target;
    }
  }
}

const found = (arn: string, aws: Aws) => {
  const { serviceId: serviceIdentifier, listenerId: listenerIdentifier } = listenerIn(arn) ?? {};
  const asking = new GetListenerCommand({ serviceIdentifier, listenerIdentifier });
  return unless('ResourceNotFoundException', undefined, aws.use(VPCLatticeClient).send(asking));
};

/** Target groups of its default action and of each of its rules, by their ids or ARNs. */
const groupsOf = async (
  arn: string,
  action: RuleAction | undefined,
  aws: Aws,
): Promise<readonly string[]> => {
  const client = aws.use(VPCLatticeClient);
  const { serviceId: serviceIdentifier, listenerId: listenerIdentifier } = listenerIn(arn) ?? {};
  const named = { serviceIdentifier, listenerIdentifier };
  const pages = everyPage(async (nextToken) => {
    const answer = await client.send(new ListRulesCommand({ ...named, maxResults: 100, nextToken }));
    return { items: answer.items, next: answer.nextToken };
  });
  const rules = await unless('ResourceNotFoundException', [], allOf(pages));
  const answers = await Promise.all(
    rules
      .filter(({ isDefault }) => isDefault !== true)
      .map(({ id: ruleIdentifier }) =>
        unless(
          'ResourceNotFoundException',
          undefined,
          client.send(new GetRuleCommand({ ...named, ruleIdentifier })),
        ),
      ),
  );
  const forwards = [action, ...answers.map((rule) => rule?.action)];
  return [
    ...new Set(
      forwards.flatMap((one) =>
        (one?.forward?.targetGroups ?? []).flatMap(
          ({ targetGroupIdentifier }) => targetGroupIdentifier ?? [],
        ),
      ),
    ),
  ];
};

const tagsOf = async (resourceArn: string, aws: Aws) => {
  const answer = await aws.use(VPCLatticeClient).send(new ListTagsForResourceCommand({ resourceArn }));
  return answer.tags;
};

/** Listeners of services of VPC Lattice, each named by its ARN. AWS Config does not record them. */
const listener: Resource = {
  type,
  arn: 'arn:{partition}:vpc-lattice:{region}:{account}:service/{service}/listener/{listener}',
  permissions: [
    'vpc-lattice:GetListener',
    'vpc-lattice:GetRule',
    'vpc-lattice:GetService',
    'vpc-lattice:GetTargetGroup',
    'vpc-lattice:ListListeners',
    'vpc-lattice:ListRules',
    'vpc-lattice:ListServices',
    'vpc-lattice:ListTagsForResource',
  ],
  idOf: (arn) => (listenerIn(arn) ? arn : undefined),
  resolve: async (id, place, aws) => {
    const target = targetOf(id, place);
    return target && (await found(id, aws)) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  // Without a domain of its own it has a name and a certificate that AWS made.
  terms: async ({ arn }, aws) => {
    const { serviceId: serviceIdentifier } = listenerIn(arn) ?? {};
    const asking = aws.use(VPCLatticeClient).send(new GetServiceCommand({ serviceIdentifier }));
    const { certificateArn } = (await unless('ResourceNotFoundException', undefined, asking)) ?? {};
    return certificateArn ? [{ certificate: certificateArn }] : [];
  },
  onward: async ({ arn }, aws) => {
    const answer = await found(arn, aws);
    const ids = answer ? await groupsOf(arn, answer.defaultAction, aws) : [];
    return Promise.all(
      ids.map(async (targetGroupIdentifier) => {
        const asking = aws.use(VPCLatticeClient).send(new GetTargetGroupCommand({ targetGroupIdentifier }));
        const group = await unless('ResourceNotFoundException', undefined, asking);
        return onwardTo(group ?? { id: targetGroupIdentifier }, answer?.protocol);
      }),
    );
  },
  /** The listener's own tags over its service's: owners tag services. */
  tags: async ({ arn }, aws) => ({
    ...(await tagsOf(arn.replace(/\/listener\/.*$/, ''), aws)),
    ...(await tagsOf(arn, aws)),
  }),
};

export default listener;
