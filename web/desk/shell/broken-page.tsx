import { Button } from 'antd';
import { Nothing } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { words } from '../words.ts';

/** A page that did not load: the network failed, or the site was updated meanwhile. */
export function BrokenPage() {
  const say = useWords(words);
  return (
    <div role="alert">
      <Nothing title={say('brokenTitle')} hint={say('broken')}>
        <Button type="primary" onClick={() => location.reload()}>
          {say('reload')}
        </Button>
      </Nothing>
    </div>
  );
}
