/**
 * Whether connections without TLS are refused; static, so that it takes a reboot. Every family has it.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html
 */
export const requireSsl = {
  name: 'require_ssl',
  engine: 'Redshift',
  upgradeTo: 'a version that AWS supports',
  onByDefault: () => false,
  wanted: () => 'true',
  isOn: (value: string) => value.toLowerCase() === 'true',
  isOff: (value: string) => value.toLowerCase() === 'false',
};
