import type { Area } from '../src/aws/iam/service.ts';
import { book } from '../src/services/book.ts';

/** What actions can be limited to. The templates are cut by it; tests bring one of their own for units that are not there yet. */
export interface Scopes {
  /** The ARN patterns of an action in an area; `*` where it takes nothing less. `undefined`: nobody has looked it up. */
  readonly patternsOf: (action: string, area: Area) => readonly string[] | undefined;
  /** Every pattern there is, with the kind of resource that it stands for. */
  readonly patterns: (area: Area) => readonly (readonly [kind: string, pattern: string])[];
}

/** As the rooms of the services say. */
export const knownScopes: Scopes = {
  patternsOf: (action, area) => {
    const scope = book.scopeOf(action);
    if (!scope) return undefined;
    return 'everywhere' in scope ? ['*'] : scope.on.map((kind) => book.arnPattern(kind, area));
  },
  patterns: (area) => book.kinds().map((kind) => [kind, book.arnPattern(kind, area)] as const),
};
