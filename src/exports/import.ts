import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';

/** A finding of ours that Security Hub holds. */
export interface Known {
  readonly id: string;
  readonly updatedAt: string;
  readonly archived: boolean;
}

/** What an account is to be told in one Region; Security Hub takes findings nowhere else. */
interface Sending {
  readonly is: 'new' | 'update' | 'archive';
  readonly finding: AwsSecurityFinding;
}

export interface Intended {
  readonly sendings: readonly Sending[];
  /** Compliant or gone, and not open there: nothing is to be said of them. */
  readonly settled: number;
  /** What is there is as new or newer: Security Hub would pass over ours without a word. */
  readonly newer: readonly string[];
  /** Too large to be taken. */
  readonly tooLarge: readonly string[];
  /** Open there, and of nothing in the report: nobody knows whether it is so still. */
  readonly others: readonly string[];
}

/** https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html */
const most = { findings: 100, bytesOfOne: 240 * 1024, bytesOfAll: 6 * 1024 * 1024 } as const;
/** Braces, commas and the name of the list. */
const around = 1024;

const bytesOf = (finding: AwsSecurityFinding): number => Buffer.byteLength(JSON.stringify(finding));

/** Nobody has anything to do any more. */
const isOver = ({ Compliance, RecordState }: AwsSecurityFinding): boolean =>
  Compliance?.Status === 'PASSED' || RecordState === 'ARCHIVED';

const isNotAfter = (finding: AwsSecurityFinding, { updatedAt }: Known): boolean =>
  Date.parse(finding.UpdatedAt ?? '') <= Date.parse(updatedAt);

/**
 * What is to be sent of what a report has, by what is there. What was never told, and has nothing wrong with it, is not told
 * now; what was told, and is compliant or gone, is archived, so that nobody looks for it any more.
 */
export const intendedOf = (findings: readonly AwsSecurityFinding[], known: readonly Known[]): Intended => {
  const there = new Map(known.map((one) => [one.id, one]));
  const [sendings, newer, tooLarge]: [Sending[], string[], string[]] = [[], [], []];
  let settled = 0;
  for (const finding of findings) {
    const id = finding.Id ?? '';
    const before = there.get(id);
    const over = isOver(finding);
    if (over && (before === undefined || before.archived)) settled += 1;
    else if (before && isNotAfter(finding, before)) newer.push(id);
    else if (bytesOf(finding) > most.bytesOfOne) tooLarge.push(id);
    else if (over) sendings.push({ is: 'archive', finding: { ...finding, RecordState: 'ARCHIVED' } });
    else sendings.push({ is: before ? 'update' : 'new', finding });
  }
  const told = new Set(findings.map(({ Id }) => Id));
  const others = known.filter(({ id, archived }) => !archived && !told.has(id)).map(({ id }) => id);
  return { sendings, settled, newer, tooLarge, others };
};

/** As many as one call takes, by their number and by their size. */
export const callsOf = (
  findings: readonly AwsSecurityFinding[],
): readonly (readonly AwsSecurityFinding[])[] => {
  const calls: AwsSecurityFinding[][] = [];
  let left = 0;
  for (const finding of findings) {
    const size = bytesOf(finding) + 1;
    const last = calls.at(-1);
    if (last === undefined || last.length === most.findings || size > left) {
      calls.push([finding]);
      left = most.bytesOfAll - around - size;
    } else {
      last.push(finding);
      left -= size;
    }
  }
  return calls;
};
