import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sources } from '../../../src/report/posture/figures-catalog.ts';

const page = readFileSync(new URL('../../../docs/posture.md', import.meta.url), 'utf8');

/** Rows of the page's tables, below which heading each stands. */
const rows = page.split('\n').reduce<{ under: string; all: { under: string; cells: readonly string[] }[] }>(
  ({ under, all }, line) => {
    if (line.startsWith('### ')) return { under: line.slice(4), all };
    const cells = line.startsWith('| `') ? line.slice(2, -2).split(' | ') : [];
    return { under, all: cells.length > 0 ? [...all, { under, cells }] : all };
  },
  { under: '', all: [] },
).all;
const sourceNames: readonly string[] = sources;

/** What the page on SEC09 asks for, in its order and in words of ours: the figures that answer each. */
const figures = {
  'SEC09-BP01': [
    ['renewals that succeed, and what is automated', ['certificates-valid', 'certificates-automated']],
    ['certificates that ended, and near misses', ['certificates-over', 'certificate-near-misses']],
    ['time until one is deployed', ['certificate-deployment']],
    [
      'validation that fails, and time until it is solved',
      ['certificate-failures', 'certificate-resolution'],
    ],
    ['private CAs: issued and revoked', ['private-ca-healthy', 'private-ca-issued']],
  ],
  'SEC09-BP02': [
    ['share encrypted', ['communications-encrypted']],
    ['versions of TLS', ['tls-1-2', 'tls-1-3', 'old-tls-clients']],
    ['strong ciphers', ['strong-ciphers']],
    [
      'time until plaintext is detected, and remediated',
      [
        'plaintext-detected-after',
        'plaintext-looked-at-after',
        'plaintext-remediated-after',
        'plaintext-open-for',
      ],
    ],
    ['what it costs in speed', ['performance']],
  ],
  'SEC09-BP03': [
    ['mutual TLS that succeeds', ['mutual-tls', 'mutual-tls-success']],
    ['signed requests', ['requests-with-principal', 'signature-adoption']],
    [
      'authentication that fails, and time until it is answered',
      ['authentication-failures', 'errors-after-a-fix'],
    ],
    ['tokens that are valid', ['identity-tokens']],
    ['coverage of authentication', ['authentication-coverage']],
  ],
} as const;

/** The criteria of its four levels, in its order. */
const criteria = {
  'Level 1': ['public-https', 'tls-configured', 'certificates-kept', 'somebody-looks'],
  'Level 2': ['external-encrypted', 'certificates-automated', 'services-encrypted', 'looked-regularly'],
  'Level 3': ['end-to-end', 'mutual-tls', 'threats-detected', 'automatic-response'],
  'Level 4': ['learned-detection', 'risk-adapted', 'remediated-automatically', 'continuously-compliant'],
} as const;

const idsUnder = (heading: string): readonly string[] =>
  rows.flatMap(({ under, cells: [id = ''] }) =>
    under.startsWith(`${heading}:`) ? [id.replaceAll('`', '')] : [],
  );
const sourceOf = (heading: string, id: string): string | undefined => {
  const row = rows.find(({ under, cells }) => under.startsWith(`${heading}:`) && cells[0] === `\`${id}\``);
  // The last column but one of figures, which have a target; the last of criteria.
  return row?.cells.at(heading.startsWith('Level') ? -1 : -2);
};

test.each(
  Object.entries(figures).flatMap(([practice, all]) =>
    all.map(([asked, ids]) => [practice, asked, ids] as const),
  ),
)('%s, %s, stands on the page with its source', (practice, _asked, ids) => {
  for (const id of ids) expect(sourceNames, id).toContain(sourceOf(practice, id));
});

test.each(Object.entries(criteria))('%s has its criteria on the page, each with its source', (level, ids) => {
  expect(idsUnder(level)).toEqual(ids);
  for (const id of ids) expect(sourceNames, id).toContain(sourceOf(level, id));
});

test('no other figure stands there but how much the others are of', () => {
  const asked = new Set<string>(Object.values(figures).flatMap((all) => all.flatMap(([, ids]) => ids)));
  const there = Object.keys(figures).flatMap(idsUnder);
  expect(there.filter((id) => !asked.has(id))).toEqual([
    'findings-known',
    'kinds-not-listed',
    'findings-held',
  ]);
});
