import { expect, test } from 'vitest';
import type { Catalog } from '../../src/core/model/catalog.ts';
import { catalog } from '../../src/services/index.ts';
import { plainBuckets, terminalAt } from '../kit/terminal.ts';

test('an ARN loads the resource files of its own service only: each brings an SDK client along', async () => {
  const loaded: string[] = [];
  const watched: Catalog = {
    ...catalog,
    resource: async (type) => {
      loaded.push(type);
      return catalog.resource(type);
    },
  };
  const { run } = terminalAt(plainBuckets, { parts: { catalog: watched } });
  const { exit } = await run(['plan', '--resource', 'arn:aws:s3:::plain']);
  expect(exit).toBe(0);
  expect(new Set(loaded)).toEqual(new Set(['AWS::S3::AccessPoint', 'AWS::S3::Bucket']));
});
