import type { Contract } from '../../kit/contract.ts';

export const contract: Contract = { sets: { 'securityhub:GetFindings': 'Findings' } };
