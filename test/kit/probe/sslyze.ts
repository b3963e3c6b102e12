import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';

/**
 * sslyze, which looks at servers with an OpenSSL of its own, installed once into a virtual environment. Without Python that is
 * said loudly, and is an error where CI or WAXSEAL_REQUIRE_WIRE=1 asks for all.
 */
const root = join(import.meta.dirname, '../../..');
const requirements = join(import.meta.dirname, 'sslyze-requirements.txt');
const venv = join(root, '.waxseal/sslyze');
const stamp = join(venv, 'waxseal-requirements.txt');

const required = (): boolean => process.env['CI'] === 'true' || process.env['WAXSEAL_REQUIRE_WIRE'] === '1';

const run = (command: string, given: readonly string[]): void => {
  const { status, error, stderr } = spawnSync(command, given, { encoding: 'utf8', cwd: root });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command}: ${stderr.trim().split('\n').at(-1)}`);
};

const install = (): void => {
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  run('python3', ['-m', 'venv', venv]);
  run(join(venv, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  writeFileSync(stamp, wanted);
};

/** Whether this machine has it. */
export const hasSslyze = (): boolean => {
  try {
    install();
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (required()) throw new Error(`sslyze is required and cannot run. ${why}`, { cause: error });
    const bar = '*'.repeat(78);
    process.stderr.write(
      `\n${bar}\nPROBES WERE NOT COMPARED WITH SSLYZE (Python 3 with venv).\n${why}\n${bar}\n`,
    );
    return false;
  }
};

const suites = z.object({
  result: z.object({
    is_tls_version_supported: z.boolean(),
    accepted_cipher_suites: z.array(z.object({ cipher_suite: z.object({ name: z.string() }) })),
  }),
});
const certificate = z.object({
  fingerprint_sha256: z.string(),
  not_valid_before: z.string(),
  not_valid_after: z.string(),
  subject_alternative_name: z.object({ dns_names: z.array(z.string()) }),
  signature_hash_algorithm: z.object({ name: z.string() }),
  public_key: z.object({ algorithm: z.string(), key_size: z.number() }),
});
const answer = z.object({
  server_scan_results: z.tuple([
    z.object({
      scan_result: z.object({
        ssl_3_0_cipher_suites: suites,
        tls_1_0_cipher_suites: suites,
        tls_1_1_cipher_suites: suites,
        tls_1_2_cipher_suites: suites,
        tls_1_3_cipher_suites: suites,
        certificate_info: z.object({
          result: z.object({
            certificate_deployments: z.tuple([
              z.object({
                received_certificate_chain: z.array(certificate),
                path_validation_results: z.array(
                  z.object({
                    trust_store: z.object({ name: z.string() }),
                    was_validation_successful: z.boolean(),
                  }),
                ),
              }),
            ]),
          }),
        }),
      }),
    }),
  ]),
});

const named = [
  ['SSLv3', 'ssl_3_0_cipher_suites'],
  ['TLSv1', 'tls_1_0_cipher_suites'],
  ['TLSv1.1', 'tls_1_1_cipher_suites'],
  ['TLSv1.2', 'tls_1_2_cipher_suites'],
  ['TLSv1.3', 'tls_1_3_cipher_suites'],
] as const;
const asked = ['--sslv3', '--tlsv1', '--tlsv1_1', '--tlsv1_2', '--tlsv1_3', '--certinfo', '--json_out=-'];

/** What it says of `localhost` at a port of this machine, with the certificates of a file trusted besides its own. */
export const sslyze = async (port: number, ca: string) => {
  const given = ['-m', 'sslyze', ...asked, `--certinfo_ca_file=${ca}`, `localhost:${port}{127.0.0.1}`];
  // Not the synchronous form: the server that it looks at is in this process.
  const { stdout } = await promisify(execFile)(join(venv, 'bin', 'python'), given, { maxBuffer: 1e8 });
  const [{ scan_result: seen }] = answer.parse(JSON.parse(stdout)).server_scan_results;
  const [deployed] = seen.certificate_info.result.certificate_deployments;
  const [leaf] = deployed.received_certificate_chain;
  return {
    versions: Object.fromEntries(
      named.map(([version, key]) => {
        const { is_tls_version_supported: is, accepted_cipher_suites: all } = seen[key].result;
        return [version, is ? all.map(({ cipher_suite: { name } }) => name).toSorted() : 'refused'];
      }),
    ),
    sent: deployed.received_certificate_chain.length,
    leaf: leaf && {
      fingerprint: Buffer.from(leaf.fingerprint_sha256, 'base64').toString('hex').toUpperCase(),
      names: leaf.subject_alternative_name.dns_names,
      from: new Date(leaf.not_valid_before).toISOString(),
      until: new Date(leaf.not_valid_after).toISOString(),
      bits: leaf.public_key.key_size,
      hash: leaf.signature_hash_algorithm.name,
    },
    /** Chain, name, dates, use, key and signature, in one word. */
    trusted: deployed.path_validation_results.some((one) => one.was_validation_successful),
  };
};
