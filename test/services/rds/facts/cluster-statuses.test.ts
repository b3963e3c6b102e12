import { describe, expect, test } from 'vitest';
import { applyStatusOf, clusterMeaningOf } from '../../../../src/services/rds/facts/cluster-statuses.ts';

/** Every row of the pages of Aurora and DocumentDB, read by hand once more. */
const page = {
  ready: ['available', 'storage-optimization'],
  stopped: ['stopped'],
  passing: [
    'backing-up',
    'backtracking',
    'creating',
    'deleting',
    'failing-over',
    'maintenance',
    'migrating',
    'modifying',
    'preparing-data-migration',
    'promoting',
    'rebooting',
    'renaming',
    'resetting-master-credentials',
    'starting',
    'stopping',
    'update-iam-db-auth',
    'upgrading',
  ],
  people: [
    'cloning-failed',
    'inaccessible-encryption-credentials',
    'inaccessible-encryption-credentials-recoverable',
    'migration-failed',
  ],
  unheard: ['', 'active', 'Available', 'constructor', 'toString'],
};

describe('a status of a cluster', () => {
  test.each(Object.entries(page).flatMap(([is, all]) => all.map((status) => [status, is] as const)))(
    '"%s" is %s',
    (status, is) => {
      expect(clusterMeaningOf(status).is).toBe(is);
    },
  );
});

describe('a cluster is as far as its member that is least far', () => {
  test.each([
    [[], 'in-sync'],
    [['in-sync', 'in-sync'], 'in-sync'],
    [['in-sync', 'pending-reboot'], 'pending-reboot'],
    [['pending-reboot', 'pending-database-upgrade'], 'pending-database-upgrade'],
    [['pending-reboot', 'applying'], 'applying'],
    [['applying', 'failed-to-apply', 'in-sync'], 'failed-to-apply'],
    [['failed-to-apply', 'dreaming'], 'dreaming'],
    [['in-sync', ''], ''],
  ])('%j: %s', (statuses, status) => {
    expect(applyStatusOf(statuses)).toBe(status);
  });
});
