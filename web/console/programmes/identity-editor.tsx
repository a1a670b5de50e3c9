import { Form } from 'antd';
import type { ReactNode } from 'react';
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
  const identity: TypedIdentity | undefined = Form.useWatch('identity', { preserve: true });
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
      <IdentityPreview identity={identity} />
    </div>
  );
}
