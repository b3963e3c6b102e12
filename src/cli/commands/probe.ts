import type { Endpoint } from '../../core/model/endpoint.ts';
import { probing } from '../../probe/places.ts';
import { probe, type Probed } from '../../probe/probe.ts';
import type { Chain } from '../../probe/redirects.ts';
import { type Block, dim, text } from '../../report/blocks.ts';
import { type Command, type Context, flag, type Given, listOption, textOption } from '../runtime/context.ts';
import { endpointNamed } from '../input/endpoint.ts';
import { near } from '../input/inputs.ts';
import { targetOf } from '../input/targets.ts';
import { readNamedFile } from '../input/text-file.ts';
import { UsageError } from '../input/usage.ts';
import { exitOfLook } from '../output/exits.ts';
import { probedView } from '../output/probe-view.ts';

const profiles = ['modern', 'intermediate', 'old'] as const;
type Wanted = (typeof profiles)[number];

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

/** The way from plain HTTP ends at HTTPS that was answered, and nothing falls back on it. */
const endsInTls = ({ hops }: Chain): boolean => {
  const isTls = hops.map(({ url }) => url.startsWith('https:'));
  const { status } = hops.at(-1) ?? {};
  return (
    isTls.at(-1) === true &&
    isTls.every((tls, at) => tls || isTls[at - 1] !== true) &&
    status !== undefined &&
    (status < 300 || status >= 400)
  );
};

/** What has no TLS of its own: a bucket over HTTP, or a port that only sends on, as far as HTTPS is shown to work. */
const needsNone = ({ tls, endpoint, http }: Probed): boolean =>
  tls.is === 'not-spoken' &&
  (endpoint.protocol === 's3' || (endpoint.protocol === 'http' && http !== undefined && endsInTls(http)));

const isGood = (probed: Probed, wanted: Wanted): boolean => {
  const { plaintext, tls } = probed;
  if (plaintext.is !== 'refused') return false;
  if (tls.is !== 'spoken') return needsNone(probed);
  return (
    tls.problems.every(({ weighs }) => weighs === 'note') &&
    profiles.slice(0, profiles.indexOf(wanted) + 1).some((name) => tls.grade.profile === name)
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
  const left = !probed.every((one) => isGood(one, wanted));
  const exit = exitOfLook({ left, failed: probed.some(isUnseen) }, flag(given, 'exitCode'));
  const view: readonly Block[] = [
    ...probed.flatMap(probedView),
    text([dim('No password was sent. What each protocol was sent: docs/probe.md.')]),
  ];
  const good = !left;
  return { document: { schema: 'waxseal/probe/v1', profile: wanted, good, probed } as const, view, exit };
};
