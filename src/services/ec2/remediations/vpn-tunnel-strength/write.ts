import { EC2Client, ModifyVpnTunnelOptionsCommand } from '@aws-sdk/client-ec2';
import { isNamed } from '../../../../aws/error-names.ts';
import { WaxsealError } from '../../../../core/model/errors.ts';
import { same } from '../../../../core/model/json.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { within, type List } from '../../facts/vpn-tunnel.ts';
import { isTold } from '../../facts/vpn-connection.ts';
import { connectionOf } from './read.ts';

const notNow = (says: string, cause?: unknown): WaxsealError =>
  new WaxsealError(
    { code: 'conflict', says, todo: 'Nothing: it is checked again later.', retry: true },
    { cause },
  );

/**
 * Names the lists that differ and nothing else: AWS keeps what is not named, such as keys, addresses, lifetimes and logs.
 * One tunnel at a time, and only while the other carries what this one does.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpnTunnelOptions.html
 */
export const putPermitted = async (
  on: string,
  value: readonly string[],
  target: Target,
  aws: Aws,
): Promise<void> => {
  const { id } = target;
  const found = await connectionOf(target, aws);
  const tunnel = found?.tunnels.find((one) => one.on === on);
  if (!found || !tunnel) throw notNow(`VPN connection ${id} has no such tunnel (${on}) any more.`);
  if (found.state !== 'available') throw notNow(`VPN connection ${id} is ${found.state}.`);
  if (!isTold(tunnel))
    throw notNow(`AWS does not tell whether tunnel ${tunnel.address} of VPN connection ${id} is up.`);
  const others = found.tunnels.filter((one) => one !== tunnel);
  // One that carries nothing itself can be changed without anybody's noticing: so a fix that broke it is taken back.
  if (tunnel.status !== 'DOWN' && (others.length === 0 || others.some(({ carries }) => !carries)))
    throw notNow(
      `The other tunnel of VPN connection ${id} is not up or has no routes: nothing is sent, for this one carries everything.`,
    );
  const texts = (list: List) => {
    const values = within(value, list);
    return same(values, within(tunnel.permitted, list)) ? undefined : values.map((Value) => ({ Value }));
  };
  const numbers = (list: List) => texts(list)?.map(({ Value }) => ({ Value: Number(Value) }));
  const asked = new ModifyVpnTunnelOptionsCommand({
    VpnConnectionId: id,
    VpnTunnelOutsideIpAddress: tunnel.address,
    TunnelOptions: {
      IKEVersions: texts('IKEVersions'),
      Phase1DHGroupNumbers: numbers('Phase1DHGroupNumbers'),
      Phase1EncryptionAlgorithms: texts('Phase1EncryptionAlgorithms'),
      Phase1IntegrityAlgorithms: texts('Phase1IntegrityAlgorithms'),
      Phase2DHGroupNumbers: numbers('Phase2DHGroupNumbers'),
      Phase2EncryptionAlgorithms: texts('Phase2EncryptionAlgorithms'),
      Phase2IntegrityAlgorithms: texts('Phase2IntegrityAlgorithms'),
    },
  });
  try {
    await aws.use(EC2Client).send(asked);
  } catch (error) {
    if (isNamed(error, 'IncorrectState'))
      throw notNow(`Something else is at work on VPN connection ${id}.`, error);
    throw error;
  }
};
