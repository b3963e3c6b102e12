import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** One member of a shape, as the SDK declares it. */
export interface Member {
  readonly name: string;
  /** Without `| undefined`. */
  readonly type: string;
  readonly required: boolean;
}

interface Operation {
  readonly input: readonly Member[];
  readonly output: readonly Member[];
  /** The errors that it names. */
  readonly throws: readonly string[];
}

/** What an SDK client declares of its service. */
export interface Api {
  /** Of the SDK: `@aws-sdk/client-sqs`. */
  readonly package: string;
  /** `SQSClient`. */
  readonly client: string;
  readonly operations: readonly string[];
  /** REST and XML, of which the SDK drops what it does not know. */
  readonly isXml: boolean;
  operation(name: string): Operation;
  /** Empty: it is no structure. */
  shape(type: string): readonly Member[];
}

const membersIn = (text: string): readonly Member[] =>
  [...text.matchAll(/^ {4}(\w+)(\?)?: (.+);$/gm)].map(([, name = '', optional, type = '']) => ({
    name,
    type: type.replace(/ \| undefined$/, ''),
    required: optional === undefined,
  }));

/** Every list below these members, by path: `DistributionConfig.Aliases.Items`. */
export const listsBelow = (
  api: Pick<Api, 'shape'>,
  members: readonly Member[],
  path: readonly string[] = [],
  seen: readonly string[] = [],
): readonly string[] =>
  members.flatMap(({ name, type }): readonly string[] => {
    const bare = type.replace(/\[\]$/, '');
    const at = [...path, name];
    const inner = seen.includes(bare) ? [] : listsBelow(api, api.shape(bare), at, [...seen, bare]);
    return [...(type === bare ? [] : [at.join('.')]), ...inner];
  });

/** Reads the declarations of a client that is installed; `undefined`: it is not. */
export const apiOf = (home: string, name: string): Api | undefined => {
  const folder = join(home, 'node_modules', name, 'dist-types');
  if (!existsSync(folder)) return undefined;
  const [file = ''] = globSync('*Client.d.ts', { cwd: folder });
  const models = globSync('models/*.d.ts', { cwd: folder })
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
  const shape = (type: string): readonly Member[] => {
    const found = new RegExp(
      String.raw`^export interface ${type}(?: extends [^{]+)? \{\n([\s\S]*?)^\}`,
      'm',
    ).exec(models);
    return membersIn((found?.[1] ?? '').replaceAll(/\/\*[\s\S]*?\*\//g, ''));
  };
  return {
    package: name,
    client: basename(file, '.d.ts'),
    isXml:
      readFileSync(join(home, 'node_modules', name, 'dist-es/runtimeConfig.shared.js'), 'utf8').includes(
        'RestXml',
      ) || existsSync(join(home, 'node_modules', name, 'dist-es/protocols/Aws_restXml.js')),
    operations: globSync('commands/*Command.d.ts', { cwd: folder })
      .map((path) => basename(path, 'Command.d.ts'))
      .toSorted(),
    operation: (operation) => {
      const text = readFileSync(join(folder, 'commands', `${operation}Command.d.ts`), 'utf8');
      // Older generations of the SDK have only the interface.
      const declared = (which: 'Input' | 'Output'): readonly Member[] => {
        const told =
          new RegExp(`^ {12}${which.toLowerCase()}: ([^;]+);$`, 'm').exec(text) ??
          new RegExp(String.raw`^export interface ${operation}Command${which} extends (\w+)`, 'm').exec(text);
        return shape(told?.[1] ?? '');
      };
      return {
        input: declared('Input'),
        output: declared('Output'),
        throws: [...text.matchAll(/@throws \{@link (\w+)\} \(client fault\)/g)].map(
          ([, error = '']) => error,
        ),
      };
    },
    shape,
  };
};
