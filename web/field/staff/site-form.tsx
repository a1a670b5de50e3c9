import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { Button, Toast } from 'antd-mobile';
import { useState } from 'react';
import { inBrackets } from '../../../forms/joiners.ts';
import { staff } from '../../../modules/staff/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useFieldErrors, useMistakes } from '../../shared/participant/mistakes.ts';
import { useSending } from '../../shared/participant/sending.ts';
import card from '../../shared/phone/card.module.css';
import { Entries, TextEntry } from '../../shared/phone/field.tsx';
import { Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { queryFor } from '../../shared/query-for.ts';
import text from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { nameIn, useChanged } from './data.ts';
import { RegionEntry } from './region-entry.tsx';
import { words } from './words.ts';

type Details = Required<BodyOf<typeof staff.changeSite>>;

const nothing: Details = { nameZh: '', nameEn: '', regionCode: null, address: '', remark: '' };

/** 编辑: a site's names and where it is found. */
export function EditSitePage() {
  const t = useWords(words);
  const router = useRouter();
  const changed = useChanged();
  const { site: id } = useParams({ strict: false }) as { site: string };
  const params = { siteId: Number(id) };
  const site = useQuery(queryFor(staff.site, { params }));
  const send = async (body: Details) => {
    await call(staff.changeSite, { params, body });
    Toast.show(t('saved'));
    await changed();
    router.history.back();
  };
  if (!site.data) {
    return (
      <Page title={t('editSite')}>
        {site.isPending ? (
          <Waiting />
        ) : (
          <Failure error={site.error} retry={() => void site.refetch()} />
        )}
      </Page>
    );
  }
  const { nameZh, nameEn, regionCode, address, remark } = site.data;
  const before = { nameZh, nameEn, regionCode, address: address ?? '', remark: remark ?? '' };
  return (
    <Page title={t('editSite')}>
      <SiteForm {...{ before, send }} />
    </Page>
  );
}

/** 添加站点: below a site that one runs. */
export function AddSitePage() {
  const t = useWords(words);
  const lang = useLang();
  const router = useRouter();
  const changed = useChanged();
  const { below } = useSearch({ strict: false }) as { below: number };
  const parent = useQuery(queryFor(staff.site, { params: { siteId: below } }));
  const send = async (body: Details) => {
    const { id } = await call(staff.addSite, { body: { ...body, parentId: below } });
    Toast.show(t('siteAdded'));
    await changed();
    void router.navigate({ to: '/sites/$site', params: { site: String(id) }, replace: true });
  };
  return (
    <Page title={t('addSite')}>
      {parent.isError && <Failure error={parent.error} retry={() => void parent.refetch()} />}
      {parent.data && (
        <section className={card.card}>
          <p className={text.soft}>{t('parent')}</p>
          <h2>{nameIn(lang, parent.data)}</h2>
        </section>
      )}
      <SiteForm before={nothing} send={send} />
    </Page>
  );
}

function SiteForm(props: { before: Details; send: (typed: Details) => Promise<void> }) {
  const t = useWords(words);
  const lang = useLang();
  const [typed, setTyped] = useState(props.before);
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const errorAt = useFieldErrors({ tried, problem });
  const mistakeAt = useMistakes(problem);
  const set = (name: keyof Details) => (value: string) => setTyped({ ...typed, [name]: value });
  const orNothing = (value: string | null) => value?.trim() || null;
  const submit = () => {
    setTried(true);
    if (!typed.nameZh.trim()) return;
    // Who writes Chinese alone is not kept from adding a gate.
    const nameEn = typed.nameEn.trim() || typed.nameZh;
    const details = { address: orNothing(typed.address), remark: orNothing(typed.remark) };
    void run(() => props.send({ ...typed, nameEn, ...details }));
  };
  const optional = (label: string) => label + inBrackets(t('optional'), lang);
  return (
    <section className={card.card}>
      <Entries onSubmit={submit}>
        <FormProblem
          problem={problem}
          at={['nameZh', 'nameEn', 'regionCode', 'address', 'remark']}
        />
        <TextEntry
          label={t('nameZh')}
          error={errorAt('nameZh', typed.nameZh.trim())}
          name="nameZh"
          maxLength={200}
          value={typed.nameZh}
          onChange={set('nameZh')}
        />
        <TextEntry
          label={optional(t('nameEn'))}
          hint={t('nameEnHint')}
          error={mistakeAt('nameEn')}
          name="nameEn"
          maxLength={200}
          value={typed.nameEn}
          onChange={set('nameEn')}
        />
        <RegionEntry
          code={typed.regionCode}
          error={mistakeAt('regionCode')}
          onChange={(regionCode) => setTyped({ ...typed, regionCode })}
        />
        <TextEntry
          label={optional(t('address'))}
          error={mistakeAt('address')}
          name="address"
          maxLength={200}
          value={typed.address ?? ''}
          onChange={set('address')}
        />
        <TextEntry
          label={optional(t('remark'))}
          error={mistakeAt('remark')}
          name="remark"
          maxLength={500}
          value={typed.remark ?? ''}
          onChange={set('remark')}
        />
        <Button type="submit" color="primary" size="large" block loading={busy}>
          {t('save')}
        </Button>
      </Entries>
    </section>
  );
}
