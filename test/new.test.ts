import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { begin } from '../scripts/new/begin.ts';
import { requestFrom } from '../scripts/new/request.ts';

/** `npm run new`, for each family, in a copy of the project. No network: every client is installed. */

const here = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'waxseal-new-'));
const parts = [
  'src',
  'test',
  'scripts',
  'infra',
  'bench',
  'handlers',
  'docs',
  'schema',
  'runbooks',
  'README.md',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'vitest.mutate.config.ts',
  '.oxfmtrc.json',
  '.oxlintrc.json',
];

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['scripts/new.ts', ...args], { cwd: copy, encoding: 'utf8' });

/** Every file of the copy, by path. */
const files = (): ReadonlyMap<string, string> =>
  new Map(
    globSync('**/*', { cwd: copy, withFileTypes: true, exclude: (entry) => entry.name === 'node_modules' })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(copy.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
      }),
  );
const changed = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .toSorted();

/** A room that is not there, one without a sandbox, one that is only read, one whose sandbox has no such records. */
const begun = [
  ['statement', 'sns', 'sns-topic-tls-only', 'AWS::SNS::Topic'],
  ['statement', 'sqs', 'sqs-queue-tls-only', 'AWS::SQS::Queue'],
  ['document', 'cloudfront', 'cloudfront-viewer-https', 'AWS::CloudFront::Distribution'],
  ['setting', 'rds', 'rds-proxy-requires-tls', 'AWS::RDS::DBProxy'],
  ['parameter', 'rds', 'rds-cluster-force-tls', 'AWS::RDS::DBCluster'],
  ['tls-policy', 'elbv2', 'elb-group-tls-policy', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
  ['advice', 'glue', 'glue-connection-encrypted', 'AWS::Glue::Connection'],
  ['enforced', 'dynamodb', 'dynamodb-table-endpoint', 'AWS::DynamoDB::Table'],
  ['own', 'ec2', 'ec2-endpoint-encrypted', 'AWS::EC2::VPCEndpoint'],
] as const;

/** What `npm run generate` writes. */
const isGenerated = (path: string): boolean =>
  /^(src\/services\/\w+\.ts|src\/services\/\w+\/iam\.ts|test\/services\/contracts\.ts|docs\/.*|README\.md|schema\/.*)$/.test(
    path,
  );

let touched: readonly (readonly [id: string, paths: readonly string[]])[] = [];
let generated: readonly string[] = [];

beforeAll(async () => {
  for (const part of parts) cpSync(join(here, part), join(copy, part), { recursive: true });
  symlinkSync(join(here, 'node_modules'), join(copy, 'node_modules'));
  for (const side of ['src', 'test'])
    rmSync(join(copy, side, 'services/sns'), { recursive: true, force: true });
  const all: (readonly [string, readonly string[]])[] = [];
  for (const [family, , id, type] of begun) {
    const before = files();
    await begin(await requestFrom([id, type, '--family', family], copy, undefined), copy);
    all.push([id, changed(before, files())]);
  }
  touched = all;
  const before = files();
  const done = spawnSync(process.execPath, ['scripts/generate.ts'], { cwd: copy, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  generated = changed(before, files());
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('a new remediation', () => {
  test.each(begun)('%s: only the rooms of %s and what is generated', (_family, service, id) => {
    const [, paths = []] = touched.find(([one]) => one === id) ?? [];
    const room = new RegExp(`^(src|test)/services/${service}/`);
    expect(paths.filter((path) => !room.test(path))).toEqual([]);
    expect(paths).toContain(`src/services/${service}/remediations/${id}.ts`);
    expect(paths).toContain(`test/services/${service}/remediations/${id}.test.ts`);
    expect(paths).toContain(`test/services/${service}/scenarios/${id}.yaml`);
  });

  test('what follows from them is generated, and nothing else', () => {
    expect(generated.filter((path) => !isGenerated(path))).toEqual([]);
    expect(generated).toContain('src/services/sns/iam.ts');
  });

  test('every family is tried', () => {
    expect(new Set(begun.map(([family]) => family)).size).toBe(8);
  });

  test('all of them type-check, and are formatted and linted', () => {
    const bin = (name: string, ...args: readonly string[]) => {
      const done = spawnSync(join(here, 'node_modules/.bin', name), args, { cwd: copy, encoding: 'utf8' });
      return `${done.stdout}${done.stderr}`.trim();
    };
    expect(bin('tsc', '--noEmit')).toBe('');
    const paths = touched.flatMap(([, all]) => all).filter((path) => path.endsWith('.ts'));
    expect(bin('oxfmt', '--check', ...paths)).not.toMatch(/Format issues/);
    expect(bin('oxlint', '--deny-warnings', 'src/services', 'test/services')).toMatch(
      /Found 0 warnings and 0 errors/,
    );
  }, 300_000);

  test('what is left to people says so, file by file', () => {
    const left = globSync('{src,test}/services/**/*.{ts,yaml}', { cwd: copy }).filter((path) =>
      /\bTODO\b/.test(readFileSync(join(copy, path), 'utf8')),
    );
    for (const [, service, id] of begun) {
      expect(left).toContain(`src/services/${service}/remediations/${id}.ts`);
      expect(left.some((path) => path.startsWith(`test/services/${service}/`))).toBe(true);
    }
  });
});

/** The skeleton of a plain service works: nothing fails but what people must say. */
describe('a statement of a new service', () => {
  test('passes its table and contract once its TODOs have words', () => {
    for (const path of globSync('{src,test}/services/sns/**/*.{ts,yaml}', { cwd: copy })) {
      const file = join(copy, path);
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replaceAll('sns:TODO', 'sns:Publish').replaceAll('TODO', 'Done'),
      );
    }
    // Without the servers that the project's own configuration starts.
    const include = "include: ['test/services/sns/**/*.test.ts', 'test/scenarios.test.ts']";
    writeFileSync(
      join(copy, 'vitest.config.ts'),
      `export default { test: { ${include}, testNamePattern: /sns-topic/ } };`,
    );
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--no-color'];
    const done = spawnSync(process.execPath, vitest, { cwd: copy, encoding: 'utf8' });
    expect(`${done.stdout}${done.stderr}`).toMatch(/Tests {2}\d+ passed( \| \d+ skipped)? \(\d+\)/);
  }, 300_000);
});

describe('what is wrong is said once, and nothing is written', () => {
  const wrong: readonly (readonly [says: string, ...args: string[]])[] = [
    ['"Queue" is no id', 'Queue', 'AWS::SQS::Queue', '--family', 'statement'],
    ['"SQS" is no resource type', 'sqs-queue-new', 'SQS', '--family', 'statement'],
    ['"deny" is no family', 'sqs-queue-new', 'AWS::SQS::Queue', '--family', 'deny'],
    ['Not said: the family', 'sqs-queue-new', 'AWS::SQS::Queue'],
    ['Not said: the id'],
    [
      'is there already: nothing was written',
      's3-bucket-tls-only',
      'AWS::S3::Bucket',
      '--family',
      'statement',
    ],
    ['"a-b" is no folder', 'sqs-queue-new', 'AWS::SQS::Queue', '--family', 'own', '--service', 'a-b'],
    [
      'lives in src/services/s3',
      's3-bucket-new',
      'AWS::S3::Bucket',
      '--family',
      'own',
      '--service',
      'buckets',
    ],
    ['Unknown option', 'sqs-queue-new', 'AWS::SQS::Queue', '--famly', 'own'],
    ['More than an id and a type', 'sqs-queue-new', 'AWS::SQS::Queue', 'more', '--family', 'own'],
  ];
  test.each(wrong)('%s', (says, ...args) => {
    const before = files();
    const done = run(...args);
    expect(done.stderr).toContain(says);
    expect(done.status).toBe(2);
    expect(done.stdout).toBe('');
    expect(changed(before, files())).toEqual([]);
  });
});
