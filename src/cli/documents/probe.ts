import * as z from 'zod/mini';
import { protocols } from '../../core/model/endpoint.ts';
import { count, described, flag, schema, text, texts } from './parts.ts';

export const plaintext = described(
  z.strictObject({
    is: described(z.enum(['accepted', 'refused', 'unknown']), '`unknown` is never `refused`.'),
    says: text('What was answered, or why nothing is known.'),
  }),
  'What a client meets that speaks plaintext.',
);

export const endpoint = z.strictObject({
  host: text('Name or address.'),
  port: count('TCP port.'),
  protocol: described(z.enum(protocols), 'What is spoken there.'),
  given: z.optional(described(z.literal(true), 'A name that AWS gave; clients may use another.')),
  vpc: z.optional(text('The VPC that it is in.')),
  internal: z.optional(described(z.literal(true), 'Only its VPC reaches it.')),
});

const unreached = described(
  z.enum(['closed', 'timeout', 'unreachable', 'no-route', 'no-address', 'forbidden']),
  'Nobody could be asked: why.',
);

const certificate = z.strictObject({
  subject: text('Distinguished name.'),
  issuer: text('Distinguished name.'),
  names: texts('Of the extension subjectAltName.'),
  from: text('ISO 8601.'),
  until: text('ISO 8601.'),
  serial: text('Hexadecimal.'),
  fingerprint: text('SHA-256.'),
  key: text('Such as `RSA 2048`, `EC prime256v1`.'),
  signature: text('Algorithm.'),
  authority: flag('It may issue certificates.'),
});

const version = z.strictObject({
  version: described(
    z.enum(['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']),
    'Asked with a ClientHello of its own.',
  ),
  is: described(z.enum(['accepted', 'refused', 'unknown']), 'How it was answered.'),
  ciphers: texts('Accepted suites by their names at IANA, in the order in which the server chose them.'),
  says: z.optional(text('Why it is unknown.')),
});

const grade = z.strictObject({
  profile: described(
    z.enum(['modern', 'intermediate', 'old', 'none']),
    "The strictest of Mozilla's profiles that is met.",
  ),
  s3: flag('TLS 1.2 or later with forward secret suites only, as S3 asks of its clients.'),
  against: z.strictObject({
    modern: texts('What keeps it from this profile; empty: it is met.'),
    intermediate: texts('The same.'),
    old: texts('The same.'),
    s3: texts('The same.'),
  }),
});

const spoken = z.strictObject({
  is: z.literal('spoken'),
  version: text('Agreed with a client of today; `none`: no handshake succeeded.'),
  cipher: text('Its name at IANA.'),
  group: z.optional(text('Of the key exchange, such as `X25519MLKEM768`.')),
  alpn: z.optional(text('Protocol agreed on, such as `h2`.')),
  stapled: flag('The server sent an OCSP response.'),
  begun: described(z.enum(['first', 'within']), '`within`: by STARTTLS or the like.'),
  versions: z.array(version),
  chain: described(z.array(certificate), 'The leaf first.'),
  problems: z.array(
    z.strictObject({
      check: described(z.enum(['chain', 'name', 'dates', 'key', 'signature', 'use']), 'What was looked at.'),
      weighs: described(z.enum(['problem', 'note']), '`note`: no client is refused for it.'),
      says: text('What is wrong.'),
    }),
  ),
  grade,
});

const unspoken = z.strictObject({
  is: described(z.enum(['not-spoken', 'unknown']), '`not-spoken`: it answered, and not with TLS.'),
  says: text('Why.'),
});

const chain = z.strictObject({
  hops: z.array(
    z.strictObject({
      url: text('Without query and user.'),
      status: z.optional(count('HTTP status.')),
      says: z.optional(text('Why there is none.')),
    }),
  ),
  hsts: z.optional(
    z.strictObject({
      maxAge: count('Seconds.'),
      includeSubDomains: flag('Names below it too.'),
      preload: flag('It may be built into browsers.'),
    }),
  ),
  problems: texts('What is wrong with the way.'),
  notes: texts('Worth knowing, such as HSTS that is missing.'),
});

export const probe = z.strictObject({
  schema: schema('waxseal/probe/v1'),
  profile: described(z.enum(['modern', 'intermediate', 'old']), 'What `good` is held against.'),
  good: flag(
    'Everywhere plaintext is refused, the certificate is good, and the profile is met; a port that only sends on ends at HTTPS that was answered.',
  ),
  probed: z.array(
    z.strictObject({
      endpoint,
      plaintext,
      addresses: z.array(
        z.strictObject({ address: text('IP address.'), plaintext, unreached: z.optional(unreached) }),
      ),
      unasked: z.optional(count('Addresses of its name that were not asked.')),
      unreached: z.optional(unreached),
      faults: texts('Why it is not good; empty: it is.'),
      tls: z.union([spoken, unspoken]),
      http: z.optional(described(chain, 'Redirects and HSTS.')),
    }),
  ),
});
