import { preview } from '../../core/engine/preview.ts';
import type { Evidence } from '../../core/model/evidence.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import type { Target } from '../../core/model/target.ts';
import type { Looked, Met, Stage } from './stage.ts';

/** One resource about which people were asked, once a log tells who its clients are. */
export interface Evidenced {
  readonly target: Target;
  readonly remediation: string;
  /** How it ended without evidence. */
  readonly without: Outcome;
  readonly evidence: Evidence;
  readonly outcome: Outcome;
  /** What a client met that speaks plaintext. */
  readonly before?: Met;
  readonly after?: Met;
}

const evidenceFor = async ({ catalog, ports }: Stage, { remediation, target }: Looked): Promise<Evidence> => {
  const unit = await catalog.remediation(remediation);
  const resource = await catalog.resource(target.type);
  const { decision } = await preview({ unit, resource, target, cause: { by: 'person' } }, ports, {
    reads: true,
  });
  return decision?.evidence ?? { is: 'unknown' };
};

/** The same events once more about what people were asked about, where there is a log: what it says decides. */
export const withLogs = async (stage: Stage, asked: readonly Looked[]): Promise<readonly Evidenced[]> => {
  const all: Evidenced[] = [];
  for (const one of asked) {
    const { target, remediation, outcome: without } = one;
    if (without.is !== 'approval-requested' || !stage.isLogged(target)) continue;
    const before = await stage.meet(target);
    const evidence = await evidenceFor(stage, one);
    for (const { outcome } of await stage.send(target.id)) {
      // Where nothing was written, there is nothing afterwards.
      const after = outcome.is === 'remediated' ? await stage.meet(target) : undefined;
      const met = { ...(before && { before }), ...(after && { after }) };
      all.push({ target, remediation, without, evidence, outcome, ...met });
    }
  }
  return all;
};
