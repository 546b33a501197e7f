// Tasklist keeps drafts of forms in the browser, on "Save" and by itself when a session ends. What people type about
// others has no place there: such entries are dropped, and none is written.
const DRAFTS = ['camunda-form:', 'camForm:'];
const draft = key => DRAFTS.some(prefix => String(key).startsWith(prefix));

Object.keys(window.localStorage).filter(draft).forEach(key => window.localStorage.removeItem(key));

const write = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (!draft(key)) {
    write.call(this, key, value);
  }
};
