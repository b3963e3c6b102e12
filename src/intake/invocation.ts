import * as z from 'zod/mini';
import type { Location } from '../core/model/target.ts';
import {
  account,
  moment,
  notAsDocumented,
  lineOfIssue,
  resourceId,
  resourceType,
  ruleArn,
  ruleHome,
  ruleName,
} from './forms.ts';
import type { Rule } from './intake.ts';
import { ruleParameter, textsOf } from './rules.ts';

/** One resource that a rule is called for. */
interface Changed {
  readonly resourceType: string;
  readonly resourceId: string;
  /** It is outside of what the rule is about now. */
  readonly isOut: boolean;
}

/** AWS Config calls the function of a custom rule. Like an event it only names: no state is taken from it. */
export interface Invocation {
  readonly is: 'invocation';
  readonly rule: Rule;
  /** Where the rule is: what it evaluates is there too. */
  readonly location: Location;
  readonly remediation: string;
  /** What else the rule was told to check. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Handed back with every evaluation. */
  readonly token: string;
  /** Somebody tries the function out: nothing is to be kept. */
  readonly isTest: boolean;
  /** Orders evaluations of one resource. ISO 8601. */
  readonly at: string;
  /** Left out: the rule's time has come, and everything is to be evaluated. */
  readonly changed?: Changed;
}

/** Called with something else: `where` is the path of what is wrong. */
export interface NoInvocation {
  readonly is: 'no-invocation';
  readonly where: string;
  readonly says: string;
}

const wrong = (where: string, says: string): NoInvocation => ({ is: 'no-invocation', where, says });

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html */
const envelope = z.object({
  invokingEvent: z.string().check(z.maxLength(6_291_456)),
  ruleParameters: z._default(z.string().check(z.maxLength(10_000)), '{}'),
  resultToken: z.string().check(z.minLength(1), z.maxLength(10_000)),
  eventLeftScope: z._default(z.boolean(), false),
  configRuleArn: ruleArn,
  configRuleName: ruleName,
  accountId: account,
  evaluationMode: z._default(z.string(), 'DETECTIVE'),
});

const parameters = z.record(z.string(), z.unknown());
const message = z.object({ messageType: z.string() });

const item = z.object({
  awsAccountId: account,
  resourceType,
  resourceId,
  configurationItemCaptureTime: moment,
});

/** What is changed and when, by the kind of message. One that is too large for the call comes as a summary. */
const kinds = {
  ConfigurationItemChangeNotification: z.pipe(
    z.object({ configurationItem: item }),
    z.transform(({ configurationItem: one }) => one),
  ),
  OversizedConfigurationItemChangeNotification: z.pipe(
    z.object({ configurationItemSummary: item }),
    z.transform(({ configurationItemSummary: one }) => one),
  ),
} as const;

const scheduled = z.object({ awsAccountId: account, notificationCreationTime: moment });

/** `TESTMODE` is what AWS tells authors of functions to send when they try them out. */
const testToken = 'TESTMODE';

const isOurs = (kind: string): kind is keyof typeof kinds => Object.hasOwn(kinds, kind);

/** Reads what AWS Config calls the function of a custom rule with. Total: whatever comes in, one of the two comes out. */
export const readInvocation = (event: unknown): Invocation | NoInvocation => {
  const parsed = envelope.safeParse(event);
  if (!parsed.success) return wrong(lineOfIssue('', parsed.error.issues), notAsDocumented);
  const { data } = parsed;
  if (data.evaluationMode !== 'DETECTIVE')
    return wrong(
      'evaluationMode',
      'It is about a resource that does not exist yet; the rule is to be detective.',
    );
  const told = parameters.safeParse(json(data.ruleParameters));
  if (!told.success) return wrong('ruleParameters', notAsDocumented);
  const { [ruleParameter]: remediation = '', ...rest } = textsOf(told.data);
  if (remediation === '')
    return wrong(
      `ruleParameters.${ruleParameter}`,
      'The rule does not say for which remediation it evaluates.',
    );
  const home = ruleHome(data.configRuleArn);
  if (home.account !== data.accountId)
    return wrong('accountId', 'It is another account than that of the rule.');

  const invoking = json(data.invokingEvent);
  const kind = message.safeParse(invoking);
  if (!kind.success) return wrong('invokingEvent.messageType', notAsDocumented);
  const call = {
    is: 'invocation',
    rule: { arn: data.configRuleArn, name: data.configRuleName },
    location: home,
    remediation,
    parameters: rest,
    token: data.resultToken,
    isTest: data.resultToken === testToken,
  } as const;

  const { messageType } = kind.data;
  if (messageType === 'ScheduledNotification') {
    const timed = scheduled.safeParse(invoking);
    if (!timed.success) return wrong(lineOfIssue('invokingEvent', timed.error.issues), notAsDocumented);
    if (timed.data.awsAccountId !== home.account)
      return wrong('invokingEvent.awsAccountId', 'It is another account than that of the rule.');
    return { ...call, at: timed.data.notificationCreationTime };
  }
  if (!isOurs(messageType)) return wrong('invokingEvent.messageType', 'It is a message of another kind.');
  const changed = kinds[messageType].safeParse(invoking);
  if (!changed.success) return wrong(lineOfIssue('invokingEvent', changed.error.issues), notAsDocumented);
  const { awsAccountId, configurationItemCaptureTime: at, ...named } = changed.data;
  if (awsAccountId !== home.account)
    return wrong('invokingEvent', 'It is another account than that of the rule.');
  return { ...call, at, changed: { ...named, isOut: data.eventLeftScope } };
};
