// The functions of the browser that .NET has no API for, and fetch, because HttpClient would increase the download.
export const copy = (text) => navigator.clipboard.writeText(text);
export const readMeta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? null;
export const load = (key) => localStorage.getItem(key);
export const save = (key, text) => localStorage.setItem(key, text);
export const send = async (method, path, headers, body) => {
  const response = await fetch(path, { method, headers, body });
  return {
    status: response.status,
    mediaType: response.headers.get("Content-Type"),
    body: new Uint8Array(await response.arrayBuffer()),
  };
};
