import {
  figureEntries,
  type FigureEntry,
  practices,
  questions,
} from '../../src/report/posture/figures-catalog.ts';
import { criterionEntries, type CriterionEntry, levels } from '../../src/report/posture/criteria-catalog.ts';
import { cell, code } from './remediation-page.ts';

const figureRow = (
  id: string,
  { question, name, definition, computed, source, target, not }: FigureEntry,
): string =>
  `| ${[code(id), code(question), cell(`**${name}.** ${definition}`), not === undefined ? cell(computed) : cell(`**Not measurable here:** ${not}.`), source, cell(target)].join(' | ')} |`;

const criterionRow = (id: string, { asks, yes, source, not }: CriterionEntry): string =>
  `| ${[code(id), cell(asks), not === undefined ? cell(yes) : cell(`**Not measurable here:** ${not}.`), source].join(' | ')} |`;

const figures = Object.entries<FigureEntry>(figureEntries);
const criteria = Object.entries<CriterionEntry>(criterionEntries);

/** `docs/posture.md`, from the catalogue of figures and criteria. */
export const posturePage = (): string =>
  [
    '# Posture: key figures and maturity',
    '',
    '`waxseal posture` answers, for question SEC09 of the Well-Architected Framework (how data in transit is protected), every key figure and every criterion of the four maturity levels. This page is generated from the catalogue in `src/report/posture`.',
    '',
    '```',
    'waxseal posture --scan --region eu-west-1     # with a look just taken',
    'waxseal posture                               # as far as the journal tells',
    'waxseal posture --account 111122223333        # of one account; of several, when given again',
    '```',
    '',
    'Nothing is invented: a figure that cannot be measured has no value and says why, and what is unknown never counts as good. Without `--scan` shares are of what the journal knows, which is what was once non-compliant, and no criterion that needs a look is answered with yes. The trend compares the journal of thirty days ago, or of the first of 21, 14, 7 days ago and a day ago at which it could tell, with the journal of now, both by the same measure, and says whether that is better or worse by what is wanted; a look just taken is in neither. `waxseal report` has a short form as a section, unless it is about some remediations only.',
    '',
    'What is looked at are the Regions given and the accounts that the credentials reach; the organization is all accounts of the report together, and does not meet what one of them does not. Its level is the lowest of theirs and of all of them in one; an account of which nothing is known is lowest. `--account` makes it of the accounts given alone.',
    '',
    '## Key figures',
    ...Object.entries(practices).flatMap(([practice, name]) => [
      '',
      `### ${practice}: ${name}`,
      '',
      '| Figure | Asked for | What it is | How it is computed | Source | Target |',
      '|---|---|---|---|---|---|',
      ...figures
        .filter(([, { question }]) => questions[question] === practice)
        .map(([id, entry]) => figureRow(id, entry)),
    ]),
    '',
    '## Maturity',
    '',
    'Each criterion is answered `yes`, `no`, `unknown` or `not-measurable`, with what was counted and the first resources that stand against it; in JSON and CSV also with the keys of the findings, and the ARNs, that it was answered from. A table has each account with each criterion. A level is reached when it and all below it have only `yes` among the criteria that can be measured, and one at least. The three steps are those of the lowest level that is not reached, those about most resources first.',
    ...Object.entries(levels).flatMap(([level, name]) => [
      '',
      `### Level ${level}: ${name}`,
      '',
      '| Criterion | Asks | Yes, when | Source |',
      '|---|---|---|---|',
      ...criteria
        .filter(([, entry]) => String(entry.level) === level)
        .map(([id, entry]) => criterionRow(id, entry)),
    ]),
    '',
  ].join('\n');
