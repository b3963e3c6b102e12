import * as z from 'zod/mini';
import { hopStates } from '../../report/map/graph.ts';
import { matters } from '../../core/model/remediation.ts';
import { standings } from '../../report/standing.ts';
import { count, described, schema, text, texts, unlisted } from './parts.ts';

const state = described(
  z.enum(hopStates),
  '`plaintext`: it goes in the clear, or may. `unknown`: nothing tells. `enforced`: AWS lets nothing else through.',
);

/** Also part of a report with a look just taken. */
export const transit = z.strictObject({
  at: text('ISO 8601.'),
  nodes: z.array(
    z.strictObject({
      id: text('ARN; of what Waxseal does not look at, what AWS calls it; of clients, who they are.'),
      name: text('For people.'),
      kind: text('AWS service; `clients`; `elsewhere`; `seen in logs`.'),
      account: z.optional(text('Account id.')),
      region: z.optional(text('AWS Region.')),
      owner: z.optional(text('As a tag names it.')),
    }),
  ),
  edges: z.array(
    z.strictObject({
      from: text('Id of a node.'),
      to: text('Id of a node; the same one for what goes on within it.'),
      state,
      port: z.optional(count('Port.')),
      speaks: z.optional(text('As configured, or as logs showed it.')),
      oldest: z.optional(text('The oldest version of TLS that gets by: `TLS 1.2`. Left out: nothing tells.')),
      certificates: z.optional(texts('ARNs of certificates that are shown there, or their ids.')),
      why: z.optional(text('What is told of it.')),
      identified: z.optional(
        described(
          z.literal(true),
          'Findings say that who connects proves who they are. Left out: none says so.',
        ),
      ),
      findings: described(
        z.array(
          z.strictObject({
            remediation: text('Remediation id.'),
            finding: text('Key of the finding.'),
            standing: described(z.enum(standings), 'Where it stands.'),
            matter: described(z.enum(matters), 'What is wrong there.'),
          }),
        ),
        'What is not compliant here; what lets plaintext by comes first.',
      ),
    }),
  ),
  ends: described(
    z.array(z.number()),
    'Hops in the clear behind one that is encrypted: there TLS ends. Positions in `edges`.',
  ),
  counts: z.strictObject({
    plaintext: count('In the clear.'),
    unknown: count('Not known.'),
    encrypted: count('Encrypted.'),
    enforced: count('Enforced by AWS.'),
  }),
  unread: described(
    z.array(z.strictObject({ id: text('ARN.'), says: text('Why.') })),
    'Where these lead could not be read: there may be more hops.',
  ),
});

export const map = z.strictObject({
  schema: schema('waxseal/map/v1'),
  regions: texts('Regions looked at.'),
  map: transit,
  unlisted: z.array(unlisted),
  elsewhere: z.optional(text('Types of global services that no Region of this look is the home of.')),
});
