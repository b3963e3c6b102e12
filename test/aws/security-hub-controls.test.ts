import { describe, expect, test } from 'vitest';
import {
  controlNamedBy,
  formerIdsOf,
  isFoundational,
  isSameControl,
  renamedControls,
} from '../../src/aws/security-hub-controls.ts';
import { catalog } from '../../src/services/index.ts';

describe('the control that a text names', () => {
  test.each([
    ['S3.5', 'S3.5'],
    ['security-control/ELB.17', 'ELB.17'],
    ['aws-foundational-security-best-practices/v/1.0.0/RDS.38', 'RDS.38'],
    ['nist-800-53/v/5.0.0/S3.5', 'S3.5'],
    ['aws-foundational-security-best-practices/v/1.0.0/ELBv2.1', 'ELB.1'],
    // AWS's own table gives this one although findings of the other standards have ELB.1.
    ['security-control/ELBv2.1', 'ELB.1'],
    ['service-managed-aws-control-tower/v/1.0.0/ELBv2.1', 'ELB.1'],
    ['ELBV2.1', 'ELB.1'],
    ['pci-dss/v/3.2.1/PCI.ELBv2.1', 'ELB.1'],
    ['PCI.S3.5', 'S3.5'],
    ['cis-aws-foundations-benchmark/v/1.4.0/2.1.2', 'S3.5'],
    ['cis-aws-foundations-benchmark/v/3.0.0/2.1.1', 'S3.5'],
    ['cis-aws-foundations-benchmark/v/5.0.0/2.1.1', 'S3.5'],
    ['cis-aws-foundations-benchmark/v/3.0.0/1.19', 'IAM.26'],
    ['cis-aws-foundations-benchmark/v/5.0.0/1.18', 'IAM.26'],
    [
      'arn:aws:securityhub:eu-west-1:111122223333:control/cis-aws-foundations-benchmark/v/1.4.0/2.1.2',
      'S3.5',
    ],
  ])('%s is %s', (text, control) => {
    expect(controlNamedBy(text)).toBe(control);
  });

  test.each([
    // The same number of other versions means encryption at rest, and MFA delete.
    'cis-aws-foundations-benchmark/v/1.4.0/2.1.1',
    'cis-aws-foundations-benchmark/v/3.0.0/2.1.2',
    'cis-aws-foundations-benchmark/v/5.0.0/1.19',
    'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/2.1',
    '2.1.2',
    'PCI.EC2.5',
    'XPCI.S3.5',
    'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-abc123',
    's3-bucket-ssl-requests-only',
    '',
    '/',
    'constructor',
  ])('%s names none', (text) => {
    expect(controlNamedBy(text)).toBeUndefined();
  });
});

test('what was renamed is a control that some remediation stands for', () => {
  const controls = catalog.listings.flatMap((listing) => listing.controls);
  expect(renamedControls.length).toBeGreaterThan(0);
  expect(controls).toEqual(expect.arrayContaining([...renamedControls]));
});

test('former ids lead to the present one and to no other', () => {
  const pairs = renamedControls.flatMap((control) =>
    formerIdsOf(control).map((id) => [id, control] as const),
  );
  expect(pairs.map(([id]) => controlNamedBy(id))).toEqual(pairs.map(([, control]) => control));
  expect(formerIdsOf('ELB.17')).toEqual([]);
  expect(formerIdsOf('constructor')).toEqual([]);
});

test('letters do not make another control', () => {
  expect(isSameControl('AutoScaling.5', 'Autoscaling.5')).toBe(true);
  expect(isSameControl('S3.5', 'S3.50')).toBe(false);
});

/** A new control is looked up on the page before it is said to be of the standard, or written here. */
test('each control of a remediation is of the foundational standard, or known not to be', () => {
  const controls = new Set(catalog.listings.flatMap((listing) => listing.controls));
  expect([...controls].filter((control) => !isFoundational(control))).toEqual(['IAM.26']);
  expect(isFoundational('constructor')).toBe(false);
});
