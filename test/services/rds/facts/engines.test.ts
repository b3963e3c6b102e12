import { describe, expect, test } from 'vitest';
import { isBefore, isOff, isOn } from '../../../../src/families/parameter/groups.ts';
import {
  tlsParameterOf,
  tlsParameterOfFamily,
  worksOtherwise,
} from '../../../../src/services/rds/facts/engines.ts';

describe('the parameter that refuses plaintext', () => {
  test.each([
    ['postgres', '9.6.24', 'rds.force_ssl', false],
    ['postgres', '14.12', 'rds.force_ssl', false],
    ['postgres', '15.2', 'rds.force_ssl', true],
    ['postgres', '17.1', 'rds.force_ssl', true],
    ['postgres', '15', 'rds.force_ssl', true],
    ['postgres', '', 'rds.force_ssl', false],
    ['postgres', 'next', 'rds.force_ssl', false],
    ['mysql', '8.0.40', 'require_secure_transport', false],
    ['mysql', '8.4.3', 'require_secure_transport', false],
    ['mysql', '8.4.9', 'require_secure_transport', false],
    ['mysql', '9.6.0', 'require_secure_transport', false],
    ['mysql', '9.7.0', 'require_secure_transport', true],
    ['mysql', '9.7', 'require_secure_transport', true],
    ['mysql', '9.10.1', 'require_secure_transport', true],
    ['mysql', '10.0.0', 'require_secure_transport', true],
    ['mysql', '5.7.44-rds.20240529', 'require_secure_transport', false],
    ['postgres', '16.3-R2', 'rds.force_ssl', true],
    ['sqlserver-dev-ee', '16.00.4215.2.v1', 'rds.force_ssl', false],
    ['mariadb', '10.11.9', 'require_secure_transport', false],
    ['mariadb', '11.4.4', 'require_secure_transport', false],
    ['mariadb', '11.8.3', 'require_secure_transport', true],
    ['mariadb', '11.8', 'require_secure_transport', true],
    ['mariadb', '11', 'require_secure_transport', false],
    ['mariadb', '10.9.1', 'require_secure_transport', false],
    ['mariadb', '12.0.1', 'require_secure_transport', true],
    ['sqlserver-ex', '16.00.4165.4.v1', 'rds.force_ssl', false],
    ['sqlserver-web', '15.00.4415.2.v1', 'rds.force_ssl', false],
  ])('of %s %s is %s, and on by default: %s', (engine, version, name, on) => {
    const parameter = tlsParameterOf(engine);
    expect(parameter?.name).toBe(name);
    expect(parameter?.onByDefault(version)).toBe(on);
  });

  test.each([
    'oracle-se2',
    'db2-ae',
    'custom-sqlserver-se',
    'sqlserver',
    'postgresql',
    'Postgres',
    'custom-oracle-ee',
    'aurora-mysql',
    'aurora-postgresql',
    'docdb',
    'neptune',
    '',
  ])('of "%s" there is none', (engine) => {
    expect(tlsParameterOf(engine)).toBeUndefined();
  });

  test.each([
    ['postgres', 'PostgreSQL', 'PostgreSQL 15'],
    ['mysql', 'MySQL', 'MySQL 8.0'],
    ['mariadb', 'MariaDB', 'MariaDB 10.5'],
    ['sqlserver-ee', 'SQL Server', 'a version that Amazon RDS still supports'],
  ])('of %s, for people', (engine, called, upgradeTo) => {
    expect(tlsParameterOf(engine)).toMatchObject({ engine: called, upgradeTo });
  });

  test.each([
    ['postgres9.6', 'rds.force_ssl'],
    ['postgres16', 'rds.force_ssl'],
    ['mysql8.0', 'require_secure_transport'],
    ['mariadb10.11', 'require_secure_transport'],
    ['sqlserver-se-15.0', 'rds.force_ssl'],
    ['aurora-postgresql16', undefined],
    ['aurora-mysql8.0', undefined],
    ['custom-mysql8.0', undefined],
    ['mysqlx8.0', undefined],
    ['oracle-se2-19', undefined],
  ])('of family %s is %s', (family, name) => {
    expect(tlsParameterOfFamily(family)?.name).toBe(name);
  });

  test.each([
    ['1', true],
    ['ON', true],
    ['on', true],
    ['true', true],
    ['0', false],
    ['OFF', false],
    ['', false],
    ['10', false],
    ['01', false],
    ['onward', false],
  ])('"%s" is on: %s', (value, on) => {
    expect(isOn(value)).toBe(on);
  });
});

test.each([
  ['0', true],
  ['OFF', true],
  ['False', true],
  ['1', false],
  ['', false],
  ['{TrueIfReplica}', false],
  ['00', false],
])('"%s" is off: %s', (value, is) => {
  expect(isOff(value)).toBe(is);
});

test.each([
  ['oracle-se2', true],
  ['db2-ae', true],
  ['custom-sqlserver-se', true],
  ['aurora', true],
  ['aurora-mysql', true],
  ['docdb', true],
  ['neptune', true],
  ['postgres', false],
  ['oracles', false],
  ['duckdb', false],
  ['', false],
])('%s works in another way: %s', (engine, is) => {
  expect(worksOtherwise(engine)).toBe(is);
});

test.each([
  ['8.0.11', '8.0.40', true],
  ['8.0.40', '8.0.11', false],
  ['8.0.9', '8.0.11', true],
  ['8.0', '8.0.1', true],
  ['8.0.1', '8.0', false],
  ['8.0.1', '8.0.1', false],
  ['9.1', '10.0', true],
  ['5.7.44-rds.20240408', '5.7.44', false],
  ['', '8.0', false],
  ['8.0', '', false],
])('%s is before %s: %s', (version, other, is) => {
  expect(isBefore(version, other)).toBe(is);
});
