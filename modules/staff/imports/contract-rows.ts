import {
  defineAuditActions,
  definePermissions,
  defineProblems,
} from '../../../platform/contract.ts';
import { rowProblems } from '../../../platform/file-problems.ts';
import { peopleProblems } from '../../people/contract.ts';

/** What can be wrong with a row of either kind, by code. */
const eitherRowProblems = {
  ...rowProblems,
  ...defineProblems({
    record_unreadable: {
      status: 422,
      zh: '已被改动，无法识别；新增的行请留空',
      en: 'was changed and cannot be read; leave it blank in new rows',
    },
    status_unknown: {
      status: 422,
      zh: '应为“启用”或“停用”',
      en: 'must be “Enabled” or “Disabled”',
    },
    changed_meanwhile: {
      status: 422,
      zh: '预览之后又被他人修改，没有导入；请重新导出再改',
      en: 'was changed by somebody else after the preview and was not imported; please export it again',
    },
  }),
};

/** What can be wrong with a row of a workbook of places. */
export const placeRowProblems = {
  ...eitherRowProblems,
  ...defineProblems({
    place_kind_unknown: {
      status: 422,
      zh: '应为“机构”或“站点”',
      en: 'must be “Organisation” or “Site”',
    },
    place_gone: {
      status: 422,
      zh: '对应的机构或站点不存在，或不归您管理',
      en: 'belongs to a place that is not there, or not yours to change',
    },
    place_kind_stays: { status: 422, zh: '不能修改类型', en: 'cannot be changed' },
    place_code_stays: { status: 422, zh: '不能修改代码', en: 'cannot be changed' },
    place_stays: {
      status: 422,
      zh: '不能在导入中移动，请在“机构”页面操作',
      en: 'cannot be changed here; move the place on the page “Organisations”',
    },
    place_parent_unknown: {
      status: 422,
      zh: '没有这个上级，或不归您管理；文件中新增的上级须排在前面',
      en: 'is no place of yours; one that the file adds must stand in a row above',
    },
    site_in_region: {
      status: 422,
      zh: '站点须属于机构，不能直接属于地区',
      en: 'is a region; a site belongs to an organisation',
    },
  }),
};

/** What can be wrong with a row of a workbook of staff. */
export const memberRowProblems = {
  ...eitherRowProblems,
  username_taken: peopleProblems.username_taken,
  ...defineProblems({
    account_invalid: {
      status: 422,
      zh: '应为 3 到 40 个字母、数字或 . _ -',
      en: 'must be 3 to 40 letters, digits or . _ -',
    },
    document_kind_unknown: { status: 422, zh: '没有这种证件', en: 'is no type of document' },
    number_masked: {
      status: 422,
      zh: '带有星号，不是完整的号码；不修改请保持导出时的样子，修改请填写完整号码',
      en: 'has asterisks and is no whole number; leave it as it was exported, or type all of it',
    },
    role_not_found: {
      status: 422,
      zh: '没有角色“{role}”',
      en: 'names a role that is not there: “{role}”',
    },
    role_ambiguous: {
      status: 422,
      zh: '有几个角色都叫“{role}”，请填写其编号：{codes}',
      en: 'names a role of which there are several: “{role}”; write the code of the one you mean: {codes}',
    },
    role_place_unknown: {
      status: 422,
      zh: '没有这个机构或站点“{place}”，或不归您管理',
      en: 'is no place of yours: “{place}”',
    },
    member_gone: {
      status: 422,
      zh: '对应的员工不存在，或不归您管理',
      en: 'belongs to somebody who is not there, or not yours to change',
    },
    member_name_stays: {
      status: 422,
      zh: '不能在导入中修改姓名',
      en: 'cannot be changed here: names stay as they are',
    },
    member_account_stays: { status: 422, zh: '不能修改账号', en: 'cannot be changed' },
    phone_unreadable: { status: 422, zh: '不是有效的手机号', en: 'is no phone number' },
    member_forbidden: {
      status: 422,
      zh: '此人或所给的角色拥有您没有的权限',
      en: 'has, or would have, permissions that you do not hold yourself',
    },
  }),
};

export const importPermissions = definePermissions({
  'staff.export': { zh: '导出员工', en: 'Export staff' },
  'staff.unmask': {
    zh: '导出员工时看到完整的证件号码和手机号',
    en: 'See whole document and phone numbers in exports of staff',
  },
});

export const importActions = defineAuditActions({
  'staff.places_exported': {
    zh: '导出机构和站点',
    en: 'Exported organisations and sites',
  },
  'staff.places_uploaded': {
    zh: '上传机构和站点表格',
    en: 'Uploaded workbook of organisations and sites',
  },
  'staff.places_import_confirmed': {
    zh: '确认导入机构和站点',
    en: 'Confirmed import of organisations and sites',
  },
  'staff.places_import_discarded': {
    zh: '放弃导入机构和站点',
    en: 'Discarded import of organisations and sites',
  },
  'staff.places_imported': {
    zh: '导入机构和站点完成',
    en: 'Imported organisations and sites',
  },
  'staff.members_exported': { zh: '导出员工', en: 'Exported staff' },
  'staff.members_exported_whole': {
    zh: '导出员工（含完整的证件号码和手机号）',
    en: 'Exported staff with whole document and phone numbers',
  },
  'staff.members_uploaded': { zh: '上传员工表格', en: 'Uploaded workbook of staff' },
  'staff.members_import_confirmed': { zh: '确认导入员工', en: 'Confirmed import of staff' },
  'staff.members_import_discarded': { zh: '放弃导入员工', en: 'Discarded import of staff' },
  'staff.members_imported': { zh: '导入员工完成', en: 'Imported staff' },
  'staff.passwords_taken': {
    zh: '下载新员工的一次性密码',
    en: 'Downloaded one-time passwords of new staff',
  },
});
