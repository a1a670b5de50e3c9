import { defineWords } from '../../shared/i18n.ts';

export const words = defineWords('field-screening', {
  zh: {
    camera: '试用相机',
    cameraHint: '上岗前确认这台手机能扫码。',
    cameraIntro:
      '打开相机，对准任意一个二维码：读到后会响一声。画面只在这台设备上处理，不会保存或上传。',
    cameraRead: '已读到二维码（{count} 次）。这台手机可以扫码。',
  },
  en: {
    camera: 'Try the camera',
    cameraHint: 'Before your shift, make sure that this phone can scan.',
    cameraIntro:
      'Turn on the camera and point it at any QR code: you hear a tone once it is read. The picture stays on this device; it is neither stored nor sent.',
    cameraRead: 'Codes read: {count}. This phone can scan.',
  },
});
