import { Button, Checkbox } from 'antd';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { useDeclaration } from '../../shared/participant/declaration.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { Page } from '../shell/page.tsx';
import styles from './declaration-page.module.css';
import { words } from './words.ts';

/** 真实性承诺: once in each system, on entering the service that has forms (SPEC G4.1). */
export function DeclarationPage() {
  const { declaration, ticked, setTicked, isMissing, busy, problem, confirm } = useDeclaration();
  const t = useWords(words);
  const text = useText();
  if (!declaration) return null;
  return (
    <Page title={text(declaration.title)}>
      <Panel>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            confirm();
          }}
        >
          <FormProblem problem={problem} />
          <blockquote className={styles.declaration}>{text(declaration.text)}</blockquote>
          <Checkbox
            name="declaration"
            checked={ticked}
            aria-invalid={isMissing || undefined}
            aria-describedby="declaration-missing"
            onChange={(event) => setTicked(event.target.checked)}
          >
            {t('declarationTick')}
          </Checkbox>
          <p className={styles.missing} role="alert" id="declaration-missing">
            {isMissing && t('declarationNeeded')}
          </p>
          <Button type="primary" htmlType="submit" size="large" loading={busy}>
            {t('declarationConfirm')}
          </Button>
          <p className={textStyles.soft}>{t('declarationOnce')}</p>
        </form>
      </Panel>
    </Page>
  );
}
