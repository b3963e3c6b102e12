import * as z from 'zod/mini';
import { overPlainHttp } from '../../src/sandbox/kit/request.ts';
import { describe, expect, test } from 'vitest';
import { loadAccount } from '../../src/sandbox/account.ts';
import { lists } from '../../src/sandbox/kit/pages.ts';
import { policyRecord, policyText, putPolicy, type PolicyRules } from '../../src/sandbox/kit/policy.ts';
import { recordsOf } from '../../src/sandbox/kit/records.ts';
import { revisionOf, revisionRefusal } from '../../src/sandbox/kit/revision.ts';
import { tagged, tagList, tagMap, tagRecords, untagged, type Tags } from '../../src/sandbox/kit/tags.ts';
import { sandboxRoom } from '../../src/sandbox/room.ts';
import { refuse, type Context, type Operations, type Refusal, type World } from '../../src/sandbox/world.ts';

/** A plain service with the parts that most have: it lists, tags, holds a policy, and takes its time. */

const api = 'https://docs.aws.amazon.com/toy/latest/APIReference/';
const records = z.strictObject({
  Boxes: z._default(
    z.array(
      z.strictObject({
        Name: z.string(),
        Status: z._default(z.enum(['ACTIVE', 'UPDATING']), 'ACTIVE'),
        MinimumTls: z._default(z.enum(['1.0', '1.2']), '1.0'),
        Policy: z.optional(policyRecord),
        Tags: tagRecords,
      }),
    ),
    [],
  ),
});
type Box = z.output<typeof records>['Boxes'][number];

const toys = new WeakMap<World, Box[]>();
/** A toy is no service of the registry, so that it keeps its slice beside the world. */
const withBoxes = (world: World, boxes: Box[]): World => {
  const next = { ...world };
  toys.set(next, boxes);
  return next;
};
const wrong = (message: string): Refusal => refuse('InvalidParameter', 400, message, api);
const rules: PolicyRules = {
  partition: 'aws',
  largest: 300,
  isAction: (action) => /^toy:[\w*]+$/i.test(action),
  isResource: (resource) => resource.startsWith('arn:aws:toy:'),
  malformed: (message) => refuse('MalformedPolicyDocument', 400, message, api),
};

interface Named {
  readonly Name: string;
}
const boxes = recordsOf({
  all: (world) => toys.get(world) ?? [],
  with: withBoxes,
  is: (box, { Name }: Named) => box.Name === Name,
  missing: ({ Name }) => refuse('ResourceNotFoundException', 404, `There is no box ${Name}`, api),
});

const operations: Operations = {
  ListBoxes: lists({
    as: 'Boxes',
    token: 'Marker',
    next: 'NextMarker',
    most: { as: 'MaxItems', largest: 100 },
    wrong,
    items: (world) => (toys.get(world) ?? []).map(({ Name }) => ({ Name })),
  }),
  GetBox: boxes.reads(({ Tags: tags, ...box }) => ({ ...box, Tags: tagList(tags) })),
  PutBoxPolicy: boxes.changes((box, { Policy }: Named & { readonly Policy: string }) => {
    const put = putPolicy(Policy, rules);
    return 'refusal' in put ? put : { item: { ...box, Policy: put.policy } };
  }),
  UpdateBox: boxes.changes((box, { MinimumTls }: Named & Pick<Box, 'MinimumTls'>) =>
    box.Status === 'ACTIVE'
      ? {
          item: { ...box, Status: 'UPDATING' },
          output: { Status: 'UPDATING' },
          later: [{ seconds: 60, becomes: (old) => ({ ...old, MinimumTls, Status: 'ACTIVE' }) }],
        }
      : refuse('ConflictException', 409, `${box.Name} is being updated`, api),
  ),
  TagBox: boxes.changes((box, { Tags: more }: Named & { readonly Tags: readonly Tags[] }) => {
    const answer = tagged(box.Tags, tagMap(more), wrong);
    return 'refusal' in answer ? answer : { item: { ...box, Tags: answer.tags } };
  }),
  UntagBox: boxes.changes((box, { TagKeys }: Named & { readonly TagKeys: readonly string[] }) => ({
    item: { ...box, Tags: untagged(box.Tags, TagKeys) },
  })),
  DeleteBox: boxes.changes<Named>(() => ({ item: undefined })),
};

const room = sandboxRoom({
  client: 'ToyClient',
  prefix: 'toy',
  records,
  load: ({ Boxes }) => ({
    Boxes: Boxes.map((box) => ({ ...box, ...(box.Policy && { Policy: policyText(box.Policy) }) })),
  }),
  operations,
  shows: { names: ['Name'], policies: ['Policy'] },
});

const where = { account: '111122223333', partition: 'aws', region: 'eu-west-1' };
const at = (seconds: number): Context => ({
  now: new Date(1_767_600_000_000 + seconds * 1000),
  region: 'eu-west-1',
  caller: 'arn:aws:iam::111122223333:user/ada',
});

/** The service with an account, as a host would call it. */
const start = (names: readonly string[]) => {
  const slice = room.load(records.parse({ Boxes: names.map((Name) => ({ Name })) }), where, {});
  if (typeof slice === 'string') throw new Error(slice);
  let world = withBoxes(loadAccount({}).world, slice.Boxes);
  let pending: readonly { readonly at: string; readonly change: (before: World) => World }[] = [];
  return {
    call: (name: string, input: object, seconds = 0): unknown => {
      const { now } = at(seconds);
      for (const { at: due, change } of pending) if (due <= now.toISOString()) world = change(world);
      pending = pending.filter(({ at: due }) => due > now.toISOString());
      const answer = operations[name]?.(world, input, at(seconds));
      if (!answer) throw new Error(`no ${name}`);
      if ('refusal' in answer) return `${answer.refusal.name}: ${answer.refusal.message}`;
      ({ world } = answer);
      pending = [...pending, ...(answer.later ?? [])];
      return answer.output;
    },
  };
};

const policy = (over: object = {}, rest: object = {}) =>
  JSON.stringify({
    Statement: [
      {
        Sid: 'one',
        Effect: 'Deny',
        Principal: { AWS: ['111122223333'] },
        Action: ['toy:*'],
        Resource: 'arn:aws:toy:::box',
        Condition: { Bool: { 'aws:SecureTransport': false } },
        ...over,
      },
    ],
    ...rest,
  });

describe('pages', () => {
  const all = ['a', 'b', 'c', 'd', 'e'];
  test('every item comes once, in order, however few are asked for', () => {
    const { call } = start(all);
    for (const MaxItems of [undefined, 1, 2, 100]) {
      const seen: string[] = [];
      let Marker: unknown;
      do {
        const answer = call('ListBoxes', { Marker, MaxItems });
        if (typeof answer !== 'object' || answer === null) throw new Error(String(answer));
        const page: unknown = Reflect.get(answer, 'Boxes');
        if (!Array.isArray(page)) throw new Error('no page');
        expect(page.length).toBeLessThanOrEqual(Math.min(MaxItems ?? 3, 3));
        seen.push(...page.map(({ Name }: { Name: string }) => Name));
        Marker = Reflect.get(answer, 'NextMarker');
      } while (Marker !== undefined);
      expect(seen).toEqual(all);
    }
  });
  test('a strange token and a number out of range are refused', () => {
    const { call } = start(all);
    expect(call('ListBoxes', { Marker: '3' })).toBe(
      'InvalidParameter: The Marker is not one that was given out',
    );
    expect(call('ListBoxes', { MaxItems: 0 })).toBe('InvalidParameter: MaxItems is from 1 to 100');
    expect(call('ListBoxes', { MaxItems: 101 })).toBe('InvalidParameter: MaxItems is from 1 to 100');
  });
  test('an empty list is a list', () => expect(start([]).call('ListBoxes', {})).toEqual({ Boxes: [] }));
  test('items may be refused, and no number need be asked for', () => {
    const refusing = lists({ as: 'Boxes', token: 'NextToken', items: () => wrong('no') });
    const { world } = loadAccount({});
    expect(refusing(world, {}, at(0))).toEqual(wrong('no'));
    expect(refusing(world, { NextToken: 'x' }, at(0))).toMatchObject({
      refusal: { name: 'ValidationException' },
    });
  });
});

test('without a number some services give one page, and no token for more', () => {
  const sparing = lists({
    as: 'Boxes',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 1000 },
    tokenOnlyWhenAsked: true,
    items: () => ['a', 'b', 'c', 'd'],
  });
  const { world } = loadAccount({});
  expect(sparing(world, {}, at(0))).toMatchObject({ output: { Boxes: ['a', 'b', 'c'] } });
  expect(sparing(world, {}, at(0))).not.toHaveProperty('output.NextToken');
  expect(sparing(world, { MaxResults: 2 }, at(0))).toHaveProperty('output.NextToken');
});

describe('one record', () => {
  test('is known by the account that it is in, whoever calls', () => {
    const own = recordsOf({
      all: (world) => toys.get(world) ?? [],
      with: withBoxes,
      is: (box, { Arn }: { readonly Arn: string }, _context, { account }) =>
        Arn === `arn:aws:toy::${account}:${box.Name}`,
      missing: () => wrong('none'),
    });
    const box = { Name: 'a', Status: 'ACTIVE', MinimumTls: '1.0', Tags: {} } as const;
    const world = withBoxes(loadAccount({ account: '444455556666' }).world, [box]);
    const owner = own.reads((_box, _input: { readonly Arn: string }, _context, { account }) => ({
      Owner: account,
    }));
    expect(owner(world, { Arn: 'arn:aws:toy::444455556666:a' }, at(0))).toMatchObject({
      output: { Owner: '444455556666' },
    });
    expect(owner(world, { Arn: 'arn:aws:toy::111122223333:a' }, at(0))).toEqual(wrong('none'));
  });
  test('is refused when it is not there, for reads and for writes', () => {
    const { call } = start(['a']);
    for (const name of ['GetBox', 'UpdateBox', 'DeleteBox'])
      expect(call(name, { Name: 'z' })).toBe('ResourceNotFoundException: There is no box z');
  });
  test('a change takes its time, and another one meanwhile is refused', () => {
    const { call } = start(['a', 'b']);
    expect(call('UpdateBox', { Name: 'a', MinimumTls: '1.2' })).toEqual({ Status: 'UPDATING' });
    expect(call('GetBox', { Name: 'a' }, 59)).toMatchObject({ Status: 'UPDATING', MinimumTls: '1.0' });
    expect(call('UpdateBox', { Name: 'a', MinimumTls: '1.0' }, 59)).toMatch(/^ConflictException/);
    expect(call('GetBox', { Name: 'a' }, 60)).toMatchObject({ Status: 'ACTIVE', MinimumTls: '1.2' });
    expect(call('GetBox', { Name: 'b' }, 60)).toMatchObject({ Status: 'ACTIVE', MinimumTls: '1.0' });
  });
  test('what is gone stays gone when its change would have come', () => {
    const { call } = start(['a', 'b']);
    call('UpdateBox', { Name: 'a', MinimumTls: '1.2' });
    call('DeleteBox', { Name: 'a' }, 1);
    expect(call('GetBox', { Name: 'a' }, 61)).toMatch(/^ResourceNotFoundException/);
    expect(call('ListBoxes', {}, 61)).toEqual({ Boxes: [{ Name: 'b' }] });
  });
});

describe('a policy', () => {
  test('comes back in other bytes with the same meaning, and an empty text takes it away', () => {
    const { call } = start(['a']);
    expect(call('PutBoxPolicy', { Name: 'a', Policy: policy() })).toEqual({});
    expect(call('GetBox', { Name: 'a' })).toMatchObject({
      Policy: policy({
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'toy:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    });
    call('PutBoxPolicy', { Name: 'a', Policy: '' });
    expect(call('GetBox', { Name: 'a' })).toEqual({
      Name: 'a',
      Status: 'ACTIVE',
      MinimumTls: '1.0',
      Policy: undefined,
      Tags: [],
    });
  });
  test.each<[string, string, RegExp]>([
    ['no JSON', '{', /must be valid JSON/],
    ['no object', '[]', /must be valid JSON/],
    ['too long', policy({ Sid: 'x'.repeat(300) }), /maximum allowed document size/],
    ['no statement', '{"Statement":[]}', /field Statement/],
    ['a version that there is not', policy({}, { Version: '2020-01-01' }), /valid version/],
    ['a field that there is not', policy({ Actions: 'toy:*' }), /Unknown field Actions/],
    ['no effect', policy({ Effect: undefined }), /field Effect/],
    ['another effect', policy({ Effect: 'Forbid' }), /Invalid effect/],
    ['no principal', policy({ Principal: undefined }), /field Principal/],
    ['a group', policy({ Principal: { AWS: 'arn:aws:iam::111122223333:group/x' } }), /Invalid principal/],
    ['a kind of principal that there is not', policy({ Principal: { Toy: 'x' } }), /Invalid principal/],
    ['no names', policy({ Principal: { AWS: [] } }), /Invalid principal/],
    ["another service's action", policy({ Action: 's3:*' }), /invalid action/],
    ["another service's resource", policy({ Resource: 'arn:aws:s3:::x' }), /invalid resource/],
    ['an operator that there is not', policy({ Condition: { Equals: {} } }), /Invalid Condition type/],
    ["another service's key", policy({ Condition: { Bool: { 's3:x': '1' } } }), /invalid condition key/],
  ])('%s is refused, and nothing changes', (_, text, says) => {
    const { call } = start(['a']);
    const before = call('GetBox', { Name: 'a' });
    expect(call('PutBoxPolicy', { Name: 'a', Policy: text })).toMatch(says);
    expect(call('GetBox', { Name: 'a' })).toEqual(before);
  });
  test('the same Sid twice is refused', () => {
    const one = { Sid: 'x', Effect: 'Deny', Principal: '*', Action: 'toy:*', Resource: 'arn:aws:toy:::b' };
    const { call } = start(['a']);
    expect(call('PutBoxPolicy', { Name: 'a', Policy: JSON.stringify({ Statement: [one, one] }) })).toMatch(
      /must be unique/,
    );
  });
});

describe('tags', () => {
  test('are added, replaced and taken away', () => {
    const { call } = start(['a']);
    call('TagBox', { Name: 'a', Tags: [{ Key: 'team', Value: 'red' }, { Key: 'env' }] });
    call('TagBox', { Name: 'a', Tags: [{ Key: 'team', Value: 'blue' }] });
    call('UntagBox', { Name: 'a', TagKeys: ['env', 'never'] });
    expect(call('GetBox', { Name: 'a' })).toMatchObject({ Tags: [{ Key: 'team', Value: 'blue' }] });
  });
  test('are spelled as the service spells them', () => {
    const spelling = { key: 'TagKey', value: 'TagValue' };
    expect(tagList({ team: 'red' }, spelling)).toEqual([{ TagKey: 'team', TagValue: 'red' }]);
    expect(tagMap([{ TagKey: 'team', TagValue: 'red' }], spelling)).toEqual({ team: 'red' });
  });
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, '']));
  test.each<[string, Tags, RegExp]>([
    ['one too many', { more: '' }, /50 tags/],
    ['no key', { '': 'x' }, /key of a tag/],
    ['a long key', { ['k'.repeat(129)]: '' }, /key of a tag/],
    ['a long value', { k0: 'v'.repeat(257) }, /value of a tag/],
    ["a key of AWS's own", { 'AWS:x': '' }, /reserved/],
  ])('%s is refused', (_, more, says) => {
    const old = 'more' in more ? many : {};
    expect(JSON.stringify(tagged(old, more, wrong))).toMatch(says);
  });
  test("AWS's own tags stay and do not count", () => {
    const old = { ...many, 'aws:cloudformation:stack-name': 'x' };
    expect(tagged(old, { k0: 'new' }, wrong)).toEqual({ tags: { ...old, k0: 'new' } });
  });
});

describe('revisions', () => {
  const refused = { name: 'PreconditionFailed', because: api };
  test('tell one record from another, and nothing else', () => {
    expect(revisionOf({ a: 1 })).toBe(revisionOf({ a: 1 }));
    expect(revisionOf({ a: 1 })).not.toBe(revisionOf({ a: 2 }));
  });
  test('a put from another state, or from none, is refused', () => {
    expect(revisionRefusal({ a: 1 }, revisionOf({ a: 1 }), refused)).toBeUndefined();
    for (const given of [revisionOf({ a: 2 }), undefined])
      expect(revisionRefusal({ a: 1 }, given, refused)).toMatchObject({
        refusal: { name: 'PreconditionFailed', status: 412 },
      });
  });
});

test('a request over plain HTTP is taken, or refused by a statement that a probe names', () => {
  const resource = 'arn:aws:toy:::orders';
  const asked = { asks: 'message over HTTP', action: 'toy:Send', resource };
  const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
  const deny = {
    Sid: 'Tls',
    Effect: 'Deny',
    Principal: '*',
    Action: 'toy:Send',
    Resource: resource,
    Condition,
  };
  const { asks } = asked;
  expect(overPlainHttp(undefined, asked)).toEqual({ asks, gets: 'taken', refused: false });
  expect(overPlainHttp(JSON.stringify({ Statement: [deny] }), asked)).toEqual({
    asks,
    gets: 'refused by Tls',
    refused: true,
  });
});
