import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refused, type Request } from './request.ts';

/** Which package has the service's SDK client, and that it is installed. */

const kebab = (text: string): string =>
  text
    .replaceAll(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, (both, a?: string, b?: string) =>
      a ? `${a}-${b}` : `${both}-`,
    )
    .toLowerCase();

/** By the class that \`service.ts\` of the room names. */
const ofRoom = (home: string, service: string): string | undefined => {
  const path = join(home, 'src/services', service, 'service.ts');
  const name = existsSync(path) ? /client: '(\w+)'/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
  const [found] =
    name === undefined ? [] : globSync(`node_modules/@aws-sdk/*/dist-types/${name}.d.ts`, { cwd: home });
  return found?.replaceAll('\\', '/').split('/').slice(1, 3).join('/');
};

const npm = (home: string, ...args: readonly string[]): string =>
  execFileSync('npm', args, { cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

const isInstalled = (home: string, name: string): boolean =>
  existsSync(join(home, 'node_modules', name, 'dist-types'));

/** 404 of the registry is an answer; anything else is that it cannot be asked. */
const isPublished = (home: string, name: string): boolean | 'offline' => {
  try {
    npm(home, 'view', name, 'version');
    return true;
  } catch (error) {
    return String(error instanceof Error && 'stderr' in error ? error.stderr : error).includes('E404')
      ? false
      : 'offline';
  }
};

const isListed = (home: string, name: string): boolean =>
  readFileSync(join(home, 'package.json'), 'utf8').includes(`"${name}":`);

/** The package; asks the registry only for what is not installed. Throws `Refused` where there is none of that name. */
export const clientPackage = (
  home: string,
  { client, service, type }: Request,
): { readonly name: string; readonly needs: 'nothing' | 'install' | 'network' } => {
  const word = type.split('::')[1] ?? '';
  const known = client ?? ofRoom(home, service);
  const candidates =
    known === undefined
      ? [...new Set([service, word.toLowerCase(), kebab(word)])].map((one) => `@aws-sdk/client-${one}`)
      : [known];
  const installed = candidates.find((name) => isInstalled(home, name));
  if (installed !== undefined)
    return { name: installed, needs: isListed(home, installed) ? 'nothing' : 'install' };
  for (const name of candidates) {
    const published = isPublished(home, name);
    if (published === 'offline') return { name, needs: 'network' };
    if (published) return { name, needs: 'install' };
  }
  throw new Refused(
    `There is no ${candidates.join(' or ')}: name the package of the SDK client with --client.`,
  );
};

/** Adds it to package.json and the lock, with its exact version. */
export const install = (home: string, name: string): void => {
  npm(home, 'install', '--save-exact', '--no-audit', '--no-fund', name);
};
