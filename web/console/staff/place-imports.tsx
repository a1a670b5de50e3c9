import { staff } from '../../../modules/staff/contract.ts';
import { linkTo } from '../../shared/api.ts';
import { useCan } from '../shell/session.ts';
import { placeImportsTitle } from './import-titles.ts';
import { WorkbookExports } from './workbook-exports.tsx';
import { WorkbookImportPage } from './workbook-import.tsx';
import { WorkbookImports } from './workbook-imports.tsx';
import type { WorkbookKind } from './workbook-kind.ts';

const kind: WorkbookKind = {
  path: '/place-imports',
  permission: 'place.manage',
  endpoints: {
    start: staff.startPlaceImport,
    list: staff.placeImports,
    one: staff.placeImport,
    rows: staff.placeImportRows,
    choose: staff.chooseInPlaces,
    confirm: staff.confirmPlaceImport,
    discard: staff.discardPlaceImport,
    refused: staff.refusedPlaceRows,
  },
  texts: {
    title: placeImportsTitle,
    note: {
      zh: '导出机构和站点，在表格中修改或添加，再导入回来。导入前可以看到会有哪些变化，以及与他人修改的冲突。',
      en: 'Export organisations and sites, change or add some in a spreadsheet, and import them again. You see what would change, and conflicts with what others changed, before anything is imported.',
    },
    drop: {
      zh: '点击选择或拖放机构、站点表格',
      en: 'Choose a file of organisations and sites or drop it here',
    },
    dropHint: {
      zh: 'XLSX、XLS、ODS 或 CSV。导出的文件就是模板：新增的行“记录”一列留空，“上级”填写上级的代码路径。',
      en: 'XLSX, XLS, ODS or CSV. An exported file is the template: leave “Record” blank in new rows, and write the codes above under “Parent”.',
    },
    noneHint: {
      zh: '先导出现有的机构和站点，修改后在上方上传。',
      en: 'Export the organisations and sites there are, change them, and upload the file above.',
    },
    thing: { zh: '机构或站点', en: 'Organisation or site' },
  },
  columns: {
    kind: { zh: '类型', en: 'Kind' },
    parent: { zh: '上级', en: 'Parent' },
    code: { zh: '代码', en: 'Code' },
    nameZh: { zh: '名称', en: 'Name in Chinese' },
    nameEn: { zh: '英文名称', en: 'Name in English' },
    regionCode: { zh: '所在地区代码', en: 'Region code' },
    address: { zh: '详细地址', en: 'Address' },
    remark: { zh: '备注', en: 'Remark' },
    disabled: { zh: '状态', en: 'Status' },
    record: { zh: '记录', en: 'Record' },
  },
  Exports() {
    const may = useCan()('place.export');
    return may && <WorkbookExports linkIn={(query) => linkTo(staff.exportPlaces, { query })} />;
  },
};

/** 机构批量导入. */
export default function PlaceImports() {
  return <WorkbookImports kind={kind} />;
}

/** One import of organisations and sites. */
export function PlaceImportPage() {
  return <WorkbookImportPage kind={kind} />;
}
