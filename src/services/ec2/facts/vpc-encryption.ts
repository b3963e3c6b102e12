/** What a Region answers that has no encryption controls of VPCs. */
export const lacksEncryptionControls = [
  'UnsupportedOperation',
  'InvalidAction',
  'OptInRequired',
  'UnknownOperation',
];

/**
 * Whether a VPC takes nothing that does not encrypt, or is on its way there: what fails on the way is tried again.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEncryptionControl.html
 */
export const isEnforcing = (mode: string, state: string): boolean =>
  mode === 'enforce' || state.startsWith('enforce-');
