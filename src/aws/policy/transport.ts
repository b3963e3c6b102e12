import {
  anyHttps,
  asksPlainly,
  clausesOf,
  holdsForAllPlainHttp,
  holdsForAllTlsBelow,
  holdsOver,
  https,
  isAboutTravel,
  plainHttp,
  travelHoldsOver,
  type Clause,
} from './condition.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { isEveryone } from './principals.ts';
import { coverEveryAction, isAbout, mayReach, reachesAll, type Guarded } from './reach.ts';

type Holds = (statement: Statement) => boolean;

const denies = (statements: readonly Statement[], { actions, resources }: Guarded, holds: Holds): boolean => {
  const counting = statements.filter((it) => it.Effect === 'Deny' && isEveryone(it) && holds(it));
  return resources.every((resource) =>
    coverEveryAction(
      counting.filter((it) => reachesAll(it, resource)),
      actions,
    ),
  );
};

/**
 * How a policy denies a kind of requests to everyone, for every action, on everything that it guards: with
 * one statement, with several together, or not certainly. Only a certain denial counts; a Deny too many is harmless.
 */
export type Denial = 'one-statement' | 'several-statements' | 'no';

const denial = ({ statements }: PolicyDocument, guarded: Guarded, holds: Holds): Denial => {
  if (!denies(statements, guarded, holds)) return 'no';
  // A policy of one statement has just been asked about it.
  const isAlone = statements.length === 1;
  return statements.some((it) => it.NotAction === undefined && (isAlone || denies([it], guarded, holds)))
    ? 'one-statement'
    : 'several-statements';
};

export const denialOfPlaintext = (policy: PolicyDocument, guarded: Guarded): Denial =>
  denial(policy, guarded, holdsForAllPlainHttp);

/** Whether every request over plain HTTP is certainly refused. */
export const deniesPlaintext = (policy: PolicyDocument, guarded: Guarded): boolean =>
  denialOfPlaintext(policy, guarded) !== 'no';

/** Whether every HTTPS request below a TLS version (such as 1.2) is certainly refused. */
export const deniesTlsBelow = (policy: PolicyDocument, guarded: Guarded, version: number): boolean =>
  denial(policy, guarded, (it) => holdsForAllTlsBelow(it, version)) !== 'no';

/** Whether plain HTTP is refused, but not by the plain words that AWS's checkers look for. */
export const isOddlyDenied = ({ statements }: PolicyDocument, guarded: Guarded): boolean =>
  !denies(statements, guarded, (it) => holdsForAllPlainHttp(it) && asksPlainly(it));

const testsTravel = (statement: Statement): boolean => clausesOf(statement).some(isAboutTravel);

/** Hits HTTPS, whatever TLS version it has, and lets plain HTTP by. */
const isForHttpsOnly = (it: Statement): boolean =>
  anyHttps.every((how) => holdsOver(it, how) === true) && travelHoldsOver(it, plainHttp) === false;

/** Holds, or may hold, for some plain HTTP, and for no HTTPS. */
const isForHttpOnly = (it: Statement): boolean =>
  holdsOver(it, plainHttp) !== false &&
  travelHoldsOver(it, plainHttp) === true &&
  anyHttps.every((how) => travelHoldsOver(it, how) === false);

/**
 * Deny statements that refuse HTTPS, whatever TLS version it has, and let HTTP pass, whoever they are about. Beside one
 * of these a Deny of plain HTTP would shut those people out altogether. One of old TLS alone is none of them.
 */
export const invertedDenies = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.filter((it) => it.Effect === 'Deny' && isForHttpsOnly(it));

/** Allow statements that hold for plain HTTP and never for HTTPS. */
export const plaintextOnlyAllows = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.filter((it) => it.Effect === 'Allow' && testsTravel(it) && isForHttpOnly(it));

const isExcepting = (it: Statement): boolean =>
  it.NotPrincipal !== undefined ||
  it.NotAction !== undefined ||
  it.NotResource !== undefined ||
  clausesOf(it).some((clause) => !isAboutTravel(clause));

/** `aws:PrincipalIsAWSService` `"false"`: a request of a service's own principal passes, one for somebody by a role does not. */
const isOfOthersThanServices = ({ key, operator, values }: Clause): boolean =>
  key === 'aws:principalisawsservice' &&
  (operator === 'Bool' || operator === 'StringEquals') &&
  values.every((value) => value.toLowerCase() === 'false');

/**
 * Whether a Deny spares nobody but AWS services. Requests without a signature carry no `aws:PrincipalIsAWSService` and pass as well,
 * where the policy lets everyone in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 */
export const sparesServicesOnly = (it: Statement): boolean =>
  it.NotPrincipal === undefined &&
  it.NotAction === undefined &&
  it.NotResource === undefined &&
  clausesOf(it).every((clause) => isAboutTravel(clause) || isOfOthersThanServices(clause));

/**
 * Deny statements of plain HTTP that spare somebody or something: by another condition beside it, or by what they leave
 * out. Whoever wrote one has decided about plain HTTP already, and a Deny without exceptions overrules it.
 *
 * A Deny that names what it is about (some principals, actions, resources) is none of them: it says nothing of all else, and
 * every narrow Deny would have to be asked about.
 */
export const plaintextExceptions = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.filter((it) => it.Effect === 'Deny' && testsTravel(it) && isForHttpOnly(it) && isExcepting(it));

const mayHitHttpsOnly = (it: Statement): boolean =>
  anyHttps.every((how) => holdsOver(it, how) !== false) && travelHoldsOver(it, plainHttp) !== true;

const mayHoldForHttpOnly = (it: Statement): boolean =>
  holdsOver(it, plainHttp) !== false && anyHttps.every((how) => travelHoldsOver(it, how) !== true);

/**
 * Statements that speak of how requests travel in a way that cannot be evaluated from here: a Deny that may hit HTTPS and
 * spare HTTP, an Allow that may hold for HTTP only. Their other conditions, or their values, decide it.
 */
export const statementsNotEvaluated = (policy: PolicyDocument): readonly Statement[] => {
  const evaluated = new Set([...invertedDenies(policy), ...plaintextOnlyAllows(policy)]);
  return policy.statements.filter(
    (it) =>
      testsTravel(it) &&
      !evaluated.has(it) &&
      (it.Effect === 'Deny' ? mayHitHttpsOnly(it) : mayHoldForHttpOnly(it)),
  );
};

const mayBeUs = (statement: Statement, account: string): boolean => {
  const { Principal, NotPrincipal } = statement;
  if (NotPrincipal !== undefined || isEveryone(statement)) return true;
  const names = typeof Principal === 'object' ? [Principal.AWS ?? []].flat() : [];
  return names.some((name) => name === account || name.endsWith(`::${account}:root`));
};

/** Allow statements without a condition that are certainly about the account itself, over HTTPS as well. */
export const allowsToAccount = ({ statements }: PolicyDocument, account: string): readonly Statement[] =>
  statements.filter(
    (it) =>
      it.Effect === 'Allow' &&
      it.Principal !== undefined &&
      Object.keys(it.Condition ?? {}).length === 0 &&
      mayBeUs(it, account),
  );

/** Deny statements that may keep the account's own roles from changing the policy, also over HTTPS. */
export const deniesOfPolicyChange = (
  { statements }: PolicyDocument,
  guarded: Guarded,
  account: string,
): readonly Statement[] =>
  statements.filter(
    (it) =>
      it.Effect === 'Deny' &&
      mayBeUs(it, account) &&
      guarded.writes.some((action) => isAbout(it, action)) &&
      mayReach(it, guarded.resources[0]) &&
      holdsOver(it, https) !== false,
  );
