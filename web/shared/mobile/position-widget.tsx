import buttonsStyles from '../phone/buttons.module.css';
import { usePosition } from '../position/use-position.ts';
import { usePositionTexts } from '../position/words.ts';
import styles from './position-widget.module.css';
import type { WidgetProps } from './widget.ts';

/** Takes the position of the phone; after a failure says why and what to try. */
export function PositionWidget(props: WidgetProps<'position'>) {
  const position = usePosition(props);
  const { t, status, take, why, tips } = usePositionTexts(position);
  const { asking, fix, reason, mayGoOn, mayBeAbroad } = position;
  return (
    <div>
      <p className={styles.status} role="status">
        {status}
      </p>
      {why && (
        <div className={styles.failure} role="alert">
          <p>{why}</p>
          <p>{t('try')}</p>
          <ul>
            {tips.map((tip) => (
              <li key={tip}>{tip}</li>
            ))}
          </ul>
        </div>
      )}
      <button
        type="button"
        id={props.id}
        className={buttonsStyles.wide}
        onClick={asking ? position.stop : position.take}
      >
        {asking ? t('stop') : take}
      </button>
      {mayGoOn && (
        <button type="button" className={buttonsStyles.text} onClick={position.goOn}>
          {t('goOn')}
        </button>
      )}
      {mayBeAbroad && (
        <button type="button" className={buttonsStyles.text} onClick={position.beAbroad}>
          {t('beAbroad')}
        </button>
      )}
      {(fix || reason) && !asking && (
        <button type="button" className={buttonsStyles.text} onClick={position.clear}>
          {t('clear')}
        </button>
      )}
    </div>
  );
}
