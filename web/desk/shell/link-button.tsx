import { Button, type ButtonProps } from 'antd';
import styles from './link-button.module.css';

/** A button that looks like a link of the text around it. */
export function LinkButton(props: Omit<ButtonProps, 'type' | 'className'>) {
  return <Button {...props} type="link" className={styles.button} />;
}
