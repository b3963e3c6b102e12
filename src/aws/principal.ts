import { parseArn } from './arn.ts';

/**
 * Who somebody is. One principal has many ARNs: a role's own carries its path, those of its sessions do not and end in a
 * name that whoever takes the role may choose; names of roles and of users are unique in an account whatever their path.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */

/** `together`: all sessions of one role are one principal, because one person can open any number. `apart`: each is its own. */
export type Sessions = 'together' | 'apart';

/** As the policy says it: `approvals.countSessions`. */
export const sessionsCounted = (countSessions: boolean | undefined): Sessions =>
  countSessions === true ? 'apart' : 'together';

const segmentsOf = (resource: string): readonly [string, string, string] => {
  const [kind = '', ...path] = resource.split('/');
  return [kind, path[0] ?? '', path.at(-1) ?? ''];
};

/** One text for one principal. What is no ARN of a role, of a user or of a session stands for itself. */
const identityOf = (principal: string, sessions: Sessions = 'together'): string => {
  const arn = parseArn(principal);
  if (!arn) return principal;
  const { partition, service, account, resource } = arn;
  const [kind, first, last] = segmentsOf(resource);
  const text = (...parts: readonly string[]): string => [partition, account, ...parts].join(' ');
  if (service === 'iam' && (kind === 'role' || kind === 'user') && last !== '') return text(kind, last);
  if (service !== 'sts' || first === '') return principal;
  if (kind === 'assumed-role') return sessions === 'apart' ? text('role', first, last) : text('role', first);
  // The name is chosen by whoever asks for the session, and whose user that was is not in it.
  if (kind === 'federated-user') return sessions === 'apart' ? text('federated', last) : text('federated');
  return principal;
};

export const samePrincipal = (one: string, other: string, sessions: Sessions = 'together'): boolean =>
  identityOf(one, sessions) === identityOf(other, sessions);

/** How many principals there are among these. */
export const principalsIn = (principals: readonly string[], sessions: Sessions = 'together'): number =>
  new Set(principals.map((one) => identityOf(one, sessions))).size;

/** Whether a principal is the approver that a policy names: a role stands for its sessions, a session for itself alone. */
export const isApprover = (principal: string, approver: string): boolean =>
  samePrincipal(principal, approver, 'apart') ||
  (/:role\//.test(approver) && samePrincipal(principal, approver));

const part = String.raw`[\w+=,.@-]+`;
/**
 * ARNs that name one principal, without wildcards. SSM takes the bare name of a user, too, and does not say whose: in
 * another account, or after it was deleted, somebody else has it.
 */
export const principalArn = new RegExp(
  `^arn:aws[a-z-]*:(iam::\\d{12}:(root|(role|user)/([^\\s*?/]+/)*${part})|sts::\\d{12}:(assumed-role/${part}/${part}|federated-user/${part}))$`,
);
