import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { protocols } from '../../src/core/model/endpoint.ts';
import { spoken } from '../../src/probe/protocols/index.ts';

const page = readFileSync('docs/probe.md', 'utf8');

test.each(protocols)('docs/probe.md says what %s is sent', (name) => {
  const { title, sends, ports, tlsPorts } = spoken[name];
  const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
  expect(row).toContain(`| ${title} |`);
  expect(row).toContain(sends);
  for (const port of [...ports, ...tlsPorts]) expect(row).toContain(String(port));
});
