import { regions } from '../../aws/regions.ts';
import type * as z from 'zod/mini';
import { canMatch, shapeText } from '../../aws/arn-shape.ts';
import { covers, isEverything } from '../../core/policy/match.ts';
import { knownNames } from '../../core/model/known-names.ts';
import type { Match, Policy, Position } from '../../core/policy/policy.ts';
import { nearest, pathText, suggestion, type Problem } from './problem.ts';
import { deadIn, type Known as Listed } from './reach.ts';
import { problemsOf, readPolicy } from './read.ts';
import { soundPart, type Sound } from './sound.ts';
import type { Yaml } from './yaml.ts';

/** What a check must know of the remediations; the engine's `Catalog` fits. */
export interface Known {
  readonly listings: readonly Listed[];
  remediation(id: string): Promise<{ readonly settings: z.ZodMiniType }>;
}

export interface Checked {
  /** How people call the file. */
  readonly file: string;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Only when there are no problems. */
  readonly policy?: Policy;
}

const inOrder = (list: readonly Problem[]): readonly Problem[] =>
  list.toSorted((a, b) => a.line - b.line || a.column - b.column);

const lists = ['rules', 'exemptions', 'optIns'] as const;

const aliased = ({ events }: Policy) =>
  Object.entries(events?.aliases ?? {}).flatMap(([pattern, ids]) =>
    ids.map((id, nth) => ({ id, path: ['events', 'aliases', pattern, nth] })),
  );

/** An alias may also name a managed rule, by its source identifier, that some remediation answers to. */
const unknownAliases = (policy: Policy, known: readonly Listed[]) =>
  aliased(policy).filter(({ id }) => !known.some(({ configRules }) => configRules?.includes(id)));

const unknownIds = (policy: Policy, listed: readonly Listed[], yaml: Yaml): readonly Problem[] => {
  const known = listed.map(({ id }) => id);
  return [
    ...unknownAliases(policy, listed),
    ...Object.keys(policy.limits?.raised ?? {}).map((id) => ({ id, path: ['limits', 'raised', id] })),
    ...lists.flatMap((list) =>
      policy[list].flatMap((line, index) => [
        ...(line.remediations ?? []).map((id, nth) => ({ id, path: [list, index, 'remediations', nth] })),
        ...Object.keys(('settings' in line && line.settings) || {}).map((id) => ({
          id,
          path: [list, index, 'settings', id],
        })),
      ]),
    ),
  ]
    .filter(({ id }) => !known.includes(id))
    .map(({ id, path }) => ({
      ...yaml.at(path, 'key'),
      path: pathText(path),
      says: `names a remediation that does not exist: ${id}.`,
      todo: suggestion(id, known),
    }));
};

/** Lines that can match nothing: an exemption among them leaves its resource to be changed. */
const matchNothing = (policy: Policy, known: readonly Listed[], yaml: Yaml): readonly Problem[] =>
  lists.flatMap((list) =>
    policy[list].flatMap((line, index) =>
      deadIn(line, known)
        // Ids are told above, wherever they stand.
        .filter(({ key }) => key !== 'remediations')
        .map(({ path, says, todo }) => ({
          ...yaml.at([list, index, ...path], path[0] === 'tags' ? 'key' : undefined),
          path: pathText([list, index, ...path]),
          says: `${says}.`,
          todo,
        })),
    ),
  );

/** Shapes of what an alias can stand for: a rule, or the function behind it. */
const aliasShapes = [
  'arn:{partition}:config:{region}:{account}:config-rule/{rest}',
  'arn:{partition}:lambda:{region}:{account}:function:{rest}',
];

const deadAliases = ({ events }: Policy, yaml: Yaml): readonly Problem[] =>
  Object.keys(events?.aliases ?? {})
    .filter((pattern) => !aliasShapes.some((shape) => canMatch(pattern, shape)))
    .map((pattern) => ({
      ...yaml.at(['events', 'aliases', pattern], 'key'),
      path: pathText(['events', 'aliases', pattern]),
      says: `can match no rule and no function: their ARNs look like ${aliasShapes.map(shapeText).join(' or ')}.`,
      todo: 'Write the ARN of the Config rule or of its Lambda function.',
    }));

/** Settings of a remediation that their own rule is not about. */
const idleSettings = ({ rules }: Policy, known: readonly string[], yaml: Yaml): readonly Problem[] =>
  rules.flatMap(({ remediations, settings = {} }, index) =>
    Object.keys(settings)
      .filter((id) => known.includes(id) && remediations !== undefined && !remediations.includes(id))
      .map((id) => ({
        ...yaml.at(['rules', index, 'settings', id], 'key'),
        path: pathText(['rules', index, 'settings', id]),
        says: 'is never used: this rule is about other remediations only.',
        todo: `Add ${id} to the remediations of the rule, or move the settings.`,
      })),
  );

/** The keys that a unit's settings have, for `Did you mean`. */
const keysOf = (schema: z.ZodMiniType): readonly string[] => {
  const shape: unknown = Reflect.get(schema._zod.def, 'shape');
  return shape !== null && typeof shape === 'object' ? Object.keys(shape) : [];
};

/** What rules set of remediations that there are. */
const layersIn = ({ rules }: Policy, known: Known) =>
  rules.flatMap(({ settings = {} }, index) =>
    Object.entries(settings)
      .filter(([id]) => known.listings.some((listing) => listing.id === id))
      .map(([id, layer]) => ({ id, layer, path: ['rules', index, 'settings', id] })),
  );

const badSettings = async (policy: Policy, known: Known, yaml: Yaml) => {
  const found = await Promise.all(
    layersIn(policy, known).map(async ({ id, layer, path }) => {
      const { settings } = await known.remediation(id);
      const parsed = settings.safeParse(layer);
      const allowed = (inner: readonly PropertyKey[]) => (inner.length === 0 ? keysOf(settings) : []);
      return parsed.success
        ? []
        : parsed.error.issues.flatMap((issue) => problemsOf(issue, yaml, path, allowed));
    }),
  );
  return found.flat();
};

/** Names that no table here knows: a slip of the pen, or newer than this version. */
const unknownNames = async (policy: Policy, known: Known, yaml: Yaml): Promise<readonly Problem[]> => {
  const found = await Promise.all(
    layersIn(policy, known).map(async ({ id, layer, path }) => {
      const { settings } = await known.remediation(id);
      return [...knownNames(settings)].flatMap(([setting, names]) => {
        const value: unknown = Object.hasOwn(layer, setting) ? layer[setting] : undefined;
        const said = Array.isArray(value)
          ? value.map((name: unknown, nth) => ({ name, where: [...path, setting, nth] }))
          : [{ name: value, where: [...path, setting] }];
        return said.flatMap(({ name, where }): readonly Problem[] => {
          if (typeof name !== 'string' || names.includes(name)) return [];
          const near = nearest(name, names);
          return [
            {
              ...yaml.at(where),
              path: pathText(where),
              says: `names ${name}, which Waxseal does not know.`,
              todo: `${near === undefined ? '' : `Did you mean ${near}? `}Correct it, unless AWS has it: it may be newer than this version of Waxseal.`,
            },
          ];
        });
      });
    }),
  );
  return found.flat();
};

type Line = Match & Partial<Position>;
const at = ({ line = 1, path = '' }: Line, says: string, todo: string): Problem => ({
  line,
  column: 1,
  path,
  says,
  todo,
});

const lostRules = ({ rules }: Policy): readonly Problem[] =>
  rules.flatMap((rule, index) => {
    if (rule.mode === undefined && rule.settings === undefined)
      return [at(rule, 'says neither a mode nor settings.', 'Add one, or remove the rule.')];
    const later = rules.slice(index + 1).find((other) => other.mode !== undefined && covers(other, rule));
    if (rule.mode === undefined || !later) return [];
    const says = `can never decide: line ${later.line ?? 0} is about all that this rule is about and comes later.`;
    return [at(rule, says, 'The last match wins: put the general rule first.')];
  });

const wide = ({ exemptions, optIns }: Policy): readonly Problem[] => [
  ...exemptions
    .filter(isEverything)
    .map((line) =>
      at(line, 'exempts everything.', 'Name what it is about; to stop all writes there is killSwitch.'),
    ),
  ...optIns
    .filter(isEverything)
    .map((line) =>
      at(line, 'speaks for every owner.', 'Name the resources, accounts or tags that it is about.'),
    ),
];

const nobody = ({ approvals, mode, rules, lines }: Policy): readonly Problem[] => {
  const needsApprovers =
    mode !== 'dry-run' || rules.some((rule) => rule.mode === 'ask' || rule.mode === 'auto');
  if (!needsApprovers || approvals.approvers.length > 0) return [];
  const place = { line: lines['approvals'] ?? 1, path: 'approvals.approvers' };
  return [at(place, 'names nobody, so whatever is asked stays unanswered.', 'Name a user or role ARN.')];
};

/** It may be newer than this version of Waxseal; a slip of the pen makes a line that never matches. */
const unknownRegions = ({ rules, exemptions, optIns }: Policy): readonly Problem[] =>
  [...rules, ...exemptions, ...optIns].flatMap((line) =>
    (line.regions ?? [])
      .filter((region) => region !== 'global' && !regions.includes(region))
      .map((region) =>
        at(
          line,
          `names ${region}, which is no Region that Waxseal knows.`,
          'Correct it, unless AWS has opened it since.',
        ),
      ),
  );

const ended = ({ exemptions }: Policy, today: string): readonly Problem[] =>
  exemptions
    .filter(({ expires }) => expires < today)
    .map((line) => at(line, `ended on ${line.expires}.`, 'Remove it, or agree with its owner on a new day.'));

/** Such a line does nothing until its day, and nobody is told on that day. */
const notYet = ({ optIns }: Policy, today: string, yaml: Yaml): readonly Problem[] =>
  optIns.flatMap(({ since }, index) => {
    if (since <= today) return [];
    const path = ['optIns', index, 'since'];
    const says = `lies in the future, so the opt-in does not count yet (today is ${today}, UTC).`;
    const todo = `Write the day on which the owner said so, or add the line on ${since}.`;
    return [{ ...yaml.at(path), path: pathText(path), says, todo }];
  });

const rootUser = /^arn:[^:]+:iam::\d{12}:root$/;

/** In the policies of IAM this ARN stands for a whole account; an approver is whoever signs in, and that is one user. */
const rootApprovers = ({ data }: Yaml): readonly (readonly [index: number, arn: string])[] => {
  const approvals: unknown =
    data !== null && typeof data === 'object' ? Reflect.get(data, 'approvals') : null;
  const named: unknown =
    approvals !== null && typeof approvals === 'object' ? Reflect.get(approvals, 'approvers') : null;
  return Array.isArray(named)
    ? named.flatMap((arn: unknown, index) =>
        typeof arn === 'string' && rootUser.test(arn) ? [[index, arn] as const] : [],
      )
    : [];
};

const approversByRoot = (yaml: Yaml): readonly Problem[] =>
  rootApprovers(yaml).map(([index, arn]) => {
    const path = ['approvals', 'approvers', index];
    const says =
      'is the root user of an account, who should never sign in for this; it does not stand for everybody in the account.';
    const todo = `Name the ARN of a role or of a user, such as ${arn.replace(/root$/, 'role/approver')}.`;
    return { ...yaml.at(path), path: pathText(path), says, todo };
  });

/** What must be corrected although the schema takes it. */
const wrongIn = async (policy: Policy, known: Known, yaml: Yaml, today: string | undefined) => {
  const ids = known.listings.map(({ id }) => id);
  return [
    ...unknownIds(policy, known.listings, yaml),
    ...matchNothing(policy, known.listings, yaml),
    ...deadAliases(policy, yaml),
    ...idleSettings(policy, ids, yaml),
    ...(await badSettings(policy, known, yaml)),
    ...approversByRoot(yaml),
    ...(today === undefined ? [] : notYet(policy, today, yaml)),
  ];
};

const doubtsIn = async (
  policy: Policy,
  known: Known,
  yaml: Yaml,
  today: string | undefined,
): Promise<readonly Problem[]> => [
  ...(await unknownNames(policy, known, yaml)),
  ...lostRules(policy),
  ...wide(policy),
  ...nobody(policy),
  ...unknownRegions(policy),
  ...(today === undefined ? [] : ended(policy, today)),
];

/** Warnings that do not rest on what was cut: what a line or another one of its list says may be what is missing. */
const sureDoubts = async (
  { policy, cut }: Sound,
  known: Known,
  yaml: Yaml,
  today: string | undefined,
): Promise<readonly Problem[]> => {
  const rulesAreWhole = ![...cut].some((path) => path.startsWith('rules'));
  const isSure = ({ path }: Problem): boolean => {
    const [key = ''] = path.split(/[.[]/);
    return !cut.has(path) && !cut.has(key) && (key !== 'rules' || rulesAreWhole);
  };
  return (await doubtsIn(policy, known, yaml, today)).filter(isSure);
};

/**
 * All that can be said about a policy file: `problems` must be corrected, `warnings` are probably mistakes. What can
 * match nothing is a problem here and makes no deployed policy unusable: the engine then takes it for the strictest. With
 * `now`, exemptions that are over and opt-ins that have not begun are told; a policy never becomes unusable by the passing
 * of time. What the schema refuses hides nothing that can be said of the rest.
 */
export const checkPolicy = async (text: string, name: string, known: Known, now?: Date): Promise<Checked> => {
  const today = now?.toISOString().slice(0, 10);
  const { yaml, problems, policy } = readPolicy(text);
  if (policy) {
    const wrong = await wrongIn(policy, known, yaml, today);
    return {
      file: name,
      problems: inOrder(wrong),
      warnings: inOrder(await doubtsIn(policy, known, yaml, today)),
      ...(wrong.length === 0 && { policy }),
    };
  }
  const sound = yaml.problems.length === 0 ? soundPart(yaml) : undefined;
  if (!sound) return { file: name, problems, warnings: [] };
  return {
    file: name,
    problems: inOrder([...problems, ...(await wrongIn(sound.policy, known, yaml, today))]),
    warnings: inOrder(await sureDoubts(sound, known, yaml, today)),
  };
};
