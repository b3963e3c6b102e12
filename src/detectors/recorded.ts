import type { Spoken } from '../core/model/detectors.ts';
import type { Finding } from '../core/journal/records.ts';

/** Every source that reads CloudTrail is called so. */
const source = 'CloudTrail ';

/** Whether CloudTrail is what evidence was read from, whatever it said. */
export const isRecorded = ({ evidence }: Pick<Finding, 'evidence'>): boolean =>
  evidence !== undefined && 'source' in evidence.answer && evidence.answer.source.startsWith(source);

/**
 * What CloudTrail recorded of clients (`tlsDetails`), as evidence has read it already: nothing is read a second time. Of an answer of
 * another log nothing is said here.
 */
export const recordedBy = (findings: readonly Pick<Finding, 'target' | 'evidence'>[]): readonly Spoken[] =>
  findings.filter(isRecorded).flatMap(({ target, evidence }): readonly Spoken[] => {
    const answer = evidence?.answer;
    if (answer?.is !== 'seen') return [];
    const { callers, count, atLeast, until } = answer;
    const names = callers.map(
      ({ principal, behind, address, agent }) => principal ?? behind ?? address ?? agent ?? 'somebody',
    );
    const [first = 'somebody', ...more] = [...new Set(names)];
    const who = more.length > 0 ? `${first} and ${more.length} more` : first;
    return [
      {
        of: target.arn,
        statement: {
          id: answer.source,
          title: `${atLeast ? 'At least ' : ''}${count} requests without TLS, or with a version that a fix would end, by ${who}`,
          severity: 'unrated',
          means: 'seen-in-the-clear',
          when: until,
        },
      },
    ];
  });
