import { concerns } from './match.ts';
import {
  modes,
  type Exemption,
  type Mode,
  type Policy,
  type Ruling,
  type Subject,
  type TrailLine,
  type Unmatchable,
} from './policy.ts';

/** The tag with which a service owner makes a mode stricter. */
const modeTag = 'waxseal:mode';

type Raw = Readonly<Record<string, unknown>>;

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const isBlock = (value: unknown): value is Raw =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Blocks are joined key by key, at every depth; anything else of the later one replaces the earlier. */
const over = (earlier: Raw, later: Raw): Raw =>
  // fromEntries defines keys and never assigns them, so that no key can reach a prototype.
  Object.fromEntries([
    ...Object.entries(earlier),
    ...Object.entries(later).map(([key, value]) => {
      const before = own(earlier, key);
      return [key, isBlock(before) && isBlock(value) ? over(before, value) : value] as const;
    }),
  ]);

/** Whether a line asks where accounts stand in the organization: then not knowing it closes the gate. */
export const asksForOus = ({ rules, exemptions, optIns }: Policy): boolean =>
  [...rules, ...exemptions, ...optIns].some(({ ous }) => ous !== undefined);

/**
 * Whether a line a part of which can match nothing may have been meant for this. Trusted only where it makes things
 * stricter: whoever wrote an exemption must not find the resource changed because of a slip in an ARN.
 */
const mayMean = ({ unmatchable }: Unmatchable, subject: Subject): boolean =>
  unmatchable !== undefined && concerns(unmatchable.meant, subject);

const isStricter = (mode: Mode, than: Mode): boolean => modes.indexOf(mode) < modes.indexOf(than);

/** The UTC day of a moment, as policies write days. */
const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

const place = ({ line, path = '' }: { line?: number; path?: string }): Pick<TrailLine, 'line' | 'path'> => ({
  ...(line !== undefined && { line }),
  path,
});

/** What a tag says about the mode: only ever stricter. What cannot be read means `dry-run`. */
const tightened = (mode: Mode, tag: string | undefined): { mode: Mode; trail: readonly TrailLine[] } => {
  if (tag === undefined) return { mode, trail: [] };
  const path = `tag ${modeTag}`;
  const wanted = modes.find((known) => known === tag);
  if (!wanted) {
    const says = `The tag's value "${tag}" is not a mode (${modes.join(', ')}): dry-run, to be safe.`;
    return { mode: 'dry-run', trail: [{ path, says }] };
  }
  if (isStricter(wanted, mode))
    return { mode: wanted, trail: [{ path, says: `The owner's tag makes it stricter: ${wanted}.` }] };
  const says = `The owner's tag says ${wanted}; a tag never loosens, so ${mode} stays.`;
  return {
    mode,
    trail: wanted === mode ? [{ path, says: `The owner's tag says ${wanted} too.` }] : [{ path, says }],
  };
};

const marked = (trail: readonly TrailLine[], decisive: TrailLine): readonly TrailLine[] =>
  trail.map((line) => (line === decisive ? { ...line, decided: true } : line));

/**
 * What the policy says about one remediation on one resource: rules from top to bottom, a later match wins; the
 * owner's tag may make it stricter. Pure. The kill switch is only told of here: the gate reads it before each put.
 */
export const ruling = (policy: Policy, subject: Subject, now: Date): Ruling => {
  const today = dayOf(now);
  const { remediation, surroundings } = subject;
  const start: TrailLine = {
    ...place({
      ...(own(policy.lines, 'mode') !== undefined && { line: own(policy.lines, 'mode') }),
      path: 'mode',
    }),
    says: `${policy.mode} unless a rule says otherwise.`,
  };
  const rules = policy.rules
    .filter((rule) => concerns(rule, subject) || mayMean(rule, subject))
    .map((rule) => {
      const settings = rule.settings && own(rule.settings, remediation);
      const parts = [rule.mode, settings && `settings of ${remediation}`].filter(
        (part) => part !== undefined,
      );
      const name = rule.name ? `Rule "${rule.name}"` : 'A rule';
      if (!concerns(rule, subject)) {
        const says = `${name} says ${rule.mode ?? 'nothing'} and may be meant for this resource. ${rule.unmatchable?.says ?? ''} Until it is corrected it only makes the mode stricter.`;
        return { mode: rule.mode, settings: undefined, guess: true, trail: { ...place(rule), says } };
      }
      const says = `${name} says ${parts.join(', and sets ') || 'nothing'}.`;
      return { mode: rule.mode, settings, guess: false, trail: { ...place(rule), says } satisfies TrailLine };
    })
    .filter(({ mode, settings }) => mode !== undefined || settings !== undefined);
  const last = rules.reduce<{ readonly mode: Mode; readonly trail?: TrailLine }>(
    (before, { mode, guess, trail }) =>
      mode === undefined || (guess && !isStricter(mode, before.mode)) ? before : { mode, trail },
    { mode: policy.mode },
  );
  const ruled = last.mode;
  const tag = tightened(ruled, own(surroundings.tags, modeTag));

  const exemptions = policy.exemptions.flatMap((line): readonly Exemption[] => {
    if (!concerns(line, subject)) return mayMean(line, subject) ? [line] : [];
    const { unmatchable: _, ...good } = line;
    return [good];
  });
  // What is surely about the resource before what only may be, then what lasts longest.
  const held = exemptions
    .filter(({ expires }) => today <= expires)
    .toSorted((a, b) => (a.expires < b.expires ? 1 : a.expires > b.expires ? -1 : 0))
    .toSorted((a, b) => Number(a.unmatchable !== undefined) - Number(b.unmatchable !== undefined));
  const optIns = policy.optIns.filter((line) => concerns(line, subject));
  const counting = optIns.filter(({ since }) => since <= today);

  const kill = own(policy.lines, 'killSwitch');
  const says: readonly TrailLine[] = [
    start,
    ...rules.map(({ trail }) => trail),
    ...tag.trail,
    ...exemptions.map((line) => ({
      ...place(line),
      says:
        today <= line.expires
          ? `Exempt until ${line.expires} by ${line.owner}: ${line.reason}${line.unmatchable ? ` (${line.unmatchable.says})` : ''}`
          : `The exemption by ${line.owner} ended on ${line.expires}.`,
    })),
    ...optIns.map((line) => ({
      ...place(line),
      says: `${line.owner} accepts ${line.impacts.join(', ')} ${line.since <= today ? 'since' : 'only from'} ${line.since}.`,
    })),
    ...(policy.killSwitch
      ? [
          {
            ...place({ ...(kill !== undefined && { line: kill }), path: 'killSwitch' }),
            says: policy.stoppedBy?.says ?? 'The kill switch is on: nothing is written.',
          },
        ]
      : []),
  ];
  const decisive = (tag.mode === ruled ? undefined : tag.trail[0]) ?? last.trail ?? start;
  const [exemption] = held;
  return {
    mode: tag.mode,
    settings: rules.reduce<Raw>((merged, { settings }) => over(merged, settings ?? {}), {}),
    ...(exemption && { exemption }),
    optIns: counting,
    trail: marked(says, decisive),
  };
};
