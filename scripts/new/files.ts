import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { remediationFile } from './family-files.ts';
import { freshRoom, indexFile, operationsFile, recordsFile, type Room } from './sandbox-files.ts';
import { factsFile, resourceFile, serviceFile } from './service-files.ts';
import { readsOf, writesOf, type Subject } from './subject.ts';
import { contractPart, partName, refusalsFile, scenarioFile, tableFile } from './test-files.ts';

/** What comes of a request: files with their whole text, and what is left to people. */
export interface Outcome {
  readonly files: ReadonlyMap<string, string>;
  readonly left: readonly string[];
}

const missing = (names: readonly string[], text: string): readonly string[] =>
  names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));

/** \`reads: ['A']\` with more names, in order. */
const withNames = (text: string, member: string, names: readonly string[]): string | undefined => {
  const found = new RegExp(String.raw`^  ${member}: \[([^\]]*)\],`, 'm').exec(text);
  if (!found) return undefined;
  const all = [...(found[1] ?? '').matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
  const next = [...new Set([...all, ...names])].toSorted().map((name) => `'${name}'`);
  return text.replace(found[0], `  ${member}: [${next.join(', ')}],`);
};

/** \`service.ts\` with the operations that it lacks. */
const withOperations = (text: string, { calls, unheard }: Subject): string | undefined => {
  const [reads, writes] = [missing(readsOf(calls), text), missing(writesOf(calls), text)];
  const read = withNames(text, 'reads', reads);
  const both = read === undefined ? undefined : withNames(read, 'writes', writes);
  const odd = missing(unheard, text);
  if (both === undefined || odd.length === 0) return both;
  const lines = odd
    .map((one) => `    // TODO: the IAM actions that it asks for: IAM has none of its name.\n    ${one}: [],`)
    .join('\n');
  return both.includes('\n  needs: {')
    ? both.replace('\n  needs: {', `\n  needs: {\n${lines}`)
    : both.replace(/\n\}\);\s*$/, `\n  needs: {\n${lines}\n  },\n});\n`);
};

const lastImport = (text: string): number => {
  const all = [...text.matchAll(/^import [\s\S]*?;\n/gm)];
  const last = all.at(-1);
  return last ? last.index + last[0].length : 0;
};
const withImport = (text: string, line: string): string => {
  const at = lastImport(text);
  return `${text.slice(0, at)}${line}\n${text.slice(at)}`;
};

/** A contract with one more part. */
const withPart = (text: string, part: string, path: string): string | undefined => {
  const imported = `import { ${part} } from './${path}';`;
  const joinedAlready = /^export const contract(?:: Contract)? = joined\(([^;]*)\);$/m.exec(text);
  if (joinedAlready)
    return withImport(
      text.replace(
        joinedAlready[0],
        `export const contract = joined(${(joinedAlready[1] ?? '').replace(/,\s*$/, '')}, ${part});`,
      ),
      imported,
    );
  if (!text.includes('export const contract: Contract = {')) return undefined;
  const renamed = text.replace('export const contract: Contract = {', 'const own: Contract = {').trimEnd();
  const whole = `${renamed}\n\nexport const contract = joined(own, ${part});\n`;
  return withImport(whole, `import { joined } from '../../kit/joined.ts';\n${imported}`);
};

/** The sandbox of the room as it is; \`undefined\`: it says nothing of this type. */
const roomIn = (
  records: string,
  index: string,
  operations: string,
  { list, noun, lower }: Subject,
): Room | undefined => {
  if (!new RegExp(`^  ${list}: z\\.`, 'm').test(records)) return undefined;
  const keys = [...(/names: \[([^\]]*)\]/.exec(index)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
    ([, name = '']) => name,
  );
  const names = [...operations.matchAll(/^ {2}([A-Z]\w+)(?::|,|\()/gm)].map(([, name = '']) => name);
  // An operation that can never be missing tells a room that is there from a new one.
  const record =
    new RegExp(String.raw`const ${lower} = z\.(?:strict|loose)Object\(\{[\s\S]*?^\}\);`, 'm').exec(
      records,
    )?.[0] ?? '';
  const likely = ['Name', 'Identifier', 'Id', 'Arn'].flatMap((end) => [`${noun}${end}`, end]);
  const key = [...keys, ...likely].find((name) => record.includes(`\n  ${name}:`));
  if (key === undefined) return undefined;
  return { key, operations: new Set(['', ...names]), regional: record.includes('\n  Region:') };
};

/** What the parts of a contract say already: `joined` refuses what is said twice in two ways, and nobody is asked again. */
const toldIn = (current: (path: string) => string | undefined, test: string, home: string) => {
  const all = [`${test}/contract.ts`, ...globSync(`${test}/contract/*.ts`, { cwd: home })]
    .map((path) => current(path) ?? '')
    .join('\n');
  const said = (member: string): string =>
    [...all.matchAll(new RegExp(String.raw`^ {2}${member}: \{([\s\S]*?)^ {2}[^ ]`, 'gm'))]
      .map(([, text = '']) => text)
      .join('\n');
  const reasons = new Set(
    [...said('withoutEvidence').matchAll(/not: ('[^']*'|"[^"]*")/g)].map(([, why]) => why),
  );
  const [why] = reasons;
  return {
    named: said('named'),
    aims: [...said('aims').matchAll(/'(AWS::\w+::\w+)'/g)].map(([, type = '']) => type),
    withoutEvidence: reasons.size === 1 && !why?.includes('TODO') ? why : undefined,
  };
};

export const filesFor = (subject: Subject, home: string): Outcome => {
  const { id, service, resourceFile: resource, nounFile, calls, lower } = subject;
  const src = `src/services/${service}`;
  const test = `test/services/${service}`;
  const current = (path: string): string | undefined =>
    existsSync(join(home, path)) ? readFileSync(join(home, path), 'utf8') : undefined;
  const files = new Map<string, string>();
  const left: string[] = [];
  const ifNew = (path: string, text: () => string): void => {
    if (current(path) === undefined) files.set(path, text());
  };

  const facts = current(`${src}/service.ts`);
  if (facts === undefined) files.set(`${src}/service.ts`, serviceFile(subject));
  else {
    const next = withOperations(facts, subject);
    if (next === undefined)
      left.push(
        `Add to reads of ${src}/service.ts: ${missing(readsOf(calls), facts).join(', ') || 'nothing'}; to writes: ${missing(writesOf(calls), facts).join(', ') || 'nothing'}.`,
      );
    else if (next !== facts) files.set(`${src}/service.ts`, next);
  }

  const isNewType = current(`${src}/resources/${resource}.ts`) === undefined;
  if (isNewType) {
    ifNew(`${src}/facts/${nounFile}.ts`, () => factsFile(subject));
    files.set(`${src}/resources/${resource}.ts`, resourceFile(subject));
  } else ifNew(`${src}/facts/${nounFile}.ts`, () => factsFile(subject));
  files.set(`${src}/remediations/${id}.ts`, remediationFile(subject));

  const sandbox = `${src}/sandbox`;
  const index = current(`${sandbox}/index.ts`);
  const plays = index !== undefined && !index.includes('noSandbox');
  const operations = current(`${sandbox}/operations.ts`) ?? '';
  const played = globSync('*.ts', { cwd: join(home, sandbox) }).map((file) => current(`${sandbox}/${file}`));
  const room = plays
    ? roomIn(current(`${sandbox}/records.ts`) ?? '', index, played.join('\n'), subject)
    : freshRoom;
  if (!plays) {
    files.set(`${sandbox}/index.ts`, indexFile(subject));
    files.set(`${sandbox}/records.ts`, recordsFile(subject));
    files.set(`${sandbox}/operations.ts`, operationsFile(subject, freshRoom, service));
  } else if (room === undefined) {
    left.push(
      `${sandbox} has no ${subject.list}: add them to records.ts, and to operations.ts ${[...readsOf(calls), ...writesOf(calls)].join(', ') || 'its operations'}.`,
    );
  } else {
    const lacks = [...readsOf(calls), ...writesOf(calls)].filter((one) => !room.operations.has(one));
    const path = `${sandbox}/${nounFile}.ts`;
    const exported = `${lower}Operations`;
    const more =
      lacks.length > 0 && current(path) === undefined ? operationsFile(subject, room, exported) : undefined;
    const spread = /^export const \w+: Operations = \{$/m.exec(operations);
    if (more !== undefined) files.set(path, more);
    if (more !== undefined && spread)
      files.set(
        `${sandbox}/operations.ts`,
        withImport(
          operations.replace(spread[0], `${spread[0]}\n  ...${exported},`),
          `import { ${exported} } from './${nounFile}.ts';`,
        ),
      );
    else if (lacks.length > 0)
      left.push(
        `Add to ${sandbox}/operations.ts: ${more === undefined ? lacks.join(', ') : `...${exported} of ./${nounFile}.ts`}.`,
      );
  }

  const contract = current(`${test}/contract.ts`);
  if (contract === undefined) files.set(`${test}/contract.ts`, contractPart(subject, room, 'contract'));
  else {
    const prefix = /^  prefix: '(\w+)'/m.exec(contract)?.[1] ?? service;
    const part = partName(id);
    files.set(
      `${test}/contract/${id}.ts`,
      contractPart(subject, room, part, { prefix, ...toldIn(current, test, home) }),
    );
    const next = withPart(contract, part, `contract/${id}.ts`);
    if (next === undefined)
      left.push(
        `Join ${part} of ./contract/${id}.ts to the contract in ${test}/contract.ts (\`joined\` of test/kit/joined.ts).`,
      );
    else files.set(`${test}/contract.ts`, next);
  }
  files.set(`${test}/remediations/${id}.test.ts`, tableFile(subject, room));
  files.set(`${test}/scenarios/${id}.yaml`, scenarioFile(subject, room));
  if (!plays) ifNew(`${test}/scenarios/what-${service}-refuses.yaml`, () => refusalsFile(subject));
  else if (room?.operations.size !== 0)
    left.push(
      `Meet what the sandbox refuses for ${id} in a scenario, each in an \`actor\` step with \`refused\`: ${test}/scenarios/what-${service}-refuses.yaml.`,
    );
  return { files, left };
};
