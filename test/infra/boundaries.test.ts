import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aspects, aws_iam as iam } from 'aws-cdk-lib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { settingsFrom } from '../../infra/settings.ts';
import { unitsOf } from '../../infra/units.ts';
import { waxsealApp } from '../../infra/waxseal-app.ts';
import { catalog } from '../../src/services/index.ts';
import { flat, ofType, synthesise } from '../kit/infra/synthesised.ts';

const units = await unitsOf(catalog);
const app = () => {
  const folder = (): string => mkdtempSync(join(tmpdir(), 'waxseal-infra-'));
  const settings = settingsFrom({ code: folder() });
  return waxsealApp({ units, settings: () => settings, outdir: folder() });
};

/** Every role of every template, with its boundary. */
const boundaries = (settings: Readonly<Record<string, unknown>>) =>
  Object.values(
    synthesise(units, { mode: 'write', notify: ['security-hub'], ...settings }).templates,
  ).flatMap((template) =>
    ofType(template, 'AWS::IAM::Role').map(
      ([, { RoleName, PermissionsBoundary }]) => [flat(RoleName), PermissionsBoundary] as const,
    ),
  );
const isWriting = ([name]: readonly [string, unknown]): boolean => name.startsWith('waxseal-write-');

afterEach(() => {
  vi.unstubAllEnvs();
});

// Here, because a synthesis may take longer than a test has.
const demanded = boundaries({ permissionsBoundary: 'path/corporate' });
const undemanded = boundaries({});

describe('a write role has its own boundary, or there is no template', () => {
  const refused = /WriteRole\w+\/Resource.*boundary.*permissionsBoundary/;

  test.each([[{ name: 'corporate' }], [{ arn: 'arn:aws:iam::111122223333:policy/corporate' }]])(
    'the CDK’s own context puts another one in its place: %o',
    (boundary) => {
      const context = { '@aws-cdk/core:permissionsBoundary': boundary };
      vi.stubEnv('CDK_CONTEXT_JSON', JSON.stringify(context));
      expect(() => app().synth()).toThrow(refused);
    },
  );

  test('or something takes it away', () => {
    const bare = app();
    Aspects.of(bare).add({
      visit: (node) => {
        if (node instanceof iam.CfnRole) node.addPropertyDeletionOverride('PermissionsBoundary');
      },
    });
    expect(() => bare.synth()).toThrow(refused);
  });
});

describe('the setting permissionsBoundary', () => {
  test('is for every role but those that write, which keep their own', () => {
    const others = demanded.filter((role) => !isWriting(role));
    expect(others.length).toBeGreaterThan(10);
    for (const [name, boundary] of others)
      expect([name, boundary]).toEqual([
        name,
        { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/path/corporate' },
      ]);
    const own = demanded.filter(isWriting);
    expect(own.length).toBeGreaterThan(2);
    for (const [, boundary] of own)
      expect(boundary).toEqual({ Ref: expect.stringMatching(/^WriteBoundary/) });
  });

  test('left out: only those that write have one', () => {
    const bounded = undemanded.filter(([, boundary]) => boundary !== undefined);
    expect(bounded.length).toBeGreaterThan(2);
    expect(bounded.every(isWriting)).toBe(true);
  });

  test.each(['', 'a b', 'arn:aws:iam::111122223333:policy/corporate', '/corporate', 'x'.repeat(129)])(
    'is the name of a policy, not %j',
    (permissionsBoundary) => {
      expect(() => settingsFrom({ permissionsBoundary })).toThrow(/permissionsBoundary/);
    },
  );
});
