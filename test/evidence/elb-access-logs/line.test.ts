import { describe, expect, test } from 'vitest';
import { applicationLine, networkLine } from '../../../src/evidence/elb-access-logs/line.ts';
import { protocolOf } from '../../../src/evidence/elb-access-logs/harm.ts';
import type { Question } from '../../../src/core/model/evidence.ts';
import { albLine, balancer, browser, nlbLine, offered, redirects } from '../kit.ts';

const redirect = applicationLine(balancer, redirects);
const policy = applicationLine(balancer, offered);
const route53 = 'Amazon-Route53-Health-Check-Service (ref 1; report http://amzn.to/1vsZADi)';

describe('a request at an Application Load Balancer', () => {
  test('as the documentation shows it', () => {
    const http =
      'http 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.000 0.001 0.000 200 200 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337262-36d228ad5d99923122bbe354" "-" "-" 0 2018-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-" TID_1234abcd5678ef90';
    expect(applicationLine('app/my-loadbalancer/50dc6c495c0c9188', redirects)(http)).toEqual({
      at: Date.parse('2018-07-02T22:23:00.186Z'),
      is: 'offending',
      agent: 'curl/7.46.0',
      address: '192.168.131.39',
    });
  });
  test.each([
    ['plain, by a program', albLine({}), 'offending'],
    ['plain, by a browser, which follows', albLine({ agent: browser }), 'apart'],
    ['plain POST by a browser: the body is lost', albLine({ agent: browser, method: 'POST' }), 'offending'],
    ['plain, and redirected already', albLine({ actions: 'redirect', status: '301' }), 'apart'],
    [
      'plain, and redirected to plain HTTP',
      albLine({ actions: 'redirect', status: '301', leadsTo: 'http://new.example.com:80/' }),
      'offending',
    ],
    ['a plain WebSocket', albLine({ type: 'ws', agent: browser, status: '101' }), 'offending'],
    ['a scanner that calls the address', albLine({ host: '198.51.100.7', status: '404' }), 'apart'],
    ['a scanner that says no host', albLine({ host: '-', status: '403' }), 'apart'],
    ['no host, and another error', albLine({ host: '-', status: '405' }), 'offending'],
    ['a client of ours that is refused', albLine({ host: 'shop.example.com', status: '403' }), 'offending'],
    ['a probe of ours', albLine({ agent: 'waxseal-probe/1' }), 'apart'],
    ['HTTPS', albLine({ type: 'h2', protocol: 'TLSv1.3' }), 'secure'],
    ['another balancer in the same bucket', albLine({ elb: 'app/other/1' }), 'apart'],
    ['no request at all', albLine({ method: '-', status: '000' }).replace(' 000 000 ', ' 000 - '), 'apart'],
    ['no method known, and answered', albLine({ method: '-' }), 'offending'],
    ['a request that no target saw', albLine({ status: '400' }).replace(' 400 400 ', ' 400 - '), 'apart'],
    ['a client that went away', albLine({ status: '460' }).replace(' 460 460 ', ' 460 - '), 'apart'],
    ['a refusal by the target', albLine({ status: '400' }), 'offending'],
    ['a fault of ours', albLine({ status: '503' }).replace(' 503 503 ', ' 503 - '), 'offending'],
    [
      'a stranger at the name of the balancer',
      albLine({ host: 'shop-1.eu-west-1.elb.amazonaws.com', status: '405' }),
      'apart',
    ],
    [
      'a client at the name of the balancer',
      albLine({ host: 'shop-1.eu-west-1.elb.amazonaws.com' }),
      'offending',
    ],
    [
      'a name that only looks like it',
      albLine({ host: 'elb.amazonaws.com.example.org', status: '405' }),
      'offending',
    ],
    ['a health check of another balancer', albLine({ agent: 'ELB-HealthChecker/2.0' }), 'offending'],
    ['a health check of Route 53', albLine({ agent: route53 }), 'offending'],
    ['a health check at the address', albLine({ agent: route53, host: '198.51.100.7' }), 'offending'],
    [
      'a health check at the address that is content with an error',
      albLine({ agent: 'ELB-HealthChecker/2.0', host: '10.0.0.7', status: '404' }),
      'offending',
    ],
    ['a health check that is redirected already', albLine({ agent: route53, actions: 'redirect' }), 'apart'],
    ['a health check over TLS', albLine({ agent: route53, type: 'https', protocol: 'TLSv1.2' }), 'secure'],
    ['a POST that the site refuses', albLine({ method: 'POST', status: '404' }), 'offending'],
  ])('redirecting: %s', (_, line, is) => {
    expect(redirect(line)).toMatchObject({ is });
  });
  test.each([
    ['TLS 1.2 with a cipher that stays', albLine({ type: 'https', protocol: 'TLSv1.2' }), 'secure'],
    ['TLS 1.0', albLine({ type: 'https', protocol: 'TLSv1' }), 'offending'],
    [
      'TLS 1.2 with a cipher that goes',
      albLine({ type: 'https', protocol: 'TLSv1.2', cipher: 'AES128-SHA' }),
      'offending',
    ],
    ['plain, which no policy breaks', albLine({}), 'apart'],
  ])('another policy: %s', (_, line, is) => {
    expect(policy(line)).toMatchObject({ is });
  });
  test('a health check is named', () => {
    expect(redirect(albLine({ agent: route53 }))).toMatchObject({ agent: route53 });
  });
  test('names the protocol', () => {
    expect(policy(albLine({ type: 'https', protocol: 'TLSv1.1' }))).toMatchObject({
      tls: 'TLSv1.1',
      agent: 'curl/8.5.0',
    });
  });
  test.each(['', 'http', albLine({}).slice(0, 120), albLine({}).replace('2026-11-10T', 'yesterday')])(
    'broken: %s',
    (line) => {
      expect(redirect(line)).toBe('broken');
    },
  );
  test('nothing of what was asked for is kept', () => {
    expect(JSON.stringify(redirect(albLine({ path: '/login?token=secret' })))).not.toContain('secret');
  });
});

describe('a connection at a Network Load Balancer', () => {
  const asked: Question = {
    ...offered,
    of: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/edge/0123456789abcdef',
  };
  const line = networkLine('net/edge/0123456789abcdef', asked);
  test.each([
    ['tlsv12', 'ECDHE-RSA-AES128-GCM-SHA256', 'secure'],
    ['tlsv1', 'ECDHE-RSA-AES128-GCM-SHA256', 'offending'],
    ['tlsv12', 'AES128-SHA', 'offending'],
    ['-', '-', 'apart'],
  ])('%s %s', (protocol, cipher, is) => {
    expect(line(nlbLine(protocol, cipher))).toMatchObject({ is });
  });
  test('cut', () => expect(line(nlbLine('tlsv12', 'X').slice(0, 60))).toBe('broken'));
});

test.each([
  ['tlsv1', 'TLSv1'],
  ['tlsv10', 'TLSv1'],
  ['tlsv11', 'TLSv1.1'],
  ['TLSv1.2', 'TLSv1.2'],
  ['tlsv13', 'TLSv1.3'],
  ['SSLv3', 'SSLv3'],
])('%s is %s', (text, is) => {
  expect(protocolOf(text)).toBe(is);
});

test.each([
  ['cafe.de', 'offending'],
  ['dead.beef', 'offending'],
  ['203.0.113.7', 'apart'],
  ['[2001:db8::7]', 'apart'],
])('a refused request to %s', (host, is) => {
  const line = albLine({ host, status: '404', method: 'POST' });
  expect(applicationLine(balancer, redirects)(line)).toMatchObject({ is });
});
