import { keepsHost, sendsToHttps, targetGroupsOf, type ListenerAction } from './listener-actions.ts';

/** What a rule asks of a request, as far as it matters for sending it elsewhere. */
export interface Conditions {
  /** Host names, with `*` and `?`. Empty: whatever name. */
  readonly hosts: readonly string[];
  /** Host names as regular expressions. */
  readonly hostPatterns: readonly string[];
  readonly paths: readonly string[];
  readonly methods: readonly string[];
}

interface RawValues {
  readonly Values?: readonly string[] | undefined;
  readonly RegexValues?: readonly string[] | undefined;
}
/** As AWS answers it: older rules carry their values beside the configuration. */
export interface RawCondition {
  readonly Field?: string | undefined;
  readonly Values?: readonly string[] | undefined;
  readonly HostHeaderConfig?: RawValues | undefined;
  readonly PathPatternConfig?: RawValues | undefined;
  readonly HttpRequestMethodConfig?: RawValues | undefined;
}

const sorted = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted();

export const conditionsOf = (conditions: readonly RawCondition[]): Conditions => {
  const of = (field: string, config: (condition: RawCondition) => RawValues | undefined) => {
    const mine = conditions.filter(({ Field }) => Field === field);
    return {
      values: sorted(mine.flatMap((one) => config(one)?.Values ?? one.Values ?? [])),
      patterns: sorted(mine.flatMap((one) => config(one)?.RegexValues ?? [])),
    };
  };
  const hosts = of('host-header', ({ HostHeaderConfig }) => HostHeaderConfig);
  const paths = of('path-pattern', ({ PathPatternConfig }) => PathPatternConfig);
  const methods = of('http-request-method', ({ HttpRequestMethodConfig }) => HttpRequestMethodConfig);
  return {
    hosts: hosts.values,
    hostPatterns: hosts.patterns,
    paths: sorted([...paths.values, ...paths.patterns]),
    methods: methods.values,
  };
};

/** A rule beside the default one. */
export interface ListenerRule {
  readonly arn: string;
  readonly priority: number;
  readonly conditions: Conditions;
  readonly actions: ListenerAction[];
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
}

const nothing: Conditions = { hosts: [], hostPatterns: [], paths: [], methods: [] };

/** Every rule of a listener in the order in which they are tried, the default one last. */
export const partsOf = ({ arn, port, actions, rules }: ListenerWithRules): readonly Part[] => [
  ...rules.map((rule): Part => ({
    set: 'ruleActions',
    on: rule.arn,
    port,
    label: `rule ${rule.priority} on port ${port}`,
    conditions: rule.conditions,
    actions: rule.actions,
  })),
  {
    set: 'defaultActions',
    on: arn,
    port,
    label: `the default rule on port ${port}`,
    conditions: nothing,
    actions,
  },
];

/**
 * What still answers plain HTTP with something else than a redirect to HTTPS: every action of every rule counts.
 * Source: https://docs.aws.amazon.com/config/latest/developerguide/alb-http-to-https-redirection-check.html
 */
export const openParts = (listeners: readonly ListenerWithRules[]): readonly Part[] =>
  listeners
    .filter(({ protocol }) => protocol === 'HTTP')
    .flatMap(partsOf)
    // No action at all is nothing that we know to be a redirect.
    .filter(({ actions }) => actions.length === 0 || !actions.every(sendsToHttps));

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

/** Target groups that parts reach and a listener does not. */
export const notServed = (parts: readonly Part[], by: ListenerWithRules): readonly string[] => {
  const served = new Set(partsOf(by).flatMap(({ actions }) => targetGroupsOf(actions)));
  return sorted(parts.flatMap(({ actions }) => targetGroupsOf(actions))).filter((arn) => !served.has(arn));
};

/** Where certificate authorities look for the answer to an HTTP challenge. Source: RFC 8555, section 8.3. */
export const isForChallenges = ({ conditions }: Part): boolean =>
  conditions.paths.some((path) => path.startsWith('/.well-known/') || path.includes('acme-challenge'));

/** Request methods that a client may turn into GET when it follows a 301 or 302. Source: RFC 9110, section 15.4. */
export const otherMethodsOf = ({ conditions }: Part): readonly string[] =>
  conditions.methods.filter((method) => method !== 'GET' && method !== 'HEAD');
