import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  HolderOutlined,
} from '@ant-design/icons';
import { useDroppable } from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Button, Tag } from 'antd';
import type { Field } from '../../../forms/definition.ts';
import { fieldTypeNames } from '../../../forms/fields/type-names.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { useProblemsAt } from '../shell/draft-context.ts';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import styles from './field-list.module.css';
import { copyOf, moved, pathOf, type Spot, spotText, withInserted, withRemoved } from './model.ts';

/** The fields of the form, or of one of its groups, in their order. */
export function FieldList({ fields, group }: { fields: readonly Field[]; group?: number }) {
  const t = useWords(builderWords);
  const spotOf = (index: number): Spot => (group === undefined ? [index] : [group, index]);
  const ids = fields.map((_, index) => spotText(spotOf(index)));
  return (
    <SortableContext items={ids} strategy={verticalListSortingStrategy}>
      <ol className={styles.list} aria-label={group === undefined ? t('fields') : t('groupFields')}>
        {fields.map((field, index) => (
          <FieldCard
            key={ids[index]}
            {...{ field }}
            spot={spotOf(index)}
            isLast={index === fields.length - 1}
          />
        ))}
        <End spot={spotOf(fields.length)} isEmpty={fields.length === 0} />
      </ol>
    </SortableContext>
  );
}

/** Behind the last field: there a field can be dropped as well. */
function End({ spot, isEmpty }: { spot: Spot; isEmpty: boolean }) {
  const t = useWords(builderWords);
  const { setNodeRef, isOver } = useDroppable({ id: spotText(spot) });
  const isSmall = isEmpty ? '' : styles.small;
  return (
    <li ref={setNodeRef} className={`${styles.end} ${isSmall} ${isOver ? styles.over : ''}`}>
      {isEmpty && t(spot.length === 1 ? 'noFields' : 'noGroupFields')}
    </li>
  );
}

function FieldCard({ field, spot, isLast }: { field: Field; spot: Spot; isLast: boolean }) {
  const t = useWords(builderWords);
  const text = useText();
  const lang = useLang();
  const { history, act, isFixed } = useBuilder();
  const mistakes = useProblemsAt(pathOf(spot), true);
  const {
    attributes,
    listeners,
    setNodeRef,
    setActivatorNodeRef,
    transform,
    transition,
    isDragging,
  } = useSortable({ id: spotText(spot), disabled: isFixed });
  const isSelected = history.selected !== null && spotText(history.selected) === spotText(spot);
  const name = field.label[lang] || field.code || t('unnamed');
  const style = {
    transform: transform ? `translate3d(${transform.x}px, ${transform.y}px, 0)` : undefined,
    transition,
  };
  const looks = [styles.card, isSelected && styles.selected, isDragging && styles.dragging];
  return (
    <li ref={setNodeRef} style={style} className={looks.filter(Boolean).join(' ')}>
      <div className={styles.line}>
        <button
          type="button"
          ref={setActivatorNodeRef}
          className={styles.handle}
          {...attributes}
          {...listeners}
          disabled={isFixed}
          aria-label={t('dragField', { name })}
        >
          <HolderOutlined />
        </button>
        <button
          type="button"
          className={styles.choose}
          aria-pressed={isSelected}
          onClick={() => act({ type: 'select', spot })}
        >
          <span className={styles.name}>
            {field.required && (
              <span className={styles.star} aria-hidden="true">
                *
              </span>
            )}
            {name}
          </span>
          <span className={styles.kind}>{text(fieldTypeNames[field.type])}</span>
        </button>
        {mistakes.length > 0 && (
          <Tag color="error" className={styles.count}>
            {t('mistakes', { count: mistakes.length })}
          </Tag>
        )}
        <Acts {...{ spot, name, isLast }} />
      </div>
      {field.type === 'group' && <FieldList fields={field.fields} group={spot[0]} />}
    </li>
  );
}

function Acts({ spot, name, isLast }: { spot: Spot; name: string; isLast: boolean }) {
  const t = useWords(builderWords);
  const { history, act, isFixed } = useBuilder();
  const { now } = history;
  const index = spot.at(-1) as number;
  const beside = (by: number) => [...spot.slice(0, -1), index + by] as unknown as Spot;
  const move = (by: number) => {
    const after = moved(now, spot, beside(by));
    if (after) act({ type: 'change', built: after.built, selected: after.spot });
  };
  const copy = () => {
    const list =
      spot.length === 1 ? now.definition.fields : groupFields(now.definition.fields, spot);
    const field = list[index];
    if (!field) return;
    act({
      ...{ type: 'change', selected: beside(1) },
      built: withInserted(now, beside(1), copyOf(now, field)),
    });
  };
  const acts = [
    ['moveUp', <ArrowUpOutlined key="up" />, () => move(-1), index === 0],
    ['moveDown', <ArrowDownOutlined key="down" />, () => move(1), isLast],
    ['copyField', <CopyOutlined key="copy" />, copy, false],
    [
      'remove',
      <DeleteOutlined key="remove" />,
      () => act({ type: 'change', built: withRemoved(now, spot), selected: null }),
      false,
    ],
  ] as const;
  return (
    <span className={styles.acts}>
      {acts.map(([key, icon, run, isOff]) => (
        <Button
          key={key}
          type="text"
          size="small"
          icon={icon}
          title={t(key, { name })}
          aria-label={t(key, { name })}
          disabled={isFixed || isOff}
          onClick={run}
        />
      ))}
    </span>
  );
}

function groupFields(fields: readonly Field[], [index]: Spot): readonly Field[] {
  const group = fields[index];
  return group?.type === 'group' ? group.fields : [];
}
