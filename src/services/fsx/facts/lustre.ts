/**
 * Deployment types whose servers encrypt what goes between them and EC2 instances that support it. It is not switched on or
 * off: it follows from the type, which is fixed at creation.
 * https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-in-transit-fsxl.html
 */
const encrypting = new Set(['SCRATCH_2', 'PERSISTENT_1', 'PERSISTENT_2']);

/** `undefined`: the type is not known. */
export const doesEncrypt = (deploymentType: string | undefined): boolean | undefined => {
  if (deploymentType === 'SCRATCH_1') return false;
  return deploymentType !== undefined && encrypting.has(deploymentType) ? true : undefined;
};

/**
 * GiB of a SCRATCH_2 file system that holds as much: 1,200, or a multiple of 2,400, where SCRATCH_1 has 3,600 too.
 * https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystem.html
 */
export const scratch2Capacity = (gib: number): number => (gib <= 1200 ? 1200 : Math.ceil(gib / 2400) * 2400);
