import {
  type Announcements,
  type Collision,
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import { type ReactNode, useState } from 'react';
import type { FieldType } from '../../../forms/definition.ts';
import { fieldTypeNames } from '../../../forms/fields/type-names.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import styles from './field-list.module.css';
import { fieldAt, moved, newField, spotFrom, withInserted } from './model.ts';

const isNew = (id: string) => id.startsWith('new:');
const typeIn = (id: string) => id.slice(4) as FieldType;

/** Where fields are dragged: from the palette into the form, and within it. */
export function Workspace({ children }: { children: ReactNode }) {
  const { history, act } = useBuilder();
  const { now } = history;
  const [dragged, setDragged] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    if (!over) return;
    const [id, to] = [String(active.id), spotFrom(String(over.id))];
    if (isNew(id)) {
      const type = typeIn(id);
      // A group never goes into a group: it is put beside it.
      const spot = type === 'group' ? ([to[0]] as const) : to;
      act({ type: 'change', built: withInserted(now, spot, newField(now, type)), selected: spot });
      return;
    }
    const after = moved(now, spotFrom(id), to);
    if (after) act({ type: 'change', built: after.built, selected: after.spot });
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={innermost}
      accessibility={useSpoken()}
      onDragStart={({ active }) => setDragged(String(active.id))}
      onDragCancel={() => setDragged(null)}
      onDragEnd={drop}
    >
      {children}
      <DragOverlay dropAnimation={null}>{dragged && <Dragged id={dragged} />}</DragOverlay>
    </DndContext>
  );
}

/** What lies under the pointer, a group's own fields before the group; by the keyboard whatever is nearest. */
const innermost: CollisionDetection = (given) => {
  const under = given.pointerCoordinates ? pointerWithin(given) : [];
  const found = under.length > 0 ? under : closestCenter(given);
  const depth = ({ id }: Collision) => String(id).split('.').length;
  return given.pointerCoordinates ? found.toSorted((a, b) => depth(b) - depth(a)) : found;
};

function useName(): (id: string) => string {
  const text = useText();
  const lang = useLang();
  const t = useWords(builderWords);
  const { history } = useBuilder();
  return (id) => {
    if (isNew(id)) return text(fieldTypeNames[typeIn(id)]);
    return fieldAt(history.now, spotFrom(id))?.label[lang] || t('unnamed');
  };
}

function Dragged({ id }: { id: string }) {
  return <div className={`${styles.card} ${styles.dragged}`}>{useName()(id)}</div>;
}

/** What screen readers hear while something is dragged. */
function useSpoken(): {
  announcements: Announcements;
  screenReaderInstructions: { draggable: string };
} {
  const t = useWords(builderWords);
  const nameOf = useName();
  const number = (id: unknown) => (spotFrom(String(id)).at(-1) ?? 0) + 1;
  return {
    screenReaderInstructions: { draggable: t('dragHelp') },
    announcements: {
      onDragStart: ({ active }) => t('dragStarted', { name: nameOf(String(active.id)) }),
      onDragOver: ({ active, over }) =>
        over ? t('dragOver', { name: nameOf(String(active.id)), n: number(over.id) }) : undefined,
      onDragEnd: ({ active, over }) =>
        over
          ? t('dragEnded', { name: nameOf(String(active.id)), n: number(over.id) })
          : t('dragCancelled'),
      onDragCancel: () => t('dragCancelled'),
    },
  };
}
