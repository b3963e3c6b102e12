import { callerWords, cleanWords } from '../../core/evidence/words.ts';
import type { Evidence } from '../../core/model/evidence.ts';
import { type Block, type Words, dim, heading, item, text } from '../../report/blocks.ts';

/** How evidence stands, in one line. */
const headline = (evidence: Evidence): Words => {
  switch (evidence.is) {
    case 'clean':
      return [
        { text: 'clean', style: 'green' },
        `. ${cleanWords(evidence)}.`,
        ...(evidence.complete ? [] : [dim(' The source may miss clients.')]),
      ];
    case 'seen': {
      const many = `${evidence.atLeast ? 'at least ' : ''}${evidence.count}`;
      const span = `${evidence.since.slice(0, 10)} to ${evidence.until.slice(0, 10)}`;
      return [
        { text: 'seen', style: 'yellow' },
        `. ${many} requests or connections that the change would break, ${span} (${evidence.source}).`,
      ];
    }
    case 'unknown':
      return [
        { text: 'unknown', style: 'yellow' },
        evidence.why === undefined ? '' : dim(` (${evidence.why})`),
        `. ${evidence.says ?? 'No log was read: the policy does not speak of evidence.'}`,
      ];
  }
};

/** What is known of the clients, and whom to talk to. */
export const evidenceView = (evidence: Evidence): readonly Block[] => [
  heading('Who would break'),
  text(headline(evidence), 2),
  ...(evidence.is === 'seen'
    ? [
        ...evidence.callers.map((caller) =>
          item([callerWords(caller), dim(`  ${caller.count} times, ${caller.first} to ${caller.last}`)]),
        ),
        text(`If nobody else comes, the window is clean after ${evidence.cleanAfter}.`, 2),
      ]
    : []),
  ...(evidence.is === 'unknown' && evidence.enable
    ? [text(['Do: ', evidence.enable.how], 2), text([dim(`Costs: ${evidence.enable.costs}`)], 2)]
    : []),
];
