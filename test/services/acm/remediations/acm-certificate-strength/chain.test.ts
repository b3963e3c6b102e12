import { rootCertificates } from 'node:tls';
import { beforeAll, expect, test } from 'vitest';
import { chainOf } from '../../../../../src/services/acm/remediations/acm-certificate-strength/chain.ts';
import { certified, type Certified } from '../../../../kit/probe/certificates.ts';

const now = new Date();
const made: Record<string, Certified> = {};
const pem = (...names: readonly string[]): string => names.map((name) => made[name]?.cert ?? name).join('\n');

beforeAll(async () => {
  const authority = true;
  const root = await certified({ subject: 'CN=Root,O=Example', names: [], authority });
  const middle = await certified({ subject: 'CN=Middle', names: [], authority, by: root });
  const old = await certified({
    subject: 'CN=Old',
    names: [],
    authority,
    by: root,
    from: new Date('2020-01-01'),
    until: new Date('2021-01-01'),
  });
  // It has the name of the one in the middle, and not its key.
  const double = await certified({ subject: 'CN=Middle', names: [], authority, by: root });
  const { publicKey } = middle.keys;
  Object.assign(made, {
    root,
    middle,
    old,
    leaf: await certified({ by: middle }),
    ofOld: await certified({ by: old }),
    ofRoot: await certified({ by: root }),
    alone: await certified(),
    double,
    // It names the key of the one in the middle, and is signed by another.
    forged: await certified({
      by: { ...middle, keys: { publicKey, privateKey: double.keys.privateKey } },
    }),
  });
});

const broken = { is: 'broken', at: 'CN=Root, O=Example' };

test.each([
  ['up to its root', ['leaf'], ['middle', 'root'], { is: 'complete', isPublic: false }],
  ['without its root', ['leaf'], ['middle'], { is: 'complete', isPublic: false }],
  ['by nobody else', ['alone'], [], { is: 'self-signed' }],
  ['without anything', ['leaf'], [], { is: 'missing' }],
  ['one is left out', ['leaf'], ['root'], broken],
  ['the wrong way round', ['leaf'], ['root', 'middle'], broken],
  ['one with the name of another', ['leaf'], ['double'], { is: 'broken', at: 'CN=Middle' }],
  ['forged', ['forged'], ['middle'], { is: 'broken', at: 'CN=Middle' }],
  ['itself among those above it', ['leaf'], ['leaf', 'middle'], { is: 'broken', at: 'CN=localhost' }],
  ['one has ended', ['ofOld'], ['old', 'root'], { is: 'ended', at: 'CN=Old', until: '2021-01-01' }],
  ['no certificate', [], ['middle'], { is: 'unreadable' }],
  ['two at once', ['leaf', 'middle'], [], { is: 'unreadable' }],
  ['no PEM', ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'], [], { is: 'unreadable' }],
  [
    'no PEM above it',
    ['leaf'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    { is: 'unreadable' },
  ],
])('a chain %s', (_what, leaf, above, expected) => {
  expect(chainOf(pem(...leaf), pem(...above), now)).toMatchObject(expected);
});

test('what a root that clients have vouches for is public', () => {
  const [root = ''] = rootCertificates;
  // A root above itself: nobody here has a certificate of theirs.
  expect(chainOf(root, root, now)).toEqual({ is: 'complete', isPublic: true });
});
