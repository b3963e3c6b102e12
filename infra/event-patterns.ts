import { formerIdsOf } from '../src/aws/security-hub-controls.ts';
import type { Unit } from './units.ts';
import { eachType } from '../src/core/model/types-of.ts';

/** Characters of one pattern. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const patternLimit = 2048;

type EventPattern = Readonly<Record<string, unknown>>;

export interface NamedPattern {
  /** Ends the rule's name. */
  readonly name: string;
  readonly pattern: EventPattern;
}

const sorted = (list: Iterable<string>): readonly string[] => [...new Set(list)].toSorted();

/** As many values in one pattern as fit, the rest in further ones. */
const split = (
  name: string,
  values: readonly string[],
  patternOf: (values: readonly string[]) => EventPattern,
): readonly NamedPattern[] => {
  const batches = values.reduce<readonly (readonly string[])[]>((done, value) => {
    const last = done.at(-1) ?? [];
    const longer = [...last, value];
    if (JSON.stringify(patternOf(longer)).length <= patternLimit) return [...done.slice(0, -1), longer];
    return [...done, [value]];
  }, []);
  return batches.map((batch, index) => ({ name: `${name}-${index + 1}`, pattern: patternOf(batch) }));
};

/**
 * Changes of compliance of the resource types that some remediation covers. The rule itself cannot be told from its
 * name (Security Hub and conformance packs give their own), so intake looks it up.
 * https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
 */
const configPattern = (resourceType: readonly string[]): EventPattern => ({
  source: ['aws.config'],
  'detail-type': ['Config Rules Compliance Change'],
  detail: {
    messageType: ['ComplianceChangeNotification'],
    resourceType,
    // Good news closes what was open.
    newEvaluationResult: { complianceType: ['NON_COMPLIANT', 'COMPLIANT'] },
  },
});

/**
 * Failed findings of the controls that some remediation covers, as long as nobody has dealt with them. (Our own notes on
 * findings are known by intake.) Findings that passed are left out: every resource in order sends two a day.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
 */
const findingsPattern = (controls: readonly string[]): EventPattern => ({
  source: ['aws.securityhub'],
  'detail-type': ['Security Hub Findings - Imported'],
  detail: {
    findings: {
      Compliance: { Status: ['FAILED'], SecurityControlId: controls },
      RecordState: ['ACTIVE'],
      Workflow: { Status: ['NEW'] },
    },
  },
});

/**
 * The same of findings that do not say their control: what made them does, by an id of today or of a standard's own.
 * `GeneratorId` ends with it: `pci-dss/v/3.2.1/PCI.S3.5`.
 */
const generatorsPattern = (ids: readonly string[]): EventPattern => ({
  source: ['aws.securityhub'],
  'detail-type': ['Security Hub Findings - Imported'],
  detail: {
    findings: {
      Compliance: { Status: ['FAILED'], SecurityControlId: [{ exists: false }] },
      GeneratorId: ids.map((id) => (id.includes('/') ? id : { suffix: `/${id}` })),
      RecordState: ['ACTIVE'],
      Workflow: { Status: ['NEW'] },
    },
  },
});

/**
 * A person chose findings in the console and pressed the button that the hub's documentation tells them to make.
 * Whatever they chose is taken: for what no remediation covers they are told so. In a Security Hub administrator's account they
 * may be any member's: the event then comes from the administrator and speaks of another account, which intake takes only
 * from accounts under `events.hubs`.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-accounts.html
 */
const customActionPattern: EventPattern = {
  source: ['aws.securityhub'],
  'detail-type': ['Security Hub Findings - Custom Action'],
  detail: { actionName: ['Waxseal'] },
};

/** https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-v2-cwe-event-formats.html */
const ocsfPattern = (control: readonly string[]): EventPattern => ({
  source: ['aws.securityhub'],
  'detail-type': ['Findings Imported V2'],
  detail: {
    findings: { class_uid: [2003], compliance: { control, status: [{ 'equals-ignore-case': 'fail' }] } },
  },
});

/** Every pattern that leads to us, none longer than EventBridge takes. */
export const eventPatterns = (units: readonly Unit[]): readonly NamedPattern[] => {
  // Those without a managed rule too: custom rules, our own and others by alias, speak of them.
  const types = sorted(
    units.flatMap((unit) => [
      ...eachType(unit).map(({ resourceType }) => resourceType),
      ...(unit.through ?? []),
    ]),
  );
  const controls = sorted(units.flatMap((unit) => unit.controls));
  const generators = sorted(controls.flatMap((control) => [control, ...formerIdsOf(control)]));
  return [
    ...split('config', types, configPattern),
    ...split('findings', controls, findingsPattern),
    ...split('generators', generators, generatorsPattern),
    ...(controls.length > 0 ? [{ name: 'custom-action-1', pattern: customActionPattern }] : []),
    ...split('ocsf', controls, ocsfPattern),
  ];
};
