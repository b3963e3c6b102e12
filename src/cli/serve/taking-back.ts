import { changesOf } from '../../core/engine/runs.ts';
import { wouldUndo } from '../../core/engine/undo.ts';
import type { Hold, Run } from '../../core/journal/records.ts';
import { hashOf } from '../../core/model/json.ts';
import type { Ports } from '../../core/model/ports.ts';
import { type Block, gap, heading, text } from '../../report/blocks.ts';
import { moment } from '../../report/html/format.ts';
import { html, type Markup, type Value } from '../../report/html/markup.ts';
import { actionForm, reasonField } from '../../report/html/served.ts';
import type { Rows } from '../../report/model.ts';
import { person } from '../../report/name.ts';
import { answerWords } from '../../report/words.ts';
import { outcomeView } from '../output/outcome-view.ts';
import { changeView, reasonView } from '../output/plan-view.ts';
import type { Context } from '../runtime/context.ts';
import type { Told } from './jobs.ts';
import { toldBy } from './within.ts';

/** Undo and release, as `waxseal undo` and `waxseal release` do them: first what would come of it, then a form. */

const holdCard = (hold: Hold, proof: string): Markup => {
  const { by, reason, from, until, target, remediation } = hold;
  return html`<section class="card" id="hold">
    <h2>Left alone</h2>
    <p>
      On hold since ${moment(from)} UTC,
      ${until === undefined ? 'until somebody releases it' : `until ${moment(until)} UTC`}: by ${person(by)},
      “${reason}”.
    </p>
    <p class="note">
      Releasing it writes nothing to AWS. Afterwards Waxseal may remediate it again, as the policy says.
    </p>
    ${actionForm(
      { action: '/release', proof, label: 'Release the hold' },
      { arn: target.arn, remediation, shown: hashOf(hold) },
      html`<button>Release the hold</button>`,
    )}
  </section>`;
};

const runPart = ({ id, opened, approvedBy }: Run, proof: string): Markup =>
  html`<p>
      Written on ${moment(opened)}
      UTC${approvedBy && `, approved by ${approvedBy.map(person).join(', ')}`}<span class="sub"
        ><code>${id}</code></span
      >
    </p>
    ${actionForm(
      { action: '/undo/look', proof, label: `See what taking back ${id} would do` },
      { run: id },
      html`<button>See what would be put back</button>`,
    )}`;

/** What can be taken back of a finding: a hold, and fixes that have written, the newest first. */
export const takingBack = async (
  finding: string,
  { holds, runs }: Pick<Rows, 'holds' | 'runs'>,
  ports: Ports,
  proof: string,
): Promise<Value> => {
  const now = ports.now().toISOString();
  const hold = holds.find(
    (one) => one.finding === finding && !one.released && (one.until === undefined || one.until > now),
  );
  const fixes = runs
    .filter((one) => one.finding === finding && one.plan.kind === 'remediate' && one.status !== 'rolled-back')
    .toSorted((a, b) => (a.opened < b.opened ? 1 : -1));
  const written: Run[] = [];
  for (const one of fixes) if ((await changesOf(one, ports)).some(({ ours }) => ours)) written.push(one);
  return [
    hold && holdCard(hold, proof),
    written.length > 0 &&
      html`<section class="card" id="undo">
        <h2>Taking it back</h2>
        <p class="note">You see first what would be written. Nothing is written before you say so.</p>
        ${written.map((one) => runPart(one, proof))}
      </section>`,
  ];
};

const confirmation = (run: Run, shown: string, proof: string): Markup =>
  html`<section class="card answer">
    <h2>Put it back?</h2>
    <p>
      Exactly what is above is written, and only if it is still so then. What was protected by the fix is so
      no more. A hold keeps Waxseal from fixing it again until somebody releases it.
    </p>
    ${actionForm(
      { action: '/undo', proof, label: 'Put it back' },
      { run: run.id, shown },
      html`${reasonField('reason')}<button class="go">Put it back</button>`,
    )}
  </section>`;

/** What taking a run back would write, looked at now, with the form that says so; or why nothing would be written. */
export const putBackShown = async (run: Run, context: Context, proof: string): Promise<Told> => {
  const { remediation, target } = run.plan;
  const lead = 'Looked at, and nothing was written.';
  try {
    const { catalog, ports, policy, caller, isAlone } = await context.station({ writes: false });
    await policy.load();
    const { arn: actor } = await caller();
    const would = await wouldUndo({ run: run.id, actor, reason: '' }, catalog, ports);
    if ('outcome' in would)
      return { lead, blocks: outcomeView({ remediation, target, outcome: would.outcome }, { isAlone }) };
    const { plan, decision } = would;
    const { says, style } = answerWords[decision.answer];
    const may = decision.answer === 'apply';
    const blocks: readonly Block[] = [
      heading('What would be put back'),
      ...plan.changes.flatMap(changeView),
      heading('What the policy says'),
      text(['It ', { text: may ? 'may be put back' : says, style: [style, 'bold'] }, '.'], 2),
      ...decision.reasons.flatMap((reason) => reasonView(reason)),
      gap,
    ];
    return { lead, blocks, ...(may && { more: confirmation(run, plan.id, proof) }) };
  } catch (error) {
    return { lead, blocks: toldBy(context, error) };
  }
};
