import { explain } from '../../adapters/aws/aws-errors.ts';
import type { ApprovalRecord, Run } from '../../core/journal/records.ts';
import type { Block } from '../../report/blocks.ts';
import { csvReport } from '../../report/csv.ts';
import { linkedBlocks } from '../../report/detector-lines.ts';
import { linkedFor } from '../../report/detectors.ts';
import { type Filter, filterNames } from '../../report/filter.ts';
import { blocksMarkup } from '../../report/html/blocks.ts';
import { html, type Value } from '../../report/html/markup.ts';
import { htmlReport } from '../../report/html/page.ts';
import { moment, plural } from '../../report/html/format.ts';
import { actionForm, answerForms, filtersForm, servedPage } from '../../report/html/served.ts';
import type { Item } from '../../report/items.ts';
import { nameOf, person } from '../../report/name.ts';
import { posturePage as postureBlocks } from '../../report/posture/blocks.ts';
import { run as approve } from '../commands/approve.ts';
import { run as plan } from '../commands/plan.ts';
import { run as reject } from '../commands/reject.ts';
import { released } from '../commands/release.ts';
import { undone } from '../commands/undo.ts';
import { carrying } from '../output/carrying.ts';
import { failureView } from '../output/failure-view.ts';
import type { CommandResult, Context } from '../runtime/context.ts';
import { cookieName, isSame, isStart, type Refusal, refusalOf, type Secrets } from './guard.ts';
import { jobsInTurn, type Jobs, type Told } from './jobs.ts';
import { keptLook } from './look.ts';
import { remembered } from './remembered.ts';
import type { Answer, Sent, Site } from './server.ts';
import { known, shownOf } from './shown.ts';
import { putBackShown, takingBack } from './taking-back.ts';
import { toldBy, withinOf } from './within.ts';

export interface Settings {
  readonly ids: readonly string[];
  /** Somebody named them. */
  readonly named: boolean;
  readonly scan: boolean;
  /** Others are asked, too, at each look. */
  readonly detectors: boolean;
  readonly readOnly: boolean;
  /** Said above every page. */
  readonly banner?: string;
}

const findingHref = ({ target, remediation }: Pick<Item, 'target' | 'remediation'>): string =>
  `/finding?${new URLSearchParams({ arn: target.arn, remediation }).toString()}`;

const filterOf = (query: URLSearchParams): Filter =>
  Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = query.get(name)?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );

const see = (location: string, more: Readonly<Record<string, string>> = {}): Answer => ({
  status: 303,
  headers: { location, ...more },
});

const began = (job: { readonly number: number }): Answer => see(`/jobs/${job.number}`);

const refused = ({ status, says, todo }: Refusal): Answer => ({
  status,
  type: 'text/plain',
  body: `${says}\n${todo}\n`,
});

/** How long a page waits for what it tells of. */
const patience = 20_000;

export interface Served extends Site {
  readonly jobs: Jobs;
  /** The first look around. */
  begin(): void;
}

/** What is served: the report, a page for each finding, and what became of answers. */
export const siteOf = (
  context: Pick<Context, 'host' | 'globals'>,
  settings: Settings,
  secrets: Secrets,
): ((port: number) => Served) => {
  const { version } = context.host;
  const { ids, named, scan, readOnly } = settings;
  const within = withinOf(context);
  const jobs = jobsInTurn();
  const keeper = keptLook({ ids, named, detectors: settings.detectors }, within, jobs);
  const look = keeper.kept;

  const banner = (): Value => [
    settings.banner !== undefined && html`<p class="card note">${settings.banner}</p>`,
    readOnly && html`<p class="note">Read-only: nothing can be answered here.</p>`,
  ];
  const page = (status: number, title: string, lead: Value, body: Value): Answer => ({
    status,
    body: servedPage({ title, lead, version }, [banner(), body]),
  });
  const card = (blocks: readonly Block[]): Value =>
    html`<section class="card told">${blocksMarkup(carrying(blocks, context.globals))}</section>`;

  const lookCard = (since: number): Value =>
    scan &&
    html`<div class="card note" role="status">
      ${
        look.progress === undefined
          ? html`<p>
                ${look.at === undefined ? 'No look has been taken yet.' : `Everything was looked at until ${moment(look.at)} UTC.`}
              </p>
              ${since > 0 && html`<p>${plural(since, 'finding was', 'findings were')} looked at or changed since: hops and certificates are as that look met them.</p>`}${look.failure && blocksMarkup(look.failure)}${
                !readOnly &&
                actionForm(
                  { action: '/look', proof: secrets.proof, label: 'Look again' },
                  {},
                  html`<button>Look at everything again</button>`,
                )
              }`
          : html`<p>Looking now: ${look.progress}. <a href="/">How far it is</a></p>`
      }
    </div>`;

  const reportPage = (query: URLSearchParams): Promise<Answer> =>
    within(async (own) => {
      const station = await own.station({ writes: false });
      const now = await known({ ids, named }, look, station);
      const filter = filterOf(query);
      const report = shownOf(now, look, { ids, named }, filter, station);
      const source = `${station.source}${look.at === undefined ? '' : ` and a look of ${moment(look.at)} UTC`}`;
      const above = html`${banner()}${lookCard(now.since)}${filtersForm(now.all, filter, report, { hasPosture: !named })}`;
      const served = { above, link: findingHref };
      return { status: 200, body: htmlReport(report, { source, version, served }) };
    });

  /** Every criterion and figure, as `waxseal posture` shows them. */
  const posturePage = (query: URLSearchParams): Promise<Answer> =>
    within(async (own) => {
      const station = await own.station({ writes: false });
      const now = await known({ ids, named }, look, station);
      const account = filterOf(query).account;
      const filter = account === undefined ? {} : { account };
      const { posture } = shownOf(now, look, { ids, named }, filter, station);
      if (!posture) return page(404, 'Not there', 'Of some remediations alone there is no posture.', '');
      return page(200, 'Posture', account === undefined ? 'Of everything.' : `Of ${account}.`, [
        card(postureBlocks(posture)),
      ]);
    });

  /** What is shown, as `waxseal report` writes it. */
  const download = (format: 'csv' | 'json', query: URLSearchParams): Promise<Answer> =>
    within(async (own) => {
      const station = await own.station({ writes: false });
      const now = await known({ ids, named }, look, station);
      const report = shownOf(now, look, { ids, named }, filterOf(query), station);
      const unlisted = [...now.looked.unlisted];
      const name = `waxseal-${report.at.slice(0, 10)}.${format}`;
      return {
        status: 200,
        headers: { 'content-disposition': `attachment; filename="${name}"` },
        ...(format === 'csv'
          ? { type: 'text/csv', body: csvReport(report) }
          : {
              type: 'application/json',
              body: `${JSON.stringify({ schema: 'waxseal/report/v1', report, unlisted }, undefined, 2)}\n`,
            }),
      };
    });

  const answerPart = (
    asked: ApprovalRecord,
    now: string,
    all: ReadonlyMap<string, ApprovalRecord>,
  ): Value => {
    if (readOnly || asked.reference === undefined) return '';
    const together = (asked.with ?? []).map((id) => {
      const other = all.get(id);
      return other
        ? html`<a href="${findingHref(other)}">${nameOf(other.target)}</a> ${other.remediation}`
        : id;
    });
    return [
      asked.expires <= now && html`<p class="card note">It expired on ${moment(asked.expires)} UTC.</p>`,
      answerForms({
        approvalRequest: asked.id,
        proof: secrets.proof,
        approvers: asked.approvers.map(person).join(', ') || 'whoever the policy names',
        expires: moment(asked.expires),
        together,
      }),
    ];
  };

  const findingPage = (query: URLSearchParams): Promise<Answer> =>
    within(async (own) => {
      const [arn, remediation] = [query.get('arn') ?? '', query.get('remediation') ?? ''];
      const key = `${arn} ${remediation}`;
      const station = await own.station({ writes: false });
      const { rows, all } = await known({ ids, named }, look, station);
      const item = all.items.find(({ finding }) => finding === key);
      const asked = rows.approvalRequests.find(({ finding, status }) => finding === key && status === 'open');
      const target = item?.target ?? asked?.target;
      if (!target)
        return page(
          404,
          'Not there',
          'The journal has nothing about this.',
          html`<p class="card">${arn}</p>`,
        );
      const seen = item === undefined ? '' : `As it was seen at ${moment(item.lastSeen)} UTC. `;
      const otherwise =
        asked && item?.plan && item.plan.id !== asked.plan.id
          ? html`<p class="card">
              The last look planned otherwise than what is asked about here: an approval would be stale.
            </p>`
          : '';
      const linked = linkedFor(look.detectors, { target });
      const requests = new Map(rows.approvalRequests.map((one) => [one.id, one]));
      return page(200, nameOf(target), html`${seen}${remediation}, ${target.account} ${target.region}.`, [
        otherwise,
        card(await remembered(item, asked, station)),
        linked && card(linkedBlocks(linked)),
        !readOnly &&
          actionForm(
            { action: '/look', proof: secrets.proof, label: 'Plan again' },
            { arn, remediation },
            html`<button>Look at it now and plan again</button>`,
          ),
        !readOnly && (await takingBack(key, rows, station.ports, secrets.proof)),
        asked && answerPart(asked, station.ports.now().toISOString(), requests),
      ]);
    });

  const jobPage = async (number: number): Promise<Answer> => {
    const job = jobs.named(number);
    if (!job) return page(404, 'Not there', 'Nothing of this number is remembered.', '');
    const waited = AbortSignal.timeout(patience);
    const late = new Promise<undefined>((resolve) => {
      waited.addEventListener('abort', () => resolve(undefined));
    });
    const told = await Promise.race([job.told, late]);
    if (!told)
      return page(
        200,
        job.title,
        'Waxseal is at work.',
        html`<p class="card"><a href="/jobs/${job.number}">How far it is</a></p>`,
      );
    return page(200, job.title, told.lead ?? 'This is what came of it.', [
      card(told.blocks),
      told.more,
      html`<p><a href="${job.back}">Back</a></p>`,
    ]);
  };

  /** A command, as somebody would have typed it. */
  const typed = (command: (context: Context) => Promise<CommandResult>, lead?: string) => () =>
    within(async (own): Promise<Told> => {
      const above = lead === undefined ? {} : { lead };
      try {
        return { ...above, blocks: (await command(own)).view };
      } catch (error) {
        return { ...above, blocks: toldBy(own, error) };
      }
    });

  const answerRequest = async (form: URLSearchParams): Promise<Answer> => {
    const id = form.get('request') ?? '';
    const answer = form.get('answer');
    if (answer !== 'approve' && answer !== 'reject')
      return page(400, 'Not understood', 'Approve or reject.', '');
    const comment = form.get('comment') ?? '';
    const options = {
      ...(answer === 'approve' ? { comment } : { reason: comment }),
      together: form.get('together') === 'yes',
    };
    const record = await within(async (own) => {
      const { ports } = await own.station({ writes: false });
      return (await ports.journal.read<ApprovalRecord>('approval-request', id))?.value;
    });
    const name = record ? nameOf(record.target) : id;
    const title = answer === 'approve' ? `Approving ${name}` : `Rejecting ${name}`;
    const about = { title, key: `answer ${id}`, back: record ? findingHref(record) : '/' };
    const given = { args: [id], options };
    const command = answer === 'approve' ? approve : reject;
    return began(
      jobs.begin(
        about,
        typed((own) => command(given, own)),
      ),
    );
  };

  const lookFor = (form: URLSearchParams): Answer => {
    const [arn, remediation] = [form.get('arn'), form.get('remediation')];
    if (arn === null || remediation === null) {
      if (scan) keeper.again();
      return see('/');
    }
    const back = `/finding?${new URLSearchParams({ arn, remediation }).toString()}`;
    const given = { args: [], options: { resource: arn, remediation: [remediation] } };
    const about = { title: 'Planned again', key: `plan ${back}`, back };
    return began(
      jobs.begin(
        about,
        typed((own) => plan(given, own), 'Looked at, and nothing was written to it.'),
      ),
    );
  };

  /** The run that a form names, if it can be taken back. */
  const fixNamed = (form: URLSearchParams): Promise<Run | undefined> =>
    within(async (own) => {
      const { ports } = await own.station({ writes: false });
      const run = (await ports.journal.read<Run>('run', form.get('run') ?? ''))?.value;
      return run?.plan.kind === 'remediate' ? run : undefined;
    });
  const noRun = () => page(404, 'Not there', 'The journal has no such fix: nothing was done.', '');

  const lookAtUndo = async (form: URLSearchParams): Promise<Answer> => {
    const run = await fixNamed(form);
    if (!run) return noRun();
    const about = {
      title: `Taking back ${nameOf(run.plan.target)}`,
      key: `look at undo ${run.id}`,
      back: findingHref(run.plan),
    };
    return began(jobs.begin(about, () => within((own) => putBackShown(run, own, secrets.proof))));
  };

  const undoRun = async (form: URLSearchParams): Promise<Answer> => {
    const run = await fixNamed(form);
    const shown = form.get('shown') ?? '';
    if (!run) return noRun();
    if (shown === '')
      return page(400, 'Not understood', 'Look at what would be put back first: nothing was done.', '');
    const about = {
      title: `Taking back ${nameOf(run.plan.target)}`,
      key: `undo ${run.id}`,
      back: findingHref(run.plan),
    };
    const given = { args: [run.id], options: { reason: form.get('reason') ?? '' } };
    return began(
      jobs.begin(
        about,
        typed((own) => undone(given, own, shown)),
      ),
    );
  };

  const releaseHold = (form: URLSearchParams): Answer => {
    const [arn, remediation, shown] = ['arn', 'remediation', 'shown'].map((name) => form.get(name) ?? '');
    if (!arn || !remediation || !shown)
      return page(400, 'Not understood', 'The form names no hold: nothing was done.', '');
    const back = `/finding?${new URLSearchParams({ arn, remediation }).toString()}`;
    const given = { args: [], options: { resource: arn, remediation: [remediation] } };
    return began(
      jobs.begin(
        { title: 'Releasing the hold', key: `release ${back}`, back },
        typed((own) => released(given, own, shown)),
      ),
    );
  };

  const post = async ({ path, form }: Sent): Promise<Answer> => {
    if (readOnly) return page(403, 'Read-only', 'Nothing can be answered here: nothing was done.', '');
    if (!isSame(form.get('proof') ?? '', secrets.proof))
      return page(403, 'Refused', 'This form is not of this process: nothing was done.', '');
    if (path === '/answer') return answerRequest(form);
    if (path === '/look') return lookFor(form);
    if (path === '/undo/look') return lookAtUndo(form);
    if (path === '/undo') return undoRun(form);
    if (path === '/release') return releaseHold(form);
    return page(404, 'Not there', 'There is no such page.', '');
  };

  const get = async ({ path, query }: Sent): Promise<Answer> => {
    if (path === '/') return reportPage(query);
    if (path === '/posture') return posturePage(query);
    if (path === '/report.csv') return download('csv', query);
    if (path === '/report.json') return download('json', query);
    if (path === '/finding') return findingPage(query);
    const number = /^\/jobs\/(\d{1,9})$/.exec(path)?.[1];
    if (number !== undefined) return jobPage(Number(number));
    return page(404, 'Not there', 'There is no such page.', '');
  };

  const failed = (error: unknown): Answer => {
    return page(500, 'It failed', 'Nothing was changed by this.', card(failureView(explain(error))));
  };

  return (port) => ({
    jobs,
    begin: () => {
      if (scan) keeper.again();
    },
    refuse: (asked) => {
      const refusal = refusalOf(asked, secrets, port);
      return refusal && refused(refusal);
    },
    answer: async (sent) => {
      if (isStart(sent)) {
        const cookie = `${cookieName(port)}=${secrets.session}; Path=/; HttpOnly; SameSite=Strict`;
        return see('/', { 'set-cookie': cookie });
      }
      try {
        return await (sent.method === 'POST' ? post(sent) : get(sent));
      } catch (error) {
        return failed(error);
      }
    },
  });
};
