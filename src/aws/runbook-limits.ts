/** Bytes of one document: https://docs.aws.amazon.com/general/latest/gr/ssm.html */
export const longestDocument = 64 * 1024;
/** Characters of one value: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartAutomationExecution.html */
export const longestParameter = 512;
/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html */
export const longestMessage = 4096;
