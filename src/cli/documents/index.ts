import * as z from 'zod/mini';
import { certificates } from './certificates.ts';
import { explain, list } from './catalog.ts';
import { approve, reject, release, undo } from './decisions.ts';
import { demo } from './demo.ts';
import { apply, evidenceAnswers, evidenceEnabled, history, plan, scan } from './looks.ts';
import { evidencePack } from './evidence-pack.ts';
import { guardrails } from './guardrails.ts';
import { map } from './map.ts';
import { exit, failure, flag, schema, text, described, unlisted } from './parts.ts';
import { policyCheck, policyExplain } from './policy.ts';
import { posture } from './posture.ts';
import { probe } from './probe.ts';
import { replay } from './replay.ts';
import { report } from './report.ts';
import { reportImport } from './report-import.ts';
import { scanCode } from './scan-code.ts';

const error = z.strictObject({ schema: schema('waxseal/error/v1'), error: failure, exit });

const reported = z.strictObject({
  schema: schema('waxseal/report/v1'),
  report,
  unlisted: z.array(unlisted),
});

const served = z.strictObject({
  schema: schema('waxseal/serve/v1'),
  address: text('Where it was, without the token. The whole address is on standard error, at the start.'),
  readOnly: flag('Nothing could be answered.'),
});

const doctor = z.strictObject({
  schema: schema('waxseal/doctor/v1'),
  ok: flag('Nothing keeps Waxseal from working.'),
  checks: z.array(
    z.strictObject({
      name: text('What was checked.'),
      is: described(z.enum(['ok', 'warn', 'fail', 'not-tried']), 'How it is.'),
      says: text('What was found.'),
      todo: z.optional(text('What to do.')),
    }),
  ),
});

/** Every document that `--format json` prints, by the name of its schema. */
export const documents = {
  'waxseal/error/v1': error,
  'waxseal/list/v1': list,
  'waxseal/explain/v1': explain,
  'waxseal/plan/v1': plan,
  'waxseal/evidence/v1': evidenceAnswers,
  'waxseal/evidence-enable/v1': evidenceEnabled,
  'waxseal/scan/v1': scan,
  'waxseal/apply/v1': apply,
  'waxseal/approve/v1': approve,
  'waxseal/reject/v1': reject,
  'waxseal/undo/v1': undo,
  'waxseal/release/v1': release,
  'waxseal/history/v1': history,
  'waxseal/report/v1': reported,
  'waxseal/report-import/v1': reportImport,
  'waxseal/serve/v1': served,
  'waxseal/map/v1': map,
  'waxseal/certificates/v1': certificates,
  'waxseal/posture/v1': posture,
  'waxseal/policy-check/v1': policyCheck,
  'waxseal/policy-explain/v1': policyExplain,
  'waxseal/doctor/v1': doctor,
  'waxseal/probe/v1': probe,
  'waxseal/scan-code/v1': scanCode,
  'waxseal/guardrails/v1': guardrails,
  'waxseal/evidence-pack/v1': evidencePack,
  'waxseal/replay/v1': replay,
  'waxseal/demo/v1': demo,
} as const;

export type DocumentName = keyof typeof documents;
