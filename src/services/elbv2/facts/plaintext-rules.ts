import { isFetchedBeforeTls, isForChallenge } from '../../../aws/before-tls.ts';
import { keepsHost, sendsToHttps, type ListenerAction } from './listener-actions.ts';
import { noConditions, takesAnyName, type Conditions } from './rule-conditions.ts';

/**
 * A rewrite of host or URL before a target gets the request; the default rule has none.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html
 */
export interface Transform {
  readonly type: string;
  readonly rewrites: readonly { readonly regex: string; readonly replace: string }[];
}

/** A rule beside the default one. */
export interface ListenerRule {
  readonly arn: string;
  readonly priority: number;
  readonly conditions: Conditions;
  readonly actions: ListenerAction[];
  readonly transforms: readonly Transform[];
}

export interface ListenerWithRules {
  readonly arn: string;
  readonly port: number;
  readonly protocol: string;
  /** Of the default rule. */
  readonly actions: ListenerAction[];
  /** By priority. */
  readonly rules: readonly ListenerRule[];
}

/** One thing that answers plain HTTP: a rule, or a listener's default rule. */
export interface Part {
  readonly set: 'ruleActions' | 'defaultActions';
  /** ARN of the rule, or of the listener. */
  readonly on: string;
  readonly port: number;
  /** For people. */
  readonly label: string;
  readonly conditions: Conditions;
  readonly actions: ListenerAction[];
  readonly transforms: readonly Transform[];
}

/** Every rule of a listener in the order in which they are tried, the default one last. */
export const partsOf = ({ arn, port, actions, rules }: ListenerWithRules): readonly Part[] => [
  ...rules.map((rule): Part => ({
    set: 'ruleActions',
    on: rule.arn,
    port,
    label: `rule ${rule.priority} on port ${port}`,
    conditions: rule.conditions,
    actions: rule.actions,
    transforms: rule.transforms,
  })),
  {
    set: 'defaultActions',
    on: arn,
    port,
    label: `the default rule on port ${port}`,
    conditions: noConditions,
    actions,
    transforms: [],
  },
];

/**
 * Whether a part of an HTTP listener does something else than redirect to HTTPS: every action counts, and no action at
 * all is nothing that we know to be a redirect.
 * Source: https://docs.aws.amazon.com/config/latest/developerguide/alb-http-to-https-redirection-check.html
 */
export const isOpen = ({ actions }: Part): boolean => actions.length === 0 || !actions.every(sendsToHttps);

/** What still answers plain HTTP with something else than a redirect to HTTPS. */
export const openParts = (listeners: readonly ListenerWithRules[]): readonly Part[] =>
  listeners
    .filter(({ protocol }) => protocol === 'HTTP')
    .flatMap(partsOf)
    .filter(isOpen);

/** A redirect that stays on HTTP, or leaves the protocol open. */
export const staysOnHttp = (action: ListenerAction): boolean =>
  action.Type === 'redirect' && !sendsToHttps(action);

/** Redirects to HTTPS on the same host whose port is no HTTPS listener of the balancer: they end nowhere. */
export const deadRedirects = (listeners: readonly ListenerWithRules[]): readonly Part[] => {
  const https = new Set(
    listeners.filter(({ protocol }) => protocol === 'HTTPS').map(({ port }) => String(port)),
  );
  return listeners
    .filter(({ protocol }) => protocol === 'HTTP')
    .flatMap(partsOf)
    .filter(({ actions }) =>
      actions.some(
        (action) =>
          action.Type === 'redirect' &&
          sendsToHttps(action) &&
          keepsHost(action.RedirectConfig) &&
          !https.has(action.RedirectConfig.Port),
      ),
    );
};

/** Where certificate authorities look for the answer to an HTTP challenge. Source: RFC 8555, section 8.3. */
export const isForChallenges = ({ conditions }: Part): boolean =>
  [...conditions.paths, ...conditions.pathPatterns].some(isForChallenge);

/** Hosts and paths of a rule that are for what clients fetch before they can speak TLS, as the rule writes them; challenges apart. */
export const fetchedBeforeTls = ({
  conditions: { hosts, hostPatterns, paths, pathPatterns },
}: Pick<Part, 'conditions'>): readonly string[] =>
  [...hosts, ...hostPatterns, ...paths, ...pathPatterns].filter(
    (text) => isFetchedBeforeTls(text) && !isForChallenge(text),
  );

/** Whether requests for whatever path under whatever name come to it, unless another rule is before it. */
export const takesAnything = ({ conditions }: Part): boolean =>
  conditions.paths.length + conditions.pathPatterns.length === 0 && takesAnyName(conditions);

/** Request methods that a client may turn into GET when it follows a 301 or 302. Source: RFC 9110, section 15.4. */
export const otherMethodsOf = ({ conditions }: Part): readonly string[] =>
  conditions.methods.filter((method) => method !== 'GET' && method !== 'HEAD');

/** Whether requests of whatever method are sent on to a target. */
export const forwardsAnyMethod = ({ conditions, actions }: Part): boolean =>
  conditions.methods.length === 0 && actions.some(({ Type }) => Type === 'forward');

/** Headers that rules of listeners look at, also where they redirect already: something in front may set them. */
export const headersAskedBy = (listeners: readonly ListenerWithRules[]): readonly string[] => {
  const names = listeners
    .flatMap(partsOf)
    .flatMap(({ conditions }) => conditions.headers.map(({ name }) => name));
  return [...new Set(names)].toSorted();
};
