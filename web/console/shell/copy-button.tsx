import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { shellWords } from './words.ts';

/** Puts a text into the clipboard. Only pages with a certificate may; elsewhere the text can be selected. */
export function CopyButton({ text, of }: { text: string; of?: string }) {
  const shell = useWords(shellWords);
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard?.writeText(text).then(
      () => void message.success(shell('copied')),
      () => undefined,
    );
  };
  return (
    <Button
      size="small"
      icon={<CopyOutlined />}
      {...(of && { 'aria-label': `${shell('copy')} ${of}` })}
      onClick={() => void copy()}
    >
      {shell('copy')}
    </Button>
  );
}
