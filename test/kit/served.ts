import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type AccountFile } from '../../src/sandbox/account.ts';
import { autoPolicy, flat, plainBuckets, type Terminal, terminalAt } from './terminal.ts';

/** `waxseal serve` at work, and a client that is no browser. */
export interface Served {
  /** As it was printed, with its token. */
  readonly start: string;
  readonly origin: string;
  readonly port: number;
  /** ^C; answers what the command ended in. */
  readonly stop: () => Promise<{ readonly exit: number; readonly out: string; readonly err: string }>;
}

export const servedBy = async (
  { run }: Pick<Terminal, 'run'>,
  line: readonly string[] = [],
): Promise<Served> => {
  const told = new Set<() => void>();
  let heard = '';
  const started = Promise.withResolvers<string>();
  const ended = run(['serve', ...line], {
    interrupts: (tell) => {
      told.add(tell);
      return () => told.delete(tell);
    },
    hears: (text) => {
      heard += text;
      const address = /http:\/\/\S+/.exec(heard)?.[0];
      if (address !== undefined) started.resolve(address);
    },
  });
  void ended.then(({ out, err }) => started.reject(new Error(`It ended at once: ${out}${err}`)));
  const start = await started.promise;
  const { origin, port } = new URL(start);
  return {
    start,
    origin,
    port: Number(port),
    stop: () => {
      for (const tell of told) tell();
      return ended;
    },
  };
};

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One request, with exactly these headers. */
export const ask = (
  address: string,
  {
    method = 'GET',
    headers = {},
    body,
    path,
  }: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** As it is, where an address would be made tidy. */
    readonly path?: string;
  } = {},
): Promise<Got> =>
  new Promise((resolve, reject) => {
    const asking = request(
      address,
      { method, headers, agent: false, ...(path !== undefined && { path }) },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    asking.on('error', reject);
    asking.end(body);
  });

/** The cookie that the printed address is exchanged for. */
export const signedIn = async ({ start }: Pick<Served, 'start'>): Promise<string> => {
  const { headers } = await ask(start);
  return String(headers['set-cookie']).split(';')[0] ?? '';
};

export const evil = '<script>document.title="owned"</script>"><img src=x onerror=alert(1)>';

const bucket = (name: string, team: string) => ({ Name: name, TagSet: [{ Key: 'team', Value: team }] });
/** Buckets of several owners, of which four wait for an approval. */
const askedAccount: AccountFile = {
  s3: {
    Buckets: [
      ...(plainBuckets.s3?.Buckets ?? []),
      bucket('ask-one', 'orders'),
      bucket('ask-two', 'web'),
      bucket('ask-three', 'web'),
      bucket('ask-evil', evil),
    ],
  },
};
export const askingPolicy = autoPolicy.replace(
  "['arn:aws:s3:::website']",
  "['arn:aws:s3:::website', 'arn:aws:s3:::ask-*']",
);

/** A terminal where everything has been looked at, and some of it waits for an approval. */
export const askedTerminal = async (who: string): Promise<Terminal> => {
  const terminal = terminalAt(askedAccount);
  terminal.file('waxseal.yaml', askingPolicy);
  await terminal.run(['apply', '--scan', '--remediation', 's3-bucket-tls-only']);
  terminal.signIn(who);
  return terminal;
};

/** Somebody who has opened the printed address in a browser, and what their browser sends. */
export interface Visitor {
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Got>;
  readonly post: (
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Got>;
  /** The page that a form leads to. */
  readonly after: (sent: Got) => Promise<string>;
  /** When the look that `--scan` began has ended. */
  readonly looked: () => Promise<void>;
}

export const visitorOf = async (served: Served): Promise<Visitor> => {
  const cookie = await signedIn(served);
  const get: Visitor['get'] = (path, headers = {}) =>
    ask(`${served.origin}${path}`, { headers: { cookie, ...headers } });
  return {
    get,
    post: (path, fields, headers = {}) =>
      ask(`${served.origin}${path}`, {
        method: 'POST',
        headers: {
          cookie,
          origin: served.origin,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
        body: new URLSearchParams(fields).toString(),
      }),
    after: async ({ status, headers }) => {
      if (status !== 303) throw new Error(`It led nowhere: ${status}.`);
      return flat((await get(String(headers['location']))).body);
    },
    looked: async () => {
      for (let turn = 0; turn < 600; turn += 1) {
        if (flat((await get('/')).body).includes('Everything was looked at until')) return;
        await setTimeout(100);
      }
      throw new Error('The look does not end.');
    },
  };
};

/** What a form of a page has in a hidden field. */
export const hiddenIn = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
