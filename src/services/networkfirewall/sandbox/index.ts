import { sandboxRoom } from '../../../sandbox/room.ts';
import { networkfirewall } from './operations.ts';
import { loadNetworkfirewall, networkfirewallRecords } from './records.ts';

export type { Networkfirewall as Slice } from './records.ts';

export default sandboxRoom({
  client: 'NetworkFirewallClient',
  prefix: 'networkfirewall',
  records: networkfirewallRecords,
  load: loadNetworkfirewall,
  operations: networkfirewall,
  shows: { names: ['FirewallName', 'FirewallPolicyArn', 'TLSInspectionConfigurationArn', 'CertificateArn'] },
});
