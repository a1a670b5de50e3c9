import { Form, Grid } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../shared/i18n.ts';
import styles from './identity-editor.module.css';
import { CardFields, ColourField, ContactFields, NameFields } from './identity-fields.tsx';
import type { IdentityFrame, TypedIdentity } from './identity-form.ts';
import { IdentityPreview } from './identity-preview.tsx';
import {
  DeclarationFields,
  type Draft,
  GroupFields,
  PageFields,
  type Shown,
  WordingFields,
} from './identity-texts.tsx';
import { identityWords } from './identity-words.ts';

type IdentityEditorProps = {
  frame: IdentityFrame;
  shown: Shown;
  draft?: Draft;
  /** Above the fields. */
  before?: ReactNode;
  /** Below them. */
  after: ReactNode;
};

/** All fields of an identity, beside a picture of what they make. Stands in an antd form. */
export function IdentityEditor({ frame, shown, draft, before, after }: IdentityEditorProps) {
  const t = useWords(identityWords);
  const identity: TypedIdentity | undefined = Form.useWatch('identity', { preserve: true });
  const isWide = Grid.useBreakpoint().xl ?? false;
  return (
    <div className={styles.editor}>
      <div className={styles.fields}>
        {before}
        <NameFields />
        <ContactFields />
        <ColourField />
        {frame.needs.card && <CardFields />}
        <GroupFields frame={frame} />
        {frame.needs.declaration && <DeclarationFields frame={frame} draft={draft} />}
        <PageFields frame={frame} draft={draft} />
        <WordingFields frame={frame} shown={shown} />
        {after}
      </div>
      {isWide ? (
        <IdentityPreview {...{ identity, frame }} />
      ) : (
        <details className={styles.narrow}>
          <summary>{t('preview')}</summary>
          <IdentityPreview {...{ identity, frame }} />
        </details>
      )}
    </div>
  );
}
