import { defineWords } from '../../shared/i18n.ts';

export const words = defineWords('field-screening', {
  zh: {
    camera: '试用相机',
    cameraHint: '上岗前确认这台手机能扫码。',
    cameraIntro: '打开相机，看到画面就可以扫码。画面只在这台设备上显示，不会保存或上传。',
  },
  en: {
    camera: 'Try the camera',
    cameraHint: 'Before your shift, make sure that this phone can scan.',
    cameraIntro:
      'Turn on the camera: if you see its picture, you can scan. The picture stays on this device; it is neither stored nor sent.',
  },
});
