// Runs `task` while no other tab of this page's origin runs one of that name, where the browser can promise it
// (Web Locks; a page without a secure context has none).
export function exclusively<T>(name: string, task: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request(name, task) as Promise<T>) : task();
}
