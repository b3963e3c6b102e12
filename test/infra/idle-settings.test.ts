import { expect, test } from 'vitest';
import { idleSettings } from '../../infra/idle-settings.ts';
import { settingsFrom } from '../../infra/settings.ts';

test.each<readonly [object, readonly RegExp[]]>([
  [{}, []],
  [{ evaluates: ['111122223333'] }, [/^evaluates .* conformancePack/]],
  [{ evaluates: ['111122223333'], conformancePack: true }, []],
  [{ aggregator: 'all', locations: ['111122223333/eu-west-1'] }, [/^locations .* aggregator/]],
  [{ notify: ['events', 'security-hub'] }, [/^notify security-hub .* dry-run/]],
  [{ notify: ['security-hub', 'reevaluate'], mode: 'write' }, []],
])('settings without an effect are told: %j', (given, said) => {
  const told = idleSettings(settingsFrom(given));
  expect(told).toHaveLength(said.length);
  for (const [index, words] of said.entries()) expect(told[index]).toMatch(words);
});
