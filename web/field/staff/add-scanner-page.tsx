import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { CheckCircleOutline, ShopbagOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import type { IdentityKind } from '../../../forms/definition.ts';
import { inBrackets } from '../../../forms/joiners.ts';
import { type Level, staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { useSending } from '../../shared/participant/sending.ts';
import buttons from '../../shared/phone/buttons.module.css';
import card from '../../shared/phone/card.module.css';
import { DocumentEntry } from '../../shared/phone/document-entry.tsx';
import fieldStyles from '../../shared/phone/field.module.css';
import { Entries, Field, TextEntry } from '../../shared/phone/field.tsx';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { pagesFor, queryFor } from '../../shared/query-for.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { nameIn, useChanged } from './data.ts';
import { OneTimePassword } from './one-time-password.tsx';
import { words } from './words.ts';

/** All that is typed in the two steps; going back loses none of it. */
type Typed = {
  siteId: number | undefined;
  kind: IdentityKind;
  number: string;
  level: Level | undefined;
  name: string;
  phone: string;
  remark: string;
};

type Found = { known: boolean; name: string | null };

/** 添加扫码员: site and document first, then the rest. */
export function AddScannerPage() {
  const t = useWords(words);
  const { site } = useSearch({ strict: false }) as { site?: number };
  const [typed, setTyped] = useState<Typed>(() => nothing(site));
  const [found, setFound] = useState<Found | null>(null);
  const [added, setAdded] = useState<{ scannerId: number; known: boolean } | null>(null);
  const set = (part: Partial<Typed>) => setTyped((now) => ({ ...now, ...part }));
  const again = () => {
    setTyped(nothing(typed.siteId));
    setFound(null);
    setAdded(null);
  };
  return (
    <Page title={t('addScanner')} {...(found && !added && { back: () => setFound(null) })}>
      {added ? (
        <Added {...added} onAgain={again} />
      ) : found ? (
        <RestStep {...{ typed, set, found }} onAdded={setAdded} onBack={() => setFound(null)} />
      ) : (
        <DocumentStep {...{ typed, set }} onFound={setFound} />
      )}
    </Page>
  );
}

const nothing = (siteId: number | undefined): Typed => ({
  ...{ siteId, kind: 'prc_id', number: '', level: undefined, name: '', phone: '', remark: '' },
});

type StepProps = { typed: Typed; set: (part: Partial<Typed>) => void };

function DocumentStep({ typed, set, onFound }: StepProps & { onFound: (found: Found) => void }) {
  const t = useWords(words);
  const lang = useLang();
  const sites = useInfiniteQuery(pagesFor(staff.sites, { body: { limit: 200 } }));
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const errorAt = useFieldErrors({ tried, problem });
  const choices = sites.data?.pages.flatMap((page) => page.items) ?? [];
  const only = choices.length === 1 ? choices[0]?.id : undefined;
  const siteId = typed.siteId ?? only;
  if (sites.isPending) return <Waiting />;
  if (!sites.data) return <Failure error={sites.error} retry={() => void sites.refetch()} />;
  if (choices.length === 0) return <Empty title={t('cannotAdd')} icon={<ShopbagOutline />} />;
  const submit = () => {
    setTried(true);
    const number = typed.number.trim();
    if (siteId === undefined || !number) return;
    set({ siteId });
    const body = { siteId, identity: { kind: typed.kind, number } };
    void run(async () => onFound(await call(staff.findScanner, { body })));
  };
  return (
    <section className={card.card}>
      <Entries onSubmit={submit}>
        <FormProblem problem={problem} at={['identity.number']} />
        <Field label={t('superiorSite')} error={errorAt('siteId', siteId)}>
          {(control) => (
            <select
              {...control}
              className={`${fieldStyles.input} ${fieldStyles.select}`}
              value={siteId ?? ''}
              onChange={({ target }) => set({ siteId: Number(target.value) || undefined })}
            >
              <option value="">{t('chooseSite')}</option>
              {choices.map((site) => (
                <option key={site.id} value={site.id}>
                  {nameIn(lang, site)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {sites.hasNextPage && (
          <button type="button" className={buttons.text} onClick={() => void sites.fetchNextPage()}>
            {t('more')}
          </button>
        )}
        <DocumentEntry
          value={typed}
          onChange={set}
          error={errorAt('identity.number', typed.number.trim())}
        />
        <Button type="submit" color="primary" size="large" block loading={busy}>
          {t('next')}
        </Button>
      </Entries>
    </section>
  );
}

type RestProps = StepProps & {
  found: Found;
  onAdded: (added: { scannerId: number; known: boolean }) => void;
  onBack: () => void;
};

function RestStep({ typed, set, found, onAdded, onBack }: RestProps) {
  const t = useWords(words);
  const lang = useLang();
  const changed = useChanged();
  const siteId = typed.siteId ?? 0;
  const site = useQuery(queryFor(staff.site, { params: { siteId } }));
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const errorAt = useFieldErrors({ tried, problem });
  if (site.isPending) return <Waiting />;
  if (!site.data) return <Failure error={site.error} retry={() => void site.refetch()} />;
  const { adds } = site.data;
  const level = typed.level ?? (adds.length === 1 ? adds[0] : undefined);
  const submit = () => {
    setTried(true);
    const [name, phone, remark] = [typed.name.trim(), typed.phone.trim(), typed.remark.trim()];
    if (!level || (!found.known && (!name || !phone))) return;
    const body = {
      ...{ siteId, level, identity: { kind: typed.kind, number: typed.number.trim() } },
      ...(!found.known && { name }),
      ...(phone && { phone }),
      ...(remark && { remark }),
    };
    void run(async () => {
      const added = await call(staff.addScanner, { body });
      await changed();
      onAdded(added);
    });
  };
  return (
    <>
      <section className={card.card}>
        <h2>{t(found.known ? 'found' : 'newPerson')}</h2>
        <p>{found.known ? t('foundText', { name: found.name ?? '' }) : nameIn(lang, site.data)}</p>
      </section>
      <section className={card.card}>
        <Entries onSubmit={submit}>
          <FormProblem problem={problem} at={['name', 'phone', 'remark', 'level']} />
          <Field label={t('role')} error={errorAt('level', level)}>
            {(control) => (
              <select
                {...control}
                className={`${fieldStyles.input} ${fieldStyles.select}`}
                value={level ?? ''}
                onChange={({ target }) => set({ level: (target.value || undefined) as Level })}
              >
                <option value="">—</option>
                {adds.map((each) => (
                  <option key={each} value={each}>
                    {t(`level_${each}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {!found.known && (
            <TextEntry
              label={t('name')}
              error={errorAt('name', typed.name.trim())}
              name="name"
              autoComplete="off"
              maxLength={100}
              value={typed.name}
              onChange={(name) => set({ name })}
            />
          )}
          <TextEntry
            label={t('phone')}
            hint={t(found.known ? 'phoneOnRecord' : 'phoneHint')}
            error={errorAt('phone', found.known || typed.phone.trim())}
            name="phone"
            type="tel"
            autoComplete="off"
            maxLength={40}
            value={typed.phone}
            onChange={(phone) => set({ phone })}
          />
          <TextEntry
            label={t('remark') + inBrackets(t('optional'), lang)}
            error={errorAt('remark', true)}
            name="remark"
            maxLength={500}
            value={typed.remark}
            onChange={(remark) => set({ remark })}
          />
          <Button type="submit" color="primary" size="large" block loading={busy}>
            {t('save')}
          </Button>
          <button type="button" className={buttons.text} onClick={onBack}>
            {t('back')}
          </button>
        </Entries>
      </section>
    </>
  );
}

function Added(props: { scannerId: number; known: boolean; onAgain: () => void }) {
  const { scannerId, known, onAgain } = props;
  const t = useWords(words);
  return (
    <>
      <Empty title={t('added')} icon={<CheckCircleOutline />}>
        <p role="status">{t(known ? 'addedKnown' : 'addedText')}</p>
        <Link
          className={buttons.link}
          to="/scanners/$scanner"
          params={{ scanner: String(scannerId) }}
        >
          {t('toScanner')}
        </Link>
        <Button color="primary" size="large" block onClick={onAgain}>
          {t('addAnother')}
        </Button>
      </Empty>
      {!known && (
        <section className={card.card}>
          <OneTimePassword scannerId={scannerId} />
        </section>
      )}
    </>
  );
}
