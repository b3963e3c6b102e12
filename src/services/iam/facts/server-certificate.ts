import { parseArn } from '../../../aws/arn.ts';

/** The name in an ARN of a server certificate, behind its path if it has one; `undefined`: the ARN is of something else. */
export const serverCertificateNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'iam' ? /^server-certificate\/(?:[^:]+\/)?([^:/]+)$/.exec(resource)?.[1] : undefined;
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServerCertificate.html */
export const isServerCertificateName = (text: string): boolean => /^[\w+=,.@-]{1,128}$/.test(text);

/** The id that IAM gives it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
export const isServerCertificateId = (text: string): boolean => /^ASCA[A-Z0-9]{12,}$/.test(text);
