import type { Probed } from '../../../sandbox/probe.ts';

/** The engines that the rules about RDS are for. */
const engines: Readonly<Record<string, RegExp>> = {
  RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT: /^postgres$/,
  RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT: /^mysql$/,
  RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT: /^mariadb$/,
  RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT: /^sqlserver-/,
};

const switches: readonly (readonly [engine: RegExp, parameter: string])[] = [
  [/^(postgres|sqlserver-)/, 'rds.force_ssl'],
  [/^(mysql|mariadb)/, 'require_secure_transport'],
];

/** Somebody logs in without TLS. */
export const instance: Probed = {
  ids: ({ rds }, rule) =>
    rds.DBInstances.filter(({ Engine }) => engines[rule]?.test(Engine)).map(
      ({ DbiResourceId }) => DbiResourceId,
    ),
  name: (id, { rds }) =>
    rds.DBInstances.find(({ DbiResourceId }) => DbiResourceId === id)?.DBInstanceIdentifier,
  probe: (id, { rds }) => {
    const found = rds.DBInstances.find(({ DbiResourceId }) => DbiResourceId === id);
    const [attached] = found?.DBParameterGroups ?? [];
    const group = rds.DBParameterGroups.find(
      ({ DBParameterGroupName }) => DBParameterGroupName === attached?.DBParameterGroupName,
    );
    const parameter = switches.find(([engine]) => engine.test(found?.Engine ?? ''))?.[1] ?? '';
    const byDefault = found?.Engine === 'postgres' && Number(found.EngineVersion.split('.')[0]) >= 15;
    const on = /^(1|ON)$/.test(group?.set[parameter] ?? (byDefault ? '1' : '0'));
    const asks = 'a login without TLS';
    if (!on) return { asks, gets: 'let in', refused: false };
    if (attached?.ParameterApplyStatus !== 'in-sync')
      return { asks, gets: 'let in until the reboot', refused: false };
    return { asks, gets: 'refused', refused: true };
  },
  maintenance: ({ rds }) =>
    rds.DBInstances.filter(({ DBParameterGroups: [group] }) =>
      (group?.ParameterApplyStatus ?? '').startsWith('pending-reboot'),
    ).map(({ DBInstanceIdentifier: name }) => ({
      name,
      write: { operation: 'rds:RebootDBInstance', input: { DBInstanceIdentifier: name } },
    })),
};
