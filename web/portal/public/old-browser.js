/* Runs before everything else, in browsers of any age: a browser that cannot run the app says so. */
// biome-ignore lint/complexity/useArrowFunction: the oldest know no arrows
(function () {
  var able =
    'noModule' in document.createElement('script') &&
    typeof Promise === 'function' &&
    typeof Object.hasOwn === 'function' &&
    typeof Array.prototype.findLast === 'function' &&
    typeof window.structuredClone === 'function';
  if (able) return;

  function line(tag, text, lang) {
    var element = document.createElement(tag);
    element.lang = lang;
    element.appendChild(document.createTextNode(text));
    return element;
  }

  function say() {
    var body = document.body;
    while (body.firstChild) body.removeChild(body.firstChild);
    body.style.cssText = 'margin:0;padding:24px;font:17px/1.6 sans-serif;color:#17202e';
    body.appendChild(line('h1', '浏览器版本太旧', 'zh-CN'));
    body.appendChild(
      line(
        'p',
        '这个浏览器太旧，无法打开本页。请更新系统和浏览器（或微信），或换用最近四年的 Chrome、Edge、Firefox、Safari，然后重新打开。',
        'zh-CN',
      ),
    );
    body.appendChild(line('h1', 'This browser is too old', 'en'));
    body.appendChild(
      line(
        'p',
        'This page cannot be opened with it. Please update your device and its browser (or WeChat), or use a Chrome, Edge, Firefox or Safari of the last four years, and open the page again.',
        'en',
      ),
    );
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', say);
  else say();
})();
