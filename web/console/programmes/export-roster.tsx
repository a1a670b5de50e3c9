import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { programmes } from '../../../modules/programmes/contract.ts';
import { linkTo } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useProgramme } from '../shell/programme.tsx';
import { rosterWords } from './roster-words.ts';

type ExportProps = { placeId: number | undefined; group: string | undefined };

/** The roster as a file, to be corrected and imported again. */
export function ExportRoster({ placeId, group }: ExportProps) {
  const t = useWords(rosterWords);
  const lang = useLang();
  const { id } = useProgramme();
  const items = (['xlsx', 'csv'] as const).map((format) => ({
    key: format,
    label: (
      <a
        href={linkTo(programmes.rosterExport, {
          params: { id },
          query: {
            ...{ format, lang },
            ...(placeId !== undefined && { placeId }),
            ...(group && { group }),
          },
        })}
        download
      >
        {format.toUpperCase()}
      </a>
    ),
  }));
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<DownloadOutlined />} title={t('exportHint')}>
        {t('exportRoster')}
      </Button>
    </Dropdown>
  );
}
