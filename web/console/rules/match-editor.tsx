import { Select } from 'antd';
import type { Match } from '../../../forms/policy.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import type { Path } from '../shell/paths.ts';
import { useProgramme } from '../shell/programme.tsx';
import { PropertyRow } from '../shell/property-row.tsx';
import { useRules } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';

/** Whom a rule is about: groups, and attributes with few answers; nothing chosen is everybody. */
export function MatchEditor(props: {
  path: Path;
  match: Match | undefined;
  onChange: (match: Match | undefined) => void;
}) {
  const { path, match = {}, onChange } = props;
  const t = useWords(rulesWords);
  const lang = useLang();
  const { settings, isFixed } = useRules();
  const { attributes: known } = useProgramme().definition;
  const { groups, attributes = {} } = match;
  const set = (next: Match) => {
    const kept = Object.fromEntries(
      Object.entries(next).filter(([, value]) => Object.keys(value ?? {}).length > 0),
    );
    onChange(Object.keys(kept).length > 0 ? kept : undefined);
  };
  const withAttribute = (code: string, value: string | boolean | undefined) => {
    const { [code]: _, ...others } = attributes;
    set({ ...match, attributes: value === undefined ? others : { ...others, [code]: value } });
  };
  return (
    <>
      <PropertyRow label={t('who')} path={path} below>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            disabled={isFixed}
            value={groups ?? []}
            placeholder={t('everybody')}
            options={settings.groups.map(({ code, name }) => ({
              value: code,
              label: name[lang] || code,
            }))}
            onChange={(value) => set({ ...match, groups: value })}
          />
        )}
      </PropertyRow>
      {known.map(({ code, label, type, options = [] }) =>
        type === 'text' ? null : (
          <PropertyRow key={code} label={label[lang]} path={[...path, 'attributes', code]}>
            {(id) => (
              <Select
                id={id}
                allowClear
                disabled={isFixed}
                placeholder={t('anyAnswer')}
                value={attributes[code] === undefined ? undefined : String(attributes[code])}
                options={
                  type === 'yesno'
                    ? [
                        { value: 'true', label: t('yes') },
                        { value: 'false', label: t('no') },
                      ]
                    : options.map((each) => ({ value: each.code, label: each.label[lang] }))
                }
                onChange={(chosen?: string) =>
                  withAttribute(code, type === 'yesno' && chosen ? chosen === 'true' : chosen)
                }
              />
            )}
          </PropertyRow>
        ),
      )}
    </>
  );
}
