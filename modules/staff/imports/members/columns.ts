import type { IdentityKind } from '../../../../forms/definition.ts';
import { documentNames } from '../../../../forms/fields/identity.ts';
import type { ColumnSpec } from '../../../../platform/sheets/columns.ts';

/** What a workbook of staff holds of each, in the order of its columns. */
export const memberColumns: (ColumnSpec & { width: number })[] = [
  { ...{ key: 'name', required: false, width: 16 }, names: ['姓名', 'Name', 'Full name'] },
  {
    ...{ key: 'account', required: true, width: 18 },
    names: ['账号', 'User name', '用户名', 'Account', 'Username'],
  },
  {
    ...{ key: 'identityKind', required: false, width: 18 },
    names: ['证件类型', 'Document', 'Type of document', '证件种类', 'Document type'],
  },
  {
    ...{ key: 'identityNumber', required: false, width: 22 },
    names: ['证件号码', 'Document number', '身份证号', '证件号', 'Number of document', 'ID number'],
  },
  {
    ...{ key: 'phone', required: false, width: 20 },
    names: ['手机号', 'Phone', '手机号码', '电话', 'Phone number', 'Mobile'],
  },
  {
    ...{ key: 'place', required: false, width: 30 },
    names: [
      '机构或站点',
      'Organisation or site',
      '机构',
      '站点',
      '所属机构',
      'Organisation',
      'Site',
    ],
  },
  { ...{ key: 'roles', required: false, width: 30 }, names: ['角色', 'Roles', 'Role'] },
  { ...{ key: 'disabled', required: false, width: 10 }, names: ['状态', 'Status', 'State'] },
  {
    ...{ key: 'remark', required: false, width: 24 },
    names: ['备注', 'Remark', 'Remarks', 'Notes'],
  },
  {
    ...{ key: 'record', required: false, width: 20 },
    names: ['记录（请勿修改）', 'Record (do not change)', '记录', 'Record'],
  },
];

/** What people write for a document beside its name. */
const alsoCalled: Partial<Record<IdentityKind, readonly string[]>> = {
  prc_id: ['身份证', 'ID card', 'PRC ID card', 'Identity card'],
  hk_macao_permit: ['回乡证', '港澳通行证', 'Home return permit'],
  taiwan_permit: ['台胞证'],
  foreigner_residence: ['外国人永久居留证'],
};

const kinds = Object.keys(documentNames) as IdentityKind[];

export const documentTexts = Object.fromEntries(
  kinds.map((kind) => {
    const { zh, en } = documentNames[kind];
    return [kind, [zh, en, ...(alsoCalled[kind] ?? [])]];
  }),
) as unknown as Record<IdentityKind, readonly string[]>;
