/** A header that must have one of the values. Names and values do not heed case. */
interface HeaderCondition {
  /** In lower case. */
  readonly name: string;
  readonly values: readonly string[];
  readonly patterns: readonly string[];
}

/** A parameter of the query string. Without a key: a value of whichever key. */
export interface QueryPair {
  readonly key: string;
  readonly value: string;
}

/**
 * What a rule asks of a request. Values may have `*` and `?`; patterns are regular expressions. An empty list asks
 * nothing; every list that is not empty must have a member that matches.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export interface Conditions {
  readonly hosts: readonly string[];
  readonly hostPatterns: readonly string[];
  readonly paths: readonly string[];
  readonly pathPatterns: readonly string[];
  readonly methods: readonly string[];
  /** Address ranges. */
  readonly sources: readonly string[];
  /** Each of them must be met. */
  readonly headers: readonly HeaderCondition[];
  /** Each of them must be met, by one of its pairs. */
  readonly queries: readonly (readonly QueryPair[])[];
  /** Fields that are newer than we are, or that say what AWS does not document. */
  readonly unread: readonly string[];
}

interface RawValues {
  readonly Values?: readonly string[] | undefined;
  readonly RegexValues?: readonly string[] | undefined;
}
interface RawPair {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}
/** As AWS answers it: older rules carry their values beside the configuration. */
export interface RawCondition {
  readonly Field?: string | undefined;
  readonly Values?: readonly string[] | undefined;
  readonly RegexValues?: readonly string[] | undefined;
  readonly HostHeaderConfig?: RawValues | undefined;
  readonly PathPatternConfig?: RawValues | undefined;
  readonly HttpRequestMethodConfig?: RawValues | undefined;
  readonly SourceIpConfig?: RawValues | undefined;
  readonly HttpHeaderConfig?: (RawValues & { readonly HttpHeaderName?: string | undefined }) | undefined;
  readonly QueryStringConfig?: { readonly Values?: readonly RawPair[] | undefined } | undefined;
}

const sorted = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted();

/** Fields that a rule may have once. */
const single = {
  'host-header': (condition: RawCondition) => condition.HostHeaderConfig,
  'path-pattern': (condition: RawCondition) => condition.PathPatternConfig,
  'http-request-method': (condition: RawCondition) => condition.HttpRequestMethodConfig,
  'source-ip': (condition: RawCondition) => condition.SourceIpConfig,
};
const isSingle = (field: string): field is keyof typeof single => Object.hasOwn(single, field);

const valuesOf = (condition: RawCondition): { values: readonly string[]; patterns: readonly string[] } => {
  const { Field = '' } = condition;
  const config = isSingle(Field) ? single[Field](condition) : condition.HttpHeaderConfig;
  return {
    values: sorted(config?.Values ?? condition.Values ?? []),
    patterns: sorted(config?.RegexValues ?? condition.RegexValues ?? []),
  };
};

/** What is asked and could not be understood: a rule with it may match less than the rest of it says. */
const unreadOf = (conditions: readonly RawCondition[]): readonly string[] => {
  const seen = new Set<string>();
  return conditions.flatMap((condition) => {
    const { Field = 'unnamed' } = condition;
    const again = seen.has(Field);
    seen.add(Field);
    if (Field === 'query-string') return condition.QueryStringConfig?.Values?.length ? [] : [Field];
    const { values, patterns } = valuesOf(condition);
    const empty = values.length + patterns.length === 0;
    if (Field === 'http-header') return empty || !condition.HttpHeaderConfig?.HttpHeaderName ? [Field] : [];
    return !isSingle(Field) || again || empty ? [Field] : [];
  });
};

export const conditionsOf = (conditions: readonly RawCondition[]): Conditions => {
  const of = (field: string) => {
    const mine = conditions.filter(({ Field }) => Field === field).map(valuesOf);
    return {
      values: sorted(mine.flatMap(({ values }) => values)),
      patterns: sorted(mine.flatMap(({ patterns }) => patterns)),
    };
  };
  const [hosts, paths] = [of('host-header'), of('path-pattern')];
  return {
    hosts: hosts.values,
    hostPatterns: hosts.patterns,
    paths: paths.values,
    pathPatterns: paths.patterns,
    methods: of('http-request-method').values,
    sources: of('source-ip').values,
    headers: conditions
      .filter(({ Field }) => Field === 'http-header')
      .map((one) => ({ name: (one.HttpHeaderConfig?.HttpHeaderName ?? '').toLowerCase(), ...valuesOf(one) }))
      .filter(({ name, values, patterns }) => name !== '' && values.length + patterns.length > 0)
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    queries: conditions
      .flatMap(({ Field, QueryStringConfig }) =>
        Field === 'query-string' && QueryStringConfig?.Values?.length ? [QueryStringConfig.Values] : [],
      )
      .map((pairs) =>
        pairs
          .map(({ Key = '*', Value = '' }) => ({ key: Key, value: Value }))
          .toSorted((a, b) => (`${a.key}=${a.value}` < `${b.key}=${b.value}` ? -1 : 1)),
      )
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    unread: sorted(unreadOf(conditions)),
  };
};

/** Of a default rule. */
export const noConditions: Conditions = conditionsOf([]);

/** Whether a host condition means whatever name: `*`, or only wildcards and dots. */
export const isAnyName = (host: string): boolean => /^[*?.]*\*[*?.]*$/.test(host);

/** Whether requests by whatever name can meet them. */
export const takesAnyName = ({ hosts, hostPatterns }: Conditions): boolean =>
  hosts.length + hostPatterns.length === 0 || hosts.some(isAnyName);
