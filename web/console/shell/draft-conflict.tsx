import { Alert, Button, Space } from 'antd';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { draftWords } from './draft-words.ts';
import marginsStyles from './margins.module.css';

/** Somebody else saved the draft meanwhile: the person says whose goes on. */
export function DraftConflict(props: {
  error: unknown;
  note: string;
  /** What pressing for one's own does, where it does not replace theirs. */
  mine?: string;
  onMine: () => Promise<void>;
  onTheirs: () => Promise<void>;
}) {
  const { error, note, mine, onMine, onTheirs } = props;
  const t = useWords(draftWords);
  const lang = useLang();
  return (
    <Alert
      className={marginsStyles.below}
      type="warning"
      showIcon
      title={problemText(error, lang)}
      description={
        <>
          <p>{note}</p>
          <Space wrap>
            <Button size="small" onClick={() => void onTheirs()}>
              {t('takeTheirs')}
            </Button>
            <Button size="small" onClick={() => void onMine()}>
              {mine ?? t('keepMine')}
            </Button>
          </Space>
        </>
      }
    />
  );
}
