import { describe, expect, test } from 'vitest';
import { WaxsealError } from '../../../src/core/model/errors.ts';
import { loadAccount, type AccountFile } from '../../../src/sandbox/account.ts';
import { AwsFault } from '../../../src/sandbox/faults.ts';
import { startHost, type Host } from '../../../src/sandbox/host.ts';

type Rds = NonNullable<AccountFile['rds']>;

const group = (DBParameterGroupName: string, DBParameterGroupFamily: string, more: object = {}) => ({
  DBParameterGroupName,
  DBParameterGroupFamily,
  ...more,
});
const account: Rds = {
  DBInstances: [
    {
      DBInstanceIdentifier: 'orders',
      Engine: 'postgres',
      DBParameterGroups: [{ DBParameterGroupName: 'mine' }],
    },
    { DBInstanceIdentifier: 'plain', Engine: 'postgres' },
    {
      DBInstanceIdentifier: 'ledger',
      Engine: 'sqlserver-se',
      DBParameterGroups: [{ DBParameterGroupName: 'mssql' }],
    },
    { DBInstanceIdentifier: 'asleep', Engine: 'postgres', DBInstanceStatus: 'stopped' },
    { DBInstanceIdentifier: 'saved', Engine: 'postgres', DBInstanceStatus: 'backing-up' },
    { DBInstanceIdentifier: 'grown', Engine: 'postgres', DBInstanceStatus: 'storage-optimization' },
    { DBInstanceIdentifier: 'restored', Engine: 'postgres', DBInstanceStatus: 'storage-initialization' },
  ],
  DBParameterGroups: [
    group('mine', 'postgres14', { Parameters: [{ ParameterName: 'work_mem', ParameterValue: '4096' }] }),
    group('spare', 'postgres14'),
    group('mssql', 'sqlserver-se-15.0'),
  ],
};
const hostOf = (): Host => startHost(loadAccount({ rds: account }));
const call = (host: Host, operation: string, input: Readonly<Record<string, unknown>>) =>
  host.write({ operation: `rds:${operation}`, input });

const setting = (ParameterName: string, ParameterValue: string | undefined, ApplyMethod: string) => ({
  ParameterName,
  ...(ParameterValue !== undefined && { ParameterValue }),
  ApplyMethod,
});
const modify = (DBParameterGroupName: string, ...Parameters: readonly object[]) =>
  ['ModifyDBParameterGroup', { DBParameterGroupName, Parameters }] as const;
const force = (method = 'immediate') => setting('rds.force_ssl', '1', method);

const instance = (host: Host, name: string) =>
  host.world().rds.DBInstances.find(({ DBInstanceIdentifier }) => DBInstanceIdentifier === name);
const status = (host: Host, name: string) => instance(host, name)?.DBParameterGroups[0]?.ParameterApplyStatus;
const setIn = (host: Host, name: string) =>
  host.world().rds.DBParameterGroups.find(({ DBParameterGroupName }) => DBParameterGroupName === name)?.set;

const refusalOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AwsFault) return error.name;
    throw error;
  }
  return 'done';
};

describe('RDS refuses', () => {
  const copy = (source: string, target = 'copy') =>
    [
      'CopyDBParameterGroup',
      {
        SourceDBParameterGroupIdentifier: source,
        TargetDBParameterGroupIdentifier: target,
        TargetDBParameterGroupDescription: 'a copy',
      },
    ] as const;
  const create = (DBParameterGroupName: string, DBParameterGroupFamily: string) =>
    ['CreateDBParameterGroup', { DBParameterGroupName, DBParameterGroupFamily, Description: 'new' }] as const;
  const attach = (DBInstanceIdentifier: string, DBParameterGroupName: string) =>
    ['ModifyDBInstance', { DBInstanceIdentifier, DBParameterGroupName }] as const;
  const remove = (DBParameterGroupName: string) =>
    ['DeleteDBParameterGroup', { DBParameterGroupName }] as const;
  const many = Array.from({ length: 21 }, () => force());

  test.each([
    ['to modify a default group', modify('default.postgres14', force()), 'InvalidDBParameterGroupStateFault'],
    ['to copy a default group', copy('default.postgres14'), 'InvalidParameterValue'],
    ['to delete a default group', remove('default.postgres14'), 'InvalidDBParameterGroupStateFault'],
    ['to delete a group in use', remove('mine'), 'InvalidDBParameterGroupStateFault'],
    ['to delete nothing', remove('nothing'), 'DBParameterGroupNotFoundFault'],
    ['static and immediate', modify('mssql', force()), 'InvalidParameterCombination'],
    [
      'dynamic and pending-reboot in SQL Server',
      modify('mssql', setting('max degree of parallelism', '4', 'pending-reboot')),
      'InvalidParameterCombination',
    ],
    ['more than 20 parameters', modify('mine', ...many), 'InvalidParameterValue'],
    ['no parameters', modify('mine'), 'InvalidParameterValue'],
    ['an unknown parameter', modify('mine', setting('force_ssl', '1', 'immediate')), 'InvalidParameterValue'],
    [
      'a value out of range',
      modify('mine', setting('rds.force_ssl', '2', 'immediate')),
      'InvalidParameterValue',
    ],
    ['a fixed parameter', modify('mine', setting('port', '1', 'pending-reboot')), 'InvalidParameterValue'],
    [
      'a parameter without a value',
      modify('mine', setting('rds.force_ssl', undefined, 'immediate')),
      'InvalidParameterValue',
    ],
    ['an unknown group', modify('nothing', force()), 'DBParameterGroupNotFoundFault'],
    ['a group that is there', create('spare', 'postgres14'), 'DBParameterGroupAlreadyExistsFault'],
    ['a copy to a group that is there', copy('mine', 'spare'), 'DBParameterGroupAlreadyExistsFault'],
    ['an unknown family', create('new', 'postgres99'), 'InvalidParameterValue'],
    ['a bad name', create('new--group', 'postgres14'), 'InvalidParameterValue'],
    ['a group of another family', attach('orders', 'mssql'), 'InvalidParameterCombination'],
    ['to attach an unknown group', attach('orders', 'nothing'), 'DBParameterGroupNotFoundFault'],
    ['to modify what is not available', attach('asleep', 'spare'), 'InvalidDBInstanceStateFault'],
    ['to modify what is backed up', attach('saved', 'spare'), 'InvalidDBInstanceStateFault'],
    [
      'to change storage while storage is optimized',
      ['ModifyDBInstance', { DBInstanceIdentifier: 'grown', AllocatedStorage: 200 }] as const,
      'InvalidParameterCombination',
    ],
    ['to modify nothing', attach('nobody', 'spare'), 'DBInstanceNotFoundFault'],
    [
      'to reboot what is not available',
      ['RebootDBInstance', { DBInstanceIdentifier: 'asleep' }] as const,
      'InvalidDBInstanceStateFault',
    ],
    ['pages of ten', ['DescribeDBInstances', { MaxRecords: 10 }] as const, 'InvalidParameterValue'],
    [
      'an unknown filter',
      ['DescribeDBInstances', { Filters: [{ Name: 'name', Values: ['x'] }] }] as const,
      'InvalidParameterValue',
    ],
  ])('%s', (_what, [operation, input], name) => {
    expect(refusalOf(() => call(hostOf(), operation, input))).toBe(name);
  });
});

describe('while storage is optimized or loaded, RDS takes', () => {
  test.each(['grown', 'restored'])('another group and a reboot of %s', (name) => {
    const host = hostOf();
    const before = instance(host, name)?.DBInstanceStatus;
    call(host, 'ModifyDBInstance', { DBInstanceIdentifier: name, DBParameterGroupName: 'spare' });
    host.advance(60_000);
    call(host, 'RebootDBInstance', { DBInstanceIdentifier: name });
    host.advance(120_000);
    expect(status(host, name)).toBe('in-sync');
    expect(instance(host, name)?.DBInstanceStatus).toBe(before);
  });
});

describe('the life of a parameter group', () => {
  test('a dynamic change takes a moment', () => {
    const host = hostOf();
    call(host, ...modify('mine', force()));
    expect(status(host, 'orders')).toBe('applying');
    expect(status(host, 'plain')).toBe('in-sync');
    host.advance(60_000);
    expect(status(host, 'orders')).toBe('in-sync');
  });

  test('a static change waits for a reboot', () => {
    const host = hostOf();
    call(host, ...modify('mssql', force('pending-reboot')));
    host.advance(86_400_000);
    expect(status(host, 'ledger')).toBe('pending-reboot');
    call(host, 'RebootDBInstance', { DBInstanceIdentifier: 'ledger' });
    expect(instance(host, 'ledger')?.DBInstanceStatus).toBe('rebooting');
    host.advance(120_000);
    expect([instance(host, 'ledger')?.DBInstanceStatus, status(host, 'ledger')]).toEqual([
      'available',
      'in-sync',
    ]);
  });

  test('another group is attached at once and holds after a reboot; dynamic changes do not end the waiting', () => {
    const host = hostOf();
    call(host, ...modify('spare', setting('work_mem', '1', 'immediate')));
    call(host, 'ModifyDBInstance', { DBInstanceIdentifier: 'plain', DBParameterGroupName: 'spare' });
    expect(instance(host, 'plain')?.DBParameterGroups[0]?.DBParameterGroupName).toBe('spare');
    call(host, ...modify('spare', force()));
    host.advance(60_000);
    expect(status(host, 'plain')).toBe('applying');
    host.advance(180_000);
    expect(status(host, 'plain')).toBe('pending-reboot');
    call(host, ...modify('spare', force()));
    host.advance(60_000);
    expect(status(host, 'plain')).toBe('pending-reboot');
  });

  test('what is queued waits, unless somebody applies immediately', () => {
    const host = hostOf();
    call(host, 'ModifyDBInstance', { DBInstanceIdentifier: 'plain', DBInstanceClass: 'db.r6g.large' });
    expect(instance(host, 'plain')).toMatchObject({
      DBInstanceClass: 'db.m6g.large',
      PendingModifiedValues: { DBInstanceClass: 'db.r6g.large' },
    });
    call(host, 'ModifyDBInstance', {
      DBInstanceIdentifier: 'plain',
      DBParameterGroupName: 'spare',
      ApplyImmediately: true,
    });
    expect(instance(host, 'plain')).toMatchObject({
      DBInstanceClass: 'db.r6g.large',
      PendingModifiedValues: {},
    });
  });

  test('resetting takes one parameter or, if nobody says otherwise, all', () => {
    const host = hostOf();
    call(host, ...modify('mine', force()));
    const one = {
      DBParameterGroupName: 'mine',
      Parameters: [setting('rds.force_ssl', undefined, 'immediate')],
    };
    call(host, 'ResetDBParameterGroup', { ...one, ResetAllParameters: false });
    expect(setIn(host, 'mine')).toEqual({ work_mem: '4096' });
    call(host, 'ResetDBParameterGroup', one);
    expect(setIn(host, 'mine')).toEqual({});
  });

  test('a copy holds what was set', () => {
    const host = hostOf();
    call(host, 'CopyDBParameterGroup', {
      SourceDBParameterGroupIdentifier: 'mine',
      TargetDBParameterGroupIdentifier: 'Twin',
      TargetDBParameterGroupDescription: 'a copy',
    });
    expect(setIn(host, 'twin')).toEqual({ work_mem: '4096' });
  });
});

describe('another certificate', () => {
  const authority = { CACertificateIdentifier: 'rds-ca-rsa4096-g1' };
  const order = (more: object) => {
    const host = hostOf();
    call(host, 'ModifyDBInstance', { DBInstanceIdentifier: 'orders', ...authority, ...more });
    return host;
  };
  const both = (host: Host) => [
    instance(host, 'orders')?.CACertificateIdentifier,
    instance(host, 'orders')?.CertificateDetails?.CAIdentifier,
  ];

  test.each([
    ['at once', { ApplyImmediately: true }, 0],
    ['in the window', {}, 600_000],
  ])('%s, without a restart: the old one is shown until somebody reboots', (_when, more, wait) => {
    const host = order({ ...more, CertificateRotationRestart: false });
    host.advance(wait);
    expect(both(host)).toEqual(['rds-ca-rsa4096-g1', 'rds-ca-rsa2048-g1']);
    expect(instance(host, 'orders')?.PendingModifiedValues).toEqual({});
    call(host, 'RebootDBInstance', { DBInstanceIdentifier: 'orders' });
    expect(both(host)).toEqual(['rds-ca-rsa4096-g1', 'rds-ca-rsa2048-g1']);
    host.advance(120_000);
    expect(both(host)).toEqual(['rds-ca-rsa4096-g1', undefined]);
  });

  test.each([
    ['at once', { ApplyImmediately: true }, 0],
    ['in the window', {}, 600_000],
  ])('%s it is shown', (_when, more, wait) => {
    const host = order(more);
    host.advance(wait);
    expect(both(host)).toEqual(['rds-ca-rsa4096-g1', undefined]);
  });
});

describe('accounts that cannot be', () => {
  test.each<[string, Rds]>([
    [
      'a group of another family',
      {
        DBInstances: [
          { DBInstanceIdentifier: 'a', Engine: 'mysql', DBParameterGroups: [{ DBParameterGroupName: 'g' }] },
        ],
        DBParameterGroups: [group('g', 'postgres14')],
      },
    ],
    [
      'a group that does not exist',
      {
        DBInstances: [
          { DBInstanceIdentifier: 'a', Engine: 'mysql', DBParameterGroups: [{ DBParameterGroupName: 'g' }] },
        ],
      },
    ],
    [
      'a default group that was changed',
      {
        DBParameterGroups: [
          group('default.postgres14', 'postgres14', {
            Parameters: [{ ParameterName: 'work_mem', ParameterValue: '1' }],
          }),
        ],
      },
    ],
    [
      'a parameter that the family lacks',
      {
        DBParameterGroups: [
          group('g', 'mysql5.6', {
            Parameters: [{ ParameterName: 'require_secure_transport', ParameterValue: '1' }],
          }),
        ],
      },
    ],
    [
      'two instances of one name',
      {
        DBInstances: [
          { DBInstanceIdentifier: 'a', Engine: 'mysql' },
          { DBInstanceIdentifier: 'a', Engine: 'mysql' },
        ],
      },
    ],
    [
      'a proxy that demands IAM without TLS',
      { DBProxies: [{ DBProxyName: 'p', EngineFamily: 'MYSQL', Auth: [{}, { IAMAuth: 'REQUIRED' }] }] },
    ],
    ['a bad identifier', { DBInstances: [{ DBInstanceIdentifier: 'a--b', Engine: 'mysql' }] }],
    ['a bad group name', { DBParameterGroups: [group('G_1', 'mysql8.0')] }],
  ])('%s', (_what, rds) => {
    expect(() => loadAccount({ rds })).toThrow(WaxsealError);
  });
});
