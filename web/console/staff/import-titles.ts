import type { Text } from '../../shared/i18n.ts';

/** How the pages for bulk work are called, in the menu as well. */
export const placeImportsTitle: Text = { zh: '机构批量导入', en: 'Organisations in bulk' };
export const memberImportsTitle: Text = { zh: '人员批量导入', en: 'Staff in bulk' };
