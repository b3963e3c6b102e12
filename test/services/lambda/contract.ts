import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { appConfigurationTls } from './contract/app-configuration-tls.ts';

const own: Contract = { sets: { 'lambda:ListFunctions': 'Functions' } };

export const contract = joined(own, appConfigurationTls);
