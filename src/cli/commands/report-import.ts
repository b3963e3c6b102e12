import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import { isNamed } from '../../aws/error-names.ts';
import { partitionOf } from '../../aws/partitions.ts';
import type { Failure } from '../../core/model/errors.ts';
import type { Location } from '../../core/model/target.ts';
import { importFindings, heldFindings, type Refused } from '../../adapters/aws/security-hub-import.ts';
import { asffReport, idPrefix, productArn, relistedFinding, unlistedPrefix } from '../../exports/asff.ts';
import { callsOf, type Intended, intendedOf, type Known } from '../../exports/import.ts';
import { type Block, bold, dim, gap, item, text } from '../../report/blocks.ts';
import { exportedOf } from '../input/exported.ts';
import { chosenIds } from '../input/targets.ts';
import { UsageError } from '../input/usage.ts';
import { exits, type Exit, worst } from '../output/exits.ts';
import { mustBeAllowed } from '../runtime/allowed.ts';
import { type Command, flag, listOption } from '../runtime/context.ts';
import { regionsOf } from '../runtime/homes.ts';
import { reported } from '../runtime/reported.ts';
import type { Station } from '../runtime/station.ts';

/** How it went in one Region, or would go. */
interface Part {
  readonly account: string;
  readonly region: string;
  readonly intended: Intended;
  readonly taken: number;
  readonly refused: readonly Refused[];
  /** What was not tried, or not to the end. */
  readonly failure?: Failure;
}

const forbidden = (says: string, todo: string): UsageError =>
  new UsageError('import-refused', says, `${todo} Or leave out --apply.`);

const nothing: Intended = { sendings: [], settled: 0, newer: [], tooLarge: [], others: [] };

const why = (error: unknown, { account, region }: Location, { ports }: Station): Failure =>
  isNamed(error, 'InvalidAccessException')
    ? {
        code: 'security-hub-off',
        says: `Security Hub is not enabled in account ${account} in ${region}.`,
        todo: `Enable it there (aws securityhub enable-security-hub --no-enable-default-standards --region ${region}; standards cost by the check), or leave its findings out.`,
        retry: false,
      }
    : ports.explain(error);

/** Kinds that could not be listed once, and were now. */
const relisted = async (
  { account, region, partition }: Location,
  known: readonly Known[],
  looked: { readonly regions: readonly string[]; readonly ids: readonly string[]; readonly named: boolean },
  { catalog }: Station,
  at: string,
): Promise<readonly AwsSecurityFinding[]> => {
  const prefix = `${idPrefix(account, region)}${unlistedPrefix}`;
  const listings = catalog.listings.filter((one) => looked.ids.includes(one.id));
  return known
    .filter(({ id, archived }) => !archived && id.startsWith(prefix))
    .map(({ id }) => id.slice(prefix.length))
    .filter((type) =>
      listings.some(
        (one) => one.resourceType === type && regionsOf(one, { ...looked, partition }).includes(region),
      ),
    )
    .map((type) => relistedFinding({ account, region, type }, at));
};

const send = async (
  location: Location,
  { sendings }: Intended,
  station: Station,
): Promise<Pick<Part, 'taken' | 'refused' | 'failure'>> => {
  const { ports } = station;
  const left: Refused[] = [];
  let taken = 0;
  try {
    const session = { run: 'report-import', remediation: 'report', kind: 'remediate' } as const;
    const aws = await ports.clouds.write(location, session);
    for (const findings of callsOf(sendings.map(({ finding }) => finding))) {
      const not = await importFindings(findings, aws, ports);
      left.push(...not);
      taken += findings.length - not.reduce((sum, { count }) => sum + count, 0);
    }
    return { taken, refused: left };
  } catch (error) {
    return { taken, refused: left, failure: why(error, location, station) };
  }
};

const count = (some: readonly { readonly is: string }[], what: string): number =>
  some.filter(({ is }) => is === what).length;

const partBlocks = ({ account, region, intended, taken, refused, failure }: Part, applied: boolean) => {
  const { sendings, settled, newer, tooLarge, others } = intended;
  const left: readonly Block[] = [
    ...refused.map(({ id, code, says }) => item([bold(id), `  ${code}: ${says}`], 2, '!')),
    ...tooLarge.map((id) => item([bold(id), '  larger than the 240 KB that Security Hub takes.'], 2, '!')),
    ...newer.map((id) => item([bold(id), '  what is there is not older, and would stay.'], 2, '!')),
    ...(failure ? [item(`${failure.says} ${failure.todo}`, 2, '!')] : []),
  ];
  return [
    text([bold(`${account} ${region}`)]),
    text(
      `${count(sendings, 'new')} new, ${count(sendings, 'update')} known, ${count(sendings, 'archive')} to archive; ${settled} compliant or gone and not open there.`,
      2,
    ),
    ...(applied ? [text(`${taken} of ${sendings.length} taken.`, 2)] : []),
    ...(others.length === 0
      ? []
      : [text(`${others.length} open there are of nothing in this report, and stay as they are.`, 2)]),
    ...left,
  ];
};

const exitOfPart = ({ refused, failure, intended }: Part): Exit =>
  failure || refused.length > 0
    ? exits.failure
    : intended.newer.length + intended.tooLarge.length > 0
      ? exits.open
      : exits.done;

/** `waxseal report import` */
export const run: Command = async (given, context) => {
  const apply = flag(given, 'apply');
  if (apply) await mustBeAllowed(await context.station({ writes: false }), forbidden);
  const { station, report: told, regions, unlisted } = await reported(given, context);
  // Each finding is whole by itself: what else was asked for is no part of it.
  const { only: _only, ...report } = told;
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const looked = { regions, ids, named: listOption(given, 'remediation').length > 0 };
  const caller = await station.caller();
  const findings = asffReport(await exportedOf(report, station.catalog, context.host.version));
  // AWS takes findings of the account that calls, and of no other.
  const byAccount = Map.groupBy(findings, ({ AwsAccountId = '' }) => AwsAccountId);
  const own = Map.groupBy(byAccount.get(caller.account) ?? [], ({ Region = '' }) => Region);
  const elsewhere = [...byAccount]
    .filter(([account]) => account !== caller.account)
    .map(([account, all]) => ({ account, findings: all.length }));
  const parts: Part[] = [];
  for (const region of [...new Set([...own.keys(), ...regions])].toSorted()) {
    const location = { account: caller.account, region, partition: partitionOf(region) };
    context.progress(`asking Security Hub in ${region}`);
    const part = { account: location.account, region, intended: nothing, taken: 0, refused: [] };
    const here = own.get(region) ?? [];
    try {
      const aws = station.ports.clouds.look(location);
      const known = await heldFindings(productArn(location), idPrefix(location.account, region), aws);
      const again = await relisted(location, known, looked, station, report.at);
      const now = new Set(here.map(({ Id }) => Id));
      const intended = intendedOf([...here, ...again.filter(({ Id }) => !now.has(Id))], known);
      const sent = apply ? await send(location, intended, station) : {};
      parts.push({ ...part, intended, ...sent });
    } catch (error) {
      // Where nothing is to be told, nobody need listen.
      if (here.length > 0) parts.push({ ...part, failure: why(error, location, station) });
    }
  }
  context.progress(undefined);
  const document = {
    schema: 'waxseal/report-import/v1',
    applied: apply,
    parts: parts.map(({ account, region, intended, taken, refused, failure }) => ({
      account,
      region,
      findings: intended.sendings.map(({ is, finding }) => ({ is, id: finding.Id ?? '' })),
      settled: intended.settled,
      newer: [...intended.newer],
      tooLarge: [...intended.tooLarge],
      others: [...intended.others],
      taken,
      refused: refused.map(({ id, code, says }) => ({ id, code, says })),
      ...(failure && { failure }),
    })),
    elsewhere,
  } as const;
  const view: readonly Block[] = [
    ...parts.flatMap((part) => partBlocks(part, apply)),
    ...elsewhere.map(({ account, findings: many }) =>
      item(`${many} of account ${account} were left: sign in there, and run it there.`, 0, '!'),
    ),
    ...(unlisted.length === 0
      ? []
      : [item(`${unlisted.length} kinds could not be listed, and are told as that.`, 0, '!')]),
    ...(parts.length + elsewhere.length === 0 ? [text('There are no findings.')] : []),
    gap,
    text([dim(apply ? 'Done.' : 'Nothing was sent: --apply sends it.')]),
  ];
  const open: readonly Exit[] = elsewhere.length > 0 ? [exits.open] : [];
  return { document, view, exit: worst([...parts.map(exitOfPart), ...open]) };
};
