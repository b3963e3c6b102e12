import { describe, expect, test } from 'vitest';
import { mysqlAuditLine, transportOf } from '../../../src/evidence/rds-logs/mysql-audit.ts';
import { postgresLine } from '../../../src/evidence/rds-logs/postgresql.ts';

const prefix = '2026-11-10 08:00:00 UTC:10.0.1.5(42618):app@shop:[23799]:LOG:  ';
const plain = `${prefix}connection authorized: user=app database=shop application_name=worker`;
const tls = ' SSL enabled (protocol=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384, bits=256)';
const at = Date.parse('2026-11-10T08:00:00Z');

describe('PostgreSQL', () => {
  test('without TLS: who, from where, and with what', () => {
    expect(postgresLine(plain)).toEqual({
      at,
      is: 'offending',
      principal: 'app@shop',
      address: '10.0.1.5',
      agent: 'worker',
    });
  });
  test.each<[string, string, string]>([
    ['with TLS', plain + tls, 'secure'],
    [
      'with TLS, as PostgreSQL 12 says it',
      `${plain} SSL enabled (protocol=TLSv1.2, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256, compression=off)`,
      'secure',
    ],
    ['RDS itself', plain.replace(':app@', ':rdsadmin@'), 'apart'],
    ['on the machine', plain.replace('10.0.1.5(42618)', '[local]'), 'apart'],
    ['by loopback', plain.replace('10.0.1.5', '127.0.0.1'), 'apart'],
    ['our own probe', plain.replace(':app@', ':waxseal_probe@'), 'apart'],
    ['encrypted by Kerberos', `${plain} GSS (authenticated=yes, encrypted=yes, principal=a@B)`, 'apart'],
  ])('%s', (_, line, is) => {
    expect(postgresLine(line)).toMatchObject({ is });
  });
  const replicating = `${prefix}replication connection authorized: user=dms`;
  test('replication (DMS, Debezium) connects as others do', () => {
    expect(postgresLine(replicating)).toMatchObject({ is: 'offending', principal: 'app@shop' });
    expect(postgresLine(`${replicating} application_name=cdc${tls}`)).toMatchObject({ is: 'secure' });
    const own = replicating.replace(':app@shop', ':rdsrepladmin@[unknown]');
    expect(postgresLine(own)).toMatchObject({ is: 'apart' });
  });
  test('IPv6', () => {
    expect(postgresLine(plain.replace('10.0.1.5', '2001:db8::7'))).toMatchObject({ address: '2001:db8::7' });
  });
  test('a client that calls itself as the log says TLS is not believed', () => {
    expect(postgresLine(plain.replace('worker', `x${tls}`).replace(tls, `${tls}x`))).toBe('broken');
    expect(postgresLine(`${plain}${tls}`.replace('worker', 'SSL enabled (protocol=TLSv1.3'))).toBe('broken');
  });
  test.each([
    `${prefix}statement: select * from salaries where note = 'connection authorized: user=x'`,
    `\t2026-11-10 08:00:00 UTC:10.0.1.5(1):a@b:[1]:LOG:  connection authorized: user=a database=b`,
    `${prefix}connection received: host=10.0.1.5 port=42618`,
    '',
  ])('no record: %s', (line) => {
    expect(postgresLine(line)).toBeUndefined();
  });
});

const audit = (
  more: { user?: string; host?: string; code?: string; type?: string; operation?: string } = {},
): string => {
  const { user = 'app', host = '10.0.1.5', code = '0', type = ',TCP/IP', operation = 'CONNECT' } = more;
  return `20261110 08:00:00,ip-10-0-0-1,${user},${host},12,0,${operation},shop,,${code}${type}`;
};

describe('the MySQL audit log', () => {
  test('without TLS', () => {
    expect(mysqlAuditLine(audit())).toEqual({
      at,
      is: 'offending',
      principal: 'app@shop',
      address: '10.0.1.5',
    });
  });
  test.each([
    ['with TLS', audit({ type: ',SSL/TLS' }), 'secure'],
    ['with TLS, by number', audit({ type: ',4' }), 'secure'],
    ['by a socket', audit({ type: ',Socket' }), 'apart'],
    ['refused', audit({ code: '1045' }), 'apart'],
    ['RDS itself', audit({ user: 'rdsadmin', host: 'localhost' }), 'apart'],
    ['microseconds', audit().replace('20261110 08:00:00', '1762761600000000'), 'offending'],
  ])('%s', (_, line, is) => {
    expect(mysqlAuditLine(line)).toMatchObject({ is });
  });
  test('without the column, or with a kind that nobody knows, nothing is known', () => {
    expect([mysqlAuditLine(audit({ type: '' })), mysqlAuditLine(audit({ type: ',Undefined' }))]).toEqual([
      'broken',
      'broken',
    ]);
    expect(transportOf('0')).toBe('unknown');
  });
  test('statements are no records', () => {
    expect(mysqlAuditLine(audit({ operation: 'QUERY' }))).toBeUndefined();
  });
});
