import { expect, test } from 'vitest';
import { applyStatusOf, meaningOf } from '../../../../src/services/redshift/facts/statuses.ts';

test.each([
  ['available', 'ready'],
  ['available, prep-for-resize', 'passing'],
  ['available, resize-cleanup', 'passing'],
  ['cancelling-resize', 'passing'],
  ['creating', 'passing'],
  ['deleting', 'passing'],
  ['final-snapshot', 'passing'],
  ['maintenance', 'passing'],
  ['modifying', 'passing'],
  ['rebooting', 'passing'],
  ['renaming', 'passing'],
  ['resizing', 'passing'],
  ['rotating-keys', 'passing'],
  ['updating-hsm', 'passing'],
  ['paused', 'stopped'],
  ['hardware-failure', 'people'],
  ['incompatible-hsm', 'people'],
  ['incompatible-network', 'people'],
  ['incompatible-parameters', 'people'],
  ['incompatible-restore', 'people'],
  ['storage-full', 'people'],
  ['toString', 'unheard'],
  ['', 'unheard'],
])('a cluster that is "%s" is %s', (status, is) => {
  expect(meaningOf(status).is).toBe(is);
});

test.each([
  ['in-sync', undefined, 'in-sync'],
  ['pending-reboot', 'in-sync', 'in-sync'],
  ['in-sync', 'pending-reboot', 'pending-reboot'],
  ['in-sync', 'apply-deferred', 'pending-reboot'],
  ['in-sync', 'apply-error', 'pending-reboot'],
  ['in-sync', 'unknown-error', 'pending-reboot'],
  ['in-sync', 'invalid-parameter', 'failed-to-apply'],
  ['applying', 'in-sync', 'applying'],
  ['applying', undefined, 'applying'],
  ['toString', undefined, 'toString'],
  [undefined, undefined, ''],
])('a group that is %s with a parameter that is %s is %s', (ParameterApplyStatus, own, expected) => {
  const ClusterParameterStatusList =
    own === undefined ? [] : [{ ParameterName: 'require_ssl', ParameterApplyStatus: own }];
  expect(applyStatusOf({ ParameterApplyStatus, ClusterParameterStatusList }, 'require_ssl')).toBe(expected);
});
