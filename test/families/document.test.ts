import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { remediation, type Document } from '../../src/core/model/remediation.ts';
import { sentence } from '../../src/core/say/said.ts';
import { documentPart, type DocumentSeen } from '../../src/families/document.ts';
import { readinessBy } from '../../src/families/steps.ts';
import { stageOf, target } from '../kit/families.ts';

/** A distribution: one document with an ETag, and a viewer protocol policy in each of its behaviors. */

interface Behavior {
  readonly path: string;
  /** Left out: as AWS has it, which is `allow-all`. */
  readonly viewer?: string;
  readonly ttl: number;
}
interface Config {
  readonly comment: string;
  readonly behaviors: readonly Behavior[];
}

const distributionOf = (...behaviors: readonly Behavior[]) => {
  const world = {
    config: { comment: 'theirs', behaviors } as Config | undefined,
    etag: 1,
    status: 'Deployed',
    methods: ['GET'],
    puts: 0,
    /** What somebody does between our read and our write. */
    meanwhile: () => {},
  };
  const distributionConfig: Document<Config> = {
    type: 'distribution configuration',
    comparesAndSets: true,
    name: (_on, { id }) => id,
    get: async () => ({ value: world.config ?? null, token: world.etag }),
    put: async (_name, whole, { token }) => {
      world.meanwhile();
      if (token !== world.etag) throw new Error('PreconditionFailed');
      world.config = whole ?? undefined;
      world.etag += 1;
      world.puts += 1;
    },
  };
  const readiness = readinessBy({ ready: ['Deployed'], busy: ['InProgress'] });
  const { messages, ...parts } = documentPart({
    attribute: 'viewerProtocolPolicy',
    thing: 'distribution',
    setting: 'ViewerProtocolPolicy',
    document: distributionConfig,
    messages: { 'posts-are-redirected': { says: '{name} takes POST over HTTP.', todo: 'Ask its users.' } },
    read: async () =>
      world.config && {
        whole: world.config,
        readiness: readiness(world.status),
        methods: world.methods,
      },
    places: ({ behaviors: all }) => all.map(({ path, viewer = null }) => ({ at: path, value: viewer })),
    into: (config, at, value) => ({
      ...config,
      behaviors: config.behaviors.map((one) => {
        const { viewer: _before, ...rest } = one;
        return one.path === at ? { ...rest, ...(value !== null && { viewer: value }) } : one;
      }),
    }),
    meaning: (value) => {
      if (value === null || value === 'allow-all')
        return { to: 'redirect-to-https', impact: ['redirects-clients'] };
      return value === 'redirect-to-https' || value === 'https-only' ? 'good' : undefined;
    },
    sayings: ({ methods }, stepping, { id: name }) => ({
      hazards:
        methods.includes('POST') && stepping.length > 0
          ? [{ message: 'posts-are-redirected', data: { name } }]
          : [],
    }),
  });
  const unit = remediation({
    meta: {
      id: 'toy-viewer-https',
      version: 1,
      family: 'document',
      concerns: { hop: 'in', matter: 'plaintext' },
      title: 'Viewers come over HTTPS',
      summary: 'Redirects viewers to HTTPS.',
      resourceType: 'Toy',
      configRules: [],
      controls: [],
      services: [],
      reversible: true,
      permissions: { read: [], write: [], undo: [] },
      messages,
      docs: [],
    },
    settings: z.strictObject({}),
    ...parts,
  });
  return { world, unit, ...stageOf(unit) };
};

const open = (path: string): Behavior => ({ path, viewer: 'allow-all', ttl: 60 });
const shut = (path: string): Behavior => ({ path, viewer: 'https-only', ttl: 60 });
const viewers = ({ config }: { readonly config: Config | undefined }) =>
  Object.fromEntries((config?.behaviors ?? []).map(({ path, viewer }) => [path, viewer]));

describe('all places of a document', () => {
  test('are changed in one put, and nothing else is', async () => {
    const { world, look, takeBack } = distributionOf(open('default'), shut('/a#b'), open('/c'));
    const before = world.config;
    const done = await look();
    expect(done.is).toBe('remediated');
    expect(viewers(world)).toEqual({
      default: 'redirect-to-https',
      '/a#b': 'https-only',
      '/c': 'redirect-to-https',
    });
    expect(world).toMatchObject({ puts: 1, config: { comment: 'theirs' } });
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect([world.config, world.puts]).toEqual([before, 2]);
  });

  test('AWS’s default is said again where it was said, and left out where it was not', async () => {
    const unsaid: Behavior = { path: '/unsaid', ttl: 60 };
    const { world, look, takeBack } = distributionOf(open('/said'), unsaid);
    const done = await look();
    expect(viewers(world)).toEqual({ '/said': 'redirect-to-https', '/unsaid': 'redirect-to-https' });
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.config?.behaviors).toEqual([open('/said'), unsaid]);
  });

  test.each([
    ['that is gone', []],
    [
      'that is there twice',
      [
        { path: '/unsaid', ttl: 60 },
        { path: '/unsaid', ttl: 5 },
      ],
    ],
  ])('a place %s is none whose value was left out', async (_name, behaviors) => {
    const unsaid: Behavior = { path: '/unsaid', ttl: 60 };
    const { world, look, takeBack } = distributionOf(unsaid);
    const done = await look();
    world.config = { comment: 'theirs', behaviors };
    expect(await takeBack(done)).toMatchObject({ is: 'refused', because: [{ check: 'changed-since' }] });
    expect(world.config).toEqual({ comment: 'theirs', behaviors });
  });

  test('undo leaves what somebody wrote elsewhere in it, and refuses a place that they wrote', async () => {
    const { world, look, takeBack } = distributionOf(open('default'), open('/c'));
    const done = await look();
    world.config = { ...(world.config ?? { behaviors: [] }), comment: 'another' };
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.config).toMatchObject({ comment: 'another', behaviors: [open('default'), open('/c')] });

    const other = distributionOf(open('default'), open('/c'));
    const remediated = await other.look();
    other.world.config = {
      comment: '',
      behaviors: [shut('default'), ...(other.world.config?.behaviors.slice(1) ?? [])],
    };
    expect(await other.takeBack(remediated)).toMatchObject({
      is: 'refused',
      conflicts: [{ now: 'https-only' }],
    });
  });

  test('a write in between is never lost: AWS refuses ours', async () => {
    const { world, look } = distributionOf(open('default'));
    world.meanwhile = () => {
      world.config = { comment: 'theirs, later', behaviors: [open('default')] };
      world.etag += 1;
      world.meanwhile = () => {};
    };
    expect((await look()).is).toBe('failed');
    expect(world.config?.comment).toBe('theirs, later');
  });
});

describe('what is not changed', () => {
  test('while AWS deploys, nothing is said', async () => {
    const { world, look } = distributionOf(shut('default'));
    world.status = 'InProgress';
    expect(await look()).toMatchObject({ is: 'pending', why: { id: 'busy' } });
  });
  test('a value that nobody knows', async () => {
    const { look, said, world } = distributionOf(open('default'), { ...open('/x'), viewer: 'quic-only' });
    expect(await look()).toMatchObject({ is: 'unknown', why: { id: 'value-unknown' } });
    expect(await said()).toEqual(['value-unknown']);
    expect(world.puts).toBe(0);
  });
  test('two places of one name', async () => {
    const { look, said, world } = distributionOf(open('/x'), open('/x'));
    expect(await look()).toMatchObject({ is: 'unknown', why: { id: 'place-twice' } });
    expect(await said()).toEqual(['place-twice']);
    expect(world.puts).toBe(0);
  });
  test('a hazard asks', async () => {
    const { world, look, agree } = distributionOf(open('default'));
    world.methods = ['GET', 'POST'];
    expect((await look()).is).toBe('approval-requested');
    expect((await agree()).is).toBe('remediated');
  });
  test('what is gone', async () => {
    const { world, look } = distributionOf();
    world.config = undefined;
    expect(await look()).toEqual({ is: 'gone' });
  });
});

test('a step may depend on what else is so, and the sentence names the places', () => {
  const { world } = distributionOf(open('default'), open('/c'), shut('/d'));
  const whole: Config = world.config ?? { comment: '', behaviors: [] };
  const held: Document<Config> = {
    type: 'configuration',
    name: (_on, { id }) => id,
    get: async () => ({ value: whole }),
    put: async () => {},
  };
  const part = documentPart({
    attribute: 'viewerProtocolPolicy',
    thing: 'distribution',
    setting: 'ViewerProtocolPolicy',
    document: held,
    messages: { 'not-as-wanted': { says: '{places} of {name} take plain HTTP.', todo: 'Apply the plan.' } },
    read: async (): Promise<(DocumentSeen<Config> & { readonly enabled: boolean }) | undefined> => undefined,
    places: ({ behaviors: all }) => all.map(({ path, viewer = null }) => ({ at: path, value: viewer })),
    into: (config) => config,
    meaning: (value, _settings, _at, { enabled }) =>
      value === 'https-only' ? 'good' : { to: 'https-only', impact: [enabled ? 'breaks-plaintext' : 'none'] },
  });
  const planned = (enabled: boolean) =>
    part.plan({ whole, readiness: { is: 'ready' }, enabled }, target, undefined);
  const verdict = planned(false);
  if (verdict.is !== 'non-compliant') throw new Error(verdict.is);
  expect(verdict.changes.map(({ impact }) => impact)).toEqual([['none'], ['none']]);
  expect(sentence(part.messages, verdict).says).toBe(`default, /c of ${target.id} take plain HTTP.`);
  expect(planned(true)).toMatchObject({ changes: [{ impact: ['breaks-plaintext'] }, {}] });
});
