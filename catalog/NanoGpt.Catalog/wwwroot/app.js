// The functions of the browser that .NET has no API for.
export const copy = (text) => navigator.clipboard.writeText(text);
export const readMeta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? null;
export const load = (key) => localStorage.getItem(key);
export const save = (key, text) => localStorage.setItem(key, text);
