import type { Probe } from '../probe.ts';

/**
 * What a service does with one request, as far as the policy of its resource decides about its transport: only statements that refuse,
 * and of conditions only `aws:SecureTransport`. Shares no code with the remediation, so that it can contradict it.
 */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly secure: boolean;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(String);

const fits = (pattern: string, text: string): boolean => {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(text);
};

/** A condition that is not known here never holds: then the statement is not what refuses the request. */
const holds = (condition: unknown, { secure }: Request): boolean => {
  if (condition === undefined) return true;
  if (!isObject(condition)) return false;
  return Object.entries(condition).every(
    ([operator, tests]) =>
      operator === 'Bool' &&
      isObject(tests) &&
      Object.entries(tests).every(
        ([key, value]) =>
          key.toLowerCase() === 'aws:securetransport' && texts(value).includes(String(secure)),
      ),
  );
};

const everyone = (principal: unknown): boolean =>
  principal === '*' || (isObject(principal) && texts(principal['AWS']).includes('*'));

/** The name of the statement that refuses the request, whoever sends it; `undefined`: none does. */
export const refusedBy = (policy: string | undefined, request: Request): string | undefined => {
  const parsed: unknown = policy === undefined ? {} : JSON.parse(policy);
  const all: unknown = isObject(parsed) ? parsed['Statement'] : [];
  const found = (Array.isArray(all) ? all : [all])
    .filter(isObject)
    .find(
      ({ Effect, Principal, Action, Resource, Condition }) =>
        Effect === 'Deny' &&
        everyone(Principal) &&
        texts(Action).some((pattern) => fits(pattern, request.action)) &&
        texts(Resource).some((pattern) => fits(pattern, request.resource)) &&
        holds(Condition, request),
    );
  if (!found) return undefined;
  return typeof found['Sid'] === 'string' ? found['Sid'] : 'a statement without a name';
};

/** Somebody sends this request over plain HTTP to what has this policy: what a probe meets, told as `asks`. */
export const overPlainHttp = (
  policy: string | undefined,
  { asks, ...request }: Omit<Request, 'secure'> & { readonly asks: string },
): Probe => {
  const by = refusedBy(policy, { ...request, secure: false });
  return { asks, gets: by === undefined ? 'taken' : `refused by ${by}`, refused: by !== undefined };
};
