import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { serviceKinds } from '../../../forms/compare/compare-settings.ts';
import { joiners } from '../../../forms/joiners.ts';
import type { Service } from '../../../forms/programme.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { Mistakes, PropertyRow, Texts } from '../shell/property-row.tsx';
import { Card, mover } from './cards.tsx';
import styles from './rules.module.css';
import { freeCode, useRules } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';

/** What participants open from their home page. */
export function ServicesSection() {
  const t = useWords(rulesWords);
  const { settings, set, isFixed } = useRules();
  const { services } = settings;
  const add = () => {
    const name = { zh: '', en: '' };
    const code = freeCode(services, 'service');
    set(['services'], [...services, { code, kind: 'reports', name, forms: [] }]);
  };
  return (
    <>
      <p className={styles.note}>{t('servicesNote')}</p>
      <Mistakes path={['services']} />
      <div className={styles.cards}>
        {services.map((service, index) => (
          <ServiceCard key={service.code} {...{ service, index }} />
        ))}
      </div>
      <Button icon={<PlusOutlined />} disabled={isFixed} onClick={add}>
        {t('addService')}
      </Button>
    </>
  );
}

/** What does not go with another kind is left out with it. */
function withKind({ code, name, description }: Service, kind: Service['kind']): Service {
  return {
    ...{ code, kind, name },
    ...(description && { description }),
    ...(kind === 'reports' && { forms: [] }),
  };
}

function ServiceCard({ service, index }: { service: Service; index: number }) {
  const t = useWords(rulesWords);
  const lang = useLang();
  const text = useText();
  const { settings, about, set, isFixed } = useRules();
  const { services, groups } = settings;
  const { code, kind, name } = service;
  const having = groups.filter((group) => group.services.includes(code));
  const remove = () => {
    const without = groups.map((group) => ({
      ...group,
      services: group.services.filter((each) => each !== code),
    }));
    const left = { services: services.toSpliced(index, 1), groups: without };
    set([], { ...settings, ...left });
  };
  return (
    <Card
      at={`services.${index}`}
      name={name[lang] || code}
      isFixed={isFixed}
      onRemove={remove}
      {...mover(services, index, (next) => set(['services'], next))}
    >
      <div className={styles.two}>
        <Texts label={t('name')} path={['services', index, 'name']} />
        <Texts label={t('description')} path={['services', index, 'description']} optional />
        <PropertyRow label={t('kind')} path={['services', index, 'kind']}>
          {(id) => (
            <Select
              id={id}
              disabled={isFixed}
              value={kind}
              options={Object.entries(serviceKinds)
                .filter(([value]) => value !== 'code' || settings.colours)
                .map(([value, label]) => ({ value, label: text(label) }))}
              onChange={(next: Service['kind']) =>
                set(['services', index], withKind(service, next))
              }
            />
          )}
        </PropertyRow>
        {kind === 'reports' && (
          <PropertyRow label={t('forms')} path={['services', index, 'forms']} below>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                disabled={isFixed}
                value={service.forms ?? []}
                options={about.forms.map((form) => ({ value: form.code, label: text(form.title) }))}
                onChange={(value) => set(['services', index, 'forms'], value)}
              />
            )}
          </PropertyRow>
        )}
        {kind === 'page' && (
          <PropertyRow label={t('page')} path={['services', index, 'page']}>
            {(id) => (
              <Select
                id={id}
                disabled={isFixed}
                value={service.page}
                options={about.pages.map((page) => ({ value: page.code, label: text(page.title) }))}
                onChange={(value) => set(['services', index, 'page'], value)}
              />
            )}
          </PropertyRow>
        )}
      </div>
      <p className={styles.sentence}>
        {having.length > 0
          ? t('givenTo', {
              groups: having
                .map((group) => group.name[lang] || group.code)
                .join(joiners[lang].list),
            })
          : t('givenToNobody')}
      </p>
    </Card>
  );
}
