import { expect, test } from 'vitest';
import { type Way, waysIn } from '../../src/signs/onward.ts';

const db = 'orders.c0ffee.eu-west-1.rds.amazonaws.com';

test.each<[string, string, readonly Way[]]>([
  ['a name that AWS gave', db, [{ to: db }]],
  ['with its port', ` ${db.toUpperCase()}:5432\n`, [{ to: db, port: 5432 }]],
  [
    'a URL that demands TLS',
    `postgresql://u:p@${db}:5432/x?sslmode=require`,
    [{ to: db, port: 5432, speaks: 'postgresql', encrypted: true }],
  ],
  [
    'one that refuses it',
    `postgresql://${db}/x?sslmode=disable`,
    [{ to: db, speaks: 'postgresql', encrypted: false }],
  ],
  ['one that leaves it open', `postgresql://${db}/x`, [{ to: db, speaks: 'postgresql' }]],
  ['plain HTTP', 'http://orders.acme.io/v1', [{ to: 'orders.acme.io', speaks: 'http', encrypted: false }]],
  [
    'several hosts',
    'mongodb://a.acme.io:27017,b.acme.io/?tls=true',
    [
      { to: 'a.acme.io', port: 27017, speaks: 'mongodb', encrypted: true },
      { to: 'b.acme.io', speaks: 'mongodb', encrypted: true },
    ],
  ],
  ['this machine', 'http://localhost:8080', []],
  ['a name to be filled in', 'http://${HOST}/x', []],
  ['a word', 'production', []],
  ['a name of nobody', 'orders.acme.io', []],
])('%s', (_says, value, expected) => {
  expect(waysIn(value)).toEqual(expected);
});

test('no user, password, path or query goes further', () => {
  const shown = JSON.stringify(waysIn('https://anna:s3cret@api.acme.io/private/key?token=t0p'));
  expect(shown).toContain('api.acme.io');
  expect(shown).not.toMatch(/anna|s3cret|private|t0p/);
});
