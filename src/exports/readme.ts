import type { Counts } from '../report/standing.ts';
import type { Detected } from '../report/detectors.ts';
import { safe } from '../report/safe.ts';
import type { Control } from './controls.ts';
import { manifestName, sealName } from './manifest.ts';
import type { Period } from './period.ts';

interface Index {
  readonly at: string;
  readonly period: Period;
  readonly source: string;
  readonly scanned: readonly string[];
  readonly policy: string;
  readonly versions: { readonly waxseal: string };
  readonly accounts: readonly string[];
  readonly counts: Counts &
    Readonly<
      Record<'findings' | 'approvals' | 'runs' | 'undone' | 'holds' | 'exemptions' | 'unlisted', number>
    >;
}

const periodWords = ({ since, until }: Period): string =>
  since === undefined && until === undefined
    ? 'everything that the journal has'
    : `from ${since ?? 'the beginning of the journal'} to before ${until ?? 'now'}`;

const cell = (text: string): string => safe(text).replaceAll('|', String.raw`\|`);

/** Nothing seen is no zero of failures. */
const controlLine = ({ standard, id, findings, remediations, lacks }: Control): string => {
  const { passed, failed, exempt, unknown } = findings;
  const seen =
    remediations.length === 0 ? 'nothing was seen | | |' : `${passed} | ${failed} | ${exempt} | ${unknown}`;
  return `| ${cell(`${standard} ${id}`)} | ${seen} | ${cell(lacks)} |`;
};

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Where nobody was heard nothing is good. */
const detectorsSection = ({ linked, places }: Detected): string => {
  const saying = linked.filter(({ statements }) => statements.length > 0);
  const statements = saying.reduce((sum, one) => sum + one.statements.length, 0);
  const unheard = places.filter(({ is }) => is !== 'told');
  return `
## What other detectors say

Other detectors are quoted: ${counted(statements, 'statement')} about ${counted(saying.length, 'resource')}. Nothing was decided by it.
${
  unheard.length === 0
    ? 'All of them were heard everywhere.'
    : `Where they were not heard, or in part only, nobody knows what else they would say:

${unheard.map(({ detector, account, region, is }) => `- ${detector} in ${account} ${safe(region)}: ${is}.`).join('\n')}`
}
`;
};

/** What an auditor reads first. */
export const readmeOf = (
  { at, period, source, scanned, policy, versions, accounts, counts }: Index,
  controls: readonly Control[],
  detectors: Detected | undefined,
): string => `# Evidence of encryption in transit

Made by Waxseal ${versions.waxseal} at ${at} from ${safe(source)}. Accounts: ${accounts.join(', ') || 'none that have findings'}.
History, approvals, runs and holds: ${periodWords(period)}. Findings stand as they stood when this was made, whatever the period.
${
  scanned.length > 0
    ? `Resources were looked at when it was made, in ${scanned.join(', ')}.`
    : 'No resource was looked at when it was made: findings are what the journal last saw, and it knows only what was once non-compliant.'
}

## What was seen

| | |
|---|---|
| compliant, or remediated and verified | ${counts.compliant} |
| non-compliant | ${counts.open} |
| waiting for an approval, for AWS or for a later moment | ${counts.waiting} |
| left alone: exempt or on hold | ${counts.held} |
| **could not be evaluated: nobody knows** | ${counts.unknown + counts.failed} |
| **kinds that could not even be listed** | ${counts.unlisted} |
| approval requests | ${counts.approvals} |
| runs that wrote, undone ones among them | ${counts.runs} |
| undone | ${counts.undone} |

## Requirements that this is evidence for

Waxseal says what it saw of resources. It does not say that a requirement is met: that is for an assessor, who also needs what the last column names.

| requirement | passed | failed | of these exempt or on hold | unknown | also needed |
|---|---|---|---|---|---|
${controls.map(controlLine).join('\n')}
${detectors ? detectorsSection(detectors) : ''}
## Files

| File | Holds |
|---|---|
| report.html | the same for people, with pictures |
| controls.json, controls.csv | the table above, with remediations and sources |
| findings.json, findings.csv | each remediation at each resource: how it stands, since when, why |
| approvals.json, approvals.csv | what people were asked, with the exact changes; who answered when, and their comment |
| runs.json | what was written: value before, planned, and as AWS showed it afterwards; on whose approval; what verified it |
| undone.json | runs that took another one back |
| exempt.json | exemptions of the policy with the day on which they end, and the last hold of each finding with who set and lifted it |
| not-looked-at.json | what could not be evaluated or listed, and why |
| history.json | how looks ended, in order |${detectors ? '\n| detectors.json | what other detectors say of the same resources, and where they were not heard |' : ''}
| logging.json | logs that were switched on, by whom |
| ${policy === 'policy.yaml' ? 'policy.yaml | the policy file with which this was made' : `(no policy file) | ${cell(policy)}`} |
| index.json | this page as data, with the versions of remediations |
| ${manifestName}, ${sealName} | SHA-256 of each file, and of the list |

## Whether it is as it was made

In this folder, in a shell (macOS: \`shasum -a 256\` for \`sha256sum\`), with the hash that was kept elsewhere for HASH:

\`\`\`
sha256sum -c ${sealName} ${manifestName}
ls -A | grep -vxF "$(cut -c67- ${manifestName}; echo ${manifestName}; echo ${sealName})"
echo 'HASH  ${manifestName}' | sha256sum -c
\`\`\`

The first says \`OK\` of every file. The second names what was added, and prints nothing where nothing was. The third says \`OK\` where the list is
the one that the hash was kept of. \`waxseal evidence-pack --verify FOLDER --seal HASH\` does all three. The hash in ${sealName} is that of everything.
**It proves something only against a copy kept elsewhere**: who can change the files can write new hashes. It is no signature and no time stamp, and
says nothing of whether the journal was true. Keep the hash where the files are not: a ticket, a mail, a bucket with object lock.

It holds names of resources, accounts, principals and settings before and after: handle it as you handle those.
`;
