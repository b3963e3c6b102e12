import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatted } from './generate/format.ts';
import { fileNameOf } from './generate/units.ts';
import { remediationFile, resourceFile, testFile } from './new/templates.ts';

/** `npm run new -- <id> <AWS::Type::Name>`: the files of a new remediation, ready to be filled in. */
const home = fileURLToPath(new URL('../', import.meta.url));
const [id = '', type = '', ...more] = process.argv.slice(2);

const usage = 'Give an id and an AWS Config resource type: npm run new -- sqs-queue-tls-only AWS::SQS::Queue';

const stop = (words: string): never => {
  console.error(words);
  process.exit(1);
};

if (!id || !type || more.length > 0) stop(usage);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) {
  stop(
    `"${id}" is no id: small letters, digits and hyphens, saying what is true afterwards (sqs-queue-tls-only).`,
  );
}
if (!/^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(type)) {
  stop(`"${type}" is no resource type as AWS Config names it (AWS::SQS::Queue).`);
}

const resource = fileNameOf(type);
const service = type.split('::')[1]?.toLowerCase() ?? '';
const remediationPath = `src/remediations/${id}.ts`;
const testPath = `test/remediations/${id}.test.ts`;
const resourcePath = `src/resources/${resource}.ts`;

for (const path of [remediationPath, testPath]) {
  if (existsSync(join(home, path))) stop(`${path} is there already: nothing was written.`);
}

const files = new Map([
  [remediationPath, remediationFile(id, type, service)],
  [testPath, testFile(id, resource)],
]);
if (!existsSync(join(home, resourcePath))) files.set(resourcePath, resourceFile(type));
for (const [path, text] of files) {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), formatted(path, text), { flag: 'wx' });
  console.log(path);
}
execFileSync(process.execPath, [join(home, 'scripts/generate.ts')], { cwd: home, stdio: 'inherit' });
console.log('Fill them in, then: npm test');
