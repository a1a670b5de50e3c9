import { Alert, Button, Space } from 'antd';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import marginsStyles from '../shell/margins.module.css';
import { builderWords } from './builder-words.ts';

/** Somebody else saved the draft meanwhile: the person says whose goes on. */
export function DraftConflict(props: {
  error: unknown;
  onMine: () => Promise<void>;
  onTheirs: () => Promise<void>;
}) {
  const { error, onMine, onTheirs } = props;
  const t = useWords(builderWords);
  const lang = useLang();
  return (
    <Alert
      className={marginsStyles.below}
      type="warning"
      showIcon
      title={problemText(error, lang)}
      description={
        <>
          <p>{t('conflictNote')}</p>
          <Space wrap>
            <Button size="small" onClick={() => void onTheirs()}>
              {t('takeTheirs')}
            </Button>
            <Button size="small" onClick={() => void onMine()}>
              {t('keepMine')}
            </Button>
          </Space>
        </>
      }
    />
  );
}
