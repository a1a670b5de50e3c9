import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { workbookWords } from './workbook-words.ts';

type WorkbookFormat = { format: 'xlsx' | 'csv'; lang: 'zh' | 'en' };

/** Leads to a workbook in either format and language. */
export function WorkbookExports({ linkIn }: { linkIn: (as: WorkbookFormat) => string }) {
  const t = useWords(workbookWords);
  const items = (['xlsx', 'csv'] as const).flatMap((format) =>
    (['zh', 'en'] as const).map((lang) => ({
      key: `${format}-${lang}`,
      label: (
        <a href={linkIn({ format, lang })} download>
          {t('exportLabel', { format: format.toUpperCase(), language: t(`language_${lang}`) })}
        </a>
      ),
    })),
  );
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<DownloadOutlined />}>{t('export')}</Button>
    </Dropdown>
  );
}
