import { refuse, type Refusal } from '../../../sandbox/world.ts';
import type { Action } from './records.ts';
import { api, invalid } from './world.ts';

const badAction = (message: string, page: string): Refusal =>
  refuse('InvalidLoadBalancerActionException', 400, message, `${api}${page}`);

interface Around {
  /** An account may hold what AWS takes no more: HTTPS that redirects to HTTP. */
  readonly loaded?: boolean;
  readonly protocol: string;
  readonly port: number;
  readonly targetGroups: readonly string[];
}

const groupsOf = ({ TargetGroupArn, ForwardConfig }: Action): readonly string[] => [
  ...(TargetGroupArn === undefined ? [] : [TargetGroupArn]),
  ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
];

const forwardRefusal = (action: Action, { targetGroups }: Around): Refusal | undefined => {
  const { TargetGroupArn, ForwardConfig } = action;
  const groups = ForwardConfig?.TargetGroups ?? [];
  const named = groupsOf(action);
  if (named.length === 0)
    return invalid('A target group must be specified for a forward action', 'API_Action.html');
  if (
    TargetGroupArn !== undefined &&
    ForwardConfig &&
    (groups.length > 1 || groups[0]?.TargetGroupArn !== TargetGroupArn)
  )
    return invalid(
      'You cannot specify both a target group ARN and a different ForwardConfig',
      'API_Action.html',
    );
  if (groups.length > 5)
    return invalid('A forward action takes up to five target groups', 'API_ForwardActionConfig.html');
  if (groups.some(({ Weight = 1 }) => Weight < 0 || Weight > 999))
    return invalid('The weight of a target group is from 0 to 999', 'API_TargetGroupTuple.html');
  if (named.some((arn) => !targetGroups.includes(arn)))
    return refuse(
      'TargetGroupNotFoundException',
      400,
      'One or more target groups not found',
      `${api}API_ModifyRule.html`,
    );
  return undefined;
};

const redirectRefusal = (
  { RedirectConfig }: Action,
  { protocol, port, loaded }: Around,
): Refusal | undefined => {
  const page = 'API_RedirectActionConfig.html';
  if (!RedirectConfig) return invalid('A redirect action must have a RedirectConfig', page);
  const { StatusCode, Protocol = '#{protocol}', Port = '#{port}' } = RedirectConfig;
  const { Host = '#{host}', Path = '/#{path}', Query = '#{query}' } = RedirectConfig;
  if (!['HTTP_301', 'HTTP_302'].includes(StatusCode))
    return invalid(`The status code ${StatusCode} is not one of HTTP_301, HTTP_302`, page);
  if (!['HTTP', 'HTTPS', '#{protocol}'].includes(Protocol))
    return invalid(`The protocol ${Protocol} is not one of HTTP, HTTPS, #{protocol}`, page);
  if (!/^([1-9]\d{0,4}|#\{port\})$/.test(Port)) return invalid(`The port ${Port} is not valid`, page);
  if (protocol === 'HTTPS' && Protocol === 'HTTP' && loaded !== true)
    return badAction('You cannot redirect HTTPS to HTTP', page);
  const sameLocation = Protocol === '#{protocol}' || Protocol === protocol;
  const samePort = Port === '#{port}' || Port === String(port);
  const same = sameLocation && samePort && Host === '#{host}' && Path === '/#{path}' && Query === '#{query}';
  return same
    ? badAction('The redirect configuration is not valid because it creates a loop', page)
    : undefined;
};

const oneRefusal = (action: Action, around: Around): Refusal | undefined => {
  switch (action.Type) {
    case 'forward':
      return forwardRefusal(action, around);
    case 'redirect':
      return redirectRefusal(action, around);
    case 'fixed-response':
      return /^[245]\d\d$/.test(action.FixedResponseConfig?.StatusCode ?? '')
        ? undefined
        : invalid(
            'A fixed response needs a status code 2XX, 4XX or 5XX',
            'API_FixedResponseActionConfig.html',
          );
    case 'authenticate-cognito':
    case 'authenticate-oidc':
    case 'jwt-validation':
      return around.protocol === 'HTTPS'
        ? undefined
        : badAction(`${action.Type} is allowed on HTTPS listeners only`, 'API_Action.html');
    default:
      return invalid(`${action.Type} is no type of action`, 'API_Action.html');
  }
};

const kinds = new Set([
  'forward',
  'redirect',
  'fixed-response',
  'authenticate-cognito',
  'authenticate-oidc',
  'jwt-validation',
]);
/** Whether the sandbox knows what AWS would refuse about these. */
export const areKnown = (actions: readonly Action[]): boolean => actions.every(({ Type }) => kinds.has(Type));

/** What AWS refuses about the actions of a rule or a listener; `undefined`: nothing. */
export const actionsRefusal = (actions: readonly Action[], around: Around): Refusal | undefined => {
  const final = actions.filter(({ Type }) => ['forward', 'redirect', 'fixed-response'].includes(Type));
  if (final.length !== 1)
    return badAction(
      'Exactly one of forward, redirect and fixed-response must be specified',
      'API_ModifyRule.html',
    );
  if (actions.length > 1 && actions.some(({ Order }) => Order === undefined))
    return badAction('Order is required when there are several actions', 'API_Action.html');
  return actions.map((action) => oneRefusal(action, around)).find((refusal) => refusal !== undefined);
};

/** As AWS answers it: a forward to one group shows it twice, and a redirect shows its defaults. */
export const shown = (action: Action): Action => {
  const { ForwardConfig, RedirectConfig, ...rest } = action;
  if (action.Type === 'forward') {
    const given =
      ForwardConfig?.TargetGroups ?? groupsOf(action).map((TargetGroupArn) => ({ TargetGroupArn }));
    const TargetGroups = given.map((group) => ({ Weight: 1, ...group }));
    const { TargetGroupStickinessConfig = { Enabled: false } } = ForwardConfig ?? {};
    const [only, ...more] = TargetGroups;
    return {
      ...rest,
      ...(only && more.length === 0 && { TargetGroupArn: only.TargetGroupArn }),
      ForwardConfig: { TargetGroups, TargetGroupStickinessConfig },
    };
  }
  if (action.Type !== 'redirect' || !RedirectConfig) return action;
  const defaults = {
    Protocol: '#{protocol}',
    Port: '#{port}',
    Host: '#{host}',
    Path: '/#{path}',
    Query: '#{query}',
  };
  return { ...rest, RedirectConfig: { ...defaults, ...RedirectConfig } };
};

export const targetGroupsIn = (actions: readonly Action[]): readonly string[] => actions.flatMap(groupsOf);
