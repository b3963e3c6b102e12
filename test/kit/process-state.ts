/** What packages set once, when they are loaded: Powertools tells AWS that it is used. */
const bySomePackage: ReadonlySet<string> = new Set(['AWS_SDK_UA_APP_ID']);

/** What all code of a process meets. */
export const processState = (): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([
    ['the working directory', process.cwd()],
    ['the exit code', process.exitCode],
    ...Object.entries(process.env)
      .filter(([name]) => !bySomePackage.has(name))
      .map(([name, value]) => [`the environment's ${name}`, value] as const),
    ...[process.stdout, process.stderr].map(
      (stream) => [`write of stream ${stream.fd}`, Reflect.get(stream, 'write')] as const,
    ),
    // Some are made when they are first asked for: that who makes them is the same is enough.
    ...Object.entries(Object.getOwnPropertyDescriptors(globalThis)).map(
      ([name, own]) => [`the global ${name}`, Reflect.get(own, 'get') ?? own.value] as const,
    ),
  ]);

/** Names of what is not as it was. A global that is new is none: packages make their own, once, when they are loaded. */
export const changedBetween = (
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.has(name) || !name.startsWith('the global '))
    .filter((name) => before.has(name) !== after.has(name) || !Object.is(before.get(name), after.get(name)));
