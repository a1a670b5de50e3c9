import { defineWords } from '../i18n.ts';

export const words = defineWords('scanner', {
  zh: {
    start: '打开相机',
    stop: '关闭相机',
    again: '重试',
    asking: '请在弹出的窗口中允许使用相机…',
    torch: '手电筒',
    photo: '拍照或选择照片识别',
    reading: '正在识别…',
    nothing: '照片里没有识别到二维码。请靠近一些，让二维码清晰、完整，再拍一张。',
    readerFailed: '这个浏览器无法连续识别二维码，可以改用拍照识别。',
  },
  en: {
    start: 'Turn on the camera',
    stop: 'Turn off the camera',
    again: 'Try again',
    asking: 'Please allow the camera in the window that opens…',
    torch: 'Light',
    photo: 'Take or choose a photo',
    reading: 'Reading…',
    nothing:
      'No code was found in the photo. Go closer, so that the code is sharp and whole, and take another one.',
    readerFailed: 'This browser cannot read codes from the camera. A photo works instead.',
  },
});
