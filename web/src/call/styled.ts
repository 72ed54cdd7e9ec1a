/** A document whose style elements are style sheets of the page in truth: the terminal writes such elements, and the site's policy
 * allows no style that is not a file of its own. */
export function styledDocument(close: (() => void)[]): Document {
  function element(tag: string, options?: ElementCreationOptions): HTMLElement {
    if (tag !== 'style')
      return document.createElement(tag, options);
    const made = document.createElement('template'); // shows nothing; a style element, even an empty one, would be refused
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    close.push(() => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet)));
    let text = '';
    Object.defineProperty(made, 'textContent', { get: () => text, set: (value: string) => sheet.replaceSync((text = value)) });
    return made;
  }
  return new Proxy(document, {
    get(target, name) {
      if (name === 'createElement')
        return element;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
