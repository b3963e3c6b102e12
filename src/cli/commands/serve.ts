import { type Block, bold, dim, lines, text } from '../../report/blocks.ts';
import { chosenIds } from '../input/targets.ts';
import { memoryIn } from '../input/memory.ts';
import { UsageError } from '../input/usage.ts';
import { exits } from '../output/exits.ts';
import { type Command, flag, listOption, textOption } from '../runtime/context.ts';
import { newSecrets } from '../serve/guard.ts';
import { type Address, addresses, serve } from '../serve/server.ts';
import { siteOf } from '../serve/site.ts';

const portOf = (typed: string | undefined): number => {
  if (typed === undefined) return 0;
  const port = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new UsageError(
    'bad-port',
    `--port ${typed} is no port.`,
    'Give a number up to 65535; 0 takes a free one.',
  );
};

/** Whoever opens the page acts with the credentials at hand, and there is no login: so nobody else may reach it. */
const addressOf = (typed: string | undefined): Address => {
  const known = addresses.find((one) => one === (typed ?? '127.0.0.1'));
  if (known !== undefined) return known;
  throw new UsageError(
    'not-loopback',
    `--host ${typed ?? ''} is not this machine's own address: the page has no login, and answers with your credentials.`,
    'Give 127.0.0.1 or ::1. From elsewhere: ssh -L PORT:127.0.0.1:PORT, and open the printed address there.',
  );
};

/** `waxseal serve` */
export const run: Command = async (given, context) => {
  const address = addressOf(textOption(given, 'host'));
  const port = portOf(textOption(given, 'port'));
  const catalog = context.host.parts?.catalog ?? (await import('../../services/index.ts')).catalog;
  const named = listOption(given, 'remediation');
  const ids = chosenIds(catalog, named);
  const readOnly = flag(given, 'readOnly');
  const { host, globals } = context;
  const banner =
    'An account in memory: nothing here is in AWS, and all of it is gone when waxseal serve ends.';
  const settings = {
    ids,
    named: named.length > 0,
    scan: flag(given, 'scan'),
    detectors: flag(given, 'detectors'),
    readOnly,
    ...(memoryIn(given.options) && { banner }),
  };
  const secrets = newSecrets();
  const makeSite = siteOf({ host, globals }, settings, secrets);
  const stopped = Promise.withResolvers<void>();
  const end = context.host.onInterrupt(() => stopped.resolve());
  try {
    let site: ReturnType<typeof makeSite> | undefined;
    const serving = await serve(address, port, (own) => (site = makeSite(own)));
    const origin = `http://${address === '::1' ? '[::1]' : address}:${serving.port}`;
    const start = `${origin}/?token=${secrets.token}`;
    const view: readonly Block[] = [
      text([bold('The report is at')]),
      lines([start]),
      text([dim('Whoever has this address can answer with your credentials: keep it. ^C ends it.')]),
    ];
    if (globals.format === 'json') context.warn(start);
    else context.say(view);
    site?.begin();
    await stopped.promise;
    await serving.close(site?.jobs.ended() ?? Promise.resolve());
    const document = { schema: 'waxseal/serve/v1', address: origin, readOnly } as const;
    return { document, view: [text('Ended.')], exit: exits.done };
  } finally {
    end();
  }
};
