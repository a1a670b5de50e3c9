import { Skeleton } from 'antd';
import styles from './page-waiting.module.css';

/** A whole page whose data is still on its way. */
export function PageWaiting() {
  return <Skeleton className={styles.wait} active />;
}
