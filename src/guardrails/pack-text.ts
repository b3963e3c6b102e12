import { Document, isMap } from 'yaml';
import type { Listing } from '../core/model/catalog.ts';
import { eachType } from '../core/model/types-of.ts';
import { ruleParameter } from '../intake/rules.ts';
import { managedRules } from './managed-rules.ts';

/**
 * Bytes of a template that is given in a call, and rules in one pack.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConformancePack.html
 * https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html
 */
export const packLimits = { bytes: 51_200, rules: 130 } as const;

export type Detecting = Pick<
  Listing,
  'id' | 'title' | 'configRules' | 'resourceType' | 'also' | 'home' | 'configRecords' | 'enforced'
>;

/** `S3_BUCKET_SSL_REQUESTS_ONLY` → `waxseal-s3-bucket-ssl-requests-only`. AWS Config adds its own ending. */
const nameOf = (identifier: string): string => `waxseal-${identifier.toLowerCase().replaceAll('_', '-')}`;

const logicalIdOf = (identifier: string): string =>
  identifier
    .split('_')
    .map((word) => `${word.slice(0, 1)}${word.slice(1).toLowerCase()}`)
    .join('');

/**
 * Remediations that no managed rule speaks for: a custom rule of ours does, by the function `evaluate`. Of what AWS enforces none
 * does: it would ask every day, for money, what has one answer.
 */
const unspoken = (listings: readonly Detecting[]): readonly Detecting[] =>
  listings.filter(({ configRules, enforced }) => configRules.length === 0 && !enforced);

export const needsFunction = (listings: readonly Detecting[]): boolean => unspoken(listings).length > 0;

export const functionParameter = 'EvaluateFunction';
const hasFunction = 'HasEvaluateFunction';

/** `sqs-queue-tls-only` → `SqsQueueTlsOnly`. */
const pascal = (id: string): string =>
  id
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');

/** Resources of a global service are recorded, and looked at, in one Region of each partition. */
const homesOf = ({ home = {} }: Detecting): readonly string[] =>
  [...new Set(Object.values(home))].filter((region) => region !== undefined).toSorted();
const atHome = (homes: readonly string[]): string => `In${pascal(homes.join('-'))}`;
const equals = (region: string) => ({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] });

/** CloudFormation takes two to ten conditions in one Or, and an Or among them. */
const anyOf = (conditions: readonly object[]): object => {
  const [first = {}, ...more] = conditions;
  if (more.length === 0) return first;
  if (conditions.length <= 10) return { 'Fn::Or': conditions };
  return { 'Fn::Or': [anyOf(conditions.slice(0, 9)), anyOf(conditions.slice(9))] };
};
const inAny = (regions: readonly string[]): object => anyOf(regions.map(equals));

const conditionsOf = (listings: readonly Detecting[]) => {
  const global = listings.map(homesOf).filter((homes) => homes.length > 0);
  return {
    [hasFunction]: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: functionParameter }, ''] }] },
    ...Object.fromEntries(
      global.map((homes) => [atHome(homes), { 'Fn::And': [{ Condition: hasFunction }, inAny(homes)] }]),
    ),
  };
};

/** A managed rule is made where AWS Config has it. Rules that lack the same Regions share the condition. */
const lacked = (identifier: string): readonly string[] => {
  const { regions } = managedRules[identifier] ?? {};
  return regions && 'lacking' in regions ? regions.lacking.toSorted() : [];
};
const only = (identifier: string): readonly string[] | undefined => {
  const { regions } = managedRules[identifier] ?? {};
  return regions && 'onlyIn' in regions ? regions.onlyIn : undefined;
};
const parametersOf = (identifier: string): Readonly<Record<string, string>> | undefined =>
  managedRules[identifier]?.parameters;
/** The rule that has its policies named takes those that the policy file accepts besides. */
const withAccepted = (
  parameters: Readonly<Record<string, string>>,
  accepted: readonly string[],
): Readonly<Record<string, string>> =>
  parameters['sslPolicies'] === undefined
    ? parameters
    : {
        ...parameters,
        sslPolicies: [...new Set([...parameters['sslPolicies'].split(','), ...accepted])].join(','),
      };
const is = (region: string): string => `Is${pascal(region)}`;

/** The Regions that a managed rule is made in, as a condition; `undefined`: all. */
const whereIs = (identifier: string): { readonly word: string; readonly body: object } | undefined => {
  const there = only(identifier);
  if (there) return { word: 'Only', body: inAny(there) };
  const regions = lacked(identifier);
  if (regions.length === 0) return undefined;
  return {
    word: 'Outside',
    body: { 'Fn::Not': [anyOf(regions.map((region) => ({ Condition: is(region) })))] },
  };
};

/**
 * Conditions of managed rules, and which of them each rule has. By number: names of the Regions, told again at each rule,
 * are a tenth of what a pack may hold.
 */
const conditionsOfManaged = (identifiers: readonly string[]) => {
  const all = new Map<string, { readonly name: string; readonly body: object }>();
  const nameBy = new Map<string, string>();
  for (const identifier of identifiers) {
    const { word, body } = whereIs(identifier) ?? {};
    if (body === undefined) continue;
    const key = JSON.stringify(body);
    const { name } = all.get(key) ?? { name: `${word}${all.size + 1}` };
    all.set(key, { name, body });
    nameBy.set(identifier, name);
  }
  return {
    nameBy,
    conditions: {
      ...Object.fromEntries(identifiers.flatMap(lacked).map((region) => [is(region), equals(region)])),
      ...Object.fromEntries([...all.values()].map(({ name, body }) => [name, body])),
    },
  };
};

const changes = ['ConfigurationItemChangeNotification', 'OversizedConfigurationItemChangeNotification'];
/** Once a day, which is what a schedule means that says no more. */
const daily = { MessageType: 'ScheduledNotification' };

/**
 * Called once a day, and for each change where AWS Config records the type. Every day all the same: a verdict changes with
 * what surrounds the resource, and what was unknown at its only change would stay unsaid.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_SourceDetail.html
 */
const customRule = (unit: Detecting) => {
  const { id } = unit;
  const recorded = eachType(unit).flatMap(({ resourceType, configRecords }) =>
    configRecords ? [resourceType] : [],
  );
  const EventSource = 'aws.config';
  const homes = homesOf(unit);
  return {
    Type: 'AWS::Config::ConfigRule',
    Condition: homes.length > 0 ? atHome(homes) : hasFunction,
    Properties: {
      ConfigRuleName: `waxseal-${id}`,
      InputParameters: { [ruleParameter]: id },
      ...(recorded.length > 0 && { Scope: { ComplianceResourceTypes: recorded } }),
      Source: {
        Owner: 'CUSTOM_LAMBDA',
        SourceIdentifier: { Ref: functionParameter },
        SourceDetails: [
          ...(recorded.length > 0 ? changes.map((MessageType) => ({ EventSource, MessageType })) : []),
          { EventSource, ...daily },
        ],
      },
    },
  };
};

/**
 * A conformance pack with the managed rules that remediations answer to, as YAML, and with custom rules for those that
 * AWS has no rule for: for whoever has no Security Hub and no rules of their own. Detection only. Each rule once, whoever
 * answers to it. Custom rules are made where the parameter names the function that they call.
 */
export const conformancePack = (listings: readonly Detecting[], accepted: readonly string[] = []): string => {
  const identifiers = [...new Set(listings.flatMap(({ configRules }) => configRules))].toSorted();
  const answering = (identifier: string): string =>
    listings
      .filter(({ configRules }) => configRules.includes(identifier))
      .map(({ id }) => id)
      .toSorted()
      .join(', ');
  const managed = conditionsOfManaged(identifiers);
  const Resources = Object.fromEntries(
    identifiers.map((identifier) => [
      logicalIdOf(identifier),
      {
        Type: 'AWS::Config::ConfigRule',
        ...(managed.nameBy.has(identifier) && { Condition: managed.nameBy.get(identifier) }),
        Properties: {
          ConfigRuleName: nameOf(identifier),
          // At most 256 characters.
          Description: `Waxseal: ${answering(identifier)}`.slice(0, 256),
          Source: { Owner: 'AWS', SourceIdentifier: identifier },
          ...(parametersOf(identifier) && {
            InputParameters: withAccepted(parametersOf(identifier) ?? {}, accepted),
          }),
        },
      },
    ]),
  );
  const own = unspoken(listings);
  const custom = Object.fromEntries(own.map((unit) => [`Own${pascal(unit.id)}`, customRule(unit)]));
  const Conditions = {
    ...managed.conditions,
    ...(own.length > 0 && conditionsOf(own)),
  };
  const pack = {
    ...(own.length > 0 && { Parameters: { [functionParameter]: { Type: 'String', Default: '' } } }),
    ...(Object.keys(Conditions).length > 0 && { Conditions }),
    Resources: { ...Resources, ...custom },
  };
  const document = new Document(pack, { aliasDuplicateObjects: false });
  // On one line each: spaces count as bytes, and eighty rules are to fit.
  const dense = [
    ...Object.keys(Conditions).map((name) => ['Conditions', name]),
    ...Object.keys(pack.Resources).map((id) => ['Resources', id, 'Properties']),
  ];
  for (const path of dense) {
    const part = document.getIn(path, true);
    if (isMap(part)) part.flow = true;
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
};
