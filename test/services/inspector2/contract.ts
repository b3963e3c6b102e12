import type { Contract } from '../../kit/contract.ts';

export const contract: Contract = {};
