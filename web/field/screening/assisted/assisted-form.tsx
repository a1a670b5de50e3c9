import { Button, Checkbox } from 'antd-mobile';
import { useState } from 'react';
import type { IdentityKind } from '../../../../forms/definition.ts';
import { screening } from '../../../../modules/screening/contract.ts';
import type { ResponseOf } from '../../../../platform/contract.ts';
import { call } from '../../../shared/api.ts';
import { useWords } from '../../../shared/i18n.ts';
import { useMistakes } from '../../../shared/participant/mistakes.ts';
import { useSending } from '../../../shared/participant/sending.ts';
import card from '../../../shared/phone/card.module.css';
import { DocumentEntry, noDocument } from '../../../shared/phone/document-entry.tsx';
import { Entries, FormRelief, TextEntry } from '../../../shared/phone/field.tsx';
import { useOnline } from '../../../shared/phone/online.ts';
import { isPassing } from '../../../shared/query.ts';
import { FormProblem } from '../../shell/form-problem.tsx';
import styles from '../scan-page.module.css';
import { words } from '../words.ts';
import { CodeStep } from './code-step.tsx';
import { type AssistedPerson, registerPerson } from './register.ts';

type Sent = ResponseOf<typeof screening.assistedCode> & { typed: string };

type AssistedFormProps = {
  siteId: number;
  kinds: readonly IdentityKind[];
  onRegistered: (person: AssistedPerson) => void;
};

/** Phone and code, name and document, as the person shows and says them. */
export function AssistedForm({ siteId, kinds, onRegistered }: AssistedFormProps) {
  const t = useWords(words);
  const online = useOnline();
  const [phone, setPhone] = useState('');
  const [hasNone, setHasNone] = useState(false);
  const [sent, setSent] = useState<Sent | null>(null);
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [document, setDocument] = useState({ ...noDocument, kind: kinds[0] ?? noDocument.kind });
  const [tried, setTried] = useState(false);
  const requesting = useSending();
  const { busy, problem, run } = useSending();
  const mistake = useMistakes(problem);
  const mistakeOfPhone = useMistakes(requesting.problem);
  const typedPhone = hasNone ? '' : phone.trim();
  const isSent = sent !== null && sent.typed === typedPhone;
  // A network without the server is none.
  const isAway = !online || (requesting.problem !== null && isPassing(requesting.problem));
  const needsCode = !isAway && !hasNone;
  const missing = {
    phone: tried && !hasNone && !typedPhone ? t('phoneNeeded') : undefined,
    code: tried && needsCode && !(isSent && code.trim()) ? t('codeNeeded') : undefined,
    name: tried && !name.trim() ? t('nameNeeded') : undefined,
    number: tried && !document.number.trim() ? t('numberNeeded') : undefined,
  };
  const requestCode = () => {
    if (!typedPhone) return setTried(true);
    void requesting.run(async () => {
      const body = { siteId, phone: typedPhone };
      setSent({ ...(await call(screening.assistedCode, { body })), typed: typedPhone });
      setCode('');
    });
  };
  const submit = () => {
    setTried(true);
    const hasPhone = hasNone || (typedPhone && (!needsCode || (isSent && code.trim())));
    if (!hasPhone || !name.trim() || !document.number.trim()) return;
    const verified = needsCode && sent && { phone: { token: sent.token, code: code.trim() } };
    const person = { siteId, name: name.trim(), identity: document, typedPhone, ...verified };
    void run(async () => {
      onRegistered(await registerPerson(person));
      setTried(false);
    });
  };
  return (
    <section className={`${card.card} ${styles.person}`}>
      <p>{t('assistedIntro')}</p>
      <Entries onSubmit={submit}>
        {isAway && <FormRelief>{t('assistedOffline')}</FormRelief>}
        <FormProblem
          problem={problem}
          at={['phone.code', 'name', 'identity.kind', 'identity.number']}
        />
        {!hasNone && (
          <TextEntry
            label={t('phone')}
            hint={t('phoneHint')}
            error={missing.phone ?? mistakeOfPhone('phone')}
            name="phone"
            type="tel"
            autoComplete="off"
            maxLength={40}
            value={phone}
            onChange={setPhone}
          />
        )}
        {needsCode && (
          <CodeStep
            sent={isSent ? sent : null}
            error={missing.code ?? mistake('phone.code')}
            isOver={problem?.code === 'code_expired'}
            {...{ code, setCode, requestCode }}
            busy={requesting.busy}
            problem={requesting.problem}
          />
        )}
        <Checkbox checked={hasNone} onChange={setHasNone}>
          {t('noPhone')}
        </Checkbox>
        {hasNone && <p>{t('noPhoneHint')}</p>}
        <TextEntry
          label={t('name')}
          error={missing.name ?? mistake('name')}
          name="name"
          autoComplete="off"
          maxLength={100}
          value={name}
          onChange={setName}
        />
        <DocumentEntry
          value={document}
          onChange={setDocument}
          kinds={kinds}
          kindError={mistake('identity.kind')}
          error={missing.number ?? mistake('identity.number')}
        />
        <Button type="submit" color="primary" size="large" block loading={busy} disabled={busy}>
          {t('toMeasure')}
        </Button>
      </Entries>
    </section>
  );
}
