import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Words that were the product's own; `docs/glossary.md` has the field's. */
const retired: readonly (readonly [RegExp, string])[] = [
  [/\b(?:mend|mends|mended|mending)\b/i, 'remediate, fix, correct'],
  [/\b(?:judge|judges|judged|judging|judgement|unjudged)\b/i, 'evaluate'],
  [/\bsealed\b/i, 'remediated, compliant'],
  [/\binapplicable\b/i, 'not applicable'],
  [/\b(?:no|new) violation\b|\bviolations and\b/i, 'non-compliant, finding'],
  [/(?<=['"`#>] ?)Proven\b/, 'Verified'],
  [/\bapplied and proven\b|\b(?:fixed|applied|what) (?:and|was) proven\b/i, 'verified'],
  [/\b(?:in|open(?:s|ed)?) (?:one|a new) question\b/i, 'approval request'],
  [/\bdigests? of (?:up to )?(?:ten|approval|what it)\b/i, 'gathered approval requests, hashes'],
  [/\bentrances?\b/i, 'entry point'],
  [/\b(?:an|the|each|open|no such) asks?\b/i, 'approval request'],
  [/\b(?:AskRecord|asksOf|askOf)\b|['"`]asked['"`]/, 'approval request, approval-requested'],
];

/** What says what a word was before, and the plan of a simulation, which says what was asked for. */
const exempt =
  /^(?:docs\/decisions\/0017-words\.md|src\/sandbox\/scenario\/former-words\.ts|test\/sandbox\/former-words\.test\.ts|test\/words\.test\.ts|test\/simulation\/(?:result|run|shards)[.\w]*)$/;

const files = execFileSync('git', ['ls-files', '-z', '*.ts', '*.js', '*.md', '*.yaml', '*.json'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && file !== 'package-lock.json' && !exempt.test(file));

test.each(retired)('%s is said as: %s', (word) => {
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (word.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
