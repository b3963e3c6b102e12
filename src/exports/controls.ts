import type { Item } from '../report/items.ts';
import { csvOf } from '../report/csv.ts';
import { requirements, requirementsOf } from './requirements.ts';
import { type Result, resultOf } from './result.ts';
import { aboutOf, type Exported } from './source.ts';

/** One requirement, and what of it was seen. */
export interface Control {
  readonly standard: string;
  readonly id: string;
  readonly about: string;
  /** What an assessor needs besides. */
  readonly lacks: string;
  readonly source: string;
  readonly remediations: readonly string[];
  /** `exempt`, or on hold, is a part of `failed`; the other three add up to all. */
  readonly findings: Readonly<Record<Result | 'exempt', number>>;
}

/** Each requirement with what the report has that is evidence for it. That it is met is nowhere said. */
export const controlsOf = ({ report, about }: Exported): readonly Control[] =>
  requirements.map(({ standard, id, about: of, lacks, source }) => {
    const concerned = report.items.filter(({ remediation }) =>
      requirementsOf(aboutOf(about, remediation)).some((one) => one.standard === standard && one.id === id),
    );
    const count = (wanted: (item: Item) => boolean): number => concerned.filter(wanted).length;
    return {
      standard,
      id,
      about: of,
      lacks,
      source,
      remediations: [...new Set(concerned.map(({ remediation }) => remediation))].toSorted(),
      findings: {
        passed: count((item) => resultOf(item) === 'passed'),
        failed: count((item) => resultOf(item) === 'failed'),
        unknown: count((item) => resultOf(item) === 'unknown'),
        exempt: count(({ standing }) => standing === 'held'),
      },
    };
  });

export const controlsCsv = (controls: readonly Control[]): string =>
  csvOf(
    [
      'standard',
      'requirement',
      'about',
      'passed',
      'failed',
      'of the failed: exempt or on hold',
      'unknown',
      'remediations',
      'also needed',
      'source',
    ],
    controls.map(({ standard, id, about, lacks, source, remediations, findings }) => [
      standard,
      id,
      about,
      findings.passed,
      findings.failed,
      findings.exempt,
      findings.unknown,
      remediations.join(' '),
      lacks,
      source,
    ]),
  );
