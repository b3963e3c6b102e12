import type { ListenerWithRules, Part } from './plaintext-rules.ts';

/** `…:listener-rule/app/web/1a/2b/3c` → `…:listener/app/web/1a/2b`. */
const listenerArnOf = (rule: string): string =>
  rule.replace(':listener-rule/', ':listener/').split('/').slice(0, 5).join('/');

/** The ARNs of the target groups that parts forward to, sorted. */
export const targetGroupsOf = (parts: readonly Part[]): readonly string[] => {
  const groups = parts
    .flatMap(({ actions }) => actions)
    .flatMap((action) => (action.Type === 'forward' ? action.ForwardConfig.TargetGroups : []));
  return [...new Set(groups.map(({ TargetGroupArn }) => TargetGroupArn))].toSorted();
};

/**
 * Whether a deployment whose route is this listener or rule writes the actions of a part.
 *
 * CodeDeploy names a listener and writes whichever rules of it forward to its target groups:
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-load-balancer-for-ecs.html
 * ECS names a rule, also for the default one, whose ARN is a rule's as well. We know default rules by their listener, so
 * a rule of the listener that is not among the others counts as the default one, be it that it is gone by now:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html
 */
export const isRouteOf = (
  route: string,
  { on, set, actions }: Part,
  { arn, rules }: ListenerWithRules,
): boolean => {
  if (listenerArnOf(route) !== arn) return false;
  if (route === arn) return actions.some(({ Type }) => Type === 'forward');
  return set === 'ruleActions' ? on === route : rules.every((rule) => rule.arn !== route);
};
