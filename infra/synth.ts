import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalog } from '../src/services/index.ts';
import { buildHandlers, vpcProbeFile } from '../scripts/build.ts';
import { conformancePack, packLimits } from '../src/guardrails/pack-text.ts';
import { idleSettings } from './idle-settings.ts';
import { functionNames } from './names.ts';
import { settingsOrExit } from './settings.ts';
import { unitsOf } from './units.ts';
import { waxsealApp } from './waxseal-app.ts';

/**
 * Writes every template to `cdk.out`, offline, checks it with cdk-nag, and says how much of CloudFormation's limits
 * each takes. The functions are bundled first when they are not.
 */

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const templateLimits = { resources: 500, bytes: 1_048_576, inlineBytes: 51_200 } as const;

export interface Written {
  readonly name: string;
  readonly resources: number;
  /** Of the file, as it is sent. */
  readonly bytes: number;
}

const resourcesIn = (template: unknown): number => {
  if (typeof template !== 'object' || template === null || !('Resources' in template)) return 0;
  return Object.keys(template.Resources ?? {}).length;
};

/** What lies in a folder; with `written`, only these files of it: an earlier synth may have left others. */
export const templatesIn = (folder: string, written?: ReadonlySet<string>): readonly Written[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.template.json') && (written?.has(file) ?? true))
    .map((file) => {
      const content = readFileSync(join(folder, file));
      const resources = resourcesIn(JSON.parse(content.toString('utf8')));
      return { name: file.replace('.template.json', ''), resources, bytes: content.byteLength };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

const main = async (): Promise<void> => {
  const given = process.argv.slice(2);
  if (given.length > 0) {
    console.error(
      `npm run synth takes no arguments, but was given ${given.join(' ')}. It writes to cdk.out; settings are in WAXSEAL_SETTINGS.`,
    );
    process.exitCode = 2;
    return;
  }
  const settings = settingsOrExit(process.env['WAXSEAL_SETTINGS']);
  const outdir = fileURLToPath(new URL('../cdk.out', import.meta.url));
  const files = [...functionNames.map((name) => `${name}.js`), vpcProbeFile];
  const bundled = files.every((file) => existsSync(join(settings.code, file)));
  if (!bundled) await buildHandlers(settings.code);
  const app = waxsealApp({ units: await unitsOf(catalog), settings: () => settings, outdir });
  const written = new Set(app.synth().stacks.map(({ templateFile }) => templateFile));
  for (const says of idleSettings(settings)) console.error(`Note: ${says}`);
  console.log(
    `Templates in cdk.out (mode ${settings.mode}); cdk-nag found nothing that is not acknowledged.`,
  );
  for (const { name, resources, bytes } of templatesIn(outdir, written)) {
    const inline = bytes <= templateLimits.inlineBytes ? 'fits --template-body' : 'needs S3';
    console.log(
      `${name.padEnd(30)} ${String(resources).padStart(4)} of ${templateLimits.resources} resources ${String(bytes).padStart(8)} of ${templateLimits.bytes} bytes, ${inline}`,
    );
  }
  for (const { name } of templatesIn(outdir))
    if (!written.has(`${name}.template.json`)) console.error(`Note: ${name} is left from an earlier synth.`);
  const pack = conformancePack(catalog.listings);
  writeFileSync(join(outdir, 'conformance-pack.yaml'), pack);
  console.log(
    `${'conformance-pack.yaml'.padEnd(30)} ${String(pack.match(/ConfigRuleName:/g)?.length ?? 0).padStart(4)} of ${packLimits.rules} rules     ${String(Buffer.byteLength(pack)).padStart(8)} of ${packLimits.bytes} bytes`,
  );
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
