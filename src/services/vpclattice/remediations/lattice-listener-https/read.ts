import {
  GetListenerCommand,
  GetRuleCommand,
  GetServiceCommand,
  GetTargetGroupCommand,
  ListListenersCommand,
  ListRulesCommand,
  VPCLatticeClient,
  type RuleAction,
} from '@aws-sdk/client-vpc-lattice';
import { unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { listenerIn } from '../../facts/listener.ts';
import type { Group, Rule, State } from './evaluate.ts';

const maxResults = 100;
const unlessGone = <Answer>(asking: Promise<Answer>) =>
  unless('ResourceNotFoundException', undefined, asking);

const groupsIn = (action: RuleAction | undefined): readonly string[] =>
  (action?.forward?.targetGroups ?? []).flatMap(({ targetGroupIdentifier }) => targetGroupIdentifier ?? []);

/** The listener, its rules, the service that it is of, and what it forwards to. `undefined`: it is gone. */
export const listenerRead = async ({ arn }: Target, aws: Aws): Promise<State | undefined> => {
  const client = aws.use(VPCLatticeClient);
  const { serviceId = '', listenerId = '' } = listenerIn(arn) ?? {};
  const named = { serviceIdentifier: serviceId, listenerIdentifier: listenerId };
  const [found, service] = await Promise.all([
    unlessGone(client.send(new GetListenerCommand(named))),
    unlessGone(client.send(new GetServiceCommand({ serviceIdentifier: serviceId }))),
  ]);
  if (!found || !service) return undefined;

  const listed = await allOf(
    everyPage(async (nextToken) => {
      const answer = await unlessGone(client.send(new ListRulesCommand({ ...named, maxResults, nextToken })));
      return { items: answer?.items, next: answer?.nextToken };
    }),
  );
  const own = listed.filter(({ isDefault }) => isDefault !== true);
  const answers = await Promise.all(
    own.map(({ id }) => unlessGone(client.send(new GetRuleCommand({ ...named, ruleIdentifier: id })))),
  );
  const rules = answers
    .flatMap((rule): readonly Rule[] =>
      rule
        ? [
            {
              name: rule.name ?? '',
              priority: rule.priority ?? 0,
              match: rule.match ?? null,
              action: rule.action ?? null,
            },
          ]
        : [],
    )
    .toSorted((a, b) => a.priority - b.priority);

  const beside = await allOf(
    everyPage(async (nextToken) => {
      const asking = new ListListenersCommand({ serviceIdentifier: serviceId, maxResults, nextToken });
      const answer = await unlessGone(client.send(asking));
      return { items: answer?.items, next: answer?.nextToken };
    }),
  );

  const ids = [
    ...new Set([found.defaultAction, ...answers.map((rule) => rule?.action)].flatMap(groupsIn)),
  ].toSorted();
  const groups = await Promise.all(
    ids.map(async (targetGroupIdentifier): Promise<Group> => {
      const group = await unlessGone(client.send(new GetTargetGroupCommand({ targetGroupIdentifier })));
      const { type = null, config, name = targetGroupIdentifier } = group ?? {};
      return { name, type, protocol: config?.protocol ?? null };
    }),
  );

  return {
    name: found.name ?? listenerId,
    protocol: found.protocol ?? null,
    port: found.port ?? null,
    action: found.defaultAction ?? null,
    rules,
    groups,
    domain: service.customDomainName || null,
    certificate: service.certificateArn || null,
    auth: service.authType ?? null,
    beside: beside
      .filter(({ id }) => id !== listenerId)
      .flatMap(({ protocol = '', port }) => (port === undefined ? [] : [{ protocol, port }]))
      .toSorted((a, b) => a.port - b.port),
  };
};
