import { quoted } from '../../../../core/say/shell.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

const isLag = ({ type }: Target): boolean => type === 'AWS::DirectConnect::Lag';

export const modeCommand = (target: Target, mode: string): string =>
  `aws directconnect ${isLag(target) ? `update-lag --lag-id ${target.id}` : `update-connection --connection-id ${target.id}`} --region ${target.region} --encryption-mode ${quoted(mode)}`;

const made = (file: string): string => `openssl rand -hex 32 | tr -d '\\n' | tr a-f A-F > ${file}`;

/** The key is made in files that only their owner reads: on a command line it would stand in histories and lists of processes. */
export const keyCommand = ({ region, id }: Target): string =>
  `(umask 077 && ${made('macsec.ckn')} && ${made('macsec.cak')}) && aws directconnect associate-mac-sec-key --region ${region} --connection-id ${id} --ckn file://macsec.ckn --cak file://macsec.cak`;

/** The encryption mode, in every language that has it and as a command. */
export const write = ({ after }: Pick<Change, 'after'>, target: Target): Required<Source> => {
  const mode = String(after);
  const cli = modeCommand(target, mode);
  return {
    cloudformation: `# ${target.type} has no encryption mode (RequestMACSec is about ordering the port):\n# ${cli}`,
    cdk: `// ${target.type} has no encryption mode (requestMacSec is about ordering the port):\n// ${cli}`,
    terraform: isLag(target)
      ? `# aws_dx_lag has no encryption mode:\n# ${cli}`
      : `# In the aws_dx_connection ${target.id}; leave request_macsec as it is, another value orders another port\nencryption_mode = "${mode}"`,
    cli,
  };
};
