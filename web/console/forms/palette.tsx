import { useDraggable } from '@dnd-kit/core';
import type { FieldType } from '../../../forms/definition.ts';
import { fieldTypesInOrder } from '../../../forms/fields/described.ts';
import { fieldTypes } from '../../../forms/fields/registry.ts';
import { fieldTypeNames } from '../../../forms/fields/type-names.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import styles from './field-list.module.css';
import { newField, type Spot, withInserted } from './model.ts';

/** A scanner cannot fill every type in. */
function isOffered(type: FieldType, purpose: 'check' | 'report'): boolean {
  if (purpose === 'report' || type === 'group') return true;
  return fieldTypes[type].atCheck === true;
}

/** Where a new field goes that is not dropped somewhere: behind the chosen one, or at the end. */
function nextSpot(length: number, selected: Spot | null, type: FieldType): Spot {
  if (!selected) return [length];
  const [index, inner] = selected;
  return inner === undefined || type === 'group' ? [index + 1] : [index, inner + 1];
}

/** Every type of field: dragged to where it is to stand, or added by a press. */
export function Palette() {
  const t = useWords(builderWords);
  const { history, act } = useBuilder();
  const { now, selected } = history;
  const add = (type: FieldType) => {
    const spot = nextSpot(now.definition.fields.length, selected, type);
    const built = withInserted(now, spot, newField(now, type));
    act({ type: 'change', built, selected: spot });
  };
  return (
    <nav className={styles.palette} aria-label={t('palette')}>
      {fieldTypesInOrder
        .filter((type) => isOffered(type, now.purpose))
        .map((type) => (
          <PaletteItem key={type} type={type} onAdd={() => add(type)} />
        ))}
    </nav>
  );
}

function PaletteItem({ type, onAdd }: { type: FieldType; onAdd: () => void }) {
  const t = useWords(builderWords);
  const text = useText();
  const { isFixed } = useBuilder();
  const { listeners, setNodeRef, isDragging } = useDraggable({
    ...{ id: `new:${type}`, disabled: isFixed },
  });
  const name = text(fieldTypeNames[type]);
  // The keyboard adds by a press: the drag's own keys would be in its way.
  const { onKeyDown: _, ...pointers } = listeners ?? {};
  return (
    <button
      type="button"
      ref={setNodeRef}
      {...pointers}
      disabled={isFixed}
      className={`${styles.item} ${isDragging ? styles.dragging : ''}`}
      aria-label={t('addField', { name })}
      onClick={onAdd}
    >
      {name}
    </button>
  );
}
