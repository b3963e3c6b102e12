import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { certified, type Certified } from '../kit/probe/certificates.ts';
import { frugal, listening } from '../kit/probe/servers.ts';
import { arnOf, flat, plainBuckets, terminalAt, type Terminal } from '../kit/terminal.ts';

const here = { parts: { lookup: async () => ['127.0.0.1'] } };
let own: Certified;
let secure: number;
let plain: number;
let sendsOn: number;
beforeAll(async () => {
  own = await certified({ names: ['shop.example.com', 'localhost'], use: 'server' });
  secure = await listening(
    createHttps({ ...frugal(own), minVersion: 'TLSv1.3' }, (_asked, answer) => {
      answer.writeHead(200, { 'strict-transport-security': 'max-age=63072000' });
      answer.end();
    }),
  );
  plain = await listening(createHttp((_asked, answer) => answer.end('hello')));
  sendsOn = await listening(
    createHttp((_asked, answer) => {
      answer.writeHead(301, { location: `https://shop.example.com:${secure}/` });
      answer.end();
    }),
  );
});

/** Certificates live in real time: OpenSSL looks at the machine's clock, and the terminal is set to it. */
const today = (at: Terminal): Terminal => {
  at.sandbox.advance(Date.now() - at.sandbox.now().getTime());
  return at;
};
const terminal = (): Terminal => today(terminalAt(plainBuckets, here));
const web = ['--protocol', 'http', '--allow-private'];

describe('HOST:PORT', () => {
  test('a good server, for people', async () => {
    const at = terminal();
    const line = [
      'probe',
      `shop.example.com:${secure}`,
      ...web,
      '--ca',
      at.file('ca.pem', own.cert),
      '--exit-code',
    ];
    const { out, exit, err } = await at.run([...line, '--profile', 'modern']);
    expect(exit, out + err).toBe(0);
    expect(flat(out)).toContain('plaintext refused The connection is closed on plaintext');
    expect(flat(out)).toContain('versions TLSv1.3; refused: SSLv3, TLSv1, TLSv1.1, TLSv1.2');
    expect(flat(out)).toContain('names shop.example.com, localhost');
    expect(flat(out)).toContain('HSTS 63072000 s');
    expect(flat(out)).toContain('grade Mozilla: modern; as S3 asks of its clients');
    expect(flat(out)).toContain('Good, by the profile modern.');
  });

  test('as data, as documented', async () => {
    const { document, exit } = await terminal().json(
      ['probe', `localhost:${secure}`, ...web],
      'waxseal/probe/v1',
    );
    expect(exit).toBe(0);
    expect(document).toMatchObject({
      profile: 'intermediate',
      good: false,
      probed: [
        {
          endpoint: { host: 'localhost', port: secure, protocol: 'http' },
          plaintext: { is: 'refused' },
          addresses: [{ address: '127.0.0.1' }],
          tls: { is: 'spoken', version: 'TLSv1.3', problems: [{ check: 'chain', weighs: 'problem' }] },
        },
      ],
    });
  });

  test('accepted plaintext', async () => {
    const line = ['probe', `localhost:${plain}`, ...web];
    const { out, exit } = await terminal().run(line);
    expect(exit).toBe(0);
    expect(flat(out)).toContain('plaintext accepted Plaintext is answered with 200.');
    expect(flat(out)).toContain(
      'Not good, by the profile intermediate; --exit-code ends with 3: - Plaintext is accepted: Plaintext is answered with 200. - TLS is not spoken',
    );
    expect((await terminal().run([...line, '--exit-code'])).exit).toBe(3);
  });

  test('why it is not good: by the profile that was asked for, problems before notes, and no list without its end', async () => {
    const names = ['localhost', ...Array.from({ length: 14 }, (_, n) => `n${n}.example.com`)];
    const old = await certified({ names, use: 'server', until: new Date(Date.now() + 20 * 86_400_000) });
    const options = {
      key: old.key,
      cert: old.cert,
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT:@SECLEVEL=0',
    } as const;
    const port = await listening(createHttps(options, (_asked, answer) => answer.end('x')));
    const { out } = await terminal().run(['probe', `localhost:${port}`, ...web, '--profile', 'modern']);
    const words = flat(out);
    expect(words).toContain('problem: The certificate is self-signed.');
    expect(words).toMatch(/note: It expires on \S+, in (?:19|20) days\./);
    expect(words).toContain('note: There is no HSTS');
    expect(words).toContain('n8.example.com, and 5 more');
    expect(words).toContain(
      'Not good, by the profile modern; --exit-code ends with 3: - chain: The certificate is self-signed. - modern: TLSv1 is accepted.',
    );
    expect(words).toMatch(/- and \d+ more; --format json has all/);
    expect(words).not.toContain('intermediate:');
    const { document } = await terminal().json(['probe', `localhost:${port}`, ...web], 'waxseal/probe/v1');
    expect(document).toMatchObject({
      good: false,
      probed: [
        {
          faults: expect.arrayContaining([
            'chain: The certificate is self-signed.',
            'intermediate: TLSv1 is accepted.',
          ]),
        },
      ],
    });
  });

  test('HTTPS that sends its clients back to plain HTTP is not good', async () => {
    const back = await listening(
      createHttps({ ...frugal(own), minVersion: 'TLSv1.3' }, (_asked, answer) => {
        answer.writeHead(302, { location: `http://shop.example.com:${plain}/` });
        answer.end();
      }),
    );
    const at = terminal();
    const line = [
      'probe',
      `shop.example.com:${back}`,
      ...web,
      '--ca',
      at.file('ca.pem', own.cert),
      '--exit-code',
    ];
    const { out, exit } = await at.run(line);
    expect(exit).toBe(3);
    expect(flat(out)).toContain('problem: It is sent from HTTPS back to HTTP');
    expect(flat(out)).toContain('- redirects: Clients are sent from HTTPS back to HTTP.');
  });

  test('addresses that are not asked are told', async () => {
    const parts = {
      lookup: async () => ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5', '127.0.0.6'],
    };
    const at = today(terminalAt(plainBuckets, { parts }));
    expect(flat((await at.run(['probe', `localhost:${plain}`, ...web])).out)).toContain(
      'and 2 more addresses, which were not asked',
    );
  });

  test('a port that only sends on to HTTPS is good', async () => {
    const line = ['probe', `shop.example.com:${sendsOn}`, ...web, '--exit-code'];
    const { document, exit } = await terminal().json(line, 'waxseal/probe/v1');
    expect(exit).toBe(0);
    expect(document).toMatchObject({
      good: true,
      probed: [{ http: { hops: [{ status: 301 }, { status: 200 }] } }],
    });
  });

  test.each([
    ['nobody there', 301, 'https://shop.example.com:1/'],
    ['an address that is refused', 301, 'https://169.254.169.254/'],
    ['HTTPS that falls back', 301, 'back'],
    ['an upgrade that nobody is led to', 426, undefined],
  ])('a port that sends on to %s is not good', async (_, status, location) => {
    const back = await listening(
      createHttps(frugal(own), (_asked, answer) => {
        answer.writeHead(301, { location: `http://shop.example.com:${plain}/` });
        answer.end();
      }),
    );
    const to = location === 'back' ? `https://shop.example.com:${back}/` : location;
    const port = await listening(
      createHttp((_asked, answer) => {
        answer.writeHead(status, { ...(to && { location: to }) });
        answer.end();
      }),
    );
    const line = ['probe', `shop.example.com:${port}`, ...web, '--exit-code'];
    const { document, exit } = await terminal().json(line, 'waxseal/probe/v1');
    expect(exit).toBe(3);
    expect(document).toMatchObject({ good: false });
  });

  test('nobody there', async () => {
    const gone = createTcp();
    const port = await new Promise<number>((ready) => {
      gone.listen(0, '127.0.0.1', () => {
        const address = gone.address();
        gone.close(() => ready(typeof address === 'object' && address !== null ? address.port : 0));
      });
    });
    const { out, exit } = await terminal().run(['probe', `localhost:${port}`, ...web]);
    expect(exit).toBe(1);
    expect(flat(out)).toContain('plaintext unknown Nothing listens on');
    expect((await terminal().run(['probe', `localhost:${port}`, ...web, '--exit-code'])).exit).toBe(3);
  });
});

describe('what was typed wrong', () => {
  test.each([
    [['probe'], 'no-input'],
    [['probe', 'x:443', '--resource', arnOf('plain')], 'two-inputs'],
    [['probe', 'x'], 'bad-endpoint'],
    [['probe', 'https://x:443'], 'bad-endpoint'],
    [['probe', 'x:0'], 'bad-endpoint'],
    [['probe', 'x:65536'], 'bad-endpoint'],
    [['probe', '::1:443'], 'bad-endpoint'],
    [['probe', 'x:443/path'], 'bad-endpoint'],
    [['probe', 'x:4711'], 'unknown-protocol'],
    [['probe', 'x:443', '--protocol', 'htp'], 'unknown-protocol'],
    [['probe', 'x:443', '--profile', 'new'], 'usage'],
    [['probe', 'x:443', '--ca', 'missing.pem'], 'no-certificates'],
    [['probe', 'x:443'], 'probe-forbidden'],
    [['probe', '169.254.169.254:80', '--allow-private'], 'probe-forbidden'],
    [['probe', '2852039166:80', '--allow-private'], 'probe-forbidden'],
    [['probe', '[::ffff:a9fe:a9fe]:80', '--allow-private'], 'probe-forbidden'],
    [['probe', '127.0.0.1:443'], 'probe-forbidden'],
  ])('%j', async (line, code) => {
    const { exit, document } = await terminal().json(line, 'waxseal/error/v1');
    expect(document).toMatchObject({ error: { code }, exit: 2 });
    expect(exit).toBe(2);
  });
});

describe('--resource', () => {
  const balancer =
    'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/50dc6c495c0c9188';
  const certificate = 'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555';
  const listener = <More>(nth: number, Port: number, more: More) => ({
    ListenerArn: `${balancer.replace(':loadbalancer/', ':listener/')}/${String(nth).repeat(16)}`,
    LoadBalancerArn: balancer,
    Port,
    DefaultActions: [{ Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '200' } }],
    ...more,
  });
  const account = () => ({
    ...plainBuckets,
    acm: { Certificates: [{ CertificateArn: certificate, DomainName: 'shop.example.com' }] },
    elbv2: {
      LoadBalancers: [{ LoadBalancerArn: balancer }],
      Listeners: [
        listener(1, sendsOn, { Protocol: 'HTTP' as const }),
        listener(2, secure, {
          Protocol: 'HTTPS' as const,
          SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
          Certificates: [{ CertificateArn: certificate }],
        }),
      ],
    },
    rds: { DBInstances: [{ DBInstanceIdentifier: 'old', Engine: 'oracle-ee' }] },
  });

  test('the listeners of a balancer, by the name that clients use', async () => {
    const at = today(terminalAt(account(), here));
    const line = [
      'probe',
      '--resource',
      balancer,
      '--allow-private',
      '--exit-code',
      '--ca',
      at.file('ca.pem', own.cert),
    ];
    const { document, exit } = await at.json([...line, '--name', 'shop.example.com'], 'waxseal/probe/v1');
    expect(document).toMatchObject({
      good: true,
      probed: [
        {
          endpoint: { port: sendsOn, protocol: 'http', given: true, vpc: 'vpc-1' },
          plaintext: { is: 'refused' },
        },
        { endpoint: { port: secure, protocol: 'http' }, tls: { is: 'spoken', problems: [] } },
      ],
    });
    expect(exit).toBe(0);
  });

  test('without it the name that AWS gave is only noted', async () => {
    const line = ['probe', '--resource', balancer, '--allow-private'];
    const { document } = await today(terminalAt(account(), here)).json(line, 'waxseal/probe/v1');
    expect(document).toMatchObject({
      probed: [{}, { tls: { problems: [{ check: 'chain' }, { check: 'name', weighs: 'note' }] } }],
    });
  });

  test('a private address is not probed unless this was said', async () => {
    const { document, exit } = await today(terminalAt(account(), here)).json(
      ['probe', '--resource', balancer],
      'waxseal/probe/v1',
    );
    expect(exit).toBe(1);
    expect(document).toMatchObject({
      probed: [
        { plaintext: { is: 'unknown', says: expect.stringContaining('private') }, unreached: 'forbidden' },
        {},
      ],
    });
  });

  test('what no probe speaks', async () => {
    const arn = 'arn:aws:rds:eu-west-1:111122223333:db:old';
    const { document } = await today(terminalAt(account(), here)).json(
      ['probe', '--resource', arn],
      'waxseal/error/v1',
    );
    expect(document).toMatchObject({ error: { code: 'no-endpoints' } });
  });
});

test.each([
  ['http://www.example.com/path', 'Give www.example.com:80. Paths are not asked for'],
  ['https://www.example.com', 'Give www.example.com:443.'],
  ['WSS://user@[2001:db8::1]:8443/?a=b', 'Give [2001:db8::1]:8443.'],
  ['2001:db8::1:443', 'Give [2001:db8::1]:443.'],
  ['gopher://www.example.com', 'Give a name or an address and a port'],
  ['a:b:c', 'Give a name or an address and a port'],
])('%s is not HOST:PORT, and what was meant is said', async (typed, todo) => {
  const { run } = terminalAt({});
  const { exit, err } = await run(['probe', typed]);
  expect(exit).toBe(2);
  expect(flat(err)).toContain(`Do: ${todo}`);
});

test('one choice is no list', async () => {
  const { err } = await terminalAt({}).run(['evidence']);
  expect(flat(err)).toContain('Do: Give --resource. (no-input)');
});
