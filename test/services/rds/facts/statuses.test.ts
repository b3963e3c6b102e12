import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../../../src/services/rds/facts/statuses.ts';

/** Every row of AWS's page, read by hand once more. */
const page = {
  ready: ['available', 'storage-initialization', 'storage-optimization'],
  stopped: ['stopped'],
  passing: [
    'backing-up',
    'configuring-enhanced-monitoring',
    'configuring-iam-database-auth',
    'configuring-log-exports',
    'converting-to-vpc',
    'creating',
    'delete-precheck',
    'deleting',
    'maintenance',
    'modifying',
    'moving-to-vpc',
    'rebooting',
    'renaming',
    'resetting-master-credentials',
    'starting',
    'stopping',
    'storage-config-upgrade',
    'upgrading',
  ],
  people: [
    'failed',
    'inaccessible-encryption-credentials',
    'inaccessible-encryption-credentials-recoverable',
    'incompatible-create',
    'incompatible-network',
    'incompatible-option-group',
    'incompatible-parameters',
    'incompatible-restore',
    'insufficient-capacity',
    'restore-error',
    'storage-full',
    'upgrade_failed',
  ],
} as const;

describe('a status means', () => {
  test.each(Object.entries(page).flatMap(([is, all]) => all.map((status) => [is, status] as const)))(
    '%s: %s',
    (is, status) => {
      expect(meaningOf(status)).toMatchObject({ is });
    },
  );

  test.each(['', 'Available', ' available', 'configuring-something', 'incompatible-moon', 'constructor'])(
    'nothing that anybody has heard of: "%s"',
    (status) => {
      expect(meaningOf(status)).toEqual({ is: 'unheard' });
    },
  );

  test('what needs people says what they can do', () => {
    for (const status of page.people) {
      const meaning = meaningOf(status);
      expect(meaning.is === 'people' ? meaning.remedy : '', status).toMatch(/^[A-Z].+\.$/);
    }
  });
});
