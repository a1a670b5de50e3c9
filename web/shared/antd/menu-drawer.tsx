import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useWords } from '../i18n.ts';
import textStyles from '../text.module.css';
import styles from './menu-drawer.module.css';
import { pcWords } from './pc-words.ts';

/**
 * The menu where there is no room for it beside the page: a button opens it over the page. The focus
 * goes into it, and back to the button when it is closed without anything having been chosen.
 */
export function MenuDrawer(props: {
  title: ReactNode;
  /** Something that waits behind the closed menu, such as a count. */
  mark?: ReactNode;
  /** Given what closes the menu once something in it was chosen. */
  children: (onChosen: () => void) => ReactNode;
}) {
  const t = useWords(pcWords);
  const [open, setOpen] = useState(false);
  const [hasChosen, setHasChosen] = useState(false);
  const content = useRef<HTMLDivElement>(null);
  const close = (byChoice: boolean) => {
    setHasChosen(byChoice);
    setOpen(false);
  };
  return (
    <>
      <Button
        type="text"
        className={styles.button}
        aria-expanded={open}
        aria-haspopup="dialog"
        icon={<MenuOutlined aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        <span className={textStyles.sr}>{t('menu')}</span>
        {props.mark}
      </Button>
      <Drawer
        open={open}
        placement="left"
        size={300}
        title={props.title}
        rootClassName={styles.drawer ?? ''}
        destroyOnHidden
        focusable={{ focusTriggerAfterClose: !hasChosen }}
        onClose={() => close(false)}
        // The library focuses what is around the dialog, of which no screen reader tells anything.
        afterOpenChange={(isOpen) => isOpen && content.current?.focus()}
      >
        <div ref={content} tabIndex={-1} className={styles.content}>
          {props.children(() => close(true))}
        </div>
      </Drawer>
    </>
  );
}
