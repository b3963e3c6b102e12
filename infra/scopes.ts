import { arnPatterns, resourceKinds, scopeOf, type Area } from '../src/aws/iam/action-scopes.ts';

/** What actions can be limited to. The templates are cut by it; tests bring one of their own for units that are not there yet. */
export interface Scopes {
  /** The ARN patterns of an action in an area; `*` where it takes nothing less. `undefined`: nobody has looked it up. */
  readonly patternsOf: (action: string, area: Area) => readonly string[] | undefined;
  /** Every pattern there is, with the kind of resource that it stands for. */
  readonly patterns: (area: Area) => readonly (readonly [kind: string, pattern: string])[];
}

/** The table of src/aws/iam/action-scopes.ts. */
export const knownScopes: Scopes = {
  patternsOf: (action, area) => {
    const scope = scopeOf(action);
    if (!scope) return undefined;
    return 'everywhere' in scope ? ['*'] : scope.on.flatMap((kind) => arnPatterns(kind, area));
  },
  patterns: (area) =>
    resourceKinds.flatMap((kind) => arnPatterns(kind, area).map((pattern) => [kind, pattern] as const)),
};
