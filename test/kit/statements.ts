import { isObject } from '../simulation/timeline.ts';

/** A statement of a resource policy, as its path in a flat account has it: `s3.Buckets[orders].Policy {…}`. */
const statementOf = (path: string): Readonly<Record<string, unknown>> | undefined => {
  const text = /\]\.Policy (\{.*\})$/.exec(path)?.[1];
  const parsed: unknown = text === undefined ? undefined : JSON.parse(text);
  return isObject(parsed) ? parsed : undefined;
};

const conditionsOf = (statement: Readonly<Record<string, unknown>>): readonly string[] => {
  const condition = statement['Condition'];
  return isObject(condition)
    ? Object.entries(condition).flatMap(([operator, keys]) =>
        isObject(keys)
          ? Object.entries(keys).map(([key, wanted]) => `${operator} ${key} ${String(wanted)}`)
          : [],
      )
    : [];
};

const everyone = (principal: unknown): boolean =>
  principal === '*' || (isObject(principal) && String(principal['AWS']) === '*');

/** What a statement denies to everyone under one condition: `Bool aws:SecureTransport false`. */
export interface Denial {
  readonly only: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export const denialAt = (path: string): Denial | undefined => {
  const statement = statementOf(path);
  if (statement?.['Effect'] !== 'Deny' || !everyone(statement['Principal'])) return undefined;
  const [only, ...more] = conditionsOf(statement);
  if (only === undefined || more.length > 0) return undefined;
  return {
    only,
    actions: [statement['Action']].flat().map(String),
    resources: [statement['Resource']].flat().map(String),
  };
};

/** The statements of a policy's text, for whoever writes beside them. */
export const statementsIn = (policy: string | undefined): readonly unknown[] => {
  const document: unknown = policy === undefined ? {} : JSON.parse(policy);
  const found = isObject(document) ? document['Statement'] : [];
  return Array.isArray(found) ? found : [];
};
