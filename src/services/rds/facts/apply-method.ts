/**
 * RDS refuses `immediate` for static parameters, and SQL Server refuses `pending-reboot` for dynamic ones.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBParameterGroup.html
 */
export const applyMethod = (isStatic: boolean): 'immediate' | 'pending-reboot' =>
  isStatic ? 'pending-reboot' : 'immediate';
