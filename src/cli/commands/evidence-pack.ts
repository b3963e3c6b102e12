import { resolve } from 'node:path';
import type { ChangeRecord, Enabled } from '../../core/journal/records.ts';
import {
  differencesIn,
  type Difference,
  manifestName,
  sealName,
  sha256,
  withManifest,
} from '../../exports/manifest.ts';
import { packOf } from '../../exports/pack.ts';
import { type Block, bold, dim, item, text } from '../../report/blocks.ts';
import { exportedOf } from '../input/exported.ts';
import { periodOf } from '../input/period.ts';
import { policyFile } from '../input/policy-source.ts';
import { readNamedFile } from '../input/text-file.ts';
import { UsageError } from '../input/usage.ts';
import { exits, exitOfLook } from '../output/exits.ts';
import { mustBeEmpty, readPack, writePack } from '../output/pack-folder.ts';
import { rowsOf } from '../output/rows.ts';
import {
  type Command,
  type CommandResult,
  type Context,
  type Given,
  listOption,
  textOption,
} from '../runtime/context.ts';
import { reported } from '../runtime/reported.ts';

interface Answer {
  readonly folder: string;
  readonly seal: string | null;
  readonly files: readonly string[];
  readonly differences: readonly Difference[];
}
const documentOf = ({ folder, seal, files, differences }: Answer) =>
  ({
    schema: 'waxseal/evidence-pack/v1',
    folder,
    seal,
    good: differences.length === 0,
    files: [...files],
    differences: [...differences],
  }) as const;

const checkedView = ({ folder, seal, files, differences }: Answer, expected: boolean): readonly Block[] => [
  ...differences.map(({ path, is, says }) => item([bold(path), `  ${is}. ${says}`], 0, '!')),
  text(
    differences.length === 0
      ? `${files.length} files of ${folder} are as they were written, by their manifest.`
      : `${folder} is not as it was written.`,
  ),
  ...(seal === null ? [] : [text(`The seal is ${seal}.`)]),
  ...(expected
    ? []
    : [
        text([
          dim(
            'Nothing outside of the folder was compared: give --seal the hash that was written down elsewhere.',
          ),
        ]),
      ]),
];

const verify = async (
  folder: string,
  expected: string | undefined,
  { host }: Context,
): Promise<CommandResult> => {
  if (expected !== undefined && !/^[0-9a-f]{64}$/i.test(expected))
    throw new UsageError(
      'bad-seal',
      `"${expected}" is no seal.`,
      'Give --seal the 64 hexadecimal digits that were printed.',
    );
  const pack = await readPack(resolve(host.cwd, folder));
  const manifest = await pack.text(manifestName);
  const differences = differencesIn({
    found: pack.found,
    manifest,
    seal: await pack.text(sealName),
    ...(expected !== undefined && { expected }),
  });
  const answer = {
    folder,
    seal: manifest === undefined ? null : sha256(manifest),
    files: pack.found.map(({ path }) => path).toSorted(),
    differences,
  };
  return {
    document: documentOf(answer),
    view: checkedView(answer, expected !== undefined),
    exit: differences.length === 0 ? exits.done : exits.open,
  };
};

const make = async (folder: string, given: Given, context: Context): Promise<CommandResult> => {
  const { host } = context;
  const period = periodOf(given);
  await mustBeEmpty(resolve(host.cwd, folder));
  const { station, report, rows, unlisted, regions, source } = await reported(given, context);
  const { policy } = station;
  const { exemptions } = await policy.load();
  const words = policy.path === undefined ? undefined : await readNamedFile(host, policy.path, policyFile);
  const runs = new Set(rows.runs.map(({ id }) => id));
  const changes = await rowsOf<ChangeRecord>(station.ports.journal, 'change');
  const enabled = await rowsOf<Enabled>(station.ports.journal, 'enabling');
  const named = listOption(given, 'remediation').length > 0;
  const concerned = new Set(report.items.map(({ target }) => target.arn));
  const { files, seal } = withManifest(
    packOf({
      ...(await exportedOf(report, station.catalog, host.version)),
      rows,
      changes: changes.filter(({ run }) => runs.has(run)),
      enabled: enabled.filter(({ of }) => !named || concerned.has(of)),
      policy: { name: policy.name, exemptions, ...(words !== undefined && { text: words }) },
      period,
      source,
      scanned: regions,
      node: host.node,
    }),
  );
  await writePack(resolve(host.cwd, folder), files);
  const answer = { folder, seal, files: files.map(({ path }) => path), differences: [] };
  return {
    document: documentOf(answer),
    view: [
      text(`Written: ${files.length} files in ${folder}. Begin with README.md.`),
      text(['The seal over all of them: ', bold(seal)]),
      text([
        dim(
          'Keep it where the files are not. It holds names, principals and settings: handle it as you handle those.',
        ),
      ]),
    ],
    exit: exitOfLook({ left: false, failed: unlisted.length > 0 }, false),
  };
};

/** `waxseal evidence-pack` */
export const run: Command = async (given, context) => {
  const [into, from, seal] = [
    textOption(given, 'into'),
    textOption(given, 'verify'),
    textOption(given, 'seal'),
  ];
  if ((into === undefined) === (from === undefined) || (into !== undefined && seal !== undefined))
    throw new UsageError(
      'pack-or-verify',
      'It is not clear whether a pack is to be made or checked.',
      'Give --into FOLDER to make one, or --verify FOLDER, with --seal HASH, to check one.',
    );
  return into === undefined ? verify(from ?? '', seal, context) : make(into, given, context);
};
