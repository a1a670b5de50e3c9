/** The columns of the public reference, and whether what stands in them can be carried over. */

/** Columns of `survey` that are carried over, in whichever languages. */
const survey = [
  ...['type', 'name', 'label', 'hint', 'required', 'relevant', 'constraint'],
  ...['constraint_message', 'appearance', 'repeat_count', 'parameters'],
];

/** Columns of `survey` of which each cell is listed. */
export const surveyNotCarried = [
  ...['required_message', 'guidance_hint', 'default', 'read_only', 'calculation', 'trigger'],
  ...['choice_filter', 'media::image', 'media::audio', 'media::video', 'media::big-image'],
  ...['autoplay', 'disabled', 'save_to', 'accuracythreshold', 'no_app_error_string', 'rows'],
];

const choices = ['list_name', 'name', 'label'];
export const choicesNotCarried = [
  ...['media::image', 'media::audio', 'media::video', 'media::big-image'],
];

const settings = ['form_title', 'form_id', 'version', 'default_language'];
export const settingsNotCarried = [
  ...['public_key', 'submission_url', 'style', 'instance_name', 'auto_send', 'auto_delete'],
  ...['allow_choice_duplicates', 'sms_keyword', 'sms_separator', 'namespaces', 'instance_xmlns'],
  ...['clean_text_values', 'omit_instanceid', 'name', 'prefix', 'delimiter', 'client_editable'],
];

/** Columns in which a workbook puts content of its own into the form that is made of it. */
const own = /^(?:instance|bind|body|control)::/;

const withoutLanguage = (column: string) => column.replace(/::(zh|en)$/, '');

export function isKnownInSurvey(column: string): boolean {
  const name = withoutLanguage(column);
  return survey.includes(name) || isListedInSurvey(column);
}

/** Whether what stands in the column is listed, row by row. */
export function isListedInSurvey(column: string): boolean {
  return surveyNotCarried.includes(withoutLanguage(column)) || own.test(column);
}

export function isKnownInSettings(column: string): boolean {
  return settings.includes(column) || settingsNotCarried.includes(column);
}

/** Any further column of `choices` is one by which a question filters its options. */
export function isListedInChoices(column: string): boolean {
  return !choices.includes(withoutLanguage(column));
}
