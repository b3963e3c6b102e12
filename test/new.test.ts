import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiOf, listsBelow } from '../scripts/new/api.ts';
import { begin } from '../scripts/new/begin.ts';
import { clientPackage } from '../scripts/new/client.ts';
import { requestFrom } from '../scripts/new/request.ts';
import { prefixOf, subjectOf } from '../scripts/new/subject.ts';

/** `npm run new`, for each family, in a copy of the project. No network: every client is installed. */

const here = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'waxseal-new-'));
const parts = [
  'src',
  'test',
  'scripts',
  'site',
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
  ['statement', 'sns', 'sns-topic-begun', 'AWS::SNS::Topic'],
  ['statement', 'sqs', 'sqs-queue-begun', 'AWS::SQS::Queue'],
  ['document', 'cloudfront', 'cloudfront-distribution-begun', 'AWS::CloudFront::Distribution'],
  ['document', 'cloudfront', 'cloudfront-headers-begun', 'AWS::CloudFront::ResponseHeadersPolicy'],
  ['setting', 'rds', 'rds-proxy-begun', 'AWS::RDS::DBProxy'],
  ['parameter', 'rds', 'rds-global-begun', 'AWS::RDS::GlobalCluster'],
  ['tls-policy', 'elbv2', 'elb-group-begun', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
  ['advice', 'glue', 'glue-connection-begun', 'AWS::Glue::Connection'],
  ['enforced', 'dynamodb', 'dynamodb-table-begun', 'AWS::DynamoDB::Table'],
  ['own', 'ec2', 'ec2-endpoint-begun', 'AWS::EC2::VPCEndpoint'],
] as const;

/** A room that Waxseal only sends to, whatever is in it by now. */
const withoutSandbox = {
  'src/services/sqs/service.ts': `import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

export default service({
  client: 'SQSClient',
  prefix: 'sqs',
  iam,
  reads: [],
  writes: ['SendMessageBatch'],
  needs: { SendMessageBatch: ['sqs:SendMessage'] },
});
`,
  'src/services/sqs/sandbox/index.ts': `import { noSandbox } from '../../../sandbox/room.ts';

export default noSandbox('Nobody looks at what is sent to it.');
`,
};

/** What `npm run generate` writes. */
const isGenerated = (path: string): boolean =>
  /^(src\/services\/\w+\.ts|src\/services\/\w+\/iam\.ts|test\/services\/contracts\.ts|docs\/.*|README\.md|schema\/.*)$/.test(
    path,
  );

/** Of a service whose client is not installed. */
const unread = [
  ['statement', 'appstream-fleet-tls-only', 'Policy'],
  ['setting', 'appstream-fleet-set', 'MinimumTls'],
  ['document', 'appstream-fleet-document', 'ViewerProtocol'],
  ['own', 'appstream-fleet-own', 'Encryption'],
] as const;
const unsaid: string[] = [];

let touched: readonly (readonly [id: string, paths: readonly string[]])[] = [];
let generated: readonly string[] = [];

/** What is built is no part of it. */
const filter = (path: string): boolean => basename(path) !== 'dist';

beforeAll(async () => {
  for (const part of parts) cpSync(join(here, part), join(copy, part), { recursive: true, filter });
  symlinkSync(join(here, 'node_modules'), join(copy, 'node_modules'));
  for (const room of ['sns', 'sqs', 'kinesis'])
    for (const side of ['src', 'test'])
      rmSync(join(copy, side, 'services', room), { recursive: true, force: true });
  // They say which remediations answer what, and three rooms of these are gone.
  rmSync(join(copy, 'docs/coverage'), { recursive: true });
  // Its streams are the second type of the remediation that has two.
  for (const path of globSync('test/**/two-types{,.test}.ts', { cwd: copy })) rmSync(join(copy, path));
  mkdirSync(join(copy, 'src/services/sqs/sandbox'), { recursive: true });
  for (const [path, text] of Object.entries(withoutSandbox)) writeFileSync(join(copy, path), text);
  const all: (readonly [string, readonly string[]])[] = [];
  let before = files();
  for (const [family, , id, type] of begun) {
    await begin(await requestFrom([id, type, '--family', family], copy, undefined), copy);
    const after = files();
    all.push([id, changed(before, after)]);
    before = after;
  }
  // Without its client no calls can be known; what is written type-checks all the same.
  const offline = { isPublished: () => 'offline' as const, install: () => {} };
  for (const [family, id, attribute] of unread) {
    const words = [id, 'AWS::AppStream::Fleet', '--family', family, '--attribute', attribute];
    const asked = await requestFrom(words, copy, undefined);
    unsaid.push((await begin(asked, copy, offline)).left.join());
  }
  touched = all;
  before = files();
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
    // A sandbox that is new refuses what is nowhere met otherwise.
    expect(paths.includes(`test/services/${service}/scenarios/what-${service}-refuses.yaml`)).toBe(
      paths.includes(`src/services/${service}/sandbox/index.ts`),
    );
  });

  test('what follows from them is generated, and nothing else', () => {
    expect(generated.filter((path) => !isGenerated(path))).toEqual([]);
    expect(generated).toContain('src/services/sns/iam.ts');
  });

  test('without the network it says what to install, and goes on', () => {
    expect(unsaid).toHaveLength(unread.length);
    for (const said of unsaid) expect(said).toContain('npm install --save-exact @aws-sdk/client-appstream');
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

  test('a document of XML is refused where the SDK drops some of it', () => {
    const [path = ''] = globSync('src/services/cloudfront/remediations/*-headers-begun.ts', { cwd: copy });
    const text = readFileSync(join(copy, path), 'utf8').replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/\.send\( ?wholeAnswer\(new GetResponseHeadersPolicyConfigCommand\(/);
  });

  test('a document that the room has already is taken from there, and its records are found', () => {
    const [path = ''] = globSync('src/services/cloudfront/remediations/*-distribution-begun.ts', {
      cwd: copy,
    });
    const text = readFileSync(join(copy, path), 'utf8').replaceAll(/\s+/g, ' ');
    expect(text).toContain(
      "import { distributionConfiguration } from '../parameters/distribution-configuration.ts';",
    );
    expect(text).toContain('document: distributionConfiguration,');
    const contract = readFileSync(
      join(copy, 'test/services/cloudfront/contract/cloudfront-distribution-begun.ts'),
      'utf8',
    );
    expect(contract).toContain('valueContract({');
  });

  const written = (path: string): string => readFileSync(join(copy, path), 'utf8').replaceAll(/\s+/g, ' ');

  test('permissions of reading are those of the document that the room has', () => {
    const unit = written('src/services/cloudfront/remediations/cloudfront-distribution-begun.ts');
    expect(unit).toContain("read: ['cloudfront:GetDistribution'], write: ['cloudfront:UpdateDistribution']");
  });

  test('a second unit of a type is not asked for what the room has said', () => {
    const second = written('test/services/cloudfront/contract/cloudfront-distribution-begun.ts');
    expect(second).toContain("reads: 'cloudfront:GetDistribution',");
    for (const member of ['aims', 'sets', 'named']) expect(second).not.toContain(` ${member}:`);
    // The units of the room have a reason each: none of them is taken over.
    expect(second).toContain("'cloudfront-distribution-begun': { not: 'TODO");
    const other = written('test/services/cloudfront/contract/cloudfront-headers-begun.ts');
    expect(other).toContain("aims: { 'AWS::CloudFront::ResponseHeadersPolicy'");
  });

  test('what its sandbox refuses is named as the calls name it', () => {
    const topics = written('test/services/sns/scenarios/what-sns-refuses.yaml');
    expect(topics).toContain(
      "'sns:GetTopicAttributes', input: { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:gone' }, refused: NotFoundException",
    );
    // Operations on tags have an error of their own.
    expect(topics).toContain(
      "'sns:ListTagsForResource', input: { ResourceArn: 'arn:aws:sns:eu-west-1:111122223333:gone' }, refused: ResourceNotFoundException",
    );
    // As the simulation finds refusals, to see that each is met.
    const sandbox = written('src/services/sns/sandbox/operations.ts');
    for (const error of ['NotFoundException', 'ResourceNotFoundException'])
      expect(sandbox).toMatch(new RegExp(`refuse\\( ?'${error}'`));
    expect(written('test/services/sqs/scenarios/what-sqs-refuses.yaml')).toContain(
      "QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/gone'",
    );
  });

  test('a policy has condition keys of its service only where IAM has them', () => {
    const rulesOf = (room: string) =>
      readFileSync(join(copy, `src/services/${room}/sandbox/operations.ts`), 'utf8');
    expect(rulesOf('sns')).toContain("conditionKeys: ['sns']");
    expect(rulesOf('sqs')).not.toContain('conditionKeys');
  });

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

/** The skeleton of a plain service works: nothing fails but what people must say. One is named by ARN, the other by URL. */
const plain = [
  ['sns', 'sns-topic-begun', 'sns:Publish', 'sns:GetTopicAttributes', 'arn:'],
  ['sqs', 'sqs-queue-begun', 'sqs:SendMessage', 'sqs:GetQueueAttributes', 'https:'],
] as const;

describe('statements of new services', () => {
  /** Runs the tests of all of them: what Vitest says. */
  const tested = (): string => {
    // Without the servers that the project's own configuration starts.
    const folders = plain.map(([service]) => `'test/services/${service}/**/*.test.ts'`).join(', ');
    const names = plain.map(([service, id]) => `${id}|what-${service}-refuses`).join('|');
    writeFileSync(
      join(copy, 'vitest.config.ts'),
      `export default { test: { isolate: false, include: [${folders}, 'test/scenarios.test.ts'], testNamePattern: /${names}/ } };`,
    );
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--no-color'];
    const done = spawnSync(process.execPath, vitest, { cwd: copy, encoding: 'utf8' });
    return `${done.stdout}${done.stderr}`;
  };
  const elsewhere = ([service, id, , reads, named]: (typeof plain)[number]): void => {
    const [type = ''] = begun.flatMap(([, room, , name]) => (room === service ? [name] : []));
    const noun = type.split('::')[2] ?? '';
    const file = join(copy, `test/services/${service}/resources/elsewhere.test.ts`);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(
      file,
      `import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/${service}/resources/aws-${service}-${noun.toLowerCase()}.ts';

test('${id} resolves', async () => {
  // Who may not read its policy is told so of the one that is there.
  const account = { denied: ['${reads}'], ${service}: { ${noun}s: [{ Name: 'orders' }] } };
  const host = startHost(loadAccount(account));
  const place = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
  const aws = sandboxClouds(host).look(place);
  const [here] = await Array.fromAsync(resource.list(place, aws));
  expect(here?.id).toMatch(/^${named}/);
  expect(await resource.resolve('orders', place, aws)).toEqual(here);
  expect(await resource.resolve('gone', place, aws)).toBeUndefined();
  expect(await resource.resolve(here?.id ?? '', place, aws)).toEqual(here);
  expect(await resource.resolve(here?.arn ?? '', place, aws)).toEqual(here);
  for (const text of [here?.id ?? '', here?.arn ?? ''])
    if (/[:/]/.test(text)) {
      expect(await resource.resolve(text.replace('111122223333', '444455556666'), place, aws)).toBeUndefined();
      expect(await resource.resolve(text.replace('eu-west-1', 'us-east-1'), place, aws)).toBeUndefined();
    }
});
`,
    );
  };
  let unfinished = '';
  beforeAll(() => {
    for (const one of plain) elsewhere(one);
    unfinished = tested();
    for (const [service] of plain) rmSync(join(copy, `test/services/${service}/resources/elsewhere.test.ts`));
  }, 300_000);

  test.each(plain)('%s is red while something of it is left to be said', (service, id) => {
    expect(unfinished).toMatch(/Tests {2}\d+ failed/);
    expect(unfinished).toMatch(new RegExp(`src/services/${service}/remediations/${id}.ts:\\d+ .*TODO`));
  });

  test.each(plain)(
    'an ARN or a URL of elsewhere is not taken for the one of that name here: %s',
    (service) => {
      expect(unfinished).not.toMatch(new RegExp(`FAIL .*${service}/resources/elsewhere`));
      expect(unfinished).toMatch(new RegExp(`\u2713 .*${service}/resources/elsewhere\\.test\\.ts`));
    },
  );

  test('they pass their tables, their contracts and their stories once their TODOs have words', () => {
    for (const [service, , action] of plain)
      for (const path of globSync(`{src,test}/services/${service}/**/*.{ts,yaml}`, { cwd: copy })) {
        const file = join(copy, path);
        writeFileSync(
          file,
          readFileSync(file, 'utf8').replaceAll(`${service}:TODO`, action).replaceAll('TODO', 'Done'),
        );
      }
    const finished = tested();
    expect(finished).toMatch(/Tests {2}\d+ passed( \| \d+ skipped)? \(\d+\)/);
    for (const [service, id] of plain)
      expect(finished).toMatch(new RegExp(`\u2713 .*${service}/remediations/${id}\\.test\\.ts`));
    expect(finished).toMatch(/\u2713 .*scenarios\.test\.ts/);
  }, 300_000);
});

describe('a request', () => {
  test('is asked for, where there is a terminal', async () => {
    const questions: string[] = [];
    const answers = ['sqs-queue-new', 'AWS::SQS::Queue', 'statement', ''];
    const question = async (text: string): Promise<string> => {
      questions.push(text);
      return answers[questions.length - 1] ?? '';
    };
    const request = await requestFrom([], copy, { question });
    expect(request).toEqual({
      id: 'sqs-queue-new',
      type: 'AWS::SQS::Queue',
      family: 'statement',
      service: 'sqs',
    });
    expect(questions).toHaveLength(4);
    expect(questions[3]).toContain('[sqs]');
  });

  const request = {
    id: 'x-y',
    type: 'AWS::ServiceDiscovery::Service',
    family: 'own',
    service: 'servicediscovery',
  } as const;
  test('finds a client that npm has, by the words of the type', () => {
    const isPublished = (_home: string, name: string): boolean =>
      name === '@aws-sdk/client-service-discovery';
    expect(clientPackage(copy, request, { isPublished })).toEqual({
      name: '@aws-sdk/client-service-discovery',
      needs: 'install',
    });
  });
  test('is refused where IAM has no such prefix, and takes the one that is named', async () => {
    const docdb = { ...request, type: 'AWS::DocDB::DBCluster', service: 'docdb' };
    const client = '@aws-sdk/client-docdb';
    await expect(prefixOf(docdb, client)).rejects.toThrow('IAM knows no docdb: name the prefix');
    await expect(prefixOf({ ...docdb, prefix: 'rds' }, client)).resolves.toBe('rds');
    await expect(prefixOf({ ...docdb, prefix: 'rdss' }, client)).rejects.toThrow('IAM knows no rdss');
  });
  test('is refused where npm has none, or where it is no client', () => {
    const isPublished = () => false;
    expect(() => clientPackage(copy, request, { isPublished })).toThrow('name the package of the SDK client');
    const client = 'left-pad';
    expect(() => clientPackage(copy, { ...request, client }, { isPublished })).toThrow(
      '"left-pad" is no SDK client',
    );
  });
});

test('help is the usage, and no mistake', () => {
  const { status, stdout, stderr } = run('--help');
  expect(stdout).toContain('npm run new -- ID TYPE --family FAMILY');
  expect([status, stderr]).toEqual([0, '']);
});

test('the lists of a whole are found, however deep', () => {
  const api = apiOf(copy, '@aws-sdk/client-cloudfront');
  const lists = api ? listsBelow(api, api.operation('GetDistributionConfig').output) : [];
  expect(lists).toContain('DistributionConfig.Aliases.Items');
  expect(lists).toContain('DistributionConfig.CacheBehaviors.Items.AllowedMethods.CachedMethods.Items');
});

test('a client of the older generation of the SDK declares the same in other words', () => {
  const api = apiOf(copy, '@aws-sdk/client-acm-pca');
  const { input, output, throws } = api?.operation('DescribeCertificateAuthority') ?? {};
  expect(api?.client).toBe('ACMPCAClient');
  expect(api?.isXml).toBe(false);
  expect(input?.map(({ name }) => name)).toEqual(['CertificateAuthorityArn']);
  expect(output?.map(({ name }) => name)).toEqual(['CertificateAuthority']);
  expect(throws).toEqual(['InvalidArnException', 'ResourceNotFoundException']);
});

describe('the member that is asked for', () => {
  const asked = async (family: string, type: string, attribute: string) => {
    const words = ['x-y', type, '--family', family, '--attribute', attribute];
    const request = await requestFrom(words, copy, undefined);
    const name = clientPackage(copy, request, { isPublished: () => false });
    return subjectOf(request, apiOf(copy, name.name), await prefixOf(request, name.name));
  };
  test('is found in the whole of a document, however deep', async () => {
    const { attribute } = await asked('document', 'AWS::CloudFront::Distribution', 'ViewerProtocolPolicy');
    expect(attribute).toMatchObject({ name: 'ViewerProtocolPolicy' });
  });
  test('is refused where no answer has it', async () => {
    await expect(asked('setting', 'AWS::RDS::DBProxy', 'RequireSsl')).rejects.toThrow(
      'No answer about AWS::RDS::DBProxy has a member RequireSsl',
    );
  });
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
  let before: ReturnType<typeof files>;
  beforeAll(() => {
    before = files();
  });
  test.each(wrong)('%s', (says, ...args) => {
    const done = run(...args);
    expect(done.stderr).toContain(says);
    expect(done.status).toBe(2);
    expect(done.stdout).toBe('');
    expect(changed(before, files())).toEqual([]);
  });
});
