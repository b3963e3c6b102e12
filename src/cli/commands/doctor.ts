import { ownEndpoints } from '../../adapters/aws/own-endpoints.ts';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { partitionOf } from '../../aws/partitions.ts';
import type { Failure } from '../../core/model/errors.ts';
import type { Location } from '../../core/model/target.ts';
import { typesOf } from '../../core/model/types-of.ts';
import { type Block, dim, gap, green, red, table, text, yellow } from '../../report/blocks.ts';
import { type Command, type Context, listOption } from '../runtime/context.ts';
import { policyFile } from '../input/policy-source.ts';
import { readNamedFile } from '../input/text-file.ts';
import { exits } from '../output/exits.ts';
import type { Station } from '../runtime/station.ts';
import { chosenIds } from '../input/targets.ts';

/** One thing that must be in place. `warn`: works, but somebody should know. */
interface Check {
  readonly name: string;
  readonly is: 'ok' | 'warn' | 'fail' | 'not-tried';
  readonly says: string;
  readonly todo?: string;
}

const ok = (name: string, says: string): Check => ({ name, is: 'ok', says });
const failed = (name: string, { says, todo }: Pick<Failure, 'says' | 'todo'>): Check => ({
  name,
  is: 'fail',
  says,
  todo,
});

const trying = async (name: string, context: Context, work: () => Promise<Check>): Promise<Check> => {
  try {
    return await work();
  } catch (error) {
    return failed(name, context.explain(error));
  }
};

const nodeCheck = ({ host }: Context): Check => {
  const [major = 0, minor = 0] = host.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return ok('Node.js', host.node);
  return failed('Node.js', { says: `${host.node} is too old.`, todo: 'Install Node.js 22.13 or later.' });
};

const endpointCheck = ({ host: { env } }: Context): Check => {
  const own = ownEndpoints(env);
  if (own.length === 0) return ok('endpoint', "AWS's own");
  const names = own.map(([key, value]) => `${key}=${value}`).join(', ');
  return {
    name: 'endpoint',
    is: 'warn',
    says: `Calls go to ${names}.`,
    todo: 'Unset it to reach AWS itself.',
  };
};

/** SigV4 refuses requests that are more than 5 minutes off. https://docs.aws.amazon.com/IAM/latest/UserGuide/signing-elements.html */
const largestSkew = 5 * 60_000;

const clockCheck = (date: string | undefined, now: Date): Check => {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs))
    return { name: 'clock', is: 'not-tried', says: 'AWS did not say what time it is.' };
  const skew = Math.abs(now.getTime() - theirs);
  const says = `${Math.round(skew / 1000)} s apart from AWS`;
  if (skew < largestSkew / 5) return ok('clock', says);
  const todo = 'Set the clock by NTP: AWS refuses requests that are more than 5 minutes off.';
  return { name: 'clock', is: skew < largestSkew ? 'warn' : 'fail', says, todo };
};

const journalCheck = async (station: Station): Promise<Check> => {
  const { journalPath: path } = station;
  // Reading a row that is never there shows that the file is a journal of this version.
  await station.ports.journal.read('counter', 'doctor');
  if (path.startsWith('dynamodb:')) return ok('journal', `${path} can be read`);
  if (existsSync(path)) {
    accessSync(path, constants.R_OK | constants.W_OK);
    return ok('journal', path);
  }
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return failed('journal', {
      says: `${folder} cannot be written to.`,
      todo: 'Give --journal a path that you may write to.',
    });
  }
  return ok('journal', `${path} is made when it is first needed`);
};

const policyCheck = async (station: Station, context: Context): Promise<Check> => {
  const { mode, killSwitch } = await station.policy.load();
  if (station.policy.path === undefined)
    return {
      name: 'policy',
      is: 'warn',
      says: 'No waxseal.yaml here: dry-run, nothing is ever written.',
      todo: 'Copy examples/waxseal.yaml when you are ready.',
    };
  const { checkPolicy } = await import('../../adapters/policy/check.ts');
  const content = await readNamedFile(context.host, station.policy.path, policyFile);
  const { problems, warnings } = await checkPolicy(
    content,
    station.policy.path,
    station.catalog,
    context.host.now(),
  );
  const check = `waxseal policy check ${station.policy.path} tells which.`;
  if (problems.length > 0) return failed('policy', { says: `${problems.length} problems.`, todo: check });
  if (warnings.length > 0)
    return { name: 'policy', is: 'warn', says: `Valid, with ${warnings.length} warnings.`, todo: check };
  return ok('policy', `${station.policy.path}, ${killSwitch ? 'kill switch on' : mode}`);
};

/** Takes the first resource of each type in the Region and looks at it: what is refused is told by AWS itself. */
const readsCheck = async (id: string, location: Location, station: Station): Promise<Check> => {
  const name = `${id} in ${location.region}`;
  const unit = await station.catalog.remediation(id);
  const aws = station.ports.clouds.look(location);
  const read: string[] = [];
  for (const type of typesOf(unit.meta)) {
    const resource = await station.catalog.resource(type);
    for await (const target of resource.list(location, aws)) {
      await unit.read(target, aws);
      await resource.tags(target, aws);
      read.push(target.id);
      break;
    }
  }
  if (read.length > 0) return ok(name, `may list, read and see tags (${read.join(', ')})`);
  return { name, is: 'ok', says: 'may list; there is nothing to read' };
};

/** What is to do may be a list, a line each. */
const todoView = (name: string, todo: string): readonly Block[] => {
  const [first = '', ...more] = todo.split('\n');
  return [text([`${name}: `, first], 2), ...more.map((one) => text(one.trim(), 4))];
};

const marks = { ok: green('ok'), warn: yellow('look'), fail: red('no'), 'not-tried': dim('–') } as const;

/** `waxseal doctor` */
export const run: Command = async (given, context) => {
  const station = await context.station({ writes: false });
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const checks: Check[] = [nodeCheck(context), endpointCheck(context)];
  const regions = await station.regions().catch((error: unknown) => {
    checks.push(failed('Region', context.explain(error)));
    return [];
  });
  if (regions.length > 0) checks.push(ok('Region', regions.join(', ')));
  const caller = await station.caller().catch((error: unknown) => {
    checks.push(failed('credentials', context.explain(error)));
    return undefined;
  });
  if (caller) checks.push(ok('credentials', caller.arn), clockCheck(caller.date, context.host.now()));
  checks.push(
    await trying('journal', context, () => journalCheck(station)),
    await trying('policy', context, () => policyCheck(station, context)),
  );
  for (const region of caller ? regions : [])
    for (const id of ids) {
      context.progress(`${id} in ${region}`);
      const location = { account: caller?.account ?? '', region, partition: partitionOf(region) };
      checks.push(await trying(`${id} in ${region}`, context, () => readsCheck(id, location, station)));
    }
  context.progress(undefined);
  const bad = checks.filter(({ is }) => is === 'fail');
  const view: readonly Block[] = [
    table(
      [{ head: '' }, { head: 'what' }, { head: 'how it is' }],
      checks.map(({ name, is, says }) => [[marks[is]], name, says]),
    ),
    ...checks.flatMap(({ name, todo }) => (todo === undefined ? [] : todoView(name, todo))),
    gap,
    text(bad.length === 0 ? [green('Ready.'), ' Next: waxseal scan'] : [red(`${bad.length} to fix.`)]),
    text([
      dim(
        'Only reads are tried: whether writing is allowed shows with the first apply. Nothing was written.',
      ),
    ]),
  ];
  const document = { schema: 'waxseal/doctor/v1', ok: bad.length === 0, checks } as const;
  return { document, view, exit: bad.length === 0 ? exits.done : exits.failure };
};
