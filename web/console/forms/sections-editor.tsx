import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useLang, useWords } from '../../shared/i18n.ts';
import { withAt } from '../shell/paths.ts';
import styles from '../shell/properties.module.css';
import { Mistakes, PropertyRow, Texts } from '../shell/property-row.tsx';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import { pathOf, type Spot } from './model.ts';

const path = ['definition', 'sections'];

/** The headings of the form. One that is taken away leaves its fields without one. */
export function SectionsEditor() {
  const t = useWords(builderWords);
  const { history, act, isFixed } = useBuilder();
  const { now } = history;
  const { sections = [], fields } = now.definition;
  const add = () => {
    const taken = new Set(sections.map(({ code }) => code));
    let n = sections.length + 1;
    while (taken.has(`section${n}`)) n += 1;
    const label = { zh: `小节 ${n}`, en: `Section ${n}` };
    act({ type: 'set', path, value: [...sections, { code: `section${n}`, label }] });
  };
  const remove = (index: number) => {
    const left = sections.toSpliced(index, 1);
    const gone = sections[index]?.code;
    const freed = fields.map(({ section, ...field }) =>
      section === undefined || section === gone ? field : { ...field, section },
    );
    const without = withAt(now, path, left.length > 0 ? left : undefined);
    act({ type: 'change', built: withAt(without, ['definition', 'fields'], freed) });
  };
  return (
    <fieldset className={styles.options}>
      <legend className={styles.label}>{t('sections')}</legend>
      {sections.map(({ code }, index) => {
        const name = t('sectionNumber', { n: index + 1 });
        return (
          <div key={code} className={styles.rule}>
            <div className={styles.ruleHead}>
              <strong>{name}</strong>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                disabled={isFixed}
                aria-label={t('remove', { name })}
                onClick={() => remove(index)}
              />
            </div>
            <Texts label={t('label')} path={[...path, index, 'label']} />
          </div>
        );
      })}
      <Button size="small" icon={<PlusOutlined />} disabled={isFixed} onClick={add}>
        {t('addSection')}
      </Button>
      <Mistakes path={path} />
    </fieldset>
  );
}

/** In which section a field stands; nothing where the form has none, or of a field of a row. */
export function SectionChoice({ spot, section }: { spot: Spot; section: string | undefined }) {
  const t = useWords(builderWords);
  const lang = useLang();
  const { history, act, isFixed } = useBuilder();
  const { sections = [] } = history.now.definition;
  if (spot.length > 1 || (sections.length === 0 && section === undefined)) return null;
  const own = [...pathOf(spot), 'section'];
  return (
    <PropertyRow label={t('section')} path={own}>
      {(id) => (
        <Select
          id={id}
          allowClear
          disabled={isFixed}
          value={section}
          placeholder={t('noSection')}
          options={sections.map(({ code, label }) => ({ value: code, label: label[lang] || code }))}
          onChange={(value) => act({ type: 'set', path: own, value })}
        />
      )}
    </PropertyRow>
  );
}
