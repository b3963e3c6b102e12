import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { createInterface } from 'node:readline/promises';

/** The kinds of remediations that can be begun. `own`: one that is like no other. */
const families = [
  'statement',
  'setting',
  'document',
  'parameter',
  'tls-policy',
  'advice',
  'enforced',
  'own',
] as const;
export type FamilyName = (typeof families)[number];

export interface Request {
  readonly id: string;
  readonly type: string;
  readonly family: FamilyName;
  /** The folder of its rooms. */
  readonly service: string;
  /** The package of its SDK client; left out: found by the service's name. */
  readonly client?: string;
  /** Of the service's IAM actions; left out: found by the service's name. */
  readonly prefix?: string;
  /** The member of AWS's answers that is remediated; left out: found by its name. */
  readonly attribute?: string;
}

const usage = `npm run new -- ID TYPE --family FAMILY [--service FOLDER] [--client PACKAGE] [--prefix IAM] [--attribute MEMBER]
  such as: npm run new -- kinesis-stream-tls-only AWS::Kinesis::Stream --family statement
  FAMILY is one of: ${families.join(', ')}`;

/** What is wrong with a request: said once, and nothing is written. */
export class Refused extends Error {}

/** The usage, because it was asked for. */
export class Help extends Error {}

const isFamily = (text: string): text is FamilyName => families.some((one) => one === text);

const sayIfWrong = (is: boolean, words: string): void => {
  if (is) throw new Refused(words);
};

/** The folder of a service that is there already: the one that has the type, or whose client this is. */
const folderOf = (home: string, type: string, client: string | undefined): string => {
  const word = type.split('::')[1] ?? '';
  const file = `${type.toLowerCase().replaceAll('::', '-')}.ts`;
  const [holder] = globSync(`src/services/*/resources/${file}`, { cwd: home });
  const named = word.toLowerCase();
  const short = client?.replace('@aws-sdk/client-', '').replaceAll('-', '');
  const known = globSync('src/services/*/service.ts', { cwd: home }).find((path) => {
    const [, name = ''] = /client: '(\w+)Client'/.exec(readFileSync(join(home, path), 'utf8')) ?? [];
    return name.toLowerCase() === named || (short !== undefined && name.toLowerCase() === short);
  });
  return (holder ?? known)?.replaceAll('\\', '/').split('/')[2] ?? named;
};

type Terminal = Pick<ReturnType<typeof createInterface>, 'question'>;

/** From the words of the command line; what lacks is asked of a terminal. Throws `Refused`. */
export const requestFrom = async (
  args: readonly string[],
  home: string,
  terminal: Terminal | undefined,
): Promise<Request> => {
  const options = {
    family: { type: 'string' },
    service: { type: 'string' },
    client: { type: 'string' },
    prefix: { type: 'string' },
    attribute: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const parsed = (() => {
    try {
      return parseArgs({ args: [...args], allowPositionals: true, options });
    } catch (error) {
      throw new Refused(`${error instanceof Error ? error.message : String(error)}\n${usage}`, {
        cause: error,
      });
    }
  })();
  const { values, positionals } = parsed;
  if (values.help) throw new Help(usage);
  sayIfWrong(
    positionals.length > 2,
    `More than an id and a type: ${positionals.slice(2).join(' ')}\n${usage}`,
  );
  const ask = async (given: string | undefined, what: string, fallback = ''): Promise<string> => {
    if (given !== undefined) return given;
    if (!terminal) throw new Refused(`Not said: ${what}.\n${usage}`);
    const answer = (await terminal.question(`${what}${fallback === '' ? '' : ` [${fallback}]`}: `)).trim();
    return answer === '' ? fallback : answer;
  };
  const id = await ask(positionals[0], 'the id (what is true afterwards, such as kinesis-stream-tls-only)');
  sayIfWrong(
    !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id),
    `"${id}" is no id: small letters, digits and hyphens, saying what is true afterwards (kinesis-stream-tls-only).`,
  );
  const type = await ask(
    positionals[1],
    'the resource type (as AWS Config names it, such as AWS::SQS::Queue)',
  );
  sayIfWrong(
    !/^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(type),
    `"${type}" is no resource type as AWS Config names it (AWS::SQS::Queue).`,
  );
  const family = await ask(values.family, `the family (${families.join(', ')})`);
  if (!isFamily(family)) throw new Refused(`"${family}" is no family. Families are: ${families.join(', ')}.`);
  const guess = folderOf(home, type, values.client);
  const service =
    values.service ?? (terminal ? await ask(undefined, 'the folder of the service', guess) : guess);
  sayIfWrong(
    !/^[a-z][a-z0-9]*$/.test(service),
    `"${service}" is no folder of a service: small letters and digits only.`,
  );
  const elsewhere = globSync(`src/services/*/resources/${type.toLowerCase().replaceAll('::', '-')}.ts`, {
    cwd: home,
  })
    .map((path) => path.replaceAll('\\', '/').split('/')[2] ?? '')
    .find((folder) => folder !== service);
  if (elsewhere !== undefined)
    throw new Refused(`${type} lives in src/services/${elsewhere}: it is found by itself.`);
  for (const path of globSync(
    [
      `src/services/*/remediations/${id}.ts`,
      `test/services/*/remediations/${id}.test.ts`,
      `test/services/*/scenarios/${id}.yaml`,
      `test/scenarios/${id}.yaml`,
    ],
    { cwd: home },
  ))
    if (existsSync(join(home, path))) throw new Refused(`${path} is there already: nothing was written.`);
  return {
    id,
    type,
    family,
    service,
    ...(values.client !== undefined && { client: values.client }),
    ...(values.prefix !== undefined && { prefix: values.prefix }),
    ...(values.attribute !== undefined && { attribute: values.attribute }),
  };
};
