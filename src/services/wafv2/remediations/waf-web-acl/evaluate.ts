import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { behindOf } from '../../facts/protected.ts';
import type { Scope } from '../../facts/web-acl.ts';

const sees =
  'Web ACL {acl}{kept} sees requests after TLS has ended: it neither ends TLS nor refuses plaintext.';

export const messages = {
  'passes-through': {
    says: `${sees} What clients meet is what it protects: {behind}.{tenants}`,
    todo: 'Look at what it protects.',
  },
  'partly-seen': {
    says: `${sees} What clients meet is what it protects: {behind}. More may be there, because AWS WAF did not tell of all types: {unseen}.{tenants}`,
    todo: "Look at what it protects, and give Waxseal's read role what is named; a type that AWS WAF does not know in a Region is not protected there.",
  },
  'nothing-behind': {
    says: 'Web ACL {acl}{kept} is associated with nothing, as far as AWS answers: no client meets it.{tenants}',
  },
} as const;
export type MessageId = keyof typeof messages;

export interface WebAcl {
  readonly name: string;
  readonly scope: Scope;
  /** Firewall Manager made it, or keeps rules of its own in one that somebody else made. */
  readonly firewallManager: 'made' | 'retrofitted' | null;
  /** ARNs of what it protects, sorted. */
  readonly behind: readonly string[];
  /** Types about which AWS WAF did not answer, and why. */
  readonly unseen: readonly string[];
}

const kept = {
  made: ', which Firewall Manager made,',
  retrofitted: ', in which Firewall Manager keeps rules,',
} as const;

/** A tenant may have another web ACL than its distribution, and only CloudFront's list of customizations tells of it. */
const tenants =
  ' Distribution tenants, which may have a web ACL other than that of their distribution, are not looked at.';

/** Pure. Nothing about a web ACL could be better or worse; where to look is all that there is to say. */
export const adviceOf = (
  { name: acl, scope, firewallManager, behind, unseen }: WebAcl,
  _target: Target,
): Evaluated<MessageId> => {
  const data = {
    acl,
    kept: firewallManager === null ? '' : kept[firewallManager],
    tenants: scope === 'CLOUDFRONT' ? tenants : '',
  };
  const all = behind.map(behindOf).join('; ');
  if (unseen.length > 0)
    return {
      is: 'not-applicable',
      message: 'partly-seen',
      data: { ...data, behind: all || 'nothing that was seen', unseen: unseen.join('; ') },
    };
  return all === ''
    ? { is: 'not-applicable', message: 'nothing-behind', data }
    : { is: 'not-applicable', message: 'passes-through', data: { ...data, behind: all } };
};
