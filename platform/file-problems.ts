import { defineProblems } from './contract.ts';

/**
 * What can be wrong with a file that a person hands in. Free of Node's own modules, so that a
 * contract and a browser may import it as well.
 */

/** A sheet that cannot be read at all (XLSX or CSV). */
export const sheetProblems = defineProblems({
  sheet_not_readable: {
    status: 422,
    zh: '无法读取这个文件：它已损坏，或不是表格。请用 Excel 或 WPS 重新另存为 .xlsx 后再试。',
    en: 'This file cannot be read: it is damaged or no sheet. Please save it as .xlsx once more and try again.',
  },
  sheet_not_supported: {
    status: 422,
    zh: '不支持这种文件（内容是 {kind}，与文件名的后缀无关）。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。',
    en: 'This kind of file is not supported: whatever its name says, it holds {kind}. Please open it in Excel or WPS, save it as .xlsx and try again.',
  },
  sheet_legacy_xls: {
    status: 422,
    zh: '这是 Excel 97 以前的格式，无法读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。',
    en: 'This is a format of before Excel 97, which cannot be read. Please open it in Excel or WPS, save it as .xlsx and try again.',
  },
  sheet_encrypted: {
    status: 422,
    zh: '这个文件设有打开密码。请取消密码后再试。',
    en: 'This file is protected by a password. Please remove the password and try again.',
  },
  sheet_encoding: {
    status: 422,
    zh: '无法识别文字编码，或所选的编码不对。请另存为 .xlsx，或存为 UTF-8、GB18030 或 Big5 编码的 .csv。',
    en: 'The encoding of this text was not recognised, or is not the one that was chosen. Please save it as .xlsx, or as .csv in UTF-8, GB18030 or Big5.',
  },
  sheet_empty: {
    status: 422,
    zh: '这个文件里没有内容，或表头下面没有数据。',
    en: 'There is nothing in this file, or nothing below its header.',
  },
  sheet_too_large: {
    status: 413,
    zh: '这个文件太大，或解压后太大，未被读取。请拆成几个文件后再试。',
    en: 'This file is too large, or unpacks to too much, and was not read. Please split it and try again.',
  },
  sheet_too_many_rows: {
    status: 413,
    zh: '行数超过 {max} 行。请拆成几个文件后再试。',
    en: 'There are more than {max} rows. Please split the file and try again.',
  },
  sheet_too_many_columns: {
    status: 413,
    zh: '第 {row} 行的列数超过 {max} 列。',
    en: 'Row {row} has more than {max} columns.',
  },
  sheet_cell_too_long: {
    status: 422,
    zh: '第 {row} 行第 {column} 列的内容超过 {max} 个字符；CSV 文件里可能缺少一个引号。',
    en: 'Row {row}, column {column} holds more than {max} characters; in a CSV file a quotation mark may be missing.',
  },
  sheet_quote_missing: {
    status: 422,
    zh: '第 {row} 行第 {column} 列的内容以引号开头，却没有结束的引号。',
    en: 'Row {row}, column {column} begins with a quotation mark that is never closed.',
  },
  sheet_row_too_long: {
    status: 422,
    zh: '第 {row} 行的内容合计超过 {max} 个字符，不像是名单中的一行。请检查后再试。',
    en: 'The cells of row {row} hold more than {max} characters together, which no row of a list does. Please look at it and try again.',
  },
  sheet_too_many_sheets: {
    status: 413,
    zh: '工作表超过 {max} 张。请只保留需要的工作表后再试。',
    en: 'There are more than {max} sheets. Please keep those that are needed and try again.',
  },
  sheet_too_many_merges: {
    status: 422,
    zh: '合并的单元格超过 {max} 处。请取消合并，每行填写完整后再试。',
    en: 'More than {max} cells are merged. Please unmerge them, fill in every row and try again.',
  },
  sheet_too_slow: {
    status: 422,
    zh: '读取这个文件用时太长，已停止。请拆成几个文件后再试。',
    en: 'Reading this file took too long and was stopped. Please split it and try again.',
  },
  sheet_reader_stopped: {
    status: 422,
    zh: '读取这个文件时意外中断，没有导入任何人。请再试一次；如仍不行，请用 Excel 或 WPS 另存为 .xlsx。',
    en: 'Reading this file was cut off, and nobody was imported. Please try again; if that fails, too, save it as .xlsx once more.',
  },
  sheet_busy: {
    status: 503,
    zh: '正在读取其他文件，请稍后再试。',
    en: 'Other files are being read. Please try again shortly.',
  },
  sheet_columns_missing: {
    status: 422,
    zh: '缺少必需的列：{columns}。请参照模板的表头。',
    en: 'Columns are missing: {columns}. Please compare with the header of the template.',
  },
  sheet_columns_double: {
    status: 422,
    zh: '有重复的列：{columns}。请选择用哪一列，或在文件中只保留一列。',
    en: 'Columns occur twice: {columns}. Please choose one of each, or keep one of each in the file.',
  },
  sheet_header_merged: {
    status: 422,
    zh: '表头里有合并的单元格（{range}），因此缺少这些列：{columns}。请取消合并后再试。',
    en: 'Cells of the header are merged ({range}), so these columns are missing: {columns}. Please unmerge them and try again.',
  },
});

/** A mistake in one row of a sheet that any import may find. */
export const rowProblems = defineProblems({
  cell_required: { status: 422, zh: '必须填写', en: 'must be filled in' },
  cell_merged: {
    status: 422,
    zh: '位于合并的单元格 {range} 内，请取消合并并逐行填写',
    en: 'is part of the merged cells {range}; unmerge them and fill in each row',
  },
  cell_too_long: { status: 422, zh: '超过 {max} 个字', en: 'is longer than {max} characters' },
  digits_lost: {
    status: 422,
    zh: '号码被存成了数字，末尾几位已丢失；请把该列设为文本后重新填写',
    en: 'was stored as a number and lost its last digits; format the column as text and enter it again',
  },
  date_invalid: { status: 422, zh: '不是有效的日期', en: 'is not a valid date' },
  date_ambiguous: {
    status: 422,
    zh: '日期有歧义，请按“年-月-日”的样式书写',
    en: 'could mean two dates; please write it as year-month-day',
  },
  row_double: {
    status: 422,
    zh: '与第 {first} 行重复',
    en: 'is the same as in row {first}',
  },
});

/** Mistakes that what a column may hold says something about. */
export const toldByExpectation: ReadonlySet<string> = new Set([
  ...['identifier_invalid', 'group_unknown', 'option_unknown', 'document_unknown', 'yes_or_no'],
  ...['date_invalid', 'date_ambiguous', 'digits_lost', 'cell_required'],
]);

/** A picture that is not taken. */
export const pictureProblems = defineProblems({
  picture_unreadable: {
    status: 422,
    zh: '这张图片已损坏，无法打开。请重新拍照或换一张。',
    en: 'This picture is damaged and cannot be opened. Please take or choose another.',
  },
  picture_too_large: {
    status: 413,
    zh: '这张图片太大。请换一张小一些的。',
    en: 'This picture is too large. Please choose a smaller one.',
  },
  picture_type: {
    status: 422,
    zh: '这个文件不是可以使用的图片。请使用 JPG、PNG 或 WebP。',
    en: 'This file is no picture that can be used. Please use JPG, PNG or WebP.',
  },
  picture_heic: {
    status: 422,
    zh: '暂不支持 HEIC 照片。请在手机的相机设置里选择“兼容性最佳”，或把照片转成 JPG。',
    en: 'HEIC photos cannot be used. Please choose “Most Compatible” in your phone’s camera settings, or convert the photo to JPG.',
  },
  picture_busy: {
    status: 503,
    zh: '正在处理其他图片，请稍后再试；您填写的内容没有丢失。',
    en: 'Other pictures are being processed. Please try again shortly; nothing you typed is lost.',
  },
});

/** A photo that somebody uploads for a record, or a record that names one. */
export const photoProblems = defineProblems({
  photo_unreadable: {
    status: 422,
    zh: '这不是能读取的照片。请用 JPEG、PNG 或 WebP。',
    en: 'This is not a picture that can be read. Please use JPEG, PNG or WebP.',
  },
  photo_heic: {
    status: 422,
    zh: '暂不支持 HEIC 照片。请在手机的相机设置里选择“兼容性最佳”，或把照片转成 JPG。',
    en: 'HEIC photos cannot be used. Please choose “Most Compatible” in your phone’s camera settings, or convert the photo to JPG.',
  },
  photo_too_large: {
    status: 413,
    zh: '照片太大（最多 {max} MB）。',
    en: 'The photo is too large ({max} MB at most).',
  },
  photo_too_many: {
    status: 429,
    zh: '一天最多上传 {max} 张照片，请明天再试。',
    en: 'At most {max} photos can be uploaded in a day. Please try again tomorrow.',
  },
  photo_missing: {
    status: 422,
    zh: '有照片已经不在了（提交之前，照片只保留一天），请重新选择。',
    en: 'A photo is no longer there: until you submit, photos are kept for one day. Please choose it again.',
  },
});

/** A PDF that could not be made. */
export const pdfProblems = defineProblems({
  pdf_busy: {
    status: 503,
    zh: '正在生成其他文件，请稍后再试。',
    en: 'Other documents are being made. Please try again shortly.',
  },
  pdf_too_large: {
    status: 422,
    zh: '内容太多，无法做成一个 PDF。请缩小范围后再试。',
    en: 'There is too much for one PDF. Please choose less and try again.',
  },
});
