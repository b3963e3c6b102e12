import type { Command } from '../runtime/context.ts';
import type { Extra } from './globals.ts';

interface Option {
  readonly flags: string;
  readonly says: string;
  /** May be given more than once. */
  readonly many?: true;
  readonly required?: true;
}

/** One command as `--help`, `docs/cli.md` and the parser know it, before any of its code is loaded. */
export interface Spec {
  /** As typed: `policy check`. */
  readonly name: string;
  readonly args?: string;
  readonly summary: string;
  readonly description?: string;
  readonly options?: readonly Option[];
  /** Comments and commands, in turn. */
  readonly examples: readonly (readonly [says: string, command: string])[];
  /** Understands these values of `--format` as well. */
  readonly formats?: readonly Extra[];
  load(): Promise<{ readonly run: Command }>;
}

const remediation: Option = {
  flags: '--remediation <id>',
  says: 'only this remediation (repeatable)',
  many: true,
};
const resource: Option = { flags: '--resource <arn>', says: 'the resource, by its ARN' };
const event: Option = {
  flags: '--event <file>',
  says: 'an event as EventBridge or SQS delivers it; - reads standard input',
};
const days = {
  flags: '--days <days>',
  says: 'length of the window, 1 to 90 (default: as the policy says, else 14)',
} as const;
const exitCode: Option = {
  flags: '--exit-code',
  says: 'exit with 3 unless everything is known to be good: non-compliant resources, waiting, unknown',
};
const reason = (what: string): Option => ({ flags: '--reason <text>', says: what, required: true });

const detectors: Option = {
  flags: '--detectors',
  says: 'ask GuardDuty, Inspector, Access Analyzer, Security Hub and AWS WAF about the same resources, too',
};

/** Of every command that only reads, and of `serve`: looked at is an account in memory instead of AWS. */
const memory: readonly Option[] = [
  { flags: '--demo', says: 'of the account in memory that waxseal demo plays with: no AWS, no network' },
  { flags: '--sandbox <file>', says: 'of the account in memory of this account file' },
];

const together: Option = {
  flags: '--together',
  says: 'also answer the other approval requests of the same execution',
};

const cutting: readonly Option[] = [
  { flags: '--account <id>', says: 'only findings of this account (repeatable)', many: true },
  { flags: '--owner <name>', says: 'only findings of this owner, by tag (repeatable)', many: true },
  { flags: '--within <region>', says: 'only findings in this Region (repeatable)', many: true },
];

export const specs: readonly Spec[] = [
  {
    name: 'demo',
    summary: 'watch Waxseal work on an account in memory: no AWS, no network',
    description:
      'Plays a mixed account through dry-run, auto and ask: all remediations, the proof, approvals, days of waiting, an undo, a reopening, and the report as a page. Real engine, real SDK clients, an AWS account in memory. Writes nothing to disk but that page.',
    options: [
      { flags: '--sandbox <file>', says: 'another account file than the one that comes with Waxseal' },
      {
        flags: '--out <file>',
        says: 'where to put the report page, a file.html (default: a new temporary folder)',
      },
    ],
    examples: [
      ['Watch it', 'waxseal demo'],
      ['The same as data', 'waxseal demo --format json'],
    ],
    load: () => import('../commands/demo.ts'),
  },
  {
    name: 'list',
    summary: 'what Waxseal can remediate, with Config rules and Security Hub controls',
    examples: [
      ['Everything', 'waxseal list'],
      ['Ids only', "waxseal list --format json | jq -r '.remediations[].id'"],
    ],
    load: () => import('../commands/list.ts'),
  },
  {
    name: 'explain',
    args: '<id>',
    summary: 'one remediation: what it changes, what may go wrong, its permissions, its undo',
    examples: [
      ['Before trusting it', 'waxseal explain s3-bucket-tls-only'],
      ['Its IAM actions', "waxseal explain s3-bucket-tls-only --format json | jq '.permissions'"],
    ],
    load: () => import('../commands/explain.ts'),
  },
  {
    name: 'scan',
    summary: 'look at every resource in the Regions given; changes nothing',
    options: [
      remediation,
      { flags: '--all', says: 'show compliant resources too' },
      detectors,
      exitCode,
      ...memory,
    ],
    examples: [
      ['One Region', 'waxseal scan --region eu-west-1'],
      [
        'Two Regions, buckets only',
        'waxseal scan --region eu-west-1 --region us-east-1 --remediation s3-bucket-tls-only',
      ],
      [
        'In a pipeline, failing on non-compliant resources',
        'waxseal scan --region eu-west-1 --exit-code --format json > scan.json',
      ],
    ],
    load: () => import('../commands/scan.ts'),
  },
  {
    name: 'plan',
    summary: 'show what would be done to a resource and why; writes nothing anywhere',
    options: [event, resource, remediation, exitCode, ...memory],
    examples: [
      ['One bucket', 'waxseal plan --resource arn:aws:s3:::my-bucket'],
      ['What an event would lead to', 'waxseal plan --event event.json'],
      ['From another program', 'aws sqs receive-message --queue-url … | waxseal plan --event -'],
    ],
    formats: ['markdown'],
    load: () => import('../commands/plan.ts'),
  },
  {
    name: 'evidence',
    summary: 'read who would break: the clients of a resource that a fix would shut out; writes nothing',
    description:
      'Reads logs and metrics that AWS keeps already, within the budget of the policy (evidence in waxseal.yaml, or its defaults), with the credentials at hand. Reading may cost money: at most the dollars of the budget. Shows principals, user agents, addresses and dates, never what was asked for.',
    options: [resource, remediation, days, exitCode, ...memory],
    examples: [
      ['Before a bucket takes TLS only', 'waxseal evidence --resource arn:aws:s3:::my-bucket'],
      [
        'Whom to talk to',
        "waxseal evidence --resource arn:aws:s3:::my-bucket --format json | jq '.answers[].evidence.callers'",
      ],
    ],
    load: () => import('../commands/evidence.ts'),
  },
  {
    name: 'evidence enable',
    summary: 'plan the logging that evidence lacks, with its price and its undo; writes only with --apply',
    description:
      'Shows the calls that deliver access logs of a bucket or an Application Load Balancer to CloudWatch Logs, what they cost and how to take them back. With --apply and a policy file it makes them, with the credentials at hand. What databases need is said, and done by people.',
    options: [resource, remediation, days, { flags: '--apply', says: 'make the calls' }],
    examples: [
      ['What would be switched on', 'waxseal evidence enable --resource arn:aws:s3:::my-bucket'],
      ['Switch it on', 'waxseal evidence enable --resource arn:aws:s3:::my-bucket --apply'],
    ],
    load: () => import('../commands/evidence-enable.ts'),
  },
  {
    name: 'apply',
    summary: 'do what the policy says: report, request approval, or apply and verify',
    description:
      'Everything goes through the gate and is recorded in the journal. Without a policy file nothing is written: the built-in policy is dry-run. ^C lets the change that is being made finish, then stops; the rest is finished by the next apply.',
    options: [event, resource, { flags: '--scan', says: 'every resource in the Regions given' }, remediation],
    examples: [
      ['One bucket', 'waxseal apply --resource arn:aws:s3:::my-bucket --policy waxseal.yaml'],
      ['Everything in a Region, as the policy says', 'waxseal apply --scan --region eu-west-1'],
      ['An event', 'waxseal apply --event event.json'],
    ],
    load: () => import('../commands/apply.ts'),
  },
  {
    name: 'approve',
    args: '<request>',
    summary: 'approve one approval request, and apply its plan',
    options: [{ flags: '--comment <text>', says: 'kept with the approval' }, together],
    examples: [
      ['What waits', 'waxseal report'],
      ['Approve it', 'waxseal approve REQUEST --comment "clients moved, see OPS-12"'],
    ],
    load: () => import('../commands/approve.ts'),
  },
  {
    name: 'reject',
    args: '<request>',
    summary: 'reject one approval request; approval is not requested again for some days',
    options: [reason('why; kept in the journal'), together],
    examples: [
      ['Reject it', 'waxseal reject REQUEST --reason "legacy appliance until March"'],
      ['As data', 'waxseal reject REQUEST --reason "not ours" --format json'],
    ],
    load: () => import('../commands/reject.ts'),
  },
  {
    name: 'undo',
    args: '[run]',
    summary: 'put back what a run changed, and hold it so that it stays',
    description:
      'Compares the live resource with what the run left behind and refuses what somebody changed since. A hold keeps Waxseal from fixing it again until waxseal release.',
    options: [resource, remediation, reason('why; kept with the hold')],
    examples: [
      ['One run', 'waxseal undo RUN --reason "breaks the ingest job"'],
      [
        'The last run on a resource',
        'waxseal undo --resource arn:aws:s3:::my-bucket --reason "wrong bucket"',
      ],
    ],
    formats: ['markdown'],
    load: () => import('../commands/undo.ts'),
  },
  {
    name: 'release',
    summary: 'lift the hold on a resource',
    options: [{ ...resource, required: true }, remediation],
    examples: [
      ['Every hold on it', 'waxseal release --resource arn:aws:s3:::my-bucket'],
      ['One of them', 'waxseal release --resource arn:aws:s3:::my-bucket --remediation s3-bucket-tls-only'],
    ],
    load: () => import('../commands/release.ts'),
  },
  {
    name: 'history',
    summary: 'what happened, from the journal, newest first',
    options: [
      resource,
      remediation,
      { flags: '--limit <n>', says: 'at most so many entries (default 50)' },
      ...memory,
    ],
    examples: [
      ['Lately', 'waxseal history'],
      ['One resource', 'waxseal history --resource arn:aws:s3:::my-bucket'],
    ],
    load: () => import('../commands/history.ts'),
  },
  {
    name: 'report',
    summary: 'how much is compliant, what is open, which approvals are pending, what was verified and when',
    description:
      'Puts the journal, a look just taken, or both together: by owner, account, service, impact and mode, who is asked since when, what is left alone until when, what was verified by which event. Changes nothing.',
    options: [
      { flags: '--scan', says: 'look at the Regions given too, now' },
      detectors,
      remediation,
      ...cutting,
      {
        flags: '--out <file>',
        says: 'write to a file; .txt, .json, .md, .html, .csv and .sarif choose the format',
      },
      exitCode,
      ...memory,
    ],
    formats: ['markdown', 'html', 'csv', 'sarif', 'asff', 'ocsf'],
    examples: [
      ['For yourself', 'waxseal report'],
      ['One page with pictures, for everybody', 'waxseal report --out report.html'],
      ['Every finding as a record', 'waxseal report --format csv > report.csv'],
      ['For a pull request or a page', 'waxseal report --format markdown > report.md'],
      ['For Security Hub, or a lake of findings', 'waxseal report --format asff --out findings.json'],
      ['With a fresh look', 'waxseal report --scan --region eu-west-1'],
      ['And what others find', 'waxseal report --scan --detectors --region eu-west-1'],
    ],
    load: () => import('../commands/report.ts'),
  },
  {
    name: 'report import',
    summary: 'hand the findings to Security Hub; shows what would be sent, sends only with --apply',
    description:
      'Asks Security Hub what it holds of Waxseal in this account, Region by Region, and shows what it would be told: what is not compliant or not known, and that what it once was told is compliant or gone now, which archives it. With --apply and a policy file sends it, with the credentials at hand, each finding to its own Region. Findings of other accounts are counted and left: AWS takes them from those accounts only.',
    options: [
      { flags: '--scan', says: 'look at the Regions given too, now' },
      remediation,
      ...cutting,
      { flags: '--apply', says: 'send it' },
    ],
    examples: [
      ['What would be sent', 'waxseal report import --scan --region eu-west-1'],
      ['Send it', 'waxseal report import --scan --region eu-west-1 --apply'],
    ],
    load: () => import('../commands/report-import.ts'),
  },
  {
    name: 'posture',
    summary:
      'key figures of SEC09 and the maturity of each account, with what would raise it; changes nothing',
    description:
      'Every key figure of question SEC09 of the Well-Architected Framework with its source, target and trend, and of the four maturity levels every criterion with its proof. What cannot be measured is said so, and what is unknown never counts as good. From the journal, and with --scan a look just taken. Changes nothing.',
    options: [
      { flags: '--scan', says: 'look at the Regions given too, now' },
      { flags: '--account <id>', says: 'only of this account (repeatable)', many: true },
      { flags: '--out <file>', says: 'write to a file; .txt, .json, .md and .csv choose the format' },
      exitCode,
      ...memory,
    ],
    formats: ['markdown', 'csv'],
    examples: [
      ['As far as the journal tells', 'waxseal posture'],
      ['With a look just taken', 'waxseal posture --scan --region eu-west-1'],
      ['As a table', 'waxseal posture --scan --region eu-west-1 --out posture.csv'],
      ['The levels only', "waxseal posture --format json | jq '.posture.maturity[] | {name, level}'"],
    ],
    load: () => import('../commands/posture.ts'),
  },
  {
    name: 'serve',
    summary: 'the report as live pages on this machine: filters, plans, approve and reject, undo and release',
    description:
      'Serves the report at an address of this machine that no other reaches, and prints it. Each page reads the journal anew. Plans are shown with what they change, and approval requests are answered as waxseal approve and waxseal reject answer them, fixes taken back and holds released as waxseal undo and waxseal release do: with the credentials at hand, by the same rules. ^C ends it.',
    options: [
      { flags: '--port <port>', says: 'the port (default: 0, a free one)' },
      { flags: '--host <address>', says: '127.0.0.1 (default) or ::1; nothing else is listened on' },
      { flags: '--scan', says: 'look at the Regions given too, at the start and when asked to' },
      { flags: '--detectors', says: `with --scan: ${detectors.says}` },
      { flags: '--read-only', says: 'nothing can be answered, taken back or released' },
      remediation,
      ...memory,
    ],
    examples: [
      ['Try it: no AWS, no network', 'waxseal serve --demo'],
      ['Of the journal', 'waxseal serve'],
      ['With a fresh look, for reading', 'waxseal serve --scan --region eu-west-1 --read-only'],
    ],
    load: () => import('../commands/serve.ts'),
  },
  {
    name: 'evidence-pack',
    summary: 'a folder for auditors: findings, approvals, runs and exemptions, with hashes; or check one',
    description:
      'Writes what the journal, and with --scan a look just taken, has as evidence: how findings stand, by requirement of PCI DSS, HIPAA, SOC 2 and NIST 800-53 too, who approved what and when, values before and after, what verified it, exemptions and holds, what was undone, what could not be looked at, and the policy file. A manifest has the SHA-256 of each file, and one hash over all. Says of no requirement that it is met. With --verify checks such a folder. Changes nothing in AWS.',
    options: [
      { flags: '--into <folder>', says: 'write the pack into a folder that is empty or not there yet' },
      { flags: '--scan', says: 'look at the Regions given too, now' },
      detectors,
      remediation,
      { flags: '--since <day>', says: 'history, approvals, runs and holds from this day on (UTC)' },
      { flags: '--until <day>', says: 'and to the end of this day (UTC)' },
      { flags: '--verify <folder>', says: 'say which files were altered, are missing or were added' },
      { flags: '--seal <hash>', says: 'with --verify: the hash that was printed when it was made' },
      ...memory,
    ],
    examples: [
      ['For the quarter', 'waxseal evidence-pack --into q1 --since 2026-01-01 --until 2026-03-31'],
      ['With a look just taken', 'waxseal evidence-pack --into audit --scan --region eu-west-1'],
      ['Is it as it was made?', 'waxseal evidence-pack --verify q1 --seal HASH'],
    ],
    load: () => import('../commands/evidence-pack.ts'),
  },
  {
    name: 'map',
    summary: 'every hop that data takes, encrypted or not: where TLS ends is shown first; changes nothing',
    description:
      'Looks at the Regions given and draws who sends what to whom: clients, distributions, balancers, their targets, functions, databases, queues, buckets, VPNs. Each hop is encrypted, in the clear, not known, or enforced by AWS, with the finding about it. Changes nothing.',
    options: [
      remediation,
      {
        flags: '--owner <name>',
        says: 'only hops of this owner, by tag; may be given more than once',
        many: true,
      },
      { flags: '--account <id>', says: 'only hops of this account; may be given more than once', many: true },
      { flags: '--all', says: 'draw each resource, also where many stand alike' },
      { flags: '--out <file>', says: 'write to a file; .txt, .json, .csv, .mmd and .dot choose the format' },
      exitCode,
      ...memory,
    ],
    formats: ['mermaid', 'dot', 'csv'],
    examples: [
      ['Try it: no AWS, no network', 'waxseal map --demo'],
      ['Which hops are in the clear?', 'waxseal map --region eu-west-1'],
      ['For a page of documentation', 'waxseal map --region eu-west-1 --format mermaid > map.mmd'],
      ['Every hop as a record', 'waxseal map --region eu-west-1 --out hops.csv'],
      ['As a picture by Graphviz', 'waxseal map --region eu-west-1 --format dot | dot -Tsvg > map.svg'],
    ],
    load: () => import('../commands/map.ts'),
  },
  {
    name: 'certificates',
    summary: 'which certificate ends when, whose it is, what it serves, who renews it; changes nothing',
    description:
      'Looks at the Regions given and tells when certificates end: those of Certificate Manager, server certificates of IAM, private CAs, RDS instances and their authorities, what DMS endpoints name, client certificates of API Gateway. The first comes first. Also as a calendar that stays right when it is imported again. Changes nothing.',
    options: [
      { flags: '--out <file>', says: 'write to a file; .txt, .json, .csv and .ics choose the format' },
      exitCode,
      ...memory,
    ],
    formats: ['ics', 'csv'],
    examples: [
      ['What ends next?', 'waxseal certificates --region eu-west-1'],
      ['As a table', 'waxseal certificates --region eu-west-1 --out certificates.csv'],
      ['For a calendar', 'waxseal certificates --region eu-west-1 --out certificates.ics'],
    ],
    load: () => import('../commands/certificates.ts'),
  },
  {
    name: 'policy check',
    args: '[file]',
    summary: 'is this policy file valid, and what does it allow',
    examples: [
      ['The default file', 'waxseal policy check'],
      ['Another one, before a commit', 'waxseal policy check waxseal.prod.yaml'],
    ],
    load: () => import('../commands/policy-check.ts'),
  },
  {
    name: 'policy explain',
    summary: 'which lines of the policy decide about a resource, and why',
    options: [{ ...resource, required: true }, remediation, ...memory],
    examples: [
      ['All remediations', 'waxseal policy explain --resource arn:aws:s3:::my-bucket'],
      ['One', 'waxseal policy explain --resource arn:aws:s3:::my-bucket --remediation s3-bucket-tls-only'],
    ],
    load: () => import('../commands/policy-explain.ts'),
  },
  {
    name: 'replay',
    args: '<file>',
    summary: 'play a scenario file call by call: no AWS, no network',
    description:
      'Plays an account, steps and faults from a file against the real engine and an AWS account in memory, and shows every call, every change and every journal row. Ends with 1 when something is otherwise than the file expects. npm run simulate -- --out DIR writes such files.',
    examples: [
      ['A crash right after a write', 'waxseal replay test/scenarios/crash-after-put.yaml'],
      ['As data', 'waxseal replay scenario.yaml --format json'],
    ],
    load: () => import('../commands/replay.ts'),
  },
  {
    name: 'probe',
    args: '[endpoint]',
    summary: 'what a client meets at HOST:PORT: is plaintext accepted, TLS versions, ciphers, certificate',
    description:
      'Connects as clients do, to HOST:PORT or to the endpoints of a resource, and says what it met: whether plaintext is still accepted, versions of TLS and ciphers, certificate, redirects and HSTS. Sends no password and changes nothing; docs/probe.md says what each protocol is sent. Private addresses only with --allow-private.',
    options: [
      { ...resource, says: 'the endpoints of this resource, as AWS describes it' },
      {
        flags: '--protocol <name>',
        says: 'what is spoken there, if the port does not tell: http, postgresql, mysql, redis, smtp …',
      },
      {
        flags: '--name <host>',
        says: 'the name that clients use, for SNI, Host and the certificate (repeatable)',
        many: true,
      },
      { flags: '--ca <file>', says: 'certificates in PEM that are trusted besides the usual ones' },
      { flags: '--allow-private', says: 'private addresses and this machine itself may be probed' },
      {
        flags: '--login',
        says: 'MySQL: also a login that fails, and each TLS version; the server counts it',
      },
      {
        flags: '--profile <name>',
        says: 'modern, intermediate (default) or old: what --exit-code holds it against',
      },
      {
        flags: '--exit-code',
        says: 'exit with 3 unless plaintext is refused everywhere, the certificate is good and the profile is met',
      },
    ],
    examples: [
      ['A web server', 'waxseal probe www.example.com:443'],
      ['Is plaintext refused by a database in this VPC', 'waxseal probe --allow-private db.internal:5432'],
      [
        'The listeners of a balancer, by the name that clients use',
        'waxseal probe --resource ARN --name shop.example.com',
      ],
      ['In a pipeline', 'waxseal probe www.example.com:443 --exit-code --format json > probe.json'],
    ],
    load: () => import('../commands/probe.ts'),
  },
  {
    name: 'guardrails',
    args: '[id]',
    summary: 'documents that keep plaintext from coming back, for an organization to attach',
    description:
      'Writes resource control, service control and declarative policies, a VPC endpoint policy and rules for CloudFormation templates, cut to what the journal has seen. Exemptions of the policy file are in them and end by themselves. Each comes with its cases, which have been tried, and with who would be hit today as the journal knows. Attaches nothing: that is for whoever manages the organization.',
    options: [
      { flags: '--into <folder>', says: 'write the documents, and the cases that prove them, into a folder' },
      { flags: '--all', says: 'of everything that Waxseal knows, not only of what the journal has' },
      ...memory,
    ],
    examples: [
      ['What there is, and who would be hit', 'waxseal guardrails'],
      ['One, as AWS takes it', 'waxseal guardrails resource-control-policy > rcp.json'],
      ['All of them as files', 'waxseal guardrails --into guardrails'],
    ],
    load: () => import('../commands/guardrails.ts'),
  },
  {
    name: 'scan-code',
    args: '<folder>',
    summary:
      'signs of plaintext in source and configuration: http://, databases without TLS, verification switched off',
    description:
      'Reads the files of a folder that Git does not ignore: Python, JavaScript, TypeScript, Java and Go by their syntax (comments are none), YAML, JSON, properties, .env, Dockerfiles, SQL, Terraform and shell line by line. Says rule, file, line and scheme://host:port, never a value. A comment "waxseal: allow RULE why" on the line or the one before lets a sign stand. Needs no AWS; changes nothing.',
    options: [
      { flags: '--out <file>', says: 'write to a file; .txt, .json and .sarif choose the format' },
      {
        flags: '--exit-code',
        says: 'exit with 3 for signs of high or medium gravity that nobody allowed, and for files that could not be read',
      },
    ],
    formats: ['sarif'],
    examples: [
      ['This folder', 'waxseal scan-code .'],
      ['For the lines of a pull request', 'waxseal scan-code . --format sarif > waxseal.sarif'],
      ['In a pipeline', 'waxseal scan-code services --exit-code'],
    ],
    load: () => import('../commands/scan-code.ts'),
  },
  {
    name: 'doctor',
    summary: 'is everything in place: Node, credentials, permissions, journal, policy, clock',
    options: [remediation],
    examples: [
      ['Before the first scan', 'waxseal doctor --region eu-west-1'],
      ['Against an emulator', 'AWS_ENDPOINT_URL=http://localhost:5000 waxseal doctor --region eu-west-1'],
    ],
    load: () => import('../commands/doctor.ts'),
  },
];
