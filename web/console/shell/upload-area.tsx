import { InboxOutlined } from '@ant-design/icons';
import { Alert, Progress, Upload } from 'antd';
import { useState } from 'react';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import marginsStyles from './margins.module.css';
import { shellWords } from './words.ts';

type UploadProps = {
  send: (file: File, progress: (part: number) => void) => Promise<void>;
  title: string;
  hint: string;
};

/** Takes one sheet, by click, drop or keyboard; says how far it is, and why it was not taken. */
export function UploadArea({ send, title, hint }: UploadProps) {
  const t = useWords(shellWords);
  const lang = useLang();
  const [part, setPart] = useState<number>();
  const [problem, setProblem] = useState<unknown>();
  const take = async (file: File) => {
    setProblem(undefined);
    setPart(0);
    try {
      await send(file, setPart);
    } catch (error) {
      setProblem(error);
    } finally {
      setPart(undefined);
    }
  };
  const percent = Math.floor((part ?? 0) * 100);
  return (
    <>
      {problem !== undefined && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={problemText(problem, lang)}
        />
      )}
      <Upload.Dragger
        accept=".xlsx,.xls,.et,.ods,.csv,.txt"
        maxCount={1}
        showUploadList={false}
        disabled={part !== undefined}
        customRequest={({ file }) => void (file instanceof File && take(file))}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">
          {part === undefined ? title : t('uploading', { percent })}
        </p>
        <p className="ant-upload-hint">{hint}</p>
        {part !== undefined && <Progress percent={percent} showInfo={false} />}
      </Upload.Dragger>
    </>
  );
}
