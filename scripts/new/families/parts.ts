import type { Subject } from '../subject.ts';
import { besides, getting, naming } from '../service-files.ts';

/** What a remediation of one family is made of. */

export interface Parts {
  /** Of `../../../`: names by file. */
  readonly imports: Readonly<Record<string, string>>;
  readonly before: string;
  /** `const { messages, ...parts } = …;`, or all of them one by one. */
  readonly parts: string;
  readonly settings: string;
  readonly members: string;
}

/** The thing as the service describes it. */
export const finder = (subject: Subject): string => {
  const {
    lower,
    calls: { get },
    found,
    attribute,
    api,
  } = subject;
  if (!get || !found || !api)
    return `/** TODO: the ${subject.words} as AWS describes it; \`undefined\`: it is gone. */
const ${lower}Of = async (_target: Target, _aws: Aws): Promise<{ readonly ${attribute?.name ?? 'Setting'}?: ${attribute?.type === 'boolean' ? 'boolean' : 'string'}; readonly Status?: string } | undefined> => {
  throw new Error('TODO: read it');
};
`;
  const answer =
    found.member === undefined ? 'answer' : `answer?.${found.member}${found.many ? '?.[0]' : ''}`;
  return `/** \`undefined\`: it is gone. */
const ${lower}Of = async (target: Target, aws: Aws) => {
  const answer = await ${getting(subject, get)};
  return ${answer};
};
`;
};

export const statusOf = ({ found, calls }: Subject): string => {
  if (!calls.get) return `found.Status ?? ''`;
  const status =
    found?.members.find(({ name }) => /status$/i.test(name)) ??
    found?.members.find(({ name }) => /state$/i.test(name));
  return status ? `found.${status.name} ?? ''` : `'TODO'`;
};
export const isBoolean = ({ attribute }: Subject): boolean => attribute?.type === 'boolean';
export const valueIn = ({ attribute, calls }: Subject, from: string): string => {
  const name = attribute?.name ?? (calls.get ? undefined : 'Setting');
  // Enums are texts that the family compares with more than their own values.
  return name === undefined
    ? `textOf(${from})`
    : isBooleanOrText(attribute?.type)
      ? `${from}.${name} ?? null`
      : `textOf(${from}.${name})`;
};
const isBooleanOrText = (type: string | undefined): boolean =>
  type === undefined || type === 'boolean' || type === 'string';
export const textHelper = (text: string): string =>
  /\btextOf\(/.test(text)
    ? `const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);\n`
    : '';

export const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
export const attributeName = ({ attribute }: Subject): string => {
  const name = attribute?.name ?? 'setting';
  return /^[A-Z]{2}/.test(name)
    ? name.replace(/^[A-Z]+(?=[A-Z][a-z])/, (start) => start.toLowerCase())
    : uncapital(name);
};

export const readinessText = `/** TODO: AWS's page of statuses; those that stay until people do something are \`people\`. */
const readiness = readinessBy({ ready: ['available'], busy: ['TODO'], people: { 'TODO-failed': 'TODO: what to do then.' } });
`;

export const putting = (subject: Subject, value: string, parameters: string): string => {
  const {
    calls: { put },
    api,
    attribute,
  } = subject;
  const rest = put && attribute ? besides(put, attribute.name) : undefined;
  if (!put || !api || !attribute || rest === undefined)
    return `async () => {
    throw new Error('TODO: set it');
  }`;
  // An enum of the SDK is a text that AWS checks.
  const typed = isBooleanOrText(attribute.type) ? value : `${value} as ${attribute.type}`;
  const comment = isBooleanOrText(attribute.type)
    ? ''
    : '    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- AWS checks the text, and the plan has only values that it has\n';
  return `async (${parameters}) => {
${comment}    const asked = { ${naming(subject, put)}, ${attribute.name}: ${typed}${rest} };
    await aws.use(${api.client}).send(new ${put.operation}Command(asked));
  }`;
};
