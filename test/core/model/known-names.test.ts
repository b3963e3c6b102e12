import { expect, test } from 'vitest';
import { knownNames } from '../../../src/core/model/known-names.ts';
import { settingsOf } from '../../../src/core/model/settings-of.ts';
import { catalog } from '../../../src/services/index.ts';
import { predefinedPolicies as classic } from '../../../src/services/elb/sandbox/ssl-policies.ts';
import { predefinedPolicies as newer } from '../../../src/services/elbv2/sandbox/ssl-policies.ts';

const known = async (id: string) => knownNames((await catalog.remediation(id)).settings);

test('every setting that names security policies says which ones there are, its default among them', async () => {
  const found: string[] = [];
  const open: string[] = [];
  for (const { id } of catalog.listings) {
    const unit = await catalog.remediation(id);
    for (const { name, default: usual } of settingsOf(unit)) {
      if (!/(?:^a|A)cceptedPolicies$|(?:^t|T)argetPolicy$/.test(name)) continue;
      found.push(`${id} ${name}`);
      const names = knownNames(unit.settings).get(name) ?? [];
      if ([usual].flat().some((one) => typeof one !== 'string' || !names.includes(one)))
        open.push(`${id} ${name}`);
    }
  }
  expect(found).toContain('iot-domain-tls-policy acceptedPolicies');
  expect(found.length).toBeGreaterThan(18);
  expect(open).toEqual([]);
});

test.each([
  ['elb-listener-tls-policy', newer.map(({ Name }) => Name)],
  ['clb-listener-tls-policy', classic.map(({ Name }) => Name)],
])('%s knows what the sandbox has', async (id, names) => {
  const among = new Set((await known(id)).get('acceptedPolicies'));
  expect(names.filter((name) => !among.has(name))).toEqual([]);
});
