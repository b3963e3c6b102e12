/**
 * Ids that controls of Security Hub had before there was one list for all standards, by the id they have now: those of
 * encryption in transit whose id changed. Findings bear them where consolidated control findings are off, and where
 * `SecurityControlId` is missing they are all that is there. The numbers of a benchmark mean something only with it.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/asff-changes-consolidation.html
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html
 */
const formerIds: Readonly<Record<string, readonly string[]>> = {
  'ELB.1': ['ELBv2.1', 'PCI.ELBv2.1'],
  'IAM.26': ['cis-aws-foundations-benchmark/v/3.0.0/1.19', 'cis-aws-foundations-benchmark/v/5.0.0/1.18'],
  'S3.5': [
    'PCI.S3.5',
    'cis-aws-foundations-benchmark/v/1.4.0/2.1.2',
    'cis-aws-foundations-benchmark/v/3.0.0/2.1.1',
    'cis-aws-foundations-benchmark/v/5.0.0/2.1.1',
  ],
};

/** The present ids whose former ones are known. */
export const renamedControls: readonly string[] = Object.keys(formerIds);

export const formerIdsOf = (control: string): readonly string[] =>
  Object.hasOwn(formerIds, control) ? (formerIds[control] ?? []) : [];

/**
 * Those of a remediation that are part of AWS Foundational Security Best Practices. IAM.26 is not: only CIS has it.
 * Source: the column of standards of https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html
 * and the list of https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html, which leaves out RDS.38
 * and RDS.39 where the first has them.
 */
const foundational: ReadonlySet<string> = new Set(
  `ACM.1 ACM.2 APIGateway.2 APIGateway.10 APIGateway.11 CloudFront.3 CloudFront.7 CloudFront.8 CloudFront.9
  CloudFront.10 CloudFront.15 DMS.9 DMS.12 DocumentDB.6 DynamoDB.7 EC2.18 EC2.19 EC2.20 EC2.183 ECS.18 ELB.1 ELB.2
  ELB.3 ELB.8 ELB.17 ELB.18 ELB.21 ELB.22 EMR.4 ES.3 ES.8 ElastiCache.5 MSK.1 MSK.6 Opensearch.3 Opensearch.8 PCA.1
  RDS.38 RDS.39 RDS.41 RDS.43 RDS.44 Redshift.2 RedshiftServerless.2 S3.5 SES.3 Transfer.2`.split(/\s+/),
);
export const isFoundational = (control: string): boolean => foundational.has(control);

/** `S3.5`; not `PCI.S3.5` nor `2.1.2`, which number a standard's own list. */
const controlForm = /^[A-Z][A-Za-z0-9]{0,63}\.\d{1,4}$/;

/** AWS itself writes `Autoscaling.5` and `AutoScaling.5`. */
export const isSameControl = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/**
 * The present id of the control that a text ends with: `S3.5`, `security-control/S3.5`, `pci-dss/v/3.2.1/PCI.S3.5`, or
 * the ARN of a standard's control. `undefined`: it ends with none that can be told.
 */
export const controlNamedBy = (text: string): string | undefined => {
  const ends = (id: string): boolean => `/${text}`.toLowerCase().endsWith(`/${id.toLowerCase()}`);
  const renamed = renamedControls.find((control) => formerIdsOf(control).some(ends));
  if (renamed !== undefined) return renamed;
  const last = text.slice(text.lastIndexOf('/') + 1);
  return controlForm.test(last) ? last : undefined;
};
