import { EnvironmentOutlined } from '@ant-design/icons';
import { Alert, Button, Space } from 'antd';
import { usePosition } from '../position/use-position.ts';
import { usePositionTexts } from '../position/words.ts';
import styles from './position-widget.module.css';
import type { WidgetProps } from './widget.ts';

/** Takes the position of the computer; after a failure says why and what to try. */
export function PositionWidget(props: WidgetProps<'position'>) {
  const { id, disabled, describedBy } = props;
  const position = usePosition(props);
  const { t, status, take, why, tips } = usePositionTexts(position);
  const { asking, fix, reason, mayGoOn, mayBeAbroad } = position;
  return (
    <fieldset className={styles.position} aria-labelledby={`${id}-label`}>
      <div role="status">{status}</div>
      {why && (
        <Alert
          type="warning"
          showIcon
          title={why}
          description={
            <>
              {t('try')}
              <ul className={styles.tips}>
                {tips.map((tip) => (
                  <li key={tip}>{tip}</li>
                ))}
              </ul>
            </>
          }
        />
      )}
      <Space wrap>
        <Button
          id={id}
          icon={<EnvironmentOutlined />}
          disabled={disabled}
          aria-describedby={describedBy}
          onClick={asking ? position.stop : position.take}
        >
          {asking ? t('stop') : take}
        </Button>
        {mayGoOn && (
          <Button disabled={disabled} onClick={position.goOn}>
            {t('goOn')}
          </Button>
        )}
        {mayBeAbroad && (
          <Button disabled={disabled} onClick={position.beAbroad}>
            {t('beAbroad')}
          </Button>
        )}
        {(fix || reason) && !asking && (
          <Button type="text" disabled={disabled} onClick={position.clear}>
            {t('clear')}
          </Button>
        )}
      </Space>
    </fieldset>
  );
}
