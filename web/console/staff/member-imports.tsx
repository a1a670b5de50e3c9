import { staff } from '../../../modules/staff/contract.ts';
import { linkTo } from '../../shared/api.ts';
import { useCan } from '../shell/session.ts';
import { memberImportsTitle } from './import-titles.ts';
import { WorkbookExports } from './workbook-exports.tsx';
import { WorkbookImportPage } from './workbook-import.tsx';
import { WorkbookImports } from './workbook-imports.tsx';
import type { WorkbookKind } from './workbook-kind.ts';

const kind: WorkbookKind = {
  path: '/member-imports',
  permission: 'staff.manage',
  endpoints: {
    start: staff.startMemberImport,
    list: staff.memberImports,
    one: staff.memberImport,
    rows: staff.memberImportRows,
    choose: staff.chooseInMembers,
    confirm: staff.confirmMemberImport,
    discard: staff.discardMemberImport,
    refused: staff.refusedMemberRows,
  },
  passwords: staff.takeImportedPasswords,
  texts: {
    title: memberImportsTitle,
    note: {
      zh: '导出人员，在表格中修改或添加，再导入回来。导入前可以看到会有哪些变化，以及与他人修改的冲突；新增的人各得一个一次性密码。',
      en: 'Export staff, change or add some in a spreadsheet, and import them again. You see what would change, and conflicts with what others changed, before anything is imported; each new person gets a one-time password.',
    },
    drop: {
      zh: '点击选择或拖放人员表格',
      en: 'Choose a file of staff or drop it here',
    },
    dropHint: {
      zh: 'XLSX、XLS、ODS 或 CSV。导出的文件就是模板：新增的行“记录”一列留空，“机构或站点”填写代码路径，几个角色用分号隔开，在别处的角色后加 @ 和代码路径。带星号的号码和空着的单元格（备注除外）不会改变原有内容。',
      en: 'XLSX, XLS, ODS or CSV. An exported file is the template: leave “Record” blank in new rows, write the codes of the place, part roles by semicolons, and add @ and its codes to a role held elsewhere. Numbers with asterisks and blank cells other than remarks change nothing.',
    },
    noneHint: {
      zh: '先导出现有的人员，修改后在上方上传。',
      en: 'Export the staff there are, change the file, and upload it above.',
    },
    thing: { zh: '人员', en: 'Member of staff' },
  },
  columns: {
    name: { zh: '姓名', en: 'Name' },
    account: { zh: '账号', en: 'User name' },
    identityKind: { zh: '证件类型', en: 'Document' },
    identityNumber: { zh: '证件号码', en: 'Document number' },
    identity: { zh: '证件号码', en: 'Document number' },
    phone: { zh: '手机号', en: 'Phone' },
    place: { zh: '机构或站点', en: 'Organisation or site' },
    roles: { zh: '角色', en: 'Roles' },
    disabled: { zh: '状态', en: 'Status' },
    remark: { zh: '备注', en: 'Remark' },
    record: { zh: '记录', en: 'Record' },
  },
  Exports() {
    const may = useCan()('staff.export');
    return may && <WorkbookExports linkIn={(query) => linkTo(staff.exportMembers, { query })} />;
  },
};

/** 人员批量导入. */
export default function MemberImports() {
  return <WorkbookImports kind={kind} />;
}

/** One import of staff. */
export function MemberImportPage() {
  return <WorkbookImportPage kind={kind} />;
}
