import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { headersPolicies } from '../../../../src/services/cloudfront/parameters/headers-policies.ts';

const host = startHost(
  loadAccount({
    region: 'us-east-1',
    cloudfront: {
      ResponseHeadersPolicies: ['one', 'two', 'three'].map((Id) => ({
        Id,
        ResponseHeadersPolicyConfig: { Name: `ours-${Id}` },
      })),
    },
  }),
);
const location = { account: host.account, region: host.region, partition: host.partition };

test('those of AWS and those of the account, page by page', async () => {
  const found = await headersPolicies(sandboxClouds(host).look(location));
  expect(Object.values(found).map(({ name }) => name)).toEqual([
    'Managed-SecurityHeadersPolicy',
    'Managed-SimpleCORS',
    'ours-one',
    'ours-two',
    'ours-three',
  ]);
  expect(found['67f7725c-6f97-4210-82d7-5512b31e9d03']?.hsts).toEqual({
    seconds: 31_536_000,
    subdomains: false,
    preload: false,
    overrides: false,
  });
});

test('an answer without the list decides nothing', async () => {
  const aws = sandboxClouds({ ...host, call: () => ({}) }).look(location);
  await expect(headersPolicies(aws)).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
});
