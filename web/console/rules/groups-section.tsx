import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select, Tag } from 'antd';
import { useLang, useWords } from '../../shared/i18n.ts';
import { Mistakes, PropertyRow, Texts } from '../shell/property-row.tsx';
import { Card } from './cards.tsx';
import styles from './rules.module.css';
import { freeCode, useRules } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';

/** The groups of people, and the services that each has. */
export function GroupsSection() {
  const t = useWords(rulesWords);
  const lang = useLang();
  const { settings, inForce, people, set, isFixed } = useRules();
  const { groups, services } = settings;
  const published = new Set(inForce.groups.map(({ code }) => code));
  const add = () => {
    const name = { zh: '', en: '' };
    set(['groups'], [...groups, { code: freeCode(groups, 'group'), name, services: [] }]);
  };
  return (
    <>
      <p className={styles.note}>{t('groupsNote')}</p>
      <Mistakes path={['groups']} />
      <div className={styles.cards}>
        {groups.map(({ code, name, services: given }, index) => {
          const count = people[code] ?? 0;
          const kept = count > 0 ? t('peopleKeep', { count }) : undefined;
          return (
            <Card
              // biome-ignore lint/suspicious/noArrayIndexKey: a code is changed while it is typed
              key={index}
              at={`groups.${index}`}
              name={name[lang] || code}
              extra={<Tag>{t('people', { count })}</Tag>}
              {...{ isFixed, kept }}
              onRemove={() => set(['groups'], groups.toSpliced(index, 1))}
            >
              <Texts label={t('name')} path={['groups', index, 'name']} />
              <div className={styles.two}>
                <PropertyRow
                  label={t('code')}
                  path={['groups', index, 'code']}
                  hint={published.has(code) ? undefined : t('codeHint')}
                >
                  {(id) => (
                    <Input
                      id={id}
                      value={code}
                      maxLength={40}
                      disabled={isFixed || published.has(code)}
                      onChange={({ target }) => set(['groups', index, 'code'], target.value)}
                    />
                  )}
                </PropertyRow>
                <PropertyRow label={t('given')} path={['groups', index, 'services']} below>
                  {(id) => (
                    <Select
                      id={id}
                      mode="multiple"
                      disabled={isFixed}
                      value={given}
                      placeholder={t('noServices')}
                      options={services.map((service) => ({
                        value: service.code,
                        label: service.name[lang] || service.code,
                      }))}
                      onChange={(value) => set(['groups', index, 'services'], value)}
                    />
                  )}
                </PropertyRow>
              </div>
            </Card>
          );
        })}
      </div>
      <Button icon={<PlusOutlined />} disabled={isFixed} onClick={add}>
        {t('addGroup')}
      </Button>
    </>
  );
}
