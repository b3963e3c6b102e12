import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * EventBridge's own matcher, in Java, fetched by Maven into `.waxseal/ruler` once. Without Java and Maven our own small
 * matcher stands alone, which is said loudly, and is an error where CI or WAXSEAL_REQUIRE_WIRE=1 asks for all.
 */
const root = join(import.meta.dirname, '../../..');
const jars = join(root, '.waxseal/ruler');
const sources = join(import.meta.dirname, 'ruler');

const required = (): boolean => process.env['CI'] === 'true' || process.env['WAXSEAL_REQUIRE_WIRE'] === '1';

const run = (command: string, given: readonly string[], input = ''): string => {
  const { status, error, stdout, stderr } = spawnSync(command, given, {
    encoding: 'utf8',
    input,
    timeout: 180_000,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command}: ${(stderr || stdout).trim().split('\n').at(-1)}`);
  return stdout;
};

const install = (): void => {
  if (existsSync(jars) && readdirSync(jars).some((file) => file.startsWith('event-ruler'))) return;
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
  run('mvn', ['-q', '-B', '-f', join(sources, 'pom.xml'), goal, `-DoutputDirectory=${jars}`]);
};

/** `undefined`: this machine cannot run it. */
export const askRuler = (
  pairs: readonly { event: unknown; pattern: unknown }[],
): readonly boolean[] | undefined => {
  try {
    install();
    const lines = pairs.flatMap(({ event, pattern }) => [JSON.stringify(event), JSON.stringify(pattern)]);
    const answers = run(
      'java',
      ['-cp', join(jars, '*'), join(sources, 'Matches.java')],
      `${lines.join('\n')}\n`,
    );
    return answers
      .trim()
      .split('\n')
      .map((line) => line === 'true');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (required())
      throw new Error(`EventBridge's own matcher is required and cannot run. ${why}`, { cause: error });
    const bar = '*'.repeat(78);
    process.stderr.write(
      `\n${bar}\nEVENT PATTERNS WERE NOT TRIED WITH EVENTBRIDGE'S OWN MATCHER (Java 17, Maven).\n${why}\n${bar}\n`,
    );
    return undefined;
  }
};
