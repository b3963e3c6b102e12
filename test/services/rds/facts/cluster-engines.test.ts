import { describe, expect, test } from 'vitest';
import {
  clusterParameterOf,
  clusterParameterOfFamily,
} from '../../../../src/services/rds/facts/cluster-engines.ts';
import {
  clusterNameOf,
  isClusterId,
  isClusterName,
  serviceOf,
} from '../../../../src/services/rds/facts/clusters.ts';
import { docdbParameterOf } from '../../../../src/services/rds/facts/docdb.ts';

describe('the parameter of an engine', () => {
  test.each([
    ['aurora-postgresql', 'rds.force_ssl'],
    ['aurora-mysql', 'require_secure_transport'],
    ['aurora', 'require_secure_transport'],
    ['postgres', 'rds.force_ssl'],
    ['mysql', 'require_secure_transport'],
    ['mariadb', undefined],
    ['sqlserver-se', undefined],
    ['docdb', undefined],
    ['neptune', undefined],
    ['', undefined],
  ])('%s: %s', (engine, name) => {
    expect(clusterParameterOf(engine)?.name).toBe(name);
  });

  test.each([
    ['aurora-postgresql16', 'Aurora PostgreSQL'],
    ['aurora-postgresql9.6', 'Aurora PostgreSQL'],
    ['aurora-mysql8.0', 'Aurora MySQL'],
    ['aurora5.6', 'Aurora MySQL'],
    ['postgres16', 'PostgreSQL'],
    ['mysql8.0', 'MySQL'],
    ['docdb5.0', undefined],
    ['neptune1.3', undefined],
  ])('family %s: %s', (family, engine) => {
    expect(clusterParameterOfFamily(family)?.engine).toBe(engine);
  });

  test.each([
    ['aurora-postgresql', '16.13', false],
    ['aurora-postgresql', '17.4', true],
    ['aurora-mysql', '5.7.mysql_aurora.2.12.4', false],
    ['aurora-mysql', '8.0.mysql_aurora.3.10.1', false],
    ['aurora-mysql', '8.4.mysql_aurora.8.4.7', true],
    ['postgres', '14.12', false],
    ['postgres', '15.7', true],
    ['mysql', '8.4.3', false],
    ['aurora-postgresql', '', false],
  ])('%s %s has it on by default: %s', (engine, version, isOn) => {
    expect(clusterParameterOf(engine)?.onByDefault(version)).toBe(isOn);
  });
});

describe('DocumentDB', () => {
  test.each(['docdb', 'docdb3.6', 'docdb5.0'])('%s has it', (text) => {
    expect(docdbParameterOf(text)?.name).toBe('tls');
  });
  test.each(['docdb-elastic', 'aurora-mysql', 'documents'])('%s has not', (text) => {
    expect(docdbParameterOf(text)).toBeUndefined();
  });
  test.each([
    ['tls1.2+', true, false],
    ['tls1.3+', true, false],
    ['fips-140-3', true, false],
    ['enabled', false, true],
    ['disabled', false, true],
    ['tls1.2', false, false],
    ['', false, false],
  ])('"%s": good %s, known not to be %s', (value, isOn, isOff) => {
    expect(docdbParameterOf('docdb')?.isOn(value)).toBe(isOn);
    expect(docdbParameterOf('docdb')?.isOff(value)).toBe(isOff);
  });
});

describe('clusters', () => {
  test.each([
    ['aurora', 'rds'],
    ['aurora-mysql', 'rds'],
    ['aurora-postgresql', 'rds'],
    ['mysql', 'rds'],
    ['postgres', 'rds'],
    ['docdb', 'docdb'],
    ['neptune', 'neptune'],
    ['neptune-graph', undefined],
    ['', undefined],
  ])('%s is of %s', (engine, service) => {
    expect(serviceOf(engine)).toBe(service);
  });

  test('are named by ids, names and ARNs', () => {
    expect(isClusterId(`cluster-${'A1'.repeat(13)}`)).toBe(true);
    expect(isClusterId('cluster-orders')).toBe(false);
    expect(isClusterName('cluster-orders')).toBe(true);
    expect(isClusterName('1orders')).toBe(false);
    expect(clusterNameOf('arn:aws-us-gov:rds:us-gov-west-1:111122223333:cluster:orders')).toBe('orders');
    expect(clusterNameOf('arn:aws:rds:eu-west-1:111122223333:cluster-pg:orders')).toBeUndefined();
    expect(clusterNameOf('orders')).toBeUndefined();
  });
});
