import { h } from './element.ts';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'password' | 'search' | 'area';
  readonly value?: string;
  readonly autocomplete?: string;
  readonly hint?: string;
  readonly most?: number;
  readonly optional?: boolean;
  readonly hidden?: boolean;
  /** One of these, instead of text. */
  readonly options?: readonly string[];
}

export interface Form {
  readonly element: HTMLFormElement;
  /** Shows a field that was hidden, and goes to it. */
  reveal(name: string): void;
  set(name: string, value: string): void;
}

/** A form that says what went wrong where one reads next, and can be sent once at a time.
 * @param act Does it; what it throws is shown, what it returns is said. */
export function form(fields: readonly Field[], submit: string, act: (values: Record<string, string>) => Promise<string | void>): Form {
  const inputs = new Map<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>();
  const rows = fields.map(field => {
    const id = `field-${field.name}`;
    const more = { id, name: field.name, autocomplete: field.autocomplete ?? 'off', required: !field.optional && !field.hidden, maxlength: field.most, 'aria-describedby': field.hint ? `${id}-hint` : undefined };
    const input = field.options ? h('select', { id, name: field.name }, ...field.options.map(option => h('option', {}, option))) : field.type === 'area' ? h('textarea', { ...more, rows: 8 }) : h('input', { ...more, type: field.type ?? 'text', autocapitalize: 'off', spellcheck: 'false' });
    if (field.value !== undefined)
      input.value = field.value;
    inputs.set(field.name, input);
    return h('div', { class: 'field', hidden: field.hidden }, h('label', { for: id }, field.label), input, field.hint !== undefined && h('small', { id: `${id}-hint` }, field.hint));
  });
  const said = h('p', { role: 'alert', class: 'said-here' });
  const button = h('button', { type: 'submit', class: 'first' }, submit);
  const element = h('form', { class: 'form', submit: event => {
    event.preventDefault();
    void send();
  } }, ...rows, said, button);

  async function send(): Promise<void> {
    button.disabled = true;
    said.textContent = '';
    try {
      said.className = 'said-here good';
      said.textContent = (await act(Object.fromEntries([...inputs].map(([name, input]) => [name, input.value])))) ?? '';
    } catch (e) {
      said.className = 'said-here bad';
      said.textContent = e instanceof Error ? e.message : String(e);
    } finally {
      button.disabled = false;
    }
  }

  return {
    element,
    reveal(name) {
      const input = inputs.get(name)!;
      input.parentElement!.hidden = false;
      input.required = true;
      input.focus();
    },
    set: (name, value) => (inputs.get(name)!.value = value),
  };
}
