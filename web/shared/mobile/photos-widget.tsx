import { useState } from 'react';
import { useFormContext } from '../form-context.ts';
import { useWords } from '../i18n.ts';
import buttonsStyles from '../phone/buttons.module.css';
import fieldStyles from '../phone/field.module.css';
import { usePhotos } from '../photos/use-photos.ts';
import { PhotoViewer } from './photo-viewer.tsx';
import styles from './photos-widget.module.css';
import type { WidgetProps } from './widget.ts';
import { words } from './words.ts';

/** Small pictures of stored photos; a touch shows one large. */
export function PhotoStrip(props: { ids: string[]; onRemove?: (id: string) => void }) {
  const { ids, onRemove } = props;
  const { photoUrl } = useFormContext();
  const t = useWords(words);
  const [shown, setShown] = useState<number | null>(null);
  const photo = shown === null ? undefined : ids[shown];
  return (
    <>
      {ids.map((id, index) => (
        <span key={id} className={styles.photo}>
          <button
            type="button"
            className={styles.open}
            aria-label={t('openPhoto', { n: index + 1 })}
            onClick={() => setShown(index)}
          >
            <img src={photoUrl(id)} alt={t('photo', { n: index + 1 })} loading="lazy" />
          </button>
          {onRemove && (
            <button
              type="button"
              className={styles.remove}
              aria-label={t('removePhoto', { n: index + 1 })}
              onClick={() => onRemove(id)}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {photo !== undefined && shown !== null && (
        <PhotoViewer
          address={photoUrl(photo)}
          number={shown + 1}
          count={ids.length}
          onTurn={(by) => setShown(shown + by)}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

export function PhotosWidget(props: WidgetProps<'photos'>) {
  const { field, id, invalid, describedBy } = props;
  const t = useWords(words);
  const { ids, uploads, failures, uploadWaiting, hasRoom, add, remove } = usePhotos(props);
  return (
    <div>
      <div className={styles.photos}>
        <PhotoStrip ids={ids} onRemove={remove} />
        {uploads.map(({ key, part, cancel }) => (
          <UploadTile key={key} {...{ part, cancel }} />
        ))}
        {hasRoom && (
          <label className={styles.add}>
            <input
              id={id}
              type="file"
              // Not all of image/*: asked for these, an iPhone turns its own format into JPEG.
              accept="image/jpeg,image/png,image/webp"
              multiple={field.max > 1}
              aria-invalid={invalid || undefined}
              aria-describedby={describedBy}
              onChange={(event) => {
                add([...(event.target.files ?? [])]);
                // The same file chosen again after a failure is a change, too.
                event.target.value = '';
              }}
            />
            <span aria-hidden="true" className={styles.plus}>
              ＋
            </span>
            <span>{t('addPhoto')}</span>
          </label>
        )}
      </div>
      <span className={fieldStyles.hint}>{t('photoHint', { max: field.max })}</span>
      {failures.map(({ key, text }) => (
        <span key={key} className={fieldStyles.error} role="alert">
          {text}
        </span>
      ))}
      {uploadWaiting && (
        <button
          type="button"
          className={`${buttonsStyles.text} ${styles.again}`}
          onClick={uploadWaiting}
        >
          {t('uploadAgain')}
        </button>
      )}
    </div>
  );
}

function UploadTile({ part, cancel }: { part: number; cancel: () => void }) {
  const t = useWords(words);
  const percent = Math.round(part * 100);
  return (
    <span className={`${styles.photo} ${styles.waiting}`} role="status">
      <progress max={100} value={percent} aria-label={t('uploading', { percent })} />
      <span>{percent}%</span>
      <button
        type="button"
        className={styles.remove}
        aria-label={t('cancelUpload')}
        onClick={cancel}
      >
        ×
      </button>
    </span>
  );
}
