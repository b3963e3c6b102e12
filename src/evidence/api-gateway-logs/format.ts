/**
 * How a stage writes its access log: text of the owner's choice (JSON, CLF, CSV, XML) with variables in it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */

/** What is looked at, and what queries call it. Paths and query strings are not among it. */
const variables = {
  '$context.tlsVersion': 'tls',
  '$context.cipherSuite': 'cipher',
  '$context.domainName': 'domain',
  '$context.apiId': 'api',
  '$context.stage': 'stage',
  '$context.identity.sourceIp': 'address',
  '$context.identity.userAgent': 'agent',
  '$context.identity.userArn': 'principal',
} as const;
type Variable = keyof typeof variables;
type Field = (typeof variables)[Variable];

const isVariable = (text: string): text is Variable => Object.hasOwn(variables, text);

/** Without these nothing can be said. */
const needed: readonly Variable[] = ['$context.tlsVersion', '$context.cipherSuite'];
/** `$context.identity.userAgent`; a full stop behind it is text. */
const variable = /\$context(?:\.[\w-]+)+/;

export const lackingIn = (format: string): readonly string[] => {
  const held = new Set(format.match(new RegExp(variable, 'g')));
  return needed.filter((one) => !held.has(one));
};

export interface Format {
  /** Of a whole line, as Logs Insights takes it. */
  readonly pattern: string;
  readonly fields: readonly Field[];
}

const literal = (text: string): string => text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);

/**
 * A line is taken apart where the format's own text stands. No value may hold the character that ends it: a client can send any
 * agent, and could otherwise write the protocol that is looked for itself. Such a line cannot be read. `undefined`: nothing stands
 * between two variables.
 */
export const formatOf = (text: string): Format | undefined => {
  const trimmed = text.trim();
  const names = trimmed.match(new RegExp(variable, 'g')) ?? [];
  const [first = '', ...between] = trimmed.split(variable);
  const fields: Field[] = [];
  let pattern = `^${literal(first)}`;
  for (const [at, name] of names.entries()) {
    const next = between[at] ?? '';
    if (next === '' && at < names.length - 1) return undefined;
    const values = next === '' ? String.raw`\S*` : `[^${literal(next[0] ?? '')}]*`;
    const field = isVariable(name) ? variables[name] : undefined;
    const isNew = field !== undefined && !fields.includes(field);
    if (isNew) fields.push(field);
    pattern += `${isNew ? `(?<${field}>${values})` : values}${literal(next)}`;
  }
  return { pattern: String.raw`${pattern}\s*$`, fields };
};

/** A line of another format may fall into parts by chance: then what stands where TLS should be is none. */
export const isTls = (tls: string | undefined, cipher: string | undefined): boolean =>
  /^TLSv1(?:\.[0-3])?$/i.test(tls ?? '') && /^[A-Z0-9][\w-]+$/i.test(cipher ?? '');
