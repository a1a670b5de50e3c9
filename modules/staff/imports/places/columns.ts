import type { ColumnSpec } from '../../../../platform/sheets/columns.ts';

/** What a workbook of organisations and sites holds of each, in the order of its columns. */
export const placeColumns: (ColumnSpec & { width: number })[] = [
  {
    ...{ key: 'kind', required: true, width: 10 },
    names: ['类型', 'Kind', '机构类型', 'Type'],
  },
  {
    ...{ key: 'parent', required: true, width: 30 },
    names: ['上级', 'Parent', '上级机构', '上级代码', 'Belongs to'],
  },
  { ...{ key: 'code', required: true, width: 16 }, names: ['代码', 'Code', '机构代码', '编号'] },
  {
    ...{ key: 'nameZh', required: true, width: 26 },
    names: ['名称', 'Name in Chinese', '中文名称', '机构名称', 'Chinese name', 'Name'],
  },
  {
    ...{ key: 'nameEn', required: false, width: 26 },
    names: ['英文名称', 'Name in English', 'English name'],
  },
  {
    ...{ key: 'regionCode', required: false, width: 12 },
    names: ['所在地区代码', 'Region code', '地区代码', '行政区划代码', 'GB/T 2260'],
  },
  { ...{ key: 'address', required: false, width: 34 }, names: ['详细地址', 'Address', '地址'] },
  {
    ...{ key: 'remark', required: false, width: 24 },
    names: ['备注', 'Remark', 'Remarks', 'Notes'],
  },
  { ...{ key: 'disabled', required: false, width: 10 }, names: ['状态', 'Status', 'State'] },
  {
    ...{ key: 'record', required: false, width: 20 },
    names: ['记录（请勿修改）', 'Record (do not change)', '记录', 'Record'],
  },
];

/** How a kind of place is written, the usual way first. */
export const kindTexts = {
  organisation: ['机构', 'Organisation', 'Organization', '单位', '组织'],
  site: ['站点', 'Site', '场所', '点位'],
} as const;
