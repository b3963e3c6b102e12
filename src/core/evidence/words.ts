import type { Caller, Clean, Seen } from '../model/evidence.ts';

/** Evidence in sentences, alike wherever people meet it. */

/** Who it was, as far as the log knows: people look for a name first. */
export const callerWords = ({ principal, agent, address, behind, tls }: Caller): string => {
  const who = principal ?? behind ?? address ?? 'somebody';
  const more = [
    principal === undefined ? undefined : behind,
    who === address ? undefined : address,
    agent,
    tls,
  ].filter((word) => word !== undefined);
  return more.length > 0 ? `${who} (${more.join(', ')})` : who;
};

const named = 3;

export const seenWords = ({ count, atLeast, source, callers, until }: Seen): string => {
  const many = `${atLeast ? 'at least ' : ''}${count}`;
  const who = callers.slice(0, named).map(callerWords).join('; ');
  const others = callers.length > named ? `; and ${callers.length - named} more` : '';
  return `${many} requests that this change would break were seen up to ${until.slice(0, 10)} (${source})${who ? `: ${who}${others}` : ''}.`;
};

export const cleanWords = ({ since, until, source, records }: Clean): string =>
  `No client that this change would break from ${since.slice(0, 10)} to ${until.slice(0, 10)} among ${records} over TLS (${source})`;
