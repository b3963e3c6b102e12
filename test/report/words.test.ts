import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { impacts } from '../../src/core/model/impact.ts';
import { impactWords } from '../../src/report/words.ts';

test('the glossary explains every impact, in the words of plans', () => {
  const glossary = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8');
  const [, section = ''] = glossary.split('\n## Impacts\n');
  const rows = section.split('\n## ')[0]?.match(/^\| `.*$/gm);
  expect(rows).toEqual(impacts.map((impact) => `| \`${impact}\` | ${impactWords[impact]} |`));
});
