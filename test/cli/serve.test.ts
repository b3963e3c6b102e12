import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, askedTerminal, evil, type Served, servedBy, signedIn } from '../kit/served.ts';
import { ada, arnOf, flat, me, type Terminal } from '../kit/terminal.ts';

/** What is served, and to whom; that people can use it, `serve.browser.test.ts` sees. */

const remediation = 's3-bucket-tls-only';
const finding = (bucket: string): string =>
  `/finding?${new URLSearchParams({ arn: arnOf(bucket), remediation }).toString()}`;
const policyOf = ({ sandbox }: Terminal, bucket: string): string | undefined =>
  sandbox.world().s3.Buckets.find(({ Name }) => Name === bucket)?.Policy;

let terminal: Terminal;
let served: Served;
let cookie: string;
beforeAll(async () => {
  terminal = await askedTerminal(ada);
  served = await servedBy(terminal);
  cookie = await signedIn(served);
});
afterAll(async () => {
  await served.stop();
});

const get = (path: string, headers: Readonly<Record<string, string>> = { cookie }) =>
  ask(`${served.origin}${path}`, { headers });
const page = async (path: string): Promise<string> => flat((await get(path)).body);
const fieldOf = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

/** A form as our page sends it from a browser, or nearly so. */
const post = async (
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) =>
  ask(`${served.origin}${path}`, {
    method: 'POST',
    headers: {
      cookie,
      origin: served.origin,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  });
const formAt = async (bucket: string) => {
  const { body } = await get(finding(bucket));
  return { proof: fieldOf(body, 'proof'), request: fieldOf(body, 'request') };
};
const toldAfter = async (answer: Awaited<ReturnType<typeof post>>): Promise<string> => {
  expect(answer.status).toBe(303);
  return page(String(answer.headers['location']));
};

describe('who may ask', () => {
  test('the printed address is exchanged for a cookie that other sites do not send', async () => {
    const { status, headers } = await ask(served.start);
    expect(status).toBe(303);
    expect(headers['location']).toBe('/');
    expect(String(headers['set-cookie'])).toMatch(
      /^waxseal-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(String(headers['set-cookie'])).not.toContain(new URL(served.start).searchParams.get('token'));
  });

  test.each<[string, string, { site?: string; host?: string; cookie?: string }]>([
    ['without a cookie', '/', {}],
    ['with another cookie', '/', { cookie: 'waxseal-1=x' }],
    ['with a wrong token', '/?token=x', {}],
    ['with an empty token', '/?token=', {}],
    ['from a page of another site', '/', { site: 'cross-site' }],
    ['from a page at another port of this machine', '/', { site: 'same-site' }],
    ['by another name', '/', { host: 'evil.example' }],
    ['by another name, with our port', '/', { host: 'evil.example:80' }],
    ['by a name that begins like ours', '/', { host: '127.0.0.1.evil.example' }],
    ['by an address of the network', '/', { host: '192.168.0.2:80' }],
  ])('%s nothing is shown', async (_, path, { site, host, cookie: other }) => {
    const sent = site !== undefined || host !== undefined ? cookie : other;
    const { status, body } = await get(path, {
      ...(sent !== undefined && { cookie: sent }),
      ...(site !== undefined && { 'sec-fetch-site': site }),
      ...(host !== undefined && { host }),
    });
    expect(status).toBe(403);
    expect(body).not.toContain('ask-one');
    expect(body).toContain('Open the address that waxseal serve printed');
  });

  test.each(['', 'x', 'x'.repeat(43)])(
    'with our cookie of another process (%j) nothing is shown',
    async (value) => {
      const { status } = await get('/', { cookie: `waxseal-${served.port}=${value}` });
      expect(status).toBe(403);
    },
  );

  test('the printed address by another name is nothing either', async () => {
    const { status, headers } = await ask(served.start, { headers: { host: 'evil.example' } });
    expect(status).toBe(403);
    expect(headers['set-cookie']).toBeUndefined();
  });

  test.each(['localhost', '127.0.0.1:1', '[::1]:80', 'LOCALHOST:8080'])(
    'as %s it is served',
    async (host) => {
      expect((await get('/', { cookie, host })).status).toBe(200);
    },
  );

  test('every answer forbids what pages must not do', async () => {
    for (const path of ['/', '/nothing', '/?token=x', finding('ask-one')]) {
      const { headers } = await get(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
      );
    }
  });

  test.each(['PUT', 'DELETE', 'OPTIONS', 'HEAD'])('%s is not understood', async (method) => {
    expect((await ask(`${served.origin}/`, { method, headers: { cookie } })).status).toBe(405);
  });

  test.each(['//evil.example/', 'http://evil.example/', '/%00', '/finding', '/jobs/999', '/../etc/passwd'])(
    '%s is no page',
    async (path) => {
      const { status } = await ask(served.origin, { headers: { cookie }, path });
      expect([400, 404]).toContain(status);
    },
  );
});

describe('where it listens', () => {
  test.each(['0.0.0.0', '192.168.0.2', '::', 'localhost', 'example.com', ''])('not at %j', async (host) => {
    const { exit, err } = await terminal.run(['serve', '--host', host]);
    expect(exit).toBe(2);
    expect(err).toContain('not-loopback');
  });

  test.each(['-1', '65536', 'x', '80.5'])('not at port %s', async (port) => {
    const { exit, err } = await terminal.run(['serve', `--port=${port}`]);
    expect(exit).toBe(2);
    expect(err).toContain('bad-port');
  });

  test('a port that is in use is told', async () => {
    const { exit, err } = await terminal.run(['serve', '--port', String(served.port)]);
    expect(exit).toBe(2);
    expect(flat(err)).toContain(`Port ${served.port} of 127.0.0.1 is in use.`);
  });

  test('at ::1 too, and ^C ends it', async () => {
    const other = await servedBy(terminal, ['--host', '::1']);
    expect(other.origin).toBe(`http://[::1]:${other.port}`);
    expect((await ask(other.start)).status).toBe(303);
    const { exit, out } = await other.stop();
    expect(exit).toBe(0);
    expect(out).toContain('Ended.');
    await expect(ask(other.start)).rejects.toThrow(/ECONNREFUSED/);
  });

  test('for programs the address is on standard error, and the document at the end', async () => {
    const other = await servedBy(terminal, ['--format', 'json']);
    const { out, err } = await other.stop();
    expect(JSON.parse(out)).toEqual({ schema: 'waxseal/serve/v1', address: other.origin, readOnly: false });
    expect(err).toContain(other.start);
    expect(out).not.toContain('token');
  });
});

describe('what is shown', () => {
  test('the report of the journal, with a link to each finding', async () => {
    const body = await page('/');
    expect(body).toContain('Waiting for an approval');
    expect(body).toContain(finding('ask-one').replaceAll('&', '&amp;'));
    expect(body).toContain('6 of 6 findings.');
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['owner=web', ['ask-two', 'ask-three'], ['ask-one', 'website']],
    ['owner=nobody+named', ['website'], ['ask-one']],
    ['account=111122223333', ['ask-one', 'website'], []],
    ['account=444455556666', [], ['ask-one', 'website']],
    ['service=S3', ['ask-one'], []],
    ['remediation=s3-bucket-tls-only', ['ask-one'], []],
    ['standing=waiting', ['ask-one', 'website'], ['>plain<']],
    ['standing=compliant', [], ['ask-one', 'website']],
    ['standing=open', [], ['ask-one']],
    ['text=ASK+two', ['ask-two'], ['ask-one']],
    ['text=plain+http', ['ask-one'], []],
    ['owner=web&text=three', ['ask-three'], ['ask-two', 'ask-one']],
    ['owner=web&standing=compliant', [], ['ask-two']],
    ['owner=&text=+', ['ask-one', 'website'], []],
  ])('%s', async (query, there, absent) => {
    const body = await page(`/?${query}`);
    for (const bucket of there) expect(body).toContain(`>${bucket}</a>`);
    for (const bucket of absent) expect(body).not.toContain(`>${bucket}</a>`);
  });

  test('the numbers are of what is filtered', async () => {
    expect(await page('/?owner=web')).toContain('2 of 6 findings.');
    expect(await page('/?owner=web')).toContain('2 findings about 2 resources in 1 account');
  });

  test('a filter that nothing has stays chosen', async () => {
    expect(await page('/?owner=gone')).toContain('<option value="gone" selected>gone</option>');
  });

  test('what would be written, as the command line shows it', async () => {
    const body = await page(finding('ask-one'));
    for (const words of [
      'What changes',
      'What may break',
      'What the policy says',
      'Taking it back',
      'waxseal undo --resource arn:aws:s3:::ask-one',
      '(breaks-plaintext)',
      'aws:SecureTransport',
    ])
      expect(body).toContain(words);
    expect(body).toMatch(/class="s-green">\+ /);
  });

  test('names that are markup stay text', async () => {
    for (const path of [
      '/',
      finding('ask-evil'),
      `/?text=${encodeURIComponent(evil)}`,
      `/?owner=${encodeURIComponent(evil)}`,
    ]) {
      const { body } = await get(path);
      expect(body).not.toContain('<script');
      expect(body).not.toContain('<img');
    }
    expect((await get('/')).body).toContain('&lt;script&gt;');
  });

  test('each load reads the journal anew', async () => {
    const other = await askedTerminal(ada);
    const again = await servedBy(other);
    const own = await signedIn(again);
    const read = async () => flat((await ask(`${again.origin}/`, { headers: { cookie: own } })).body);
    expect(await read()).toContain('>ask-two</a>');
    const id = /waxseal approve ([\w-]+)/.exec((await other.run(['report'])).out)?.[1];
    expect(id).toBeDefined();
    await other.run(['reject', id ?? '', '--reason', 'not now']);
    expect(await read()).toContain('not now');
    await again.stop();
  });
});

describe('answers', () => {
  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['of another origin', {}, { origin: 'http://evil.example' }],
    ['of another port', {}, { origin: 'http://127.0.0.1:1' }],
    ['of another site', {}, { 'sec-fetch-site': 'cross-site' }],
    ['of another port, as browsers say it', {}, { 'sec-fetch-site': 'same-site' }],
    ['typed by nobody', {}, { 'sec-fetch-site': 'none' }],
    ['of a frame that has no origin', {}, { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['of who tells no site and no origin', {}, { origin: 'null', 'sec-fetch-site': '' }],
    ['by another name', {}, { host: 'evil.example', origin: 'http://evil.example' }],
    ['without the cookie', {}, { cookie: '' }],
    ['without proof', { proof: '' }, {}],
    ['with a wrong proof', { proof: 'x' }, {}],
  ])('%s are refused, and nothing is changed', async (_, fields, headers) => {
    const form = await formAt('ask-one');
    expect(form.proof).toMatch(/^[\w-]{43}$/);
    const { status } = await post('/answer', { ...form, answer: 'approve', ...fields }, headers);
    expect(status).toBe(403);
    expect(policyOf(terminal, 'ask-one')).toBeUndefined();
    expect(await page(finding('ask-one'))).toContain('Approve and apply');
  });

  test('of another kind than forms send, and longer than any, are not read', async () => {
    const form = await formAt('ask-one');
    const whole = { ...form, answer: 'approve' };
    expect((await post('/answer', whole, { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await post('/answer', { ...whole, comment: 'x'.repeat(40_000) })).status).toBe(400);
    expect(policyOf(terminal, 'ask-one')).toBeUndefined();
  });

  test('with the origin that a page without referrer has', async () => {
    const form = await formAt('ask-one');
    const answer = { ...form, answer: 'neither' };
    expect((await post('/answer', answer, { origin: 'null' })).status).toBe(400);
  });

  test('a rejection needs a reason', async () => {
    const form = await formAt('ask-three');
    const told = await toldAfter(await post('/answer', { ...form, answer: 'reject', comment: ' ' }));
    expect(told).toContain('--reason is empty.');
    expect(await page(finding('ask-three'))).toContain('Approve and apply');
  });

  test('an approval is applied, and told as the command line tells it', async () => {
    const form = await formAt('ask-one');
    const told = await toldAfter(await post('/answer', { ...form, answer: 'approve', comment: 'OPS-12' }));
    expect(told).toContain('remediated and verified');
    expect(told).toContain('waxseal undo');
    expect(policyOf(terminal, 'ask-one')).toContain('aws:SecureTransport');
    const { out } = await terminal.run(['history', '--resource', arnOf('ask-one')]);
    expect(out).toContain('OPS-12');
    expect(await page(finding('ask-one'))).not.toContain('Approve and apply');
    const again = await toldAfter(await post('/answer', { ...form, answer: 'approve' }));
    expect(again).toContain('is closed already: used.');
  });

  test('two at once are one', async () => {
    const form = await formAt('ask-two');
    const before = terminal.sandbox.calls().length;
    const [one, two] = await Promise.all([
      post('/answer', { ...form, answer: 'approve' }),
      post('/answer', { ...form, answer: 'approve' }),
    ]);
    expect(one.headers['location']).toBe(two.headers['location']);
    expect(await toldAfter(one)).toContain('remediated and verified');
    const puts = terminal.sandbox
      .calls()
      .slice(before)
      .filter(({ operation }) => operation === 's3:PutBucketPolicy');
    expect(puts).toHaveLength(1);
  });

  test('a rejection with a reason holds', async () => {
    const form = await formAt('ask-three');
    const told = await toldAfter(await post('/answer', { ...form, answer: 'reject', comment: 'legacy' }));
    expect(told).toContain('is rejected: left alone until');
    expect(policyOf(terminal, 'ask-three')).toBeUndefined();
  });

  test('who is no approver is told so', async () => {
    const form = await formAt('website');
    terminal.signIn('arn:aws:sts::111122223333:assumed-role/intern/eve');
    const told = await toldAfter(await post('/answer', { ...form, answer: 'approve' }));
    terminal.signIn(ada);
    expect(told).toContain('eve is not among the approvers');
    expect(policyOf(terminal, 'website')).toBeUndefined();
  });

  test('who asked may not approve', async () => {
    const form = await formAt('website');
    terminal.signIn(me);
    const told = await toldAfter(await post('/answer', { ...form, answer: 'approve' }));
    terminal.signIn(ada);
    expect(told).toContain('not-an-approver');
  });

  test('what somebody changed meanwhile is planned anew, and the approval is stale', async () => {
    const form = await formAt('ask-evil');
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'WaxsealTlsOnly',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::ask-evil/*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
    terminal.sandbox.write({ operation: 's3:PutBucketPolicy', input: { Bucket: 'ask-evil', Policy } });
    const told = await toldAfter(await post('/answer', { ...form, answer: 'approve' }));
    expect(told).toContain('approval does not count any more');
    expect(policyOf(terminal, 'ask-evil')).toBe(Policy);
  });

  test('looked at now it is planned with the calls that would be made', async () => {
    const form = await formAt('website');
    const before = terminal.sandbox.calls().length;
    await get(finding('website'));
    expect(terminal.sandbox.calls()).toHaveLength(before);
    const told = await toldAfter(await post('/look', { ...form, arn: arnOf('website'), remediation }));
    expect(told).toContain('S3 PutBucketPolicy');
    expect(policyOf(terminal, 'website')).toBeUndefined();
  });

  test('an approval that has expired is told', async () => {
    const form = await formAt('website');
    terminal.sandbox.advance(60 * 86_400_000);
    expect(await page(finding('website'))).toContain('It expired on');
    const told = await toldAfter(await post('/answer', { ...form, answer: 'approve' }));
    expect(told).toContain('is closed already: expired.');
    expect(policyOf(terminal, 'website')).toBeUndefined();
  });
});

describe('--read-only', () => {
  test('shows no form, and takes none', async () => {
    const other = await askedTerminal(ada);
    const reading = await servedBy(other, ['--read-only']);
    const own = await signedIn(reading);
    const read = (path: string) => ask(`${reading.origin}${path}`, { headers: { cookie: own } });
    for (const path of ['/', finding('ask-one')]) {
      const { status, body } = await read(path);
      expect(status).toBe(200);
      expect(body).not.toContain('method="post"');
      expect(body).toContain('Read-only: nothing can be answered here.');
    }
    const { status, body } = await ask(`${reading.origin}/answer`, {
      method: 'POST',
      headers: {
        cookie: own,
        origin: reading.origin,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'request=x&answer=approve',
    });
    expect(status).toBe(403);
    expect(body).toContain('Nothing can be answered here: nothing was done.');
    await reading.stop();
    expect(policyOf(other, 'ask-one')).toBeUndefined();
  });
});

describe('--scan', () => {
  test('looks once, says how far it is, and again when asked to; what was answered since counts', async () => {
    const other = await askedTerminal(ada);
    const looking = await servedBy(other, ['--scan', '--remediation', remediation]);
    const own = await signedIn(looking);
    const headers = {
      cookie: own,
      origin: looking.origin,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    };
    const read = async (path = '/') =>
      flat((await ask(`${looking.origin}${path}`, { headers: { cookie: own } })).body);
    const lookedAt = async (): Promise<void> => {
      await expect.poll(() => read(), { timeout: 20_000 }).toContain('Everything was looked at until');
    };
    await lookedAt();
    expect(await read()).toContain('7 of 7 findings.');
    expect(await read('/?standing=compliant')).toContain('>remediated</a>');
    const calls = other.sandbox.calls().length;
    await read();
    expect(other.sandbox.calls()).toHaveLength(calls);
    const form = await read(finding('ask-one'));
    other.sandbox.advance(1000);
    const { headers: sent } = await ask(`${looking.origin}/answer`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({
        proof: fieldOf(form, 'proof'),
        request: fieldOf(form, 'request'),
        answer: 'approve',
      }).toString(),
    });
    expect(await read(String(sent['location']))).toContain('remediated and verified');
    expect(await read('/?standing=compliant')).toContain('>ask-one</a>');
    const answered = other.sandbox.calls().length;
    const proof = fieldOf(await read(), 'proof');
    const { status } = await ask(`${looking.origin}/look`, {
      method: 'POST',
      headers,
      body: `proof=${proof}`,
    });
    expect(status).toBe(303);
    await lookedAt();
    expect(other.sandbox.calls().length).toBeGreaterThan(answered);
    await looking.stop();
  });
});

describe('--demo', () => {
  test('is an account in memory where approvals wait and can be given', async () => {
    const anywhere = await askedTerminal(ada);
    const demo = await servedBy(anywhere, ['--demo']);
    const own = await signedIn(demo);
    const read = async (path: string) =>
      flat((await ask(`${demo.origin}${path}`, { headers: { cookie: own } })).body);
    const body = await read('/?standing=waiting');
    expect(body).toContain('An account in memory: nothing here is in AWS');
    const first = /href="(\/finding\?[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = await read(first);
    expect(form).toContain('Approve and apply');
    const { headers } = await ask(`${demo.origin}/answer`, {
      method: 'POST',
      headers: {
        cookie: own,
        origin: demo.origin,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        proof: fieldOf(form, 'proof'),
        request: fieldOf(form, 'request'),
        answer: 'approve',
      }).toString(),
    });
    expect(await read(String(headers['location']))).toMatch(
      /remediated and verified|applied, not verified yet/,
    );
    await demo.stop();
    expect(policyOf(anywhere, 'ask-one')).toBeUndefined();
  });

  test('an account file that is not there is told', async () => {
    const { exit, err } = await terminal.run(['serve', '--sandbox', 'nowhere.yaml']);
    expect(exit).toBe(2);
    expect(err).toContain('no-account-file');
  });
});
