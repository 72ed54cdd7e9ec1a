/** Runs something that makes style elements, and gives it style sheets of the page in their place: the site's policy allows no style
 * that is not a file of its own. (xterm.js makes three when it is opened, and has no setting for another way.)
 * @returns Takes the style sheets away again. */
export function withSheets(run: () => void): () => void {
  const sheets: CSSStyleSheet[] = [];
  document.createElement = (tag: string, options?: ElementCreationOptions): HTMLElement => {
    const make = (name: string): HTMLElement => Document.prototype.createElement.call(document, name, options);
    if (tag !== 'style')
      return make(tag);
    const sheet = new CSSStyleSheet();
    sheets.push(sheet);
    document.adoptedStyleSheets.push(sheet);
    let text = '';
    return Object.defineProperty(make('template'), 'textContent', { get: () => text, set: (value: string) => sheet.replaceSync((text = value)) });
  };
  try {
    run();
  } finally {
    delete (document as { createElement?: unknown }).createElement;
  }
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => !sheets.includes(sheet));
  };
}
