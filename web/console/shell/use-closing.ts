import { App, type FormInstance, type ModalProps } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { shellWords } from './words.ts';

/**
 * How the dialog around a form is closed. A key or a click beside it asks before what was typed is lost; the
 * button that says so closes at once.
 */
export function useClosing<T>(
  form: FormInstance<T>,
  onClose: () => void,
): Pick<ModalProps, 'onCancel' | 'cancelButtonProps'> {
  const t = useWords(shellWords);
  const { modal } = App.useApp();
  const ask = () => {
    if (!form.isFieldsTouched()) {
      onClose();
      return;
    }
    void modal.confirm({
      ...{ title: t('discardAsk'), content: t('discardNote') },
      ...{ okText: t('keepTyping'), cancelText: t('discard') },
      keyboard: false,
      onCancel: onClose,
    });
  };
  return { onCancel: ask, cancelButtonProps: { onClick: onClose } };
}
