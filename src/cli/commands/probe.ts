import type { Endpoint } from '../../core/model/endpoint.ts';
import { probing } from '../../probe/places.ts';
import { probe, type Probed } from '../../probe/probe.ts';
import { type Block, dim, text } from '../../report/blocks.ts';
import { type Command, type Context, flag, type Given, listOption, textOption } from '../runtime/context.ts';
import { endpointNamed } from '../input/endpoint.ts';
import { near } from '../input/inputs.ts';
import { targetOf } from '../input/targets.ts';
import { readNamedFile } from '../input/text-file.ts';
import { UsageError } from '../input/usage.ts';
import { exitOfLook } from '../output/exits.ts';
import { faultsOf, profiles, type Wanted } from '../output/probe-faults.ts';
import { probedView } from '../output/probe-view.ts';

const profileNamed = (typed = 'intermediate'): Wanted => {
  const found = profiles.find((one) => one === typed);
  if (found) return found;
  throw new UsageError('usage', `There is no profile "${typed}".`, `Give --profile ${profiles.join(', ')}.`);
};

const endpointsOf = async (given: Given, context: Context): Promise<readonly Endpoint[]> => {
  const arn = textOption(given, 'resource');
  const [typed] = given.args;
  if (arn === undefined && typed === undefined)
    throw new UsageError('no-input', 'Nothing says what to probe.', 'Give HOST:PORT or --resource ARN.');
  if (arn !== undefined && typed !== undefined)
    throw new UsageError('two-inputs', 'HOST:PORT and --resource exclude each other.', 'Give one of them.');
  if (typed !== undefined) return [endpointNamed(typed, textOption(given, 'protocol'))];
  const station = await context.station({ writes: false, near: near(given, context) });
  const { target } = await targetOf(arn ?? '', station);
  const resource = await station.catalog.resource(target.type);
  const found = (await resource.endpoints?.(target, station.ports.clouds.look(target))) ?? [];
  if (found.length > 0) return found;
  throw new UsageError(
    'no-endpoints',
    `${target.arn} has no endpoint that Waxseal can probe.`,
    'Give HOST:PORT and --protocol where you know what its clients connect to.',
  );
};

const certificates = async (given: Given, { host }: Context): Promise<readonly string[]> => {
  const path = textOption(given, 'ca');
  if (path === undefined) return [];
  const wanted = {
    what: 'certificate file',
    code: 'no-certificates',
    todo: 'Give a file in PEM.',
    most: 4_194_304,
  };
  const pem = await readNamedFile(host, path, wanted);
  const found = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0)
    throw new UsageError('no-certificates', `There is no certificate in ${path}.`, wanted.todo);
  return found;
};

/** Somebody who typed an address that is never probed has to hear it as a mistake, not as a result. */
const mustBeAllowed = ({ unreached, plaintext }: Probed, typed: boolean): void => {
  if (!typed || unreached !== 'forbidden') return;
  throw new UsageError(
    'probe-forbidden',
    plaintext.says,
    'Private addresses and this machine itself are probed with --allow-private; metadata and link-local addresses never.',
  );
};

const isUnseen = ({ plaintext, tls }: Probed): boolean => plaintext.is === 'unknown' && tls.is === 'unknown';

/** `waxseal probe` */
export const run: Command = async (given, context) => {
  const wanted = profileNamed(textOption(given, 'profile'));
  const ca = await certificates(given, context);
  const endpoints = await endpointsOf(given, context);
  const options = {
    ...probing,
    inside: flag(given, 'allowPrivate'),
    login: flag(given, 'login'),
    names: listOption(given, 'name'),
    ca,
    now: context.host.now(),
    ...(context.host.parts?.lookup && { lookup: context.host.parts.lookup }),
  };
  const probed: Probed[] = [];
  for (const endpoint of endpoints) {
    context.progress(`${endpoint.host}:${endpoint.port}`);
    const one = await probe(endpoint, options);
    mustBeAllowed(one, given.args[0] !== undefined);
    probed.push(one);
  }
  context.progress(undefined);
  const found = probed.map((one) => ({ ...one, faults: faultsOf(one, wanted) }));
  const left = found.some(({ faults }) => faults.length > 0);
  const exit = exitOfLook({ left, failed: probed.some(isUnseen) }, flag(given, 'exitCode'));
  const view: readonly Block[] = [
    ...found.flatMap((one) => probedView(one, wanted)),
    text([dim('No password was sent. What each protocol was sent: docs/probe.md.')]),
  ];
  const good = !left;
  return {
    document: { schema: 'waxseal/probe/v1', profile: wanted, good, probed: found } as const,
    view,
    exit,
  };
};
