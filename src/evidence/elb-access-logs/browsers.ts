/**
 * Which user agents are browsers that people use, new enough for the TLS that is asked for today.
 * Sources: https://wiki.mozilla.org/Security/Server_Side_TLS (oldest clients of the intermediate profile)
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/User-Agent
 */

/** Where a browser says the version of whatever speaks TLS for it, and the first one that is new enough. */
const engines: readonly (readonly [version: RegExp, least: number])[] = [
  // Everything on iOS speaks TLS by the system.
  [/\(i(?:Phone|Pad|Pod)[^)]* OS (\d+)_/, 9],
  [/\bChrome\/(\d+)\./, 31],
  [/\bFirefox\/(\d+)\./, 27],
  [/\bVersion\/(\d+)\.[^(]* Safari\//, 9],
  // Internet Explorer 11.
  [/\bTrident\/(\d+)\./, 7],
];

/**
 * Programs that pretend, or tell of themselves with an address; and old browsers that fetch for themselves or by way of a
 * server, whatever engine they name.
 */
const others =
  /https?:\/\/|@|\b(?:compatible|MSIE|Windows CE|Java|Opera Mini|Presto)\b|bot\b|crawl|spider|slurp|headless|synthetics|monitor|phantomjs|powershell/i;

/** Whatever only looks like one, or does not say which version it is, is none: of it nobody knows whether it follows. */
export const isBrowserOfToday = (agent: string): boolean => {
  if (!agent.startsWith('Mozilla/') || others.test(agent)) return false;
  for (const [version, least] of engines) {
    const found = version.exec(agent);
    if (found) return Number(found[1]) >= least;
  }
  return false;
};
