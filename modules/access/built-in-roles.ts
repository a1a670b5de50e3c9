import { scannerNames } from '../../forms/scanner-names.ts';
import type { PermissionName, Text } from '../../platform/contract.ts';

export type BuiltInRole = Text & {
  code: string;
  permissions: readonly PermissionName[];
  /** The product gives it to people by itself, so it cannot be deleted. */
  isGivenByProduct?: true;
};

const reading = [
  'overview.read',
  'place.read',
  'programme.read',
  'roster.read',
  'report.read',
  'person.read',
  'code.read',
  'check.read',
  'check.read_own',
  'form.read',
] as const;

const organising = [
  ...reading,
  'place.manage',
  'place.export',
  'programme.change',
  'programme.change_rules',
  'form.change',
  'form.publish',
  'roster.import',
  'roster.change',
  'roster.export',
  'roster.passwords',
  'code.print',
  'code.rehearse',
  'person.reset',
  'person.merge',
  'alert.handle',
  'report.remind',
  'appeal.decide',
  'report.export',
  'feedback.read',
  'feedback.answer',
  'feedback.export',
  'check.export',
] as const;

/** What an organisation needs that may give colours by hand; whoever manages accounts holds it by no role of theirs. */
const decidingColours = ['code.assign', 'code.approve'] as const;

/** What every scanner holds at a site: whoever manages their account must hold it there as well. */
const checking = ['check.make'] as const;

const scanning = [...checking, 'scanner.read', 'scanner.manage'] as const;

const runningSites = [...scanning, 'site.manage'] as const;

const administering = [
  ...organising,
  ...runningSites,
  'programme.create',
  'check.unmask',
  'code.entrust',
  'code.recall',
  'staff.read',
  'staff.manage',
  'staff.export',
  'staff.unmask',
  'role.manage',
  'audit.read',
  'webhook.manage',
  'key.manage',
  'audit.export',
  'audit.limit',
  'retention.read',
  'retention.manage',
  'retention.confirm',
  'ledger.verify',
] as const;

/** The role of the first administrator. */
export const administratorRole = 'administrator';

/** What whoever administers a tree holds on its root: with these they give all that they hold themselves. */
export const administrating = ['staff.manage', 'role.manage'] as const satisfies PermissionName[];

/**
 * The roles that the product brings along. Every pair of a role and a permission is entered once into
 * each installation, at the start after the release that brought it (see `updateBuiltInRoles`); from
 * then on the installation's own rows say what a role may do.
 */
export const builtInRoles: readonly BuiltInRole[] = [
  { code: 'reader', zh: '查看者', en: 'Reader', permissions: reading },
  { code: 'organiser', zh: '组织者', en: 'Organiser', permissions: organising },
  {
    code: 'health_authority',
    zh: '卫生健康部门',
    en: 'Health authority',
    permissions: [...reading, ...decidingColours, 'appeal.decide', 'check.export', 'check.unmask'],
  },
  {
    code: administratorRole,
    zh: '管理员',
    en: 'Administrator',
    permissions: administering,
    isGivenByProduct: true,
  },
  // Held on a site through an assignment to it: see `modules/staff/scanners/`.
  {
    code: 'ordinary_scanner',
    ...scannerNames.ordinary,
    permissions: checking,
    isGivenByProduct: true,
  },
  {
    code: 'intermediate_scanner',
    ...scannerNames.intermediate,
    permissions: scanning,
    isGivenByProduct: true,
  },
  {
    code: 'senior_scanner',
    ...scannerNames.senior,
    permissions: runningSites,
    isGivenByProduct: true,
  },
];

/** Whether the product gives a role to people by itself. */
export const isGivenByProduct = (code: string): boolean =>
  builtInRoles.some((role) => role.code === code && role.isGivenByProduct);
