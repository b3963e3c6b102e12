import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../src/core/model/settings-of.ts';
import { catalog, listings } from '../../src/services/index.ts';

describe.each(listings.map(({ id }) => id))('%s', (id) => {
  test('no sentence points to what stands elsewhere: pages, reports and CSV show each one alone', async () => {
    const { meta } = await catalog.remediation(id);
    const said = Object.values({ ...meta.messages, ...meta.errors }).flatMap(({ says, todo = '' }) => [
      says,
      todo,
    ]);
    expect(said.filter((sentence) => /\bbelow\b/i.test(sentence))).toEqual([]);
  });

  test('every setting says what it means', async () => {
    const settings = settingsOf(await catalog.remediation(id));
    expect(settings.filter(({ means = '' }) => means === '').map(({ name }) => name)).toEqual([]);
  });
});
