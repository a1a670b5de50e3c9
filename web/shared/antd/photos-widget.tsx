import { CloseOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Image, Progress, Upload } from 'antd';
import { useEffect, useState } from 'react';
import { useFormContext } from '../form-context.ts';
import { useWords } from '../i18n.ts';
import { usePhotos } from '../photos/use-photos.ts';
import textStyles from '../text.module.css';
import frame from './field-frame.module.css';
import styles from './photos-widget.module.css';
import type { WidgetProps } from './widget.ts';
import { words } from './words.ts';

const KINDS = 'image/jpeg,image/png,image/webp,image/heic,.jpg,.jpeg,.png,.webp';

/** Shown in place of a picture that cannot be fetched. */
const GONE =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"%3E%3Cpath fill="none" stroke="%238a94a6" stroke-width="1.2" d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M4 5l16 14"/%3E%3C/svg%3E';

/** Small pictures of stored photos; a click enlarges. */
export function PhotoStrip({ ids, remove }: { ids: string[]; remove?: (id: string) => void }) {
  const { photoUrl } = useFormContext();
  const t = useWords(words);
  return (
    <Image.PreviewGroup>
      {ids.map((id, index) => (
        <span key={id} className={styles.photo}>
          <Image
            src={photoUrl(id)}
            alt={t('photo', { n: index + 1 })}
            width={96}
            height={96}
            fallback={GONE}
          />
          {remove && (
            <Button
              className={styles.remove}
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('removePhoto', { n: index + 1 })}
              onClick={() => remove(id)}
            />
          )}
        </span>
      ))}
    </Image.PreviewGroup>
  );
}

export function PhotosWidget(props: WidgetProps<'photos'>) {
  const { field } = props;
  const t = useWords(words);
  const { ids, uploads, failures, uploadWaiting, hasRoom, add, remove } = usePhotos(props);
  return (
    <div className={styles.photos}>
      <PhotoStrip {...{ ids, remove }} />
      {uploads.map(({ key, ...upload }) => (
        <PhotoOnItsWay key={key} {...upload} />
      ))}
      {hasRoom && !props.disabled && (
        <Upload.Dragger
          id={props.id}
          className={styles.add}
          accept={KINDS}
          multiple={field.max > 1}
          showUploadList={false}
          beforeUpload={(file, all) => {
            // Asked once for each file, of all that were chosen together.
            if (file === all[0]) add(all);
            return Upload.LIST_IGNORE;
          }}
          aria-labelledby={`${props.id}-label`}
          aria-describedby={props.describedBy}
        >
          <PlusOutlined aria-hidden="true" />
          <div>{t('addPhoto')}</div>
        </Upload.Dragger>
      )}
      <div className={`${frame.hint} ${styles.line}`}>{t('photoHint', { max: field.max })}</div>
      {failures.map(({ key, text }) => (
        <div key={key} className={`${frame.error} ${styles.line}`} role="alert">
          {text}
        </div>
      ))}
      {uploadWaiting && (
        <div className={styles.line}>
          <Button size="small" onClick={uploadWaiting}>
            {t('uploadAgain')}
          </Button>
        </div>
      )}
    </div>
  );
}

type OnItsWay = Omit<ReturnType<typeof usePhotos>['uploads'][number], 'key'>;

/** The picture itself, paler, with how much of it has left. */
function PhotoOnItsWay({ file, part, cancel }: OnItsWay) {
  const t = useWords(words);
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <span className={`${styles.photo} ${styles.waiting}`} role="status">
      {url && <img src={url} alt="" />}
      <span className={textStyles.sr}>{t('uploading')}</span>
      <Progress
        type="circle"
        size={44}
        percent={Math.round(part * 100)}
        status="normal"
        aria-hidden="true"
      />
      <Button
        className={styles.remove}
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('cancelUpload')}
        onClick={cancel}
      />
    </span>
  );
}
