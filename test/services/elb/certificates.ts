import type { AccountFile } from '../../../src/sandbox/account.ts';
import { secure, type Listener } from './balancers.ts';
import { shop, type Certificate } from './plain.ts';

// Made for these tests, and signed by themselves. Their keys were thrown away.
/** shop.example.com and www.example.com. */
const bothNames = `-----BEGIN CERTIFICATE-----
MIIBvTCCAWKgAwIBAgIUBgsQ5dT4kRLvgT6G3lbtjZ9s0mMwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTAgFw0yNjExMjgwNDMzNTJaGA8y
MTI2MTEwNDA0MzM1MlowGzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABBj1W9aOep8EGfEcdqeuw5dLWJgRx4dTqhwL
rBB2dqocC/Aycjvfo0gO7xEx2hRWogRtleoBCLB71zrXYvmee/CjgYEwfzAdBgNV
HQ4EFgQUiGxku6eYQy6td8SLWBMA0whfKREwHwYDVR0jBBgwFoAUiGxku6eYQy6t
d8SLWBMA0whfKREwDwYDVR0TAQH/BAUwAwEB/zAsBgNVHREEJTAjghBzaG9wLmV4
YW1wbGUuY29tgg93d3cuZXhhbXBsZS5jb20wCgYIKoZIzj0EAwIDSQAwRgIhAKXS
Zgiq1O9nH4ZCRuGfks0/BYVfk4+Rf6ylblWtAHedAiEAg0RxzwwMSUOrtQUgCZdG
2E2/tKsYb6ArsNBJeTJO0ns=
-----END CERTIFICATE-----
`;
/** shop.example.com and 10.0.0.1. */
export const withAddress = `-----BEGIN CERTIFICATE-----
MIIBsDCCAVagAwIBAgIUGzyEWatw1ahP6jLhj7pSrQj5o/QwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTAgFw0yNjExMjgwNDMzNTJaGA8y
MTI2MTEwNDA0MzM1MlowGzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABM8/CADjVLXWxywPOOCqKzFg0ajvfhSHLAxX
TUdcmjul1a5/CdWHg+x4i/tRgzAfvSsZ/VViTJQfYNndGoAzhY6jdjB0MB0GA1Ud
DgQWBBS1CAn35AIEVWbC8pMDLqE6syCFTTAfBgNVHSMEGDAWgBS1CAn35AIEVWbC
8pMDLqE6syCFTTAPBgNVHRMBAf8EBTADAQH/MCEGA1UdEQQaMBiCEHNob3AuZXhh
bXBsZS5jb22HBAoAAAEwCgYIKoZIzj0EAwIDSAAwRQIhAPDlPC2ZzzAthGPrxEm3
HooffCLSmk4kur5klPhnFasoAiBoP/0D//TknPm81/zkEYhIU2gq4liMYbNMVHE6
g/yNpw==
-----END CERTIFICATE-----
`;
/** shop.example.com and *.example.com. */
export const withWildcard = `-----BEGIN CERTIFICATE-----
MIIBuTCCAV+gAwIBAgIUBD+esFd8DCCEqxkc4Fm7BPRAadEwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTAgFw0yNjExMjgwNTAyNDVaGA8y
MTI2MTEwNDA1MDI0NVowGzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABCN7g5LXGomLVxha8vnrWEBh+BYEOag/+2DV
xPbprSr+PnNP7KQQSBiQK8BDbhoijMfvL56eZmeQyd1toqFILaijfzB9MB0GA1Ud
DgQWBBRYDiSK4P1abOV1PZq5QBR5yYmhbjAfBgNVHSMEGDAWgBRYDiSK4P1abOV1
PZq5QBR5yYmhbjAPBgNVHRMBAf8EBTADAQH/MCoGA1UdEQQjMCGCEHNob3AuZXhh
bXBsZS5jb22CDSouZXhhbXBsZS5jb20wCgYIKoZIzj0EAwIDSAAwRQIgUV2sBDIc
Qb4b5xM6Ycr5eEyRo6tjynETo9irifFi7fMCIQCT0hCy7r4I/p+bEOm+yV5KJQ/2
XO/gJuKEKPam71YeGA==
-----END CERTIFICATE-----
`;

/** A server certificate of IAM, by its name and the path before it. */
export const iamArn = (name: string): string => `arn:aws:iam::111122223333:server-certificate/${name}`;

/** A listener that serves it. */
export const serving = (SSLCertificateId: string, port = 443, more: Partial<Listener> = {}): Listener =>
  secure(port, [], { SSLCertificateId, ...more });

type Iam = NonNullable<AccountFile['iam']>;
export type ServerCertificate = NonNullable<Iam['ServerCertificates']>[number];

/** The load balancer `shop`, with certificates of IAM and of Certificate Manager. */
export const withCertificates = (
  listeners: readonly Listener[],
  certificates: readonly Certificate[],
  more: NonNullable<Parameters<typeof shop>[1]> & { readonly held?: readonly ServerCertificate[] } = {},
): AccountFile => {
  const usual = [
    { ServerCertificateName: 'shop', CertificateBody: bothNames },
    // Nothing serves it: somebody else may choose it.
    { ServerCertificateName: 'theirs' },
  ];
  const { held = usual, ...others } = more;
  return shop(listeners, { iam: { ServerCertificates: [...held] }, ...others, certificates });
};
