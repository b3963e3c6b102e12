import * as z from 'zod/mini';
import { readAsffFinding, type FindingEvent } from './asff-finding.ts';
import { readComplianceChange } from './config-event.ts';
import { account, eventId, notAsDocumented, lineOfIssue } from './forms.ts';
import { ignored, malformed, type Taken } from './intake.ts';
import { readOcsfFinding } from './ocsf-finding.ts';
import type { Trust } from './trust.ts';

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
const kind = z.object({ source: z.string(), 'detail-type': z.string() });
const envelope = z.object({ id: eventId, account, detail: z.record(z.string(), z.unknown()) });
const findings = z.object({ findings: z.array(z.unknown()).check(z.minLength(1), z.maxLength(100)) });

type Read = (finding: unknown, event: FindingEvent) => readonly Taken[];
const readers: Readonly<Record<string, { readonly read: Read; readonly asked: boolean }>> = {
  'Security Hub Findings - Imported': { read: readAsffFinding, asked: false },
  'Security Hub Findings - Custom Action': { read: readAsffFinding, asked: true },
  'Findings Imported V2': { read: readOcsfFinding, asked: false },
};

/** Whom an EventBridge event names: one answer, or for findings one for each resource of each of them. */
export const readEventBridgeEvent = (event: unknown, trust: Trust): readonly Taken[] => {
  const known = kind.safeParse(event);
  if (!known.success)
    return [malformed('', 'It is no EventBridge event: source and detail-type are missing.')];
  const { source, 'detail-type': type } = known.data;
  const isConfig = source === 'aws.config' && type === 'Config Rules Compliance Change';
  const reader = source === 'aws.securityhub' && Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!isConfig && !reader) return [ignored('not-a-compliance-event')];

  const parsed = envelope.safeParse(event);
  if (!parsed.success) return [malformed(lineOfIssue('', parsed.error.issues), notAsDocumented)];
  const { id, account: sender, detail } = parsed.data;
  if (!reader) return [readComplianceChange(detail, { base: 'detail', sender, eventId: id, trust })];
  const list = findings.safeParse(detail);
  if (!list.success) return [malformed(lineOfIssue('detail', list.error.issues), notAsDocumented)];
  return list.data.findings.flatMap((finding, index) =>
    reader.read(finding, {
      base: `detail.findings.${index}`,
      sender,
      eventId: id,
      trust,
      asked: reader.asked,
    }),
  );
};
