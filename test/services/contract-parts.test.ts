import { describe, expect, test } from 'vitest';
import { loadAccount } from '../../src/sandbox/account.ts';
import { startHost } from '../../src/sandbox/host.ts';
import { joined } from '../kit/joined.ts';
import { referencesOf } from '../kit/reference-units.ts';
import { statementContract } from '../kit/statement-contract.ts';
import { valueContract } from '../kit/value-contract.ts';
import { flat } from '../simulation/flat.ts';

/** What contracts are put together from. */

const type = 'AWS::RDS::DBProxy';
const arn = 'arn:aws:rds:eu-west-1:111122223333:db-proxy:orders';
const target = { account: '111122223333', region: 'eu-west-1', partition: 'aws', type, id: 'orders', arn };

describe('parts of a contract', () => {
  const one = { sets: { 'a:List': 'Items' }, unpaged: ['a:Tags'], attempted: () => undefined };
  const two = {
    prefix: 'b',
    sets: { 'b:List': 'Items' },
    unpaged: ['b:Tags'],
    attempted: () => ({ path: 'there' }),
    asGood: ({ operation }: { readonly operation: string }) => operation === 'b:Put',
  };
  test('maps and lists are laid together', () => {
    expect(joined(one, two)).toMatchObject({
      prefix: 'b',
      sets: { 'a:List': 'Items', 'b:List': 'Items' },
      unpaged: ['a:Tags', 'b:Tags'],
    });
  });
  test('what two parts say of one operation is said together', () => {
    const config = { sets: { 'a:Get': 'Config.Aliases' }, ordered: { 'a:Get': 'Config.Rules' } };
    const tags = { sets: { 'a:Get': ['Tags', 'Config.Aliases'] }, ordered: { 'a:List': 'Items' } };
    expect(joined(config, tags)).toMatchObject({
      sets: { 'a:Get': ['Config.Aliases', 'Tags'] },
      ordered: { 'a:Get': 'Config.Rules', 'a:List': 'Items' },
    });
  });
  test('what two parts say differently of one key is an error', () => {
    const saying = (value: string) => ({ otherValues: { policy: () => value } });
    const both = () => joined(saying('a'), saying('b'));
    expect(both).toThrow('two parts of the contract say different things of otherValues.policy');
    // Fields of two types may have one name.
    const ofType = (kind: string) => ({
      ...saying(kind),
      neighbours: { [kind]: () => ({ work: () => {}, kept: () => true }) },
    });
    const other = joined(ofType('a'), ofType('b')).otherValues?.['policy'];
    const change = { set: 'policy', on: 'x', before: 1, after: 2, impact: [] };
    expect(other?.(change, startHost(loadAccount({})), { ...target, type: 'b' })).toBe('b');
    expect(() => joined(ofType('a'), { ...ofType('a'), ...saying('c') })).toThrow('otherValues.policy');
    const naming = () => ({ named: { Arn: (value: string) => value } });
    expect(
      joined(naming(), naming()).named?.['Arn']?.('x', { account: '', region: '', partition: '' }, {}),
    ).toBe('x');
  });
  test('somebody else works beside the fields of both', () => {
    const done: string[] = [];
    const beside = (name: string) => ({
      neighbours: { [type]: () => ({ work: () => void done.push(name), kept: () => name === 'a' }) },
      writers: { 'writes beside it': () => (name === 'a' ? undefined : { operation: name, input: {} }) },
    });
    const { neighbours, writers } = joined(beside('a'), beside('b'));
    const host = startHost(loadAccount({}));
    const neighbour = neighbours?.[type]?.(host, target);
    neighbour?.work();
    expect(done).toEqual(['a', 'b']);
    expect(neighbour?.kept()).toBe(false);
    expect(writers?.['writes beside it']?.(host.world())).toEqual({ operation: 'b', input: {} });
  });
  test('what is asked is asked of each in turn', () => {
    const { attempted, asGood } = joined(one, two);
    expect(attempted?.({ set: 'x', on: 'y' }, 1)).toEqual({ path: 'there' });
    expect(asGood?.({ operation: 'b:Put', input: {} })).toBe(true);
    expect(asGood?.({ operation: 'a:Put', input: {} })).toBe(false);
  });
  test('two services do not stand for one family', () => {
    const standing = { standsFor: { own: 'one' } };
    expect(referencesOf({ a: standing, b: {} })).toEqual({ own: 'one' });
    expect(() => referencesOf({ a: standing, b: standing })).toThrow(
      'one stands for own already: take it out of standsFor of b',
    );
  });
  test('what no part says is not there', () => {
    expect(Object.keys(joined(one))).toEqual(['sets', 'unpaged', 'attempted']);
  });
});

describe('one statement', () => {
  const facts: Parameters<typeof statementContract>[0] = {
    type: 'AWS::S3::Bucket',
    remediation: 'toy',
    at: 's3.Buckets',
    holders: ({ s3: { Buckets } }) =>
      Buckets.map(({ Name: name, Policy: policy }) => ({ name, arn: `arn:aws:s3:::${name}`, policy })),
    actions: ['s3:GetObject'],
    allowed: 's3:GetObject',
    reads: 's3:Get',
    put: ({ name }, policy) => ({ operation: 's3:Put', input: { name, policy } }),
    scene: { target: 'orders', account: {} },
  };
  const Statement = [
    {
      Sid: 'WaxsealTlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::orders/*',
    },
  ];
  const { world } = loadAccount({ s3: { Buckets: [{ Name: 'orders', Policy: { Statement } }] } });

  test('where there always is a policy nobody takes it away, nor its last statement', () => {
    const { writers = {}, promises: { toy } = {} } = statementContract(facts);
    expect(toy?.meddlers).toEqual(['adds a statement', 'takes ours away']);
    expect(toy?.readBefore).toEqual({ 's3:Put': 's3:Get' });
    expect(writers['takes ours away']?.(world)).toBeUndefined();
    expect(writers['adds a statement']?.(world)).toMatchObject({ operation: 's3:Put' });
  });
  test('elsewhere somebody does', () => {
    const remove = () => ({ operation: 's3:Remove', input: {} });
    const { writers = {}, promises: { toy } = {} } = statementContract({ ...facts, remove });
    expect(toy?.meddlers).toContain('removes the policy');
    expect(toy?.readBefore).toMatchObject({ 's3:Remove': 's3:Get' });
    expect(writers['takes ours away']?.(world)).toEqual(remove());
  });
});

describe('one value', () => {
  const at = 'rds.DBProxies';
  const scene = {
    target: 'orders',
    account: { rds: { DBProxies: [{ DBProxyName: 'orders', EngineFamily: 'MYSQL', RequireTLS: false }] } },
  };
  const facts: Parameters<typeof valueContract>[0] = {
    type,
    remediation: 'toy',
    at,
    value: /^\.RequireTLS$/,
    good: [true],
    field: 'requireTls',
    shows: () => '.RequireTLS',
    others: ['other'],
    writes: 'rds:ModifyDBProxy',
    reads: 'rds:DescribeDBProxies',
    beside: (_world, name) => ({
      write: { operation: 'rds:Toy', input: { name } },
      path: `${at}[${name}].EngineFamily`,
      shows: 'MYSQL',
    }),
    deletes: (name) => ({ operation: 'rds:DeleteToy', input: { name } }),
    follows: /^\.Status$/,
    scene,
  };
  const contract = valueContract(facts);
  const promises = contract.promises?.['toy'];
  const path = `${at}[orders].RequireTLS`;
  const { world } = loadAccount(scene.account);

  test('only what is good may be written, where it stands, and what AWS does then', () => {
    const may = (operation: string, where: string, after: string | undefined) =>
      promises?.mayFix(operation, { path: where, before: 'false', after });
    expect(may('rds:ModifyDBProxy', path, 'true')).toBe(true);
    expect(may('rds:ModifyDBProxy', path, 'false')).toBe(false);
    expect(may('rds:ModifyDBProxy', path, undefined)).toBe(false);
    expect(may('rds:DeleteDBProxy', path, 'true')).toBe(false);
    expect(may('rds:ModifyDBProxy', `${at}[orders].EngineFamily`, '"X"')).toBe(false);
    expect(may('rds:ModifyDBProxy', `${at}[orders].Status`, '"modifying"')).toBe(true);
  });
  test('a whole that is put back is good if every value in it is', () => {
    const { asGood } = valueContract({ ...facts, inWhole: 'RequireTLS' });
    const put = (...all: readonly boolean[]) => ({
      operation: 'rds:ModifyDBProxy',
      input: { Whole: { Parts: all.map((RequireTLS) => ({ RequireTLS })), More: 'anything' } },
    });
    expect(asGood?.(put(true, true))).toBe(true);
    expect(asGood?.(put(true, false))).toBe(false);
    expect(asGood?.(put())).toBe(false);
    expect(asGood?.({ ...put(true), operation: 'rds:DeleteDBProxy' })).toBe(false);
    expect(contract.asGood).toBeUndefined();
  });
  test('an account shows whether it is remediated', () => {
    const good = loadAccount({
      rds: { DBProxies: [{ DBProxyName: 'orders', EngineFamily: 'MYSQL', RequireTLS: true }] },
    });
    expect(promises?.isRemediated(target, flat(world))).toBe(false);
    expect(promises?.isRemediated(target, flat(good.world))).toBe(true);
    expect(promises?.isRemediated({ ...target, arn: `${arn}-gone` }, flat(world))).toBe(true);
  });
  test('a journalled change shows at its place', () => {
    expect(contract.attempted?.({ set: 'requireTls', on: `${arn}#default` }, true)).toEqual({ path });
  });
  test('of two values of one type each answers for its own changes', () => {
    const idle = { ...facts, remediation: 'idle', field: 'idle', shows: () => '.Idle', others: [7] } as const;
    const { attempted } = joined(contract, valueContract(idle));
    expect(attempted?.({ set: 'requireTls', on: arn }, true)).toEqual({ path });
    expect(attempted?.({ set: 'idle', on: arn }, 5)).toEqual({ path: `${at}[orders].Idle` });
    expect(attempted?.({ set: 'unknown', on: arn }, 5)).toBeUndefined();
  });
  test('what somebody else sets it to is neither there nor wanted, or what to say is said', () => {
    const { otherValues } = valueContract({ ...facts, others: ['off', 'preferred'] });
    const host = startHost(loadAccount({}));
    const other = (before: string, after: string): unknown =>
      otherValues?.['requireTls']?.({ set: 'requireTls', on: arn, before, after, impact: [] }, host, target);
    expect(other('none', 'required')).toBe('off');
    expect(other('off', 'required')).toBe('preferred');
    expect(() => other('off', 'preferred')).toThrow(
      'others of toy: "off" is there and "preferred" is wanted, so name one more than "off", "preferred"',
    );
  });
  test('where it is on or off, that follows from what is there and what is wanted', () => {
    const { others: _none, ...onOrOff } = facts;
    const { otherValues } = valueContract({ ...onOrOff, good: [true] });
    const host = startHost(loadAccount({}));
    const other = (before: boolean | null, after: boolean): unknown =>
      otherValues?.['requireTls']?.({ set: 'requireTls', on: arn, before, after, impact: [] }, host, target);
    expect([other(null, true), other(null, false), other(false, true), other(true, false)]).toEqual([
      false,
      true,
      undefined,
      undefined,
    ]);
    // @ts-expect-error A value that is neither on nor off says what others set.
    expect(() => valueContract({ ...onOrOff, good: ['required'] })).not.toThrow();
  });
  test('others write beside it, or delete it', () => {
    expect(promises?.meddlers).toEqual(['writes beside it', 'deletes the resource']);
    expect(contract.writers?.['writes beside it']?.(world)).toEqual({
      operation: 'rds:Toy',
      input: { name: 'orders' },
    });
    expect(contract.writers?.['deletes the resource']?.(world)).toMatchObject({ operation: 'rds:DeleteToy' });
    expect(contract.writers?.['writes beside it']?.(loadAccount({}).world)).toBeUndefined();
    const neighbour = contract.neighbours?.[type]?.(startHost(loadAccount(scene.account)), target);
    expect(neighbour?.kept()).toBe(true);
  });
});
