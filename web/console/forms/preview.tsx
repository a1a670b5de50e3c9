import { Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FormDefinition, Lang } from '../../../forms/definition.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { builderWords } from './builder-words.ts';
import styles from './preview.module.css';
import { previewPath, ready, type Shown } from './preview-message.ts';

const widths = { phone: 390, pc: 960 } as const;

/**
 * The form as people meet it, filled in for trial: by the renderers of portal and desk, in a page of its own, so that
 * it has the width of a phone or a PC, and its own styles.
 */
export function Preview(props: {
  /** Null where there is nothing to draw. */
  definition: FormDefinition | null;
  /** So many fields are left out of it. */
  left?: number;
  device: Shown['device'];
  onDevice: (device: Shown['device']) => void;
}) {
  const { definition, left = 0, device, onDevice } = props;
  const t = useWords(builderWords);
  const own = useLang();
  const [lang, setLang] = useState<Lang>(own);
  return (
    <section className={styles.preview} aria-label={t('preview')}>
      <div className={styles.tools}>
        <Segmented<Shown['device']>
          size="small"
          aria-label={t('previewAs')}
          value={device}
          options={[
            { value: 'phone', label: t('phone') },
            { value: 'pc', label: t('pc') },
          ]}
          onChange={onDevice}
        />
        <Segmented<Lang>
          size="small"
          aria-label={t('previewIn')}
          value={lang}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={setLang}
        />
      </div>
      {left > 0 && <p className={textStyles.soft}>{t('leftOut', { count: left })}</p>}
      <Frame {...{ device, lang, definition }} />
    </section>
  );
}

function Frame({ device, lang, definition }: Pick<Shown, 'device' | 'lang' | 'definition'>) {
  const t = useWords(builderWords);
  const frame = useRef<HTMLIFrameElement>(null);
  const around = useRef<HTMLDivElement>(null);
  const { zone } = useProgramme().definition;
  /** So many pages have said that they listen: each device has one of its own. */
  const [listening, setListening] = useState(0);
  const [scale, setScale] = useState(1);
  const width = widths[device];

  useEffect(() => {
    const listen = ({ data, source, origin }: MessageEvent) => {
      const isOurs = origin === location.origin && source === frame.current?.contentWindow;
      if (isOurs && data === ready) setListening((count) => count + 1);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, []);

  useEffect(() => {
    if (listening === 0) return;
    const shown: Shown = { kind: 'form-preview', definition, device, lang, zone };
    frame.current?.contentWindow?.postMessage(shown, location.origin);
  }, [listening, definition, device, lang, zone]);

  useEffect(() => {
    const place = around.current;
    if (!place) return;
    const rescale = () => setScale(Math.min(1, place.clientWidth / width));
    const watching = new ResizeObserver(rescale);
    watching.observe(place);
    rescale();
    return () => watching.disconnect();
  }, [width]);

  return (
    <div ref={around} className={styles.around}>
      <iframe
        // Each device has a page of its own: styles of the one never reach the other.
        key={device}
        ref={frame}
        className={`${styles.frame} ${device === 'phone' ? styles.phone : ''}`}
        title={t('preview')}
        src={`/console${previewPath}`}
        style={{
          width,
          height: `${100 / scale}%`,
          transform: `scale(${scale})`,
        }}
      />
    </div>
  );
}
